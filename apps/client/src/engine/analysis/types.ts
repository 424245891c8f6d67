/** A point of a beat grid: beat number, second in the recording. Beat 0 is a downbeat. */
export type BeatgridPoint = readonly [beat: number, second: number];

export interface BeatAnalysis {
  /** Beats per minute: the mean over the recording. */
  readonly bpm: number;
  /** At least two points, ascending; beats between them are evenly spaced. Two points mean constant tempo. */
  readonly beatgrid: readonly BeatgridPoint[];
  /** From 0 (no pulse was found; the grid is a guess) to 1. */
  readonly confidence: number;
}

/** Peaks and levels of one resolution, both channels together, of values in full scale ±1. */
export interface WaveformLevel {
  readonly framesPerBin: number;
  /** Largest magnitude in each bin. */
  readonly peak: Float32Array;
  /** Root mean square of each bin. */
  readonly rms: Float32Array;
}

export interface Loudness {
  /** ITU-R BS.1770-4 gated programme loudness in LUFS; −∞ when nothing passes the gate. */
  readonly integratedLufs: number;
  /** ITU-R BS.1770-4 Annex 2, in dB relative to full scale; −∞ for silence. */
  readonly truePeakDbtp: number;
}
