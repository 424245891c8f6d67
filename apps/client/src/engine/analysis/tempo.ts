import { createRealFft } from '../dsp/fft.ts';
import { exp, log2 } from '../dsp/math.ts';
import { NOVELTY_RATE } from './novelty.ts';
import { peakOffset } from './onsets.ts';

const { ceil, floor, max, min } = Math;

const SLOWEST_BPM = 55;
const FASTEST_BPM = 215;
/** Tempi are felt around 120 BPM, with a spread in octaves (Moelants, "Preferred tempo reconsidered", 2002). */
const PREFERRED_BPM = 120;
const SPREAD_OCTAVES = 0.9;
/** How many beats ahead must agree. */
const MULTIPLES = [1, 2, 3, 4];
/** How much a pulse loses when its half is a possible beat and just as periodic: then the half is the beat. */
const HALVING_LOSS = 0.5;

export interface TempoEstimate {
  /** Novelty frames per beat, fractional. */
  readonly period: number;
  /** How periodic the novelty is at it, 0 to 1. */
  readonly strength: number;
}

/** Autocorrelation for lags `0 … lags − 1`, normalised to 1 at lag 0 and by the shrinking overlap. */
function autocorrelate(values: Float32Array, lags: number): Float64Array {
  let size = 8;
  while (size < values.length + lags) size *= 2;
  const fft = createRealFft(size);
  const padded = new Float64Array(size);
  padded.set(values);
  const re = new Float64Array(fft.bins);
  const im = new Float64Array(fft.bins);
  fft.forward(padded, re, im);
  for (let k = 0; k < fft.bins; k++) {
    re[k] = (re[k] as number) * (re[k] as number) + (im[k] as number) * (im[k] as number);
    im[k] = 0;
  }
  fft.inverse(re, im, padded);
  const zero = padded[0] as number;
  const result = new Float64Array(lags);
  for (let lag = 0; lag < lags; lag++) {
    const overlap = values.length - lag;
    if (zero > 0 && overlap > 0) result[lag] = ((padded[lag] as number) / zero) * (values.length / overlap);
  }
  return result;
}

/** Largest value within ±`reach` of a fractional lag. */
function near(values: Float64Array, lag: number, reach: number): number {
  let best = 0;
  for (let i = max(0, floor(lag - reach)); i <= ceil(lag + reach); i++) {
    best = max(best, values[i] ?? 0);
  }
  return best;
}

/** Finds the beat period whose multiples agree best, weighted by how natural its tempo is; null for silence. */
export function estimateTempo(novelty: Float32Array): TempoEstimate | null {
  const shortest = floor((60 / FASTEST_BPM) * NOVELTY_RATE);
  const longest = ceil((60 / SLOWEST_BPM) * NOVELTY_RATE);
  const lags = min(novelty.length, 4 * longest + 8);
  if (lags <= shortest + 1) return null;
  const correlation = autocorrelate(novelty, lags);
  let best = -1;
  let bestScore = 0;
  for (let lag = shortest; lag <= min(longest, lags - 2); lag++) {
    let sum = 0;
    let count = 0;
    for (const multiple of MULTIPLES) {
      if (multiple * lag >= lags) break;
      sum += near(correlation, multiple * lag, multiple / 2);
      count++;
    }
    const octaves = log2((60 * NOVELTY_RATE) / lag / PREFERRED_BPM) / SPREAD_OCTAVES;
    const half = lag / 2 < shortest ? 0 : near(correlation, lag / 2, 1);
    const halved = 1 - HALVING_LOSS * half * half * half * half * half * half;
    const score = count > 0 ? (sum / count) * halved * exp(-0.5 * octaves * octaves) : 0;
    if (score > bestScore) {
      bestScore = score;
      best = lag;
    }
  }
  if (best < 0) return null;
  return {
    period: best + peakOffset(correlation, best),
    strength: min(1, near(correlation, best, 1)),
  };
}
