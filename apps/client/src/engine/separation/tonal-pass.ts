import { KernelArena } from '../kernels/arena.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { lowBand, middleBand } from './bands.ts';
import { RepetitionModel } from './repetition.ts';
import type { FrameRange } from './separator.ts';
import { ColumnMedian, NO_ROW, RowMedian } from './sliding-median.ts';
import { StereoSpectrogram } from './stereo-spectrogram.ts';
import type { BuiltInTuning } from './tuning.ts';

const { ceil, max, min, round } = Math;

const SIZE = 4096;
const HOP = 1024;
const BIN_HZ = SAMPLE_RATE / SIZE;
/** Values that vectors read and write behind the last row. */
const SPARE = 3;
/** Frames between two pauses. */
const STRIDE = 8;

/** What the first pass writes, all starting at the same sample. */
export interface TonalResult {
  readonly bass: StereoPcm;
  /** Steady tones of the voice. */
  readonly voice: StereoPcm;
  /** What is not steady: hits, and voices with their vibrato and glides. */
  readonly unsteady: StereoPcm;
}

/**
 * First pass, with a long window: steady tones stand out against their neighbours in time, hits and moving voices do not
 * (Fitzgerald, "Harmonic/percussive separation using median filtering", DAFx 2010). The steady part below the
 * bass edge, in the middle of the image, is the bass.
 */
export class TonalPass {
  /** Share of each frame's voice band that repeats, for the second pass: rows of `voiceBins`. */
  readonly repeated: Float32Array;
  readonly voiceBins: number;
  readonly hop = HOP;
  readonly binHz = BIN_HZ;
  firstFrame = 0;

  readonly #tuning: BuiltInTuning;
  readonly #spectra: StereoSpectrogram;
  readonly #levels: Float32Array;
  readonly #steady: ColumnMedian;
  readonly #repetition: RepetitionModel;
  readonly #spanRows: number;
  readonly #bassBand: Float32Array;
  readonly #voiceBand: Float32Array;
  readonly #broad: RowMedian;
  readonly #centre: Float32Array;
  readonly #masks: { bass: Float32Array; voice: Float32Array; unsteady: Float32Array };

  /** @param capacity frames of audio that one run may cover */
  constructor(capacity: number, tuning: BuiltInTuning) {
    this.#tuning = tuning;
    this.#spanRows = round((tuning.repeatSpanSeconds * SAMPLE_RATE) / HOP);
    const rows = ceil(capacity / HOP) + 2 * this.#spanRows + 8;
    this.#spectra = new StereoSpectrogram(SIZE, HOP, rows);
    const bins = this.#spectra.bins;
    this.voiceBins = min(bins, ceil(tuning.voiceHighHz / BIN_HZ));
    const arena = new KernelArena(
      KernelArena.bytesFor(rows * bins + SPARE) +
        KernelArena.bytesFor(rows * this.voiceBins + SPARE) +
        ColumnMedian.bytesFor(bins, tuning.tonalRows) +
        RowMedian.bytesFor(bins, tuning.tonalBins) +
        RepetitionModel.bytesFor(tuning.repeatCount),
    );
    this.#levels = arena.floats(rows * bins + SPARE);
    this.repeated = arena.floats(rows * this.voiceBins + SPARE);
    this.#steady = new ColumnMedian(arena, bins, tuning.tonalRows);
    this.#broad = new RowMedian(arena, bins, tuning.tonalBins);
    this.#repetition = new RepetitionModel(arena, bins, rows, {
      binHz: BIN_HZ,
      spanRows: this.#spanRows,
      gapRows: round((tuning.repeatGapSeconds * SAMPLE_RATE) / HOP),
      count: tuning.repeatCount,
      likeness: tuning.repeatLikeness,
    });
    this.#bassBand = lowBand(bins, BIN_HZ, tuning.bassHz);
    this.#voiceBand = middleBand(bins, BIN_HZ, tuning.voiceLowHz, tuning.voiceHighHz);
    this.#centre = new Float32Array(bins);
    this.#masks = {
      bass: new Float32Array(bins),
      voice: new Float32Array(bins),
      unsteady: new Float32Array(bins),
    };
  }

  /** Adds the parts of `range` to zeroed outputs that begin at `range.from`; yields between short stretches. */
  *run(mix: StereoPcm, range: FrameRange, result: TonalResult): Generator<void, void, void> {
    const spectra = this.#spectra;
    const first = spectra.firstTouching(range.from);
    const last = spectra.lastTouching(range.to - 1);
    yield* this.#look(mix, first, last);
    const half = this.#tuning.tonalRows >> 1;
    const begin = max(spectra.first, first - half);
    this.#steady.reset();
    this.firstFrame = first;
    for (let frame = begin; frame < first + half; frame++) this.#slide(frame, begin);
    for (let frame = first; frame <= last; frame++) {
      this.#slide(frame + half, begin);
      this.#split(frame);
      spectra.synthesise(frame, this.#masks.bass, result.bass, range.from);
      spectra.synthesise(frame, this.#masks.voice, result.voice, range.from);
      spectra.synthesise(frame, this.#masks.unsteady, result.unsteady, range.from);
      if ((frame - first) % STRIDE === STRIDE - 1) yield;
    }
  }

  /** Takes spectra and levels of the frames and of everything that repeats may be found in. */
  *#look(mix: StereoPcm, first: number, last: number): Generator<void, void, void> {
    const spectra = this.#spectra;
    const from = max(0, first - this.#spanRows);
    const to = min(spectra.lastTouching(mix.left.length - 1), last + this.#spanRows);
    // The block before has looked at most of it already.
    const gone = spectra.advance(from);
    if (gone !== null) {
      this.#levels.copyWithin(0, gone * spectra.bins, (gone + spectra.count) * spectra.bins);
      this.#repetition.advance(gone, spectra.count);
    }
    for (let frame = from + spectra.count; frame <= to; frame++) {
      spectra.append(mix, 0);
      spectra.magnitudes(frame, this.#levels, spectra.rowOf(frame));
      this.#repetition.describe(this.#levels, frame - from);
      if ((frame - from) % (2 * STRIDE) === 2 * STRIDE - 1) yield;
    }
  }

  /** Moves the window of the steady medians on to `frame`; `begin` was the first frame to enter it. */
  #slide(frame: number, begin: number): void {
    const spectra = this.#spectra;
    const end = spectra.first + spectra.count;
    const leaving = frame - this.#tuning.tonalRows;
    this.#steady.slide(
      this.#levels,
      frame < end ? spectra.rowOf(frame) : NO_ROW,
      leaving >= begin && leaving < end ? spectra.rowOf(leaving) : NO_ROW,
    );
  }

  /** Fills the masks of one frame. */
  #split(frame: number): void {
    const spectra = this.#spectra;
    const { bass, voice, unsteady } = this.#masks;
    const bins = spectra.bins;
    this.#broad.look(this.#levels, spectra.rowOf(frame));
    const tonal = this.#steady.medians;
    const broad = this.#broad.medians;
    spectra.centredness(frame, this.#centre);
    const repeated = this.repeated.subarray((frame - this.firstFrame) * this.voiceBins);
    this.#repetition.explained(this.#levels, frame - spectra.first, spectra.count, this.voiceBins, repeated);
    const share = this.#tuning.steadyVoiceShare;
    for (let k = 0; k < bins; k++) {
      const tone = tonal[k] as number;
      const sum = tone + (broad[k] as number);
      const steady = sum > 0 ? tone / sum : 0;
      const centre = this.#centre[k] as number;
      const low = steady * (this.#bassBand[k] as number) * centre * centre;
      const lone = k < this.voiceBins ? 1 - (repeated[k] as number) : 0;
      bass[k] = low;
      voice[k] = (steady - low) * (this.#voiceBand[k] as number) * centre * centre * lone * share;
      unsteady[k] = 1 - steady;
    }
  }
}
