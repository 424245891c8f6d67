import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from '@flipside/recipe';
import { makeAnchors } from '../../../apps/client/src/engine/alignment/align.ts';
import { trialRecipe } from '../../../apps/client/src/engine/metering/trial-recipe.fixture.ts';
import { generateMix } from '../../../apps/client/src/engine/separation/generated-mix.fixture.ts';
import {
  FLAC_RECORDING,
  makeMusicFolder,
  MP3_RECORDING,
  type MadeRecording,
} from '../../e2e/support/music.ts';

async function sourceOf(id: string, made: MadeRecording): Promise<Recipe['sources'][number]> {
  const { durationMs, fingerprint = '', onsetEnvelope = '' } = await makeAnchors(generateMix(made.piece).mix);
  const { isrc, title, artist } = made;
  return { id, isrc: [isrc], title, artist, durationMs, fingerprint, anchors: { onsetEnvelope } };
}

/** Drums of the one against voices of the other, stretched, with notes of its own: eight seconds of everything. */
async function makeFlip(): Promise<Recipe> {
  return {
    ...trialRecipe(),
    title: 'From a server',
    sources: [await sourceOf('s1', FLAC_RECORDING), await sourceOf('s2', MP3_RECORDING)],
    tracks: [
      { id: 't1', name: 'Drums', clips: [{ source: 's1', stem: 'drums', at: 0, length: 16, in: 4 }] },
      {
        id: 't2',
        name: 'Voices / over',
        clips: [{ source: 's2', stem: 'vocals', at: 4, length: 12, in: 8, semitones: 2 }],
      },
      {
        id: 't3',
        name: 'Notes',
        instrument: { type: 'subtractive' },
        notes: [{ at: 0, length: 8, key: 45, velocity: 0.8 }],
      },
    ],
  };
}

/** Prints the folder it made: tagged recordings and `flip.json`. A process of its own, for encoders are slow in the test runner. */
const folder = await makeMusicFolder();
writeFileSync(join(folder, 'flip.json'), JSON.stringify(await makeFlip()));
process.stdout.write(`${folder}\n`);
