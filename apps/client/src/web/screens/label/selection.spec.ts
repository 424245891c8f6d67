import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  anchored,
  countChosen,
  EVERYTHING,
  extended,
  isChosen,
  moved,
  NOTHING,
  toggled,
} from './selection.ts';

const keyAt = (index: number) => (index < 8 ? `k${index}` : undefined);
const chosen = (selection: typeof NOTHING) =>
  Array.from({ length: 10 }, (_, index) => `k${index}`).filter((key) => isChosen(selection, key));

describe('a selection', () => {
  test('rows are chosen and let go, one by one', () => {
    const two = toggled(toggled(NOTHING, 'k1', 1), 'k3', 3);
    expect(chosen(two)).toEqual(['k1', 'k3']);
    expect(chosen(toggled(two, 'k1', 1))).toEqual(['k3']);
    expect(countChosen(two, 10)).toBe(2);
  });

  test('a range is from the anchor, both ways, as far as rows are loaded', () => {
    expect(chosen(extended(anchored(NOTHING, 4), 2, keyAt))).toEqual(['k2', 'k3', 'k4']);
    expect(chosen(extended(anchored(NOTHING, 6), 9, keyAt))).toEqual(['k6', 'k7']);
  });

  test('all that match, but some', () => {
    const most = toggled(EVERYTHING, 'k2', 2);
    expect(chosen(most)).not.toContain('k2');
    expect(countChosen(most, 10_000)).toBe(9_999);
    expect(chosen(extended(anchored(most, 1), 3, keyAt))).toHaveLength(10);
  });

  test('choosing and letting go leaves it as it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.boolean(), fc.nat(9), (toggles, all, index) => {
        const before = toggles.reduce(
          (selection, at) => toggled(selection, `k${at}`, at),
          all ? EVERYTHING : NOTHING,
        );
        const once = toggled(before, `k${index}`, index);
        expect(isChosen(once, `k${index}`)).toBe(!isChosen(before, `k${index}`));
        expect(chosen(toggled(once, `k${index}`, index))).toEqual(chosen(before));
      }),
    );
  });

  test.each([
    ['ArrowDown', 5, 6],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 15],
    ['PageUp', 5, 0],
    ['Home', 50, 0],
    ['End', 5, 99],
    ['a', 5, null],
  ])('%s from %i', (key, index, to) => {
    expect(moved(key, index, 99, 10)).toBe(to);
  });
});
