import type { RealFft } from '../dsp/fft.ts';
import { cos, PI, sin } from '../dsp/math.ts';
import type { AnchorBlock } from './anchor-blocks.ts';
import type { CopySignal } from './copy-signal.ts';
import { planOf } from './fft-plans.ts';
import type { SignAnchors } from './sign-anchors.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { max, sqrt } = Math;

/** Where a block lies in the copy. `lag` = copy index − canonical index at 11,025 Hz, with a fraction. */
export interface BlockLag {
  readonly lag: number;
  /** Height of the peak in standard deviations of the sum of as many independent bits. */
  readonly score: number;
}

/** Correlation of a block with the copy for every lag of a range; `scores[i]` belongs to lag `first + i`. */
export interface LagScores {
  readonly first: number;
  readonly scores: Float32Array;
}

/** Power, against the mean, below which a stretch counts as no quieter than this. */
const QUIET = 0.05;
/** Taps of the band-limited interpolation between correlation values, each side. */
const SINC_SIDE = 12;
const FINE_STEPS = 16;

/**
 * Scores every whole lag in [centre − reach, centre + reach] directly: Σ sign·signal over the mean √Σ signal². For unrelated sound a score is
 * distributed like a normal variable; digital silence scores 0.
 */
export function scoreNear(
  copy: CopySignal,
  { instants, signs }: SignAnchors,
  block: AnchorBlock,
  centre: number,
  reach: number,
): LagScores {
  const first = centre - reach;
  const base = block.start + first;
  const signal = copy.read(base, block.end - block.start + 2 * reach + 1);
  const scores = new Float32Array(2 * reach + 1);
  let power = 0;
  for (let i = 0; i < scores.length; i++) {
    let sum = 0;
    for (let k = block.from; k < block.to; k++) {
      const value = signal[(instants[k] as number) - block.start + i] as number;
      sum += (signs[k] as number) * value;
      power += value * value;
    }
    scores[i] = sum;
  }
  // One divisor for all lags, so that the peak keeps its shape.
  const deviation = Math.sqrt(power / scores.length);
  return { first, scores: deviation > 0 ? scores.map((sum) => sum / deviation) : scores };
}

function powerOfTwoFrom(length: number): number {
  let size = 8;
  while (size < length) size *= 2;
  return size;
}

/** A stretch of a copy, transformed once and then compared with any number of anchors. */
export interface CopyField {
  /** Index at 11,025 Hz of its first value. */
  readonly from: number;
  readonly length: number;
  readonly fft: RealFft;
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Power of the values before each index, added up. */
  readonly power: Float64Array;
}

/** Prepares `length` values of the copy's anchor signal from index `from`. */
export function openField(copy: CopySignal, from: number, length: number): CopyField {
  const { fft, values } = planOf(powerOfTwoFrom(length));
  const signal = copy.read(from, length);
  values.set(signal);
  const power = new Float64Array(length + 1);
  for (let i = 0; i < length; i++)
    power[i + 1] = (power[i] as number) + (signal[i] as number) * (signal[i] as number);
  const re = new Float64Array(fft.bins);
  const im = new Float64Array(fft.bins);
  fft.forward(values, re, im);
  return { from, length, fft, re, im, power };
}

/**
 * Scores every lag at which the block lies inside the field, through the Fourier transform; each is divided by the deviation that
 * unrelated signs would give on the power that lies there.
 *
 * @param stretch plays the canonical recording slower by this factor; lags are then those of the block's first anchor
 */
export function scoreField(
  field: CopyField,
  { instants, signs }: SignAnchors,
  block: AnchorBlock,
  stretch = 1,
): LagScores {
  const { fft, re, im } = field;
  const { values: output, re: are, im: aim } = planOf(fft.size);
  for (let k = block.from; k < block.to; k++) {
    const at = Math.round(((instants[k] as number) - block.start) * stretch);
    output[at] = (output[at] as number) + (signs[k] as number);
  }
  fft.forward(output, are, aim);
  for (let k = 0; k < fft.bins; k++) {
    const ar = are[k] as number;
    const ai = aim[k] as number;
    const br = re[k] as number;
    const bi = im[k] as number;
    are[k] = br * ar + bi * ai;
    aim[k] = bi * ar - br * ai;
  }
  fft.inverse(are, aim, output);
  const span = Math.ceil((block.end - block.start) * stretch);
  const scores = output.slice(0, field.length - span);
  const least = (QUIET * (field.power.at(-1) ?? 0)) / field.length;
  for (let i = 0; i < scores.length; i++) {
    const mean = ((field.power[i + span] as number) - (field.power[i] as number)) / max(1, span);
    const variance = (block.to - block.from) * max(least, mean);
    scores[i] = variance > 0 ? (scores[i] as number) / sqrt(variance) : 0;
  }
  return { first: field.from - block.start, scores };
}

/** Scores every lag in [centre − reach, centre + reach], for wide reaches. */
export function scoreWide(
  copy: CopySignal,
  anchors: SignAnchors,
  block: AnchorBlock,
  centre: number,
  reach: number,
): LagScores {
  const length = block.end - block.start + 2 * reach + 1;
  return scoreField(openField(copy, block.start + centre - reach, length), anchors, block);
}

/** Adds up scores over the same range of lags: n of them deviate by √n. */
export function addScores(parts: readonly LagScores[]): LagScores {
  const [head] = parts;
  if (head === undefined) return { first: 0, scores: new Float32Array(0) };
  const scores = new Float32Array(head.scores.length);
  for (const part of parts)
    for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) + (part.scores[i] as number);
  return { first: head.first, scores };
}

/** The highest peaks, at least `apart` lags from each other, best first. */
export function highestPeaks({ first, scores }: LagScores, count: number, apart: number): BlockLag[] {
  const rest = scores.slice();
  const peaks: BlockLag[] = [];
  while (peaks.length < count) {
    let best = 0;
    for (let i = 1; i < rest.length; i++) if ((rest[i] as number) > (rest[best] as number)) best = i;
    const score = rest[best] ?? 0;
    if (!(score > 0)) break;
    peaks.push({ lag: first + best, score });
    rest.fill(-1, Math.max(0, best - apart), best + apart + 1);
  }
  return peaks;
}

/** Band-limited interpolation kernel: sinc under a squared cosine. */
function windowedSinc(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= SINC_SIDE) return 0;
  const cosine = cos((PI * x) / (2 * SINC_SIDE));
  return (sin(PI * x) / (PI * x)) * cosine * cosine;
}

/** Value between whole lags; the scores are band-limited because the anchor signal is. */
function interpolate(scores: Float32Array, at: number): number {
  const whole = Math.floor(at);
  let sum = 0;
  for (let k = whole - SINC_SIDE + 1; k <= whole + SINC_SIDE; k++)
    sum += (scores[k] ?? 0) * windowedSinc(at - k);
  return sum;
}

/** The highest peak, to a small fraction of a lag: sinc interpolation in sixteenths, then a parabola. */
export function finePeak({ first, scores }: LagScores): BlockLag {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if ((scores[i] as number) > (scores[best] as number)) best = i;
  let top = best;
  let height = -Infinity;
  for (let step = -FINE_STEPS; step <= FINE_STEPS; step++) {
    const value = interpolate(scores, best + step / FINE_STEPS);
    if (value > height) [top, height] = [best + step / FINE_STEPS, value];
  }
  const before = interpolate(scores, top - 1 / FINE_STEPS);
  const after = interpolate(scores, top + 1 / FINE_STEPS);
  const bend = before - 2 * height + after;
  const shift = bend < 0 ? (0.5 * (before - after)) / bend / FINE_STEPS : 0;
  // The height where the peak is: between two lags it stands a fifth above the higher of them.
  return { lag: first + top + shift, score: Math.max(height, scores[best] ?? 0) };
}
