import { pow } from '../dsp/math.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { ANCHOR_RATE, anchorSignal, DECIMATION } from './anchor-signal.ts';
import { planOf } from './fft-plans.ts';
import { type AlignResult, refuse } from './result.ts';

/** Coarse stage: a window of 8 s at 11,025 Hz looked for within ±20 s. */
const COARSE_LENGTH = 8 * ANCHOR_RATE;
const COARSE_REACH = 20 * ANCHOR_RATE;
/** Fine stage: 1.5 s windows at 44.1 kHz. */
const FINE_SIZE = 65_536;
const LOW_HZ = 50;
const HIGH_HZ = 8000;
const WEIGHT = 0.7;
/** Peak over deviation that stands clear of the noise of a million lags. */
const CLEAR = 12;
const DRIFT_FRAMES = 44;
/** Sound that may be trimmed from either end: 2 s. */
const TRIM_FRAMES = 2 * SAMPLE_RATE;
const PLACES = [0.1, 0.3, 0.5, 0.7, 0.9];

interface Peak {
  readonly lag: number;
  readonly clearance: number;
  /** Whether the peak points down: one of the two is inverted. */
  readonly isInverted: boolean;
}

/** Cross-power spectrum of two real signals weighted by its magnitude to the −`weight`, back as a correlation. */
function correlate(
  a: Float32Array,
  b: Float32Array,
  size: number,
  rate: number,
  weight: number,
): Float32Array {
  const { fft, values: input, re: are, im: aim } = planOf(size);
  const [bre, bim] = [new Float64Array(fft.bins), new Float64Array(fft.bins)];
  input.set(a);
  fft.forward(input, are, aim);
  input.fill(0);
  input.set(b);
  fft.forward(input, bre, bim);
  for (let k = 0; k < fft.bins; k++) {
    const hz = (k * rate) / size;
    const [ar, ai, br, bi] = [are[k] as number, aim[k] as number, bre[k] as number, bim[k] as number];
    const re = br * ar + bi * ai;
    const im = bi * ar - br * ai;
    const power = re * re + im * im;
    const gain = hz < LOW_HZ || hz > HIGH_HZ || power === 0 ? 0 : pow(power, -weight / 2);
    are[k] = re * gain;
    aim[k] = im * gain;
  }
  fft.inverse(are, aim, input);
  return input.slice();
}

/** The largest magnitude among values, and their deviation from nought. */
function steepest(values: Float32Array): { best: number; deviation: number } {
  let best = 0;
  let power = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    power += value * value;
    if (Math.abs(value) > Math.abs(values[best] as number)) best = i;
  }
  return { best, deviation: Math.sqrt(power / values.length) };
}

/** The peak of a circular correlation, with a parabola through its neighbours. */
function readPeak(correlation: Float32Array): Peak {
  const size = correlation.length;
  const { best, deviation } = steepest(correlation);
  const isInverted = (correlation[best] as number) < 0;
  const sign = isInverted ? -1 : 1;
  const at = (index: number): number => sign * (correlation[(index + size) % size] as number);
  const bend = at(best - 1) - 2 * at(best) + at(best + 1);
  const shift = bend < 0 ? (0.5 * (at(best - 1) - at(best + 1))) / bend : 0;
  const lag = best + shift;
  const clearance = deviation > 0 ? at(best) / deviation : 0;
  return { lag: lag > size / 2 ? lag - size : lag, clearance, isInverted };
}

function coarseLag(reference: StereoPcm, listener: StereoPcm, at: number): Peak {
  const start = Math.round(at / DECIMATION);
  const template = anchorSignal(reference, start, COARSE_LENGTH);
  const field = anchorSignal(listener, start - COARSE_REACH, COARSE_LENGTH + 2 * COARSE_REACH);
  let size = 8;
  while (size < field.length) size *= 2;
  const correlation = correlate(template, field, size, ANCHOR_RATE, 0).subarray(0, 2 * COARSE_REACH + 1);
  const { best, deviation } = steepest(correlation);
  const height = correlation[best] as number;
  return {
    lag: (best - COARSE_REACH) * DECIMATION,
    clearance: deviation > 0 ? Math.abs(height) / deviation : 0,
    isInverted: height < 0,
  };
}

function mono({ left, right }: StereoPcm, from: number, length: number): Float32Array {
  const out = new Float32Array(length);
  for (let i = Math.max(0, -from); i < Math.min(length, left.length - from); i++)
    out[i] = 0.5 * ((left[from + i] as number) + (right[from + i] as number));
  return out;
}

function fineLag(reference: StereoPcm, listener: StereoPcm, at: number, coarse: number): Peak {
  const length = FINE_SIZE / 2;
  const a = mono(reference, at, length);
  const b = mono(listener, at + coarse, length);
  const peak = readPeak(correlate(a, b, FINE_SIZE, SAMPLE_RATE, WEIGHT));
  return { ...peak, lag: coarse + peak.lag };
}

/**
 * Places one copy of a recording in the time of another when both are at hand, to the frame: phase-weighted cross-correlation (50 –
 * 8,000 Hz, exponent 0.7) at five places, coarse at 11,025 Hz and fine at 44.1 kHz, which must agree within one millisecond.
 */
export function alignPcm(reference: StereoPcm, listener: StereoPcm): AlignResult {
  const frames = Math.min(reference.left.length, listener.left.length);
  if (frames < 3 * SAMPLE_RATE) return refuse('too-short', 'Less than 3 s of sound cannot be placed.');
  const room = Math.max(0, frames - COARSE_LENGTH * DECIMATION);
  const starts = PLACES.map((place) => Math.floor(place * room));
  const middle = coarseLag(reference, listener, starts[2] ?? 0);
  if (middle.clearance < CLEAR)
    return refuse('other-recording', 'The two do not line up at any shift within 20 s.');
  const peaks = starts
    .map((start) => fineLag(reference, listener, start + SAMPLE_RATE, middle.lag))
    .filter(({ clearance }) => clearance > 0);
  const isOfOneMind = peaks.every(({ isInverted }) => isInverted === middle.isInverted);
  const [head] = peaks;
  const tail = peaks.at(-1);
  if (
    head === undefined ||
    tail === undefined ||
    !isOfOneMind ||
    peaks.some(({ clearance }) => clearance < CLEAR)
  )
    return refuse('edit', 'They agree in parts only.');
  const lags = peaks.map(({ lag }) => lag).toSorted((a, b) => a - b);
  const exactOffset = lags[lags.length >> 1] ?? 0;
  const spread = (lags.at(-1) ?? 0) - (lags[0] ?? 0);
  if (spread > DRIFT_FRAMES) {
    const seconds = ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / SAMPLE_RATE;
    const speedPercent = (100 * (head.lag - tail.lag)) / SAMPLE_RATE / Math.max(1, seconds);
    return refuse('speed', 'Head and tail drift apart.', { speedPercent });
  }
  const missingTail = reference.left.length + exactOffset - listener.left.length;
  if (Math.max(-exactOffset, missingTail) > TRIM_FRAMES)
    return refuse('edit', 'One of them starts late or ends early.');
  return {
    kind: 'aligned',
    offsetFrames: Math.round(exactOffset),
    exactOffset,
    isInverted: middle.isInverted,
    confidence: peaks.length / PLACES.length,
    method: 'correlation',
  };
}
