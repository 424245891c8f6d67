import { NOVELTY_RATE, noveltyIndex, noveltySeconds } from './novelty.ts';
import { peakOffset } from './onsets.ts';

const { ceil, max, min, sqrt } = Math;

/** A steady pulse: beat `k` falls at `start + k · period` seconds. */
export interface SteadyPulse {
  readonly start: number;
  readonly period: number;
}

export interface PulseFit extends SteadyPulse {
  /** Root mean square distance of the attacks from the pulse, in seconds. */
  readonly deviation: number;
  /** Share of the beats at which an attack was found. */
  readonly hits: number;
}

/** How far from a beat its attack is looked for, in seconds. */
export const REACH_SECONDS = 0.03;
/** Novelty, in deviations, from which an attack counts. */
const LEAST_HEIGHT = 0.5;

/** Attack nearest to a beat, or null; the highest novelty within reach, placed between frames. */
export function attackNear(novelty: Float32Array, second: number): { second: number; height: number } | null {
  const centre = noveltyIndex(second);
  const reach = REACH_SECONDS * NOVELTY_RATE;
  let best = -1;
  let height = LEAST_HEIGHT;
  for (let i = max(1, ceil(centre - reach)); i <= min(novelty.length - 2, centre + reach); i++) {
    const value = novelty[i] as number;
    if (value > height) {
      height = value;
      best = i;
    }
  }
  return best < 0 ? null : { second: noveltySeconds(best + peakOffset(novelty, best)), height };
}

/** Least-squares line through `(k, second)` pairs with weights. */
function fitLine(points: readonly { k: number; second: number; weight: number }[]): SteadyPulse | null {
  let w = 0;
  let wk = 0;
  let ws = 0;
  for (const { k, second, weight } of points) {
    w += weight;
    wk += weight * k;
    ws += weight * second;
  }
  let kk = 0;
  let ks = 0;
  for (const { k, second, weight } of points) {
    kk += weight * (k - wk / w) * (k - wk / w);
    ks += weight * (k - wk / w) * (second - ws / w);
  }
  if (!(kk > 0)) return null;
  const period = ks / kk;
  return { period, start: ws / w - (period * wk) / w };
}

/** Moves a pulse onto the attacks around it; strong attacks count more, up to a bound. Null when there are too few. */
export function fitPulse(novelty: Float32Array, pulse: SteadyPulse, beats: number): PulseFit | null {
  const points: { k: number; second: number; weight: number }[] = [];
  for (let k = 0; k < beats; k++) {
    const attack = attackNear(novelty, pulse.start + k * pulse.period);
    if (attack) points.push({ k, second: attack.second, weight: min(attack.height, 4) });
  }
  const line = points.length >= 3 ? fitLine(points) : null;
  if (!line) return null;
  let sum = 0;
  let weights = 0;
  for (const { k, second, weight } of points) {
    const miss = second - line.start - k * line.period;
    sum += weight * miss * miss;
    weights += weight;
  }
  return { ...line, deviation: sqrt(sum / weights), hits: points.length / beats };
}

/** First guess of a pulse from tracked beats: a line through the beats, numbered by how many periods they are apart. */
export function pulseThrough(seconds: readonly number[]): SteadyPulse | null {
  return fitLine(seconds.map((second, k) => ({ k, second, weight: 1 })));
}
