import { describe, expect, test } from '@jest/globals';
import { HTDEMUCS, type NeuralModel } from './registry.ts';
import { BUILT_IN_SEPARATION, chooseSeparation, recipeSeparation } from './separation-choice.ts';
import { stemSetModel } from './separation-name.ts';

const OTHER: NeuralModel = { ...HTDEMUCS, id: 'other', sha256: 'ab'.repeat(32), overlap: 0.5 };
const MADE = { model: 'htdemucs', sha256: HTDEMUCS.sha256, overlap: 0.1 };
const KNOWN = [HTDEMUCS, OTHER];
const idOf = (choice: ReturnType<typeof chooseSeparation>) => [choice.separation.model, choice.differs];

describe('chooseSeparation', () => {
  test('is as the flip was made when this device can', () => {
    const { separation, differs } = chooseSeparation(MADE, 'as-made', [OTHER, HTDEMUCS], KNOWN);
    expect(separation).toMatchObject({ model: 'htdemucs', sha256: HTDEMUCS.sha256, overlap: 0.1 });
    expect(differs).toBeNull();
    for (const model of ['builtin', 'builtin-1', 'built-in'])
      expect(idOf(chooseSeparation({ model }, 'as-made', KNOWN, KNOWN))).toEqual(['builtin-1', null]);
    expect(idOf(chooseSeparation({ model: 'htdemucs' }, 'as-made', KNOWN, KNOWN))).toEqual([
      'htdemucs',
      null,
    ]);
  });

  test('says why it is not', () => {
    expect(idOf(chooseSeparation(MADE, 'as-made', [OTHER], KNOWN))).toEqual(['builtin-1', 'model-missing']);
    expect(idOf(chooseSeparation({ model: 'scnet' }, 'as-made', KNOWN, KNOWN))).toEqual([
      'builtin-1',
      'model-unknown',
    ]);
    const changed = { ...MADE, sha256: 'cd'.repeat(32) };
    expect(idOf(chooseSeparation(changed, 'as-made', KNOWN, KNOWN))).toEqual(['htdemucs', 'other-weights']);
  });

  test('is what the listener wants, always', () => {
    expect(idOf(chooseSeparation(MADE, 'built-in', KNOWN, KNOWN))).toEqual(['builtin-1', 'preferred']);
    expect(idOf(chooseSeparation(MADE, OTHER.sha256, KNOWN, KNOWN))).toEqual(['other', 'preferred']);
    expect(idOf(chooseSeparation({ model: 'builtin' }, HTDEMUCS.sha256, KNOWN, KNOWN))).toEqual([
      'htdemucs',
      'preferred',
    ]);
    expect(idOf(chooseSeparation(MADE, HTDEMUCS.sha256, KNOWN, KNOWN))).toEqual(['htdemucs', null]);
  });

  test('forgets a wish that has gone', () => {
    expect(idOf(chooseSeparation({ model: 'builtin' }, OTHER.sha256, [], KNOWN))).toEqual([
      'builtin-1',
      null,
    ]);
  });

  test('goes into a recipe and names the kept stems', () => {
    expect(recipeSeparation(BUILT_IN_SEPARATION)).toEqual({ model: 'builtin-1' });
    const { separation } = chooseSeparation(MADE, 'as-made', KNOWN, KNOWN);
    expect(recipeSeparation(separation)).toEqual(MADE);
    expect(stemSetModel(recipeSeparation(separation))).toBe('htdemucs.da9e5101ee0804d0.100');
    expect(stemSetModel({ model: 'builtin-1' })).toBe('builtin-1');
  });
});
