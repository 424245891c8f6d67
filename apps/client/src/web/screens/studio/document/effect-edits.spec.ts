import { describe, expect, test } from '@jest/globals';
import { AUTOMATABLE, parseRecipe } from '@flipside/recipe';
import { setPoint } from './automation-edits.ts';
import { exampleDocument } from './document.fixture.ts';
import { addEffect, moveEffect, removeEffect, setParameter } from './effect-edits.ts';
import { EFFECT_PARAMETERS, EFFECT_TYPES } from './effect-parameters.ts';
import { findTrack, recipeOf, type Edit } from './studio-document.ts';

const lane = { trackId: 't1' };
const after = (...edits: readonly Edit[]) =>
  edits.reduce((document, edit) => edit(document), exampleDocument());

test('every effect comes out of the list as a valid one, alone and at the ends of its parameters', () => {
  for (const type of EFFECT_TYPES) {
    for (const end of ['min', 'max'] as const) {
      const sets = EFFECT_PARAMETERS[type].map((parameter) =>
        setParameter(lane, 0, parameter, parameter[end]),
      );
      const parsed = parseRecipe(recipeOf(after(addEffect(lane, type), ...sets)));
      expect(parsed.ok ? [] : [type, ...parsed.issues]).toEqual([]);
    }
  }
});

test('the bounds of parameters are those of the format', () => {
  for (const type of EFFECT_TYPES) {
    for (const { name, min, max } of EFFECT_PARAMETERS[type]) {
      const range = AUTOMATABLE[type][name];
      if (range !== undefined) expect([type, name, min, max]).toEqual([type, name, range.min, range.max]);
    }
  }
});

describe('automation of an effect', () => {
  const automated = [
    addEffect(lane, 'delay'),
    addEffect(lane, 'filter'),
    setPoint('t1', 'effects/1/hz', 4, 500),
  ];
  const targets = (...edits: readonly Edit[]) =>
    findTrack(after(...automated, ...edits), 't1')?.automation?.map(({ target }) => target);

  test('goes along when the effect moves', () => {
    expect(targets(moveEffect(lane, 1, -1))).toEqual(['effects/0/hz']);
  });

  test('moves up when an earlier effect goes', () => {
    expect(targets(removeEffect(lane, 0))).toEqual(['effects/0/hz']);
  });

  test('goes when its effect goes', () => {
    expect(targets(removeEffect(lane, 1))).toBeUndefined();
  });
});
