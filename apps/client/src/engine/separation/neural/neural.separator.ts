import type { Stem } from '@flipside/recipe';
import type { StemSet, StereoPcm } from '../../types.ts';
import { planBlocks } from '../block-plan.ts';
import { collectStems } from '../collect-stems.ts';
import type { FrameRange, SeparatedBlock, SeparateOptions, Separator } from '../separator.ts';
import { DEFAULT_OVERLAP, PLANE, PLANES, SEGMENT_FRAMES } from './contract.ts';
import { levelOf, type MixLevel } from './level.ts';
import { SegmentPlan, triangle, type Segment } from './segment-plan.ts';
import { SegmentSpectrum } from './segment-spectrum.ts';
import type { SegmentModel } from './segment-model.ts';

/**
 * Frames of a finished block: a quarter of a segment, 1.95 s. At the usual overlap one block of three lies in two
 * segments and the others in one, so that no more segments are made than a clip touches.
 */
export const NEURAL_BLOCK_FRAMES = SEGMENT_FRAMES / 4;

const CHANNELS = ['left', 'right'] as const;

export interface NeuralSeparatorOptions {
  readonly id: string;
  /** In the order of the model's outputs. */
  readonly stems: readonly Stem[];
  readonly overlap?: number;
  /** Asked for when the first segment is needed, and not before. */
  readonly model: () => Promise<SegmentModel>;
  /** Called after every segment that the model made, with the seconds it took. */
  readonly onSegment?: (seconds: number) => void;
}

/** One separation under way: segments made, and the blocks that can be told from them. */
class SegmentWork {
  readonly #mix: StereoPcm;
  readonly #options: NeuralSeparatorOptions;
  readonly #plan: SegmentPlan;
  readonly #level: MixLevel;
  readonly #weights = triangle();
  readonly #spectrum = new SegmentSpectrum();
  readonly #input = new Float32Array(2 * SEGMENT_FRAMES);
  readonly #planes = new Float32Array(PLANES * PLANE);
  /** Sums of weighted segments over one block: left and right of each stem; used again for the next block. */
  readonly #sums: readonly (readonly [Float64Array, Float64Array])[];
  readonly #weightSums = new Float64Array(NEURAL_BLOCK_FRAMES);
  /** Outputs of the latest segments, stem after stem, left then right. */
  readonly #made = new Map<number, Float32Array>();

  constructor(mix: StereoPcm, options: NeuralSeparatorOptions) {
    this.#mix = mix;
    this.#options = options;
    this.#plan = new SegmentPlan(mix.left.length, options.overlap ?? DEFAULT_OVERLAP);
    this.#level = levelOf(mix);
    const sum = (): Float64Array => new Float64Array(NEURAL_BLOCK_FRAMES);
    this.#sums = options.stems.map(() => [sum(), sum()] as const);
  }

  async block(range: FrameRange, signal: AbortSignal | undefined): Promise<SeparatedBlock> {
    const covering = this.#plan.covering(range);
    for (const segment of covering) {
      if (this.#made.has(segment.index)) continue;
      signal?.throwIfAborted();
      await this.#make(segment, covering);
    }
    return { ...range, stems: this.#blend(range, covering) };
  }

  async #make(segment: Segment, needed: readonly Segment[]): Promise<void> {
    const model = await this.#options.model();
    const started = performance.now();
    this.#fill(segment);
    this.#forget(needed);
    const made = await model.run(this.#input, this.#planes);
    const samples = made.samples.slice();
    for (let row = 0; row < 2 * this.#options.stems.length; row++) {
      const target = samples.subarray(row * SEGMENT_FRAMES, (row + 1) * SEGMENT_FRAMES);
      this.#spectrum.inverse(made.spectrum, 2 * row, target);
    }
    this.#made.set(segment.index, samples);
    this.#options.onSegment?.((performance.now() - started) / 1000);
  }

  /**
   * Gives up the oldest segments but one that no block needs now, before the model takes its memory: they are made again
   * if they are wanted once more.
   */
  #forget(needed: readonly Segment[]): void {
    const others = [...this.#made.keys()].filter((index) =>
      needed.every((segment) => segment.index !== index),
    );
    for (const index of others.slice(0, -1)) this.#made.delete(index);
  }

  /** The model's two inputs: what lies beyond the recording is silence after its level is taken out. */
  #fill({ start }: Segment): void {
    const { mean, deviation } = this.#level;
    this.#input.fill(0);
    for (const [row, channel] of CHANNELS.entries()) {
      const source = this.#mix[channel];
      const target = this.#input.subarray(row * SEGMENT_FRAMES, (row + 1) * SEGMENT_FRAMES);
      const from = Math.max(0, -start);
      const to = Math.min(SEGMENT_FRAMES, source.length - start);
      for (let i = from; i < to; i++) target[i] = ((source[start + i] as number) - mean) / deviation;
      this.#spectrum.forward(target, this.#planes, 2 * row);
    }
  }

  #blend(range: FrameRange, covering: readonly Segment[]): StemSet {
    const { stems } = this.#options;
    const frames = range.to - range.from;
    const sums = this.#sums;
    const weights = this.#weightSums;
    for (const values of [...sums.flat(), weights]) values.fill(0);
    // In the order of time, whichever was made first: sums of floats depend on their order.
    for (const segment of covering) this.#add(segment, range, sums, weights);
    const result = stems.map(() => ({ left: new Float32Array(frames), right: new Float32Array(frames) }));
    for (const [row, channel] of CHANNELS.entries()) {
      const rows = sums.map((sum) => sum[row] as Float64Array);
      const mix = this.#mix[channel].subarray(range.from, range.to);
      const targets = result.map((stem) => stem[channel]);
      this.#balance(rows, weights, mix, targets);
    }
    return Object.fromEntries(stems.map((stem, index) => [stem, result[index]]));
  }

  #add(
    { index, from, to, start }: Segment,
    range: FrameRange,
    sums: readonly (readonly [Float64Array, Float64Array])[],
    weights: Float64Array,
  ): void {
    const made = this.#made.get(index);
    if (made === undefined) throw new TypeError('A segment was given up before it was blended');
    const first = Math.max(from, range.from);
    const last = Math.min(to, range.to);
    for (const [stem, rows] of sums.entries()) {
      for (const [row, sum] of rows.entries()) {
        const base = (2 * stem + row) * SEGMENT_FRAMES - start;
        for (let at = first; at < last; at++) {
          const weight = this.#weights[at - from] as number;
          const i = at - range.from;
          sum[i] = (sum[i] as number) + weight * (made[base + at] as number);
        }
      }
    }
    for (let at = first; at < last; at++) {
      const i = at - range.from;
      weights[i] = (weights[i] as number) + (this.#weights[at - from] as number);
    }
  }

  /**
   * Puts the level back and shares out what the model lost of the mix, equally among the stems. `other` takes up the
   * rounding, as in the built-in separator.
   */
  #balance(
    rows: readonly Float64Array[],
    weights: Float64Array,
    mix: Float32Array,
    targets: readonly Float32Array[],
  ): void {
    const { mean, deviation } = this.#level;
    const rest = Math.max(0, this.#options.stems.indexOf('other'));
    const values = new Float64Array(rows.length);
    for (let i = 0; i < mix.length; i++) {
      let sum = 0;
      for (let stem = 0; stem < rows.length; stem++) {
        const value = ((rows[stem]?.[i] as number) / (weights[i] as number)) * deviation + mean;
        values[stem] = value;
        sum += value;
      }
      const lost = ((mix[i] as number) - sum) / rows.length;
      let others = 0;
      for (let stem = 0; stem < rows.length; stem++) {
        if (stem === rest) continue;
        const target = targets[stem] as Float32Array;
        target[i] = (values[stem] as number) + lost;
        others += target[i] as number;
      }
      (targets[rest] as Float32Array)[i] = (mix[i] as number) - others;
    }
  }
}

/**
 * A separator that runs a model of the contract `stft-out` over overlapping segments, as Demucs does
 * (`demucs/apply.py`, `apply_model` with `split`): the mix without its level, segments of 7.8 s a `1 − overlap` of one
 * apart, faded into each other by triangles.
 *
 * The stems sum to the mix: what the model loses is shared out equally, and `other` is the mix less the sum of the
 * three others, computed in float64 and rounded once to float32. Every frame depends on the whole recording's level and on
 * the segments over it alone, so the result is the same whichever region is asked for first.
 */
export function createNeuralSeparator(options: NeuralSeparatorOptions): Separator {
  const { id, stems } = options;
  const separate = async (mix: StereoPcm, settings: SeparateOptions = {}): Promise<StemSet> => {
    const { onProgress, onBlock, signal, regions = [] } = settings;
    const length = mix.left.length;
    if (mix.right.length !== length) throw new RangeError('The channels of a mix must be equally long');
    signal?.throwIfAborted();
    const collected = collectStems(stems, length, settings);
    const work = new SegmentWork(mix, options);
    let done = 0;
    for (const range of planBlocks(length, NEURAL_BLOCK_FRAMES, regions)) {
      const block = await work.block(range, signal);
      signal?.throwIfAborted();
      done += range.to - range.from;
      onProgress?.({ step: 'separate', done, total: length });
      onBlock?.(block);
      collected.put(block);
    }
    return collected.stems;
  };
  return { id, stems, chunkFrames: NEURAL_BLOCK_FRAMES, separate };
}
