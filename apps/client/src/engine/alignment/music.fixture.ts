import { cos, exp2, sin, TAU } from '../dsp/math.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { imul } = Math;

/** Repeatable noise source for test material (a 32-bit linear congruential generator). */
export function createNoise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2_147_483_648 - 1;
  };
}

const CHORDS = [
  [57, 60, 64],
  [53, 57, 60],
  [48, 52, 55],
  [55, 59, 62],
];

interface Hit {
  readonly at: number;
  readonly length: number;
  sound(t: number, out: { left: number; right: number }): void;
}

/** A sine by recurrence: two multiplications a frame instead of a series. */
function createSine(hz: number, phase: number): () => number {
  const step = (TAU * hz) / SAMPLE_RATE;
  const twice = 2 * cos(step);
  let before = sin(phase - step);
  let now = sin(phase);
  return () => {
    const value = now;
    now = twice * now - before;
    before = value;
    return value;
  };
}

const PARTIALS = [1, 0.5, 0.25, 0, 0.12];

function tone(at: number, seconds: number, key: number, gain: number, pan: number): Hit {
  const hz = 440 * exp2((key - 69) / 12);
  const partials = PARTIALS.map((level, index) => ({
    level,
    next: createSine(hz * (index + 1), index),
  })).filter(({ level }) => level > 0);
  return {
    at,
    length: seconds,
    sound(t, out) {
      const fade = (1 - t / seconds) * (t < 0.005 ? t * 200 : 1);
      let value = 0;
      for (const { level, next } of partials) value += level * next();
      out.left += gain * fade * value * (1 - pan);
      out.right += gain * fade * value * (1 + pan);
    },
  };
}

function burst(at: number, seconds: number, gain: number, seed: number): Hit {
  const noise = createNoise(seed);
  return {
    at,
    length: seconds,
    sound(t, out) {
      const fade = 1 - t / seconds;
      const value = gain * fade * fade * fade * noise();
      out.left += value;
      out.right += value;
    },
  };
}

function kick(at: number): Hit {
  return {
    at,
    length: 0.25,
    sound(t, out) {
      const fade = 1 - t / 0.25;
      const value = 0.5 * fade * fade * sin(TAU * (50 * t + 6 * (1 - fade * fade * fade)));
      out.left += value;
      out.right += value;
    },
  };
}

/** How a piece is performed. */
export interface Performance {
  /** Another take of the same notes: other timing of the players, other noise in the drums. 0 is the recording. */
  readonly take?: number;
  /** How far the tempo wanders, as a share of it: people without a click. */
  readonly drift?: number;
}

/**
 * A piece of made-up music: chords, bass, a wandering melody and drums at 120 beats a minute. The same seed gives the same piece;
 * drums repeat exactly from bar to bar, as in produced music.
 */
export function composeMusic(
  seconds: number,
  seed: number,
  { take = 0, drift = 0 }: Performance = {},
): StereoPcm {
  const choose = createNoise(seed);
  const player = createNoise(seed + 1000 * take);
  /** A player's lateness, in 20 ms; the notes stay those of the piece, whoever plays. */
  const late = (): number => {
    const own = choose();
    return take === 0 ? own : player();
  };
  const frames = Math.round(seconds * SAMPLE_RATE);
  const pcm = { left: new Float32Array(frames), right: new Float32Array(frames) };
  const hits: Hit[] = [];
  for (let beat = 0; beat * 0.5 < seconds; beat++) {
    const at = beat * 0.5 + (drift === 0 ? 0 : drift * 8 * sin(beat / 9 + take));
    const chord = CHORDS[(beat >> 2) % 4] ?? [];
    if (beat % 4 === 0)
      for (const [index, key] of chord.entries())
        hits.push(tone(at, 2, key + (seed % 7), 0.06, index / 3 - 0.3));
    hits.push(tone(at, 0.4, (chord[0] ?? 48) - 24 + (seed % 7), 0.2, 0));
    hits.push(tone(at + 0.02 * late(), 0.3, 72 + Math.round(8 * choose()), 0.15, 0.4));
    if (choose() > 0)
      hits.push(tone(at + 0.25 + 0.02 * late(), 0.2, 76 + Math.round(6 * choose()), 0.14, -0.4));
    if (beat % 2 === 0) hits.push(kick(at));
    else hits.push(burst(at, 0.15, 0.25, 7 + seed + 31 * take));
    hits.push(burst(at + 0.25, 0.05, 0.1, 99 + beat + seed + 31 * take));
  }
  // Names of this function's own: what a module exports is looked up at each use.
  const rate = SAMPLE_RATE;
  const { left, right } = pcm;
  for (const hit of hits) {
    const start = Math.round(hit.at * SAMPLE_RATE);
    const out = { left: 0, right: 0 };
    const end = Math.min(frames - start, Math.ceil(hit.length * rate));
    for (let i = Math.max(0, -start); i < end; i++) {
      out.left = left[start + i] ?? 0;
      out.right = right[start + i] ?? 0;
      hit.sound(i / rate, out);
      left[start + i] = out.left;
      right[start + i] = out.right;
    }
  }
  return pcm;
}

/** Shifts a copy: positive `frames` put silence before it, negative ones cut its start off. */
export function shift({ left, right }: StereoPcm, frames: number): StereoPcm {
  const move = (channel: Float32Array): Float32Array => {
    if (frames < 0) return channel.slice(-frames);
    const out = new Float32Array(channel.length + frames);
    out.set(channel, frames);
    return out;
  };
  return { left: move(left), right: move(right) };
}

/** Joins stretches of a recording, given in seconds. */
export function splice(
  { left, right }: StereoPcm,
  parts: readonly (readonly [from: number, to: number])[],
): StereoPcm {
  const join = (channel: Float32Array): Float32Array => {
    const pieces = parts.map(([from, to]) =>
      channel.subarray(Math.round(from * SAMPLE_RATE), Math.round(to * SAMPLE_RATE)),
    );
    const out = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      out.set(piece, at);
      at += piece.length;
    }
    return out;
  };
  return { left: join(left), right: join(right) };
}
