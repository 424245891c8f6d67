import { KernelArena } from '../kernels/arena.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { lowBand, middleBand } from './bands.ts';
import type { FrameRange } from './separator.ts';
import { ColumnMedian, NO_ROW, RowMedian } from './sliding-median.ts';
import { StereoSpectrogram } from './stereo-spectrogram.ts';
import type { TonalPass } from './tonal-pass.ts';
import type { BuiltInTuning } from './tuning.ts';

const { ceil, max, round, sqrt } = Math;

const SIZE = 1024;
const HOP = 256;
const BIN_HZ = SAMPLE_RATE / SIZE;
/** Values that vectors read behind the last row. */
const SPARE = 3;
/** Frames between two pauses. */
const STRIDE = 32;

/**
 * Second pass, with a short window, over what the first one found unsteady: now a voice is steady and only hits
 * are not. Voices in the middle that do not repeat go to the voice, the rest is left over.
 */
export class TransientPass {
  readonly #tuning: BuiltInTuning;
  readonly #spectra: StereoSpectrogram;
  readonly #levels: Float32Array;
  readonly #steady: ColumnMedian;
  readonly #kickBand: Float32Array;
  readonly #voiceBand: Float32Array;
  readonly #hatBin: number;
  readonly #broad: RowMedian;
  readonly #centre: Float32Array;
  readonly #masks: { drums: Float32Array; voice: Float32Array };

  /** @param capacity frames of audio that one run may cover, margins included */
  constructor(capacity: number, tuning: BuiltInTuning) {
    this.#tuning = tuning;
    const rows = ceil(capacity / HOP) + 8;
    this.#spectra = new StereoSpectrogram(SIZE, HOP, rows);
    const bins = this.#spectra.bins;
    const arena = new KernelArena(
      KernelArena.bytesFor(rows * bins + SPARE) +
        ColumnMedian.bytesFor(bins, tuning.transientRows) +
        RowMedian.bytesFor(bins, tuning.transientBins),
    );
    this.#levels = arena.floats(rows * bins + SPARE);
    this.#steady = new ColumnMedian(arena, bins, tuning.transientRows);
    this.#broad = new RowMedian(arena, bins, tuning.transientBins);
    this.#kickBand = lowBand(bins, BIN_HZ, tuning.kickHz);
    this.#voiceBand = middleBand(bins, BIN_HZ, tuning.voiceLowHz, tuning.voiceHighHz);
    this.#hatBin = ceil(tuning.hatHz / BIN_HZ);
    this.#centre = new Float32Array(bins);
    this.#masks = { drums: new Float32Array(bins), voice: new Float32Array(bins) };
  }

  /**
   * Adds hits and voice of `range` to outputs that begin at `range.from`; yields between short stretches.
   *
   * @param unsteady output of the first pass, whose first sample is number `origin` and which reaches
   *   `TRANSIENT_MARGIN` beyond the range on both sides, or to the end of the recording
   */
  *run(
    unsteady: StereoPcm,
    origin: number,
    range: FrameRange,
    tonal: TonalPass,
    result: { readonly drums: StereoPcm; readonly voice: StereoPcm },
  ): Generator<void, void, void> {
    const spectra = this.#spectra;
    const half = this.#tuning.transientRows >> 1;
    const first = spectra.firstTouching(range.from);
    const last = spectra.lastTouching(range.to - 1);
    const from = max(0, first - half);
    spectra.begin(from);
    this.#steady.reset();
    for (let frame = from; frame <= last + half; frame++) {
      spectra.append(unsteady, origin);
      spectra.magnitudes(frame, this.#levels, spectra.rowOf(frame));
      const leaving = frame - this.#tuning.transientRows;
      this.#steady.slide(
        this.#levels,
        spectra.rowOf(frame),
        leaving >= from ? spectra.rowOf(leaving) : NO_ROW,
      );
      const centre = frame - half;
      if (centre >= first) {
        this.#split(centre, tonal);
        spectra.synthesise(centre, this.#masks.drums, result.drums, range.from);
        spectra.synthesise(centre, this.#masks.voice, result.voice, range.from);
      }
      if ((frame - from) % STRIDE === STRIDE - 1) yield;
    }
  }

  /** Fills the masks of one frame. */
  #split(frame: number, pass: TonalPass): void {
    const spectra = this.#spectra;
    const tuning = this.#tuning;
    const { drums, voice } = this.#masks;
    const bins = spectra.bins;
    this.#broad.look(this.#levels, spectra.rowOf(frame));
    const tonal = this.#steady.medians;
    const broad = this.#broad.medians;
    spectra.centredness(frame, this.#centre);
    // The long window that is centred nearest to this short one.
    const middle = spectra.startOf(frame) + SIZE / 2;
    const row = max(0, round((middle + pass.hop) / pass.hop) - pass.firstFrame) * pass.voiceBins;
    const ratio = BIN_HZ / pass.binHz;
    for (let k = 0; k < bins; k++) {
      const tone = tonal[k] as number;
      const hit = broad[k] as number;
      const toneWeight = tone * sqrt(tone);
      const hitWeight = hit * sqrt(hit);
      const sum = toneWeight + hitWeight;
      let drum = sum > 0 ? hitWeight / sum : 0.5;
      drum += (1 - drum) * (this.#kickBand[k] as number);
      if (k >= this.#hatBin) drum += (1 - drum) * tuning.hatShare;
      const bin = round(k * ratio);
      const repeated = bin < pass.voiceBins ? (pass.repeated[row + bin] as number) : 1;
      const centre = this.#centre[k] as number;
      drums[k] = drum;
      voice[k] =
        (1 - drum) * (this.#voiceBand[k] as number) * centre * centre * (1 - tuning.repetition * repeated);
    }
  }
}

/** Frames of audio that the second pass needs beyond its range on either side. */
export function transientMargin(tuning: BuiltInTuning): number {
  return ((tuning.transientRows >> 1) + 1) * HOP + SIZE;
}
