import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import {
  REACH_SECONDS,
  attackNear,
  fitPulse,
  pulseThrough,
  type PulseFit,
  type SteadyPulse,
} from './beat-fit.ts';
import { trackBeats } from './beat-tracker.ts';
import { findDownbeat } from './downbeat.ts';
import { simplifyGrid } from './grid.ts';
import { type Novelty, NOVELTY_RATE, measureNovelty, noveltySeconds, sharpen, toMono } from './novelty.ts';
import { estimateTempo } from './tempo.ts';
import type { BeatAnalysis, BeatgridPoint } from './types.ts';

const MEAN_FRAMES = Math.round(0.4 * NOVELTY_RATE);
const FALLBACK_BPM = 120;
/** A pulse whose attacks lie within this many seconds of it, on average, is a constant tempo. */
const STEADY_SECONDS = 0.012;
/** Share of the tracked attacks that must lie on a constant tempo. */
const LEAST_AGREEMENT = 0.85;
/** Most drift over the whole recording, in seconds, for which a tempo is taken to be the whole number beside it. */
const SNAP_SECONDS = 0.012;
/** Periodicity from which a pulse is beyond doubt. */
const CLEAR_STRENGTH = 0.3;

interface Pulse {
  /** Times of all beats in seconds. */
  readonly seconds: number[];
  readonly bpm: number;
  readonly steady: boolean;
  readonly hits: number;
}

/**
 * Tempo and beat grid of a recording in four-four time.
 *
 * Novelty by spectral flux, period by autocorrelation, beats by dynamic programming; then a constant tempo is fitted to
 * the attacks and kept when they agree with it, so that most produced music gets a grid of two points. Beat 0 is
 * the first downbeat; a beat before it has a negative number.
 *
 * @param heard its novelty, where that was measured for something else already
 * @returns a grid of the fallback tempo 120 with confidence 0 when there is no pulse to be found
 */
export function analyseBeats(pcm: StereoPcm, heard?: Novelty): BeatAnalysis {
  const mono = toMono(pcm);
  const duration = mono.length / SAMPLE_RATE;
  const novelty = heard ?? measureNovelty(mono);
  const sharp = sharpen(novelty.all, MEAN_FRAMES);
  const tempo = estimateTempo(sharp);
  const beats = tempo ? trackBeats(sharp, tempo.period) : [];
  if (!tempo || beats.length < 4) return withoutPulse(duration);
  const pulse = steadyPulse(sharp, beats, duration) ?? freePulse(sharp, beats);
  const downbeat = findDownbeat(mono, novelty, pulse.seconds);
  const numbered = pulse.seconds.map<BeatgridPoint>((second, k) => [k - downbeat, second]);
  return {
    bpm: pulse.bpm,
    beatgrid: pulse.steady ? endsOf(numbered, downbeat) : simplifyGrid(numbered),
    confidence: pulse.hits * Math.min(1, tempo.strength / CLEAR_STRENGTH),
  };
}

function withoutPulse(duration: number): BeatAnalysis {
  const beats = Math.max(1, Math.floor((duration * FALLBACK_BPM) / 60));
  return {
    bpm: FALLBACK_BPM,
    beatgrid: [
      [0, 0],
      [beats, (beats * 60) / FALLBACK_BPM],
    ],
    confidence: 0,
  };
}

/** The first downbeat and the last beat: enough for a constant tempo. */
function endsOf(numbered: readonly BeatgridPoint[], downbeat: number): BeatgridPoint[] {
  const first = numbered[Math.min(downbeat, numbered.length - 2)];
  const last = numbered.at(-1);
  return first && last ? [first, last] : [];
}

/** A constant tempo through the attacks, or null when they do not keep to one. */
function steadyPulse(novelty: Float32Array, beats: readonly number[], duration: number): Pulse | null {
  const guess = pulseThrough(beats.map(noveltySeconds));
  let fit: PulseFit | null = guess ? fitPulse(novelty, guess, beats.length) : null;
  for (let round = 0; fit && round < 2; round++) fit = fitPulse(novelty, fit, beats.length);
  if (!fit || fit.deviation > STEADY_SECONDS || agreement(novelty, beats, fit) < LEAST_AGREEMENT) return null;
  const middle = fit.start + (fit.period * (beats.length - 1)) / 2;
  const exact = 60 / fit.period;
  const whole = Math.round(exact);
  const drift = (Math.abs(exact - whole) / whole) * (duration / 2);
  const bpm = drift <= SNAP_SECONDS ? whole : exact;
  const period = 60 / bpm;
  const start = middle - (period * (beats.length - 1)) / 2;
  // The pulse goes on through breaks, from the first beat that the recording holds to the last.
  const earlier = Math.floor(start / period + 1e-9);
  const first = start - earlier * period;
  const count = Math.floor((duration - first) / period) + 1;
  const seconds = Array.from({ length: count }, (_, k) => Math.max(0, first + k * period));
  return { seconds, bpm, steady: true, hits: fit.hits };
}

/** Share of the tracked beats' attacks that fall on a beat of the pulse, within reach. */
function agreement(novelty: Float32Array, beats: readonly number[], pulse: SteadyPulse): number {
  let attacks = 0;
  let agreeing = 0;
  for (const beat of beats) {
    const attack = attackNear(novelty, noveltySeconds(beat));
    if (!attack) continue;
    attacks++;
    const turns = (attack.second - pulse.start) / pulse.period;
    if (Math.abs(turns - Math.round(turns)) * pulse.period <= REACH_SECONDS) agreeing++;
  }
  return attacks > 0 ? agreeing / attacks : 0;
}

/** The tracked beats themselves, each moved onto its attack where there is one. */
function freePulse(novelty: Float32Array, beats: readonly number[]): Pulse {
  let hits = 0;
  const seconds: number[] = [];
  for (const beat of beats) {
    const tracked = noveltySeconds(beat);
    const attack = attackNear(novelty, tracked);
    if (attack) hits++;
    const second = Math.max(0, attack ? attack.second : tracked);
    if (second > (seconds.at(-1) ?? -1)) seconds.push(second);
  }
  const span = (seconds.at(-1) ?? 0) - (seconds[0] ?? 0);
  return {
    seconds,
    bpm: span > 0 ? (60 * (seconds.length - 1)) / span : FALLBACK_BPM,
    steady: false,
    hits: hits / beats.length,
  };
}
