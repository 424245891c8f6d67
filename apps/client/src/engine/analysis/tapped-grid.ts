import { LIMITS } from '@flipside/recipe';
import { simplifyGrid } from './grid.ts';
import { type Onset, peakOffset } from './onsets.ts';
import type { BeatgridPoint } from './types.ts';

const { ceil, floor, max, min, round } = Math;

/** How strongly a recording begins anew, bin by bin: what taps are drawn to. */
export interface Attacks {
  readonly values: Float32Array;
  readonly secondsPerBin: number;
}

/** A tempo from taps, as a beat and its distance to the next. */
interface Pulse {
  readonly start: number;
  readonly period: number;
}

/** Fewest taps that say a tempo, and a bar of four. */
export const LEAST_TAPS = 4;
const SLOWEST_BPM = 30;
const FASTEST_BPM = 300;
/** An attack is looked for this far from where the beat is expected, as a share of the beat. */
const REACH = 0.14;
/** After beats without an attack the tempo is less sure: the reach grows by this for each, up to the most. */
const REACH_PER_MISS = 0.02;
const MOST_REACH = 0.3;
/** How much of a miss moves the next beat, and how much the tempo: tempi wander, they do not jump. */
const PHASE_GAIN = 0.5;
const PERIOD_GAIN = 0.12;
/** Attacks count from this share of the median beat's on: a soft one moves nothing. */
const LEAST_STRENGTH = 0.25;

/** The straight pulse through taps, which may leave beats out; null when they are too few or no tempo. */
function pulseThroughTaps(taps: readonly number[]): Pulse | null {
  const [first] = taps;
  if (first === undefined || taps.length < LEAST_TAPS) return null;
  const gaps = taps.slice(1).map((tap, index) => tap - (taps[index] ?? 0));
  const usual = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0;
  if (!(usual >= 60 / FASTEST_BPM && usual <= 60 / SLOWEST_BPM)) return null;
  const numbers = taps.map((tap) => round((tap - first) / usual));
  const meanK = numbers.reduce((sum, k) => sum + k, 0) / taps.length;
  const meanS = taps.reduce((sum, tap) => sum + tap, 0) / taps.length;
  let kk = 0;
  let ks = 0;
  for (const [index, k] of numbers.entries()) {
    kk += (k - meanK) * (k - meanK);
    ks += (k - meanK) * ((taps[index] ?? 0) - meanS);
  }
  if (!(kk > 0)) return null;
  const period = ks / kk;
  return { period, start: meanS - period * meanK };
}

/** The strongest attack near a second, placed between bins; null when nothing begins there. */
function attackNear({ values, secondsPerBin }: Attacks, second: number, reach: number) {
  let best = -1;
  const last = min(values.length - 2, floor((second + reach) / secondsPerBin));
  for (let i = max(1, ceil((second - reach) / secondsPerBin)); i <= last; i++)
    if ((values[i] as number) > (best < 0 ? 0 : (values[best] as number))) best = i;
  if (best < 0) return null;
  return { second: (best + peakOffset(values, best)) * secondsPerBin, strength: values[best] as number };
}

/** Taps come late or early as a whole: moves the pulse to where attacks lie over its first bars. */
function settle(attacks: Attacks, pulse: Pulse, beats: number): Pulse {
  const found: { miss: number; strength: number }[] = [];
  for (let k = 0; k < beats; k++) {
    const expected = pulse.start + k * pulse.period;
    const attack = attackNear(attacks, expected, REACH * pulse.period);
    if (attack !== null) found.push({ miss: attack.second - expected, strength: attack.strength });
  }
  if (found.length < LEAST_TAPS) return pulse;
  const misses = found.map(({ miss }) => miss).toSorted((a, b) => a - b);
  return { ...pulse, start: pulse.start + (misses[misses.length >> 1] ?? 0) };
}

/** Follows a pulse from one beat to an end of the recording, drawn a little by every attack. */
function follow(attacks: Attacks, pulse: Pulse, direction: 1 | -1, end: number, usual: number): number[] {
  const beats: number[] = [];
  let { period } = pulse;
  let at = pulse.start;
  let missed = 0;
  while (beats.length < LIMITS.beats) {
    at += direction * period;
    if (at < 0 || at > end) return beats;
    const attack = attackNear(attacks, at, min(MOST_REACH, REACH + REACH_PER_MISS * missed) * period);
    if (attack !== null && attack.strength >= LEAST_STRENGTH * usual) {
      const miss = attack.second - at;
      at += PHASE_GAIN * miss;
      // After a break the miss has gathered over all its beats.
      period += (direction * PERIOD_GAIN * miss) / (1 + missed);
      missed = 0;
    } else missed++;
    beats.push(at);
  }
  return beats;
}

function usualStrength(attacks: Attacks, pulse: Pulse, beats: number): number {
  const strengths = Array.from(
    { length: beats },
    (_, k) => attackNear(attacks, pulse.start + k * pulse.period, REACH * pulse.period)?.strength ?? 0,
  ).toSorted((a, b) => a - b);
  return strengths[strengths.length >> 1] ?? 0;
}

/**
 * The beat grid of a recording from taps on its beats, the first of them on the first beat of a bar. A straight pulse is fitted to the
 * taps, moved to the attacks near them and then followed to both ends of the recording beat by beat, so that a tempo that wanders is
 * kept (a phase-locked loop over attacks). Where nothing begins, the tempo goes on as it was.
 *
 * @param taps seconds of the recording, ascending
 * @param attacks null when nothing is known of the sound: the taps then decide alone
 * @returns null for fewer than four taps, or taps that are no tempo between 30 and 300 BPM
 */
export function gridFromTaps(
  taps: readonly number[],
  attacks: Attacks | null,
  durationSeconds: number,
): BeatgridPoint[] | null {
  const tapped = pulseThroughTaps(taps);
  if (tapped === null) return null;
  const heard = attacks ?? { values: new Float32Array(0), secondsPerBin: 1 };
  const count = round(((taps.at(-1) ?? 0) - tapped.start) / tapped.period) + 1;
  const pulse = settle(heard, tapped, count);
  const usual = usualStrength(heard, pulse, count);
  const before = follow(heard, pulse, -1, durationSeconds, usual).toReversed();
  const after = follow(heard, pulse, 1, durationSeconds, usual);
  const start = pulse.start >= 0 && pulse.start <= durationSeconds ? [pulse.start] : [];
  const numbered = [...before, ...start, ...after].map<BeatgridPoint>((second, index) => [
    index - before.length,
    second,
  ]);
  return numbered.length < 2 ? null : simplifyGrid(numbered);
}

/** Beats per minute between the ends of a grid. */
export function bpmOf(grid: readonly BeatgridPoint[]): number | null {
  const [first] = grid;
  const last = grid.at(-1);
  if (first === undefined || last === undefined || last[1] <= first[1]) return null;
  return (60 * (last[0] - first[0])) / (last[1] - first[1]);
}

/** Attacks by the levels of a drawn waveform: how much each bin is louder than the one before, in relation. */
export function attacksOf(rms: Float32Array, secondsPerBin: number): Attacks {
  const values = new Float32Array(rms.length);
  let loudest = 1e-9;
  for (const level of rms) loudest = max(loudest, level);
  for (let i = 1; i < rms.length; i++)
    values[i] = max(0, ((rms[i] as number) - (rms[i - 1] as number)) / loudest);
  return { values, secondsPerBin };
}

/** Bins of 5 ms: as finely as onsets are found. */
const ONSET_BIN = 0.005;

/** Attacks by the onsets of a recording: a small parabola around each, whose top is where the onset is. */
export function attacksFromOnsets(onsets: readonly Onset[]): Attacks {
  const last = onsets.at(-1)?.second ?? 0;
  const values = new Float32Array(round(last / ONSET_BIN) + 3);
  for (const { second, strength } of onsets) {
    const middle = round(second / ONSET_BIN);
    for (let bin = max(0, middle - 1); bin <= middle + 1; bin++) {
      const miss = bin - second / ONSET_BIN;
      values[bin] = max(values[bin] as number, strength * (1 - 0.25 * miss * miss));
    }
  }
  return { values, secondsPerBin: ONSET_BIN };
}
