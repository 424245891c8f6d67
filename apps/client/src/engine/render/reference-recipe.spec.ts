import { describe, expect, test } from '@jest/globals';
import { parseRecipe } from '@flipside/recipe';
import { referenceRecipe, referenceRender } from './reference-recipe.ts';

const EFFECTS = [
  'eq',
  'compressor',
  'delay',
  'reverb',
  'filter',
  'saturation',
  'gate',
  'chorus',
  'bitcrush',
  'stutter',
];

describe('the reference recipe', () => {
  test('is a valid recipe that uses every effect and every instrument', () => {
    const parsed = parseRecipe(referenceRecipe);
    expect(parsed.ok ? [] : parsed.issues).toEqual([]);
    const used = new Set(
      referenceRecipe.tracks.flatMap((track) => (track.effects ?? []).map(({ type }) => type)),
    );
    expect([...used].sort()).toEqual([...EFFECTS].sort());
    const instruments = referenceRecipe.tracks.flatMap(({ instrument }) =>
      instrument === undefined ? [] : [instrument.type],
    );
    expect(instruments.sort()).toEqual(['drumkit', 'fm', 'subtractive']);
  });

  test('renders to the frozen bytes', async () => {
    // A change here changes how published remixes sound: it needs a new engine version.
    expect(await referenceRender()).toEqual({
      hash: '5ce4d929f950a34d5e76d5e840db126a6c4391d95afea3ce76085f8f02377a6e',
      frames: 953463,
    });
  });
});
