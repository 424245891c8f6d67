import type { Recipe } from '@flipside/recipe';

/** 120 bpm, so that a beat is half a second. Drums of s1 for beats 0–40, vocals of s2 for beats 20–60, notes to 80. */
export function trialRecipe(): Recipe {
  const source = (id: string, isrc: string): Recipe['sources'][number] => ({
    id,
    isrc: [isrc],
    title: `Title ${id}`,
    artist: 'Artist',
    durationMs: 200_000,
  });
  return {
    type: 'RemixRecipe',
    version: '1',
    title: 'Trial',
    engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
    tempo: [{ beat: 0, bpm: 120 }],
    timeSignature: [4, 4],
    sources: [source('s1', 'GBAAA2400001'), source('s2', 'GBAAA2400002')],
    separation: { model: 'builtin-1' },
    tracks: [
      { id: 't1', name: 'Drums', clips: [{ source: 's1', stem: 'drums', at: 0, length: 40, in: 10 }] },
      { id: 't2', name: 'Vocals', clips: [{ source: 's2', stem: 'vocals', at: 20, length: 40, in: 0 }] },
      {
        id: 't3',
        name: 'Notes',
        instrument: { type: 'subtractive' },
        notes: [{ at: 0, length: 80, key: 45, velocity: 0.8 }],
      },
    ],
    master: {},
    provenance: { parents: [], supersedes: null },
  };
}
