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
        hash: 'a5fa74f8c043fa8b0ba6f9250bd7681b3aced5b253ed2d64611926a790394a63',
        frames: 953_463,
      },
      {
        title: 'Extremes',
        hash: '1082c77d5efc3dd5044efe0c3967e732a4373042947bbdb0fdd0fc66a691cdf2',
        frames: 542_400,
      },
    ]);
  });
});
