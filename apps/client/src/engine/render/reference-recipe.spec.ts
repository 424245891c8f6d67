import { describe, expect, test } from '@jest/globals';
import { AUTOMATABLE, parseRecipe } from '@flipside/recipe';
import { extremeRecipe, referenceRecipe, renderReferences } from './reference-recipe.ts';

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

  test('its extremes are a valid recipe that automates every parameter', () => {
    const parsed = parseRecipe(extremeRecipe);
    expect(parsed.ok ? [] : parsed.issues).toEqual([]);
    const [moving] = extremeRecipe.tracks;
    const possible = (moving?.effects ?? []).flatMap(({ type }, i) =>
      Object.keys(AUTOMATABLE[type]).map((parameter) => `effects/${i}/${parameter}`),
    );
    expect(moving?.automation?.map(({ target }) => target)).toEqual(possible);
    expect(possible.length).toBeGreaterThan(20);
  });

  test('both render to the frozen bytes', async () => {
    // A change here changes how published remixes sound: it needs a new engine version.
    expect(await renderReferences()).toEqual([
      {
        title: 'Reference',
        hash: 'ff5e7ecf73a9306ecf459a0725ddb0e82a2c785cb3719bbfedaf0318ee36d1df',
        frames: 953_463,
      },
      {
        title: 'Extremes',
        hash: 'af1d20e804691415ebfebaeaf6f241e76583f0ffd8a2e2e124a6ae4484b7121d',
        frames: 542_400,
      },
    ]);
  });
});
