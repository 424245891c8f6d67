/**
 * Numbers of the contract `stft-out`, which HTDemucs is exported with: the spectrogram is computed outside of the
 * graph, because ONNX runtimes have no transform that runs everywhere (Rouard, Massa & Défossez, "Hybrid
 * transformers for music source separation", ICASSP 2023; `demucs/htdemucs.py`).
 */

/** Frames of one segment: 7.8 s. */
export const SEGMENT_FRAMES = 343_980;
export const TRANSFORM_SIZE = 4096;
export const HOP = 1024;
/** Bins the model sees: the one at half the sample rate is left out. */
export const BINS = 2048;
/** Columns of the spectrogram that the model sees: 2 … 337 of the 340 that the padded segment has. */
export const COLUMNS = 336;
/** Spectra go in divided by the square root of the transform's size, and come out so. */
export const SPECTRUM_SCALE = 64;
/** Mirrored frames before and after a segment, so that its columns are whole. */
export const PAD_BEFORE = 1536;
export const PAD_AFTER = 1620;

/** Values of one plane of a spectrogram, bin after bin, each of `COLUMNS`. */
export const PLANE = BINS * COLUMNS;
/** Planes of one stereo signal: left real, left imaginary, right real, right imaginary. */
export const PLANES = 4;
/** Share of a segment that the next one covers again, unless a recipe says otherwise. */
export const DEFAULT_OVERLAP = 0.25;
