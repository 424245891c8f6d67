import type { Effect, Recipe, Stem } from '@flipside/recipe';
import type { StemLibrary } from '../../../apps/client/src/engine/render/index.ts';
import { Xorshift } from '../../../apps/client/src/engine/dsp/xorshift.ts';
import { BLOCK_SIZE, SAMPLE_RATE, type StereoPcm } from '../../../apps/client/src/engine/types.ts';

export const STEMS = ['drums', 'bass', 'other', 'vocals'] as const satisfies readonly Stem[];
export const BPM = 120;

/** The chain of every track: three bands, a filter, an echo, a room, a compressor. */
export const CHAIN = {
  eq: [
    { type: 'highPass', hz: 60, q: 0.7 },
    { type: 'peaking', hz: 1200, q: 1, gainDb: 3 },
    { type: 'highShelf', hz: 8000, q: 0.7, gainDb: 2 },
  ],
  filter: { hz: 9000, q: 0.8 },
  delay: { beats: 0.75, feedback: 0.35, mix: 0.25 },
  reverb: { decaySeconds: 1.8, mix: 0.2 },
  compressor: { thresholdDb: -18, ratio: 4, attackMs: 10, releaseMs: 120, kneeDb: 6 },
} as const;

const effects: Effect[] = [
  { type: 'eq', bands: [...CHAIN.eq] },
  { type: 'filter', mode: 'lowPass', ...CHAIN.filter },
  { type: 'delay', ...CHAIN.delay },
  { type: 'reverb', ...CHAIN.reverb },
  { type: 'compressor', ...CHAIN.compressor },
];

/** Four tracks of one recording, played through without a change of speed, and a limiter at the end. */
export function fourTracks(seconds: number): Recipe {
  const length = (seconds * BPM) / 60;
  return {
    type: 'RemixRecipe',
    version: '1',
    title: 'Four tracks',
    engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: SAMPLE_RATE, blockSize: BLOCK_SIZE },
    tempo: [{ beat: 0, bpm: BPM }],
    timeSignature: [4, 4],
    sources: [{ id: 's1', isrc: ['QZFLP2600001'], title: 'T', artist: 'A', durationMs: seconds * 1000 }],
    separation: { model: 'builtin' },
    tracks: STEMS.map((stem, i) => ({
      id: `t${i}`,
      name: stem,
      gainDb: -6,
      pan: (i - 1.5) / 3,
      clips: [{ source: 's1', stem, at: 0, length, in: 0 }],
      effects,
    })),
    master: { limiter: { ceilingDb: -1 } },
    provenance: { parents: [], supersedes: null },
  };
}

/** Noise with a beat: never silent, so that nothing may rest. */
export function noisyStem(seed: number, seconds: number): StereoPcm {
  const random = new Xorshift(seed);
  const channel = (): Float32Array =>
    Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) => {
      const sinceBeat = (i % (SAMPLE_RATE / 2)) / (SAMPLE_RATE / 2);
      return random.next() * (0.05 + 0.4 * (1 - sinceBeat) * (1 - sinceBeat));
    });
  return { left: channel(), right: channel() };
}

export function noisyLibrary(seconds: number): StemLibrary {
  const stems = new Map<Stem, StereoPcm>(STEMS.map((stem, i) => [stem, noisyStem(i + 1, seconds)]));
  return { stem: (_, stem) => stems.get(stem), layer: () => undefined };
}
