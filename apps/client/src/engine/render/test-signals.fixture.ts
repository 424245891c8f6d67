import type { Clip, Effect, Recipe, Track } from '@flipside/recipe';
import { BLOCK_SIZE, SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { log10, sin, TAU } from '../dsp/math.ts';
import type { StemLibrary } from './clip-plan.ts';
import { createEffect } from './effects/create-effect.ts';
import { QUANTUM, quantumBuffer } from './quantum.ts';

/** A recipe of the given tracks at 120 beats a minute: a beat is 22,050 frames. */
export function recipeOf(tracks: Track[], rest: Partial<Recipe> = {}): Recipe {
  return {
    type: 'RemixRecipe',
    version: '1',
    title: 'Test',
    engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: SAMPLE_RATE, blockSize: BLOCK_SIZE },
    tempo: [{ beat: 0, bpm: 120 }],
    timeSignature: [4, 4],
    sources: [{ id: 's1', isrc: ['QZFLP2600001'], title: 'T', artist: 'A', durationMs: 60_000 }],
    separation: { model: 'builtin' },
    tracks,
    master: {},
    provenance: { parents: [], supersedes: null },
    ...rest,
  };
}

/** One track with one clip of the drums of `s1`. */
export function clipTrack(clip: Partial<Clip> = {}, track: Partial<Track> = {}): Track {
  return {
    id: 't1',
    name: 'Track',
    clips: [{ source: 's1', stem: 'drums', at: 0, length: 4, in: 0, ...clip }],
    ...track,
  };
}

/** Both channels made by one function of the frame. */
export function makePcm(frames: number, value: (frame: number) => number): StereoPcm {
  const left = Float32Array.from({ length: frames }, (_, i) => value(i));
  return { left, right: left.slice() };
}

export function sinePcm(hz: number, frames: number, amplitude = 1): StereoPcm {
  return makePcm(frames, (i) => amplitude * sin((TAU * hz * i) / SAMPLE_RATE));
}

/** Every stem of every source is the same audio. */
export function libraryOf(pcm: StereoPcm | undefined): StemLibrary {
  return { stem: () => pcm, layer: () => pcm };
}

/** What one effect makes of a signal, left channel, at 120 beats a minute from beat 0 on. */
export function throughEffect(
  effect: Effect,
  signal: (frame: number) => number,
  frames: number,
): Float64Array {
  const processor = createEffect(effect);
  const tempo = {
    beatToSeconds: (b: number) => b / 2,
    secondsToBeat: (s: number) => s * 2,
    bpmAt: () => 120,
  };
  const out = new Float64Array(frames);
  const buffer = quantumBuffer();
  for (let frame = 0; frame < frames; frame += QUANTUM) {
    for (let i = 0; i < QUANTUM; i++) buffer.left[i] = buffer.right[i] = signal(frame + i);
    processor.process(buffer, { frame, beat: tempo.secondsToBeat(frame / SAMPLE_RATE), bpm: 120, tempo });
    out.set(buffer.left.subarray(0, Math.min(QUANTUM, frames - frame)), frame);
  }
  return out;
}

export const sine =
  (hz: number, amplitude = 1) =>
  (frame: number): number =>
    amplitude * sin((TAU * hz * frame) / SAMPLE_RATE);

/** Root mean square in dB over a range. */
export function levelDb(samples: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (samples[i] ?? 0) * (samples[i] ?? 0);
  return 10 * log10(sum / (to - from));
}

export function peak(samples: Iterable<number>): number {
  let most = 0;
  for (const value of samples) most = Math.max(most, Math.abs(value));
  return most;
}

/** Index of the first sample in which two signals differ; −1 when they are the same. */
export function firstDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Math.min(a.length, b.length);
  return a.findIndex((value, i) => value !== b[i]);
}
