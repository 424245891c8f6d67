import type { Recipe } from '@flipside/recipe';
import { BLOCK_SIZE, SAMPLE_RATE } from '../types.ts';
import type { DemoRecording } from './catalogue.ts';
import { lowSun } from './pieces/low-sun.ts';
import { nightFerry } from './pieces/night-ferry.ts';
import { paperLanterns } from './pieces/paper-lanterns.ts';
import { slowTide } from './pieces/slow-tide.ts';
import { tinRoofHours } from './pieces/tin-roof-hours.ts';
import type { DemoStem, Part } from './score.ts';

const PIECES: ReadonlyMap<string, () => readonly Part[]> = new Map([
  ['QZFLP2600001', slowTide],
  ['QZFLP2600002', paperLanterns],
  ['QZFLP2600003', nightFerry],
  ['QZFLP2600004', tinRoofHours],
  ['QZFLP2600005', lowSun],
]);

/** The players of one stem of a piece as a recipe without sources: no limiter, so that stems add up. */
export function demoRecipe(recording: DemoRecording, stem: DemoStem): Recipe {
  const parts = PIECES.get(recording.isrc)?.() ?? [];
  return {
    type: 'RemixRecipe',
    version: '1',
    title: recording.title,
    engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: SAMPLE_RATE, blockSize: BLOCK_SIZE },
    tempo: [{ beat: 0, bpm: recording.bpm }],
    timeSignature: [4, 4],
    key: recording.key,
    sources: [],
    separation: { model: 'none' },
    tracks: parts
      .filter((part) => part.stem === stem)
      .map(({ name, instrument, effects, gainDb, pan, notes }, i) => ({
        id: `p${i + 1}`,
        name,
        instrument,
        notes: [...notes],
        gainDb: gainDb ?? 0,
        pan: pan ?? 0,
        effects: effects ?? [],
      })),
    master: {},
    provenance: { parents: [], supersedes: null },
  };
}
