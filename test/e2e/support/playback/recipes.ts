import type { Recipe, Track } from '@flipside/recipe';
import { demoCatalogue } from '../../../../apps/client/src/engine/demo/catalogue.ts';
import { BLOCK_SIZE, SAMPLE_RATE } from '../../../../apps/client/src/engine/types.ts';
import { CHAIN } from '../../../bench/engine/four-tracks.ts';

const BPM = 120;

function recipeOf(tracks: Track[], sources: Recipe['sources']): Recipe {
  return {
    type: 'RemixRecipe',
    version: '1',
    title: 'Playback',
    engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: SAMPLE_RATE, blockSize: BLOCK_SIZE },
    tempo: [{ beat: 0, bpm: BPM }],
    timeSignature: [4, 4],
    sources,
    separation: { model: 'builtin' },
    tracks,
    master: {},
    provenance: { parents: [], supersedes: null },
  };
}

export const hzOf = (key: number): number => 440 * 2 ** ((key - 69) / 12);

function toneTrack(key: number, at: number, length: number): Track {
  return {
    id: `k${key}`,
    name: `Key ${key}`,
    instrument: {
      type: 'subtractive',
      oscillators: [{ wave: 'sine' }],
      filter: { mode: 'lowPass', hz: 20_000, envelopeSemitones: 0 },
      amplitude: { attackMs: 5, decayMs: 5, sustain: 1, releaseMs: 5 },
    },
    notes: [{ at, length, key, velocity: 0.8 }],
  };
}

export const LOW = 69;
export const HIGH = 88;

/** Two plain tones together for a minute: whatever breaks them is heard, and seen. */
export const tones = recipeOf([toneTrack(LOW, 0, 120), toneTrack(HIGH, 0, 120)], []);

/** One tone for eight seconds, then another. */
export const steps = recipeOf([toneTrack(LOW, 0, 16), toneTrack(HIGH, 16, 16)], []);

function described(isrc: string): Recipe['sources'][number] {
  const { title, artist, durationMs } = demoCatalogue.find((recording) => recording.isrc === isrc)!;
  return { id: 's1', isrc: [isrc], title, artist, durationMs };
}

/** Four stems of a demo recording in loops, each with the effects of the four-track bench, one of them slowed. */
export const remix = recipeOf(
  (['drums', 'bass', 'other', 'vocals'] as const).map((stem, i) => ({
    id: `t${i}`,
    name: stem,
    clips: [
      {
        source: 's1',
        stem,
        at: 0,
        length: 240,
        in: 0,
        loop: [0, 32],
        ...(stem === 'other'
          ? {
              warp: [
                [0, 0],
                [32, 14],
              ] as [number, number][],
            }
          : {}),
      },
    ],
    effects: [
      { type: 'eq', bands: [...CHAIN.eq] },
      { type: 'filter', mode: 'lowPass', ...CHAIN.filter },
      { type: 'delay', ...CHAIN.delay },
      { type: 'reverb', ...CHAIN.reverb },
      { type: 'compressor', ...CHAIN.compressor },
    ],
  })),
  [described('QZFLP2600001')],
);
