import { expect, test } from '@jest/globals';
import { planBlocks } from './block-plan.ts';

const froms = (...args: Parameters<typeof planBlocks>) => planBlocks(...args).map(({ from }) => from);

test('covers the recording once, from the start, without regions', () => {
  expect(planBlocks(25, 10, [])).toEqual([
    { from: 0, to: 10 },
    { from: 10, to: 20 },
    { from: 20, to: 25 },
  ]);
  expect(planBlocks(0, 10, [])).toEqual([]);
});

test('takes the blocks of the regions first, in their order', () => {
  const regions = [
    { from: 35, to: 41 },
    { from: 10, to: 20 },
    { from: 38, to: 39 },
  ];
  expect(froms(55, 10, regions)).toEqual([30, 40, 10, 0, 20, 50]);
});

test('passes over empty regions and what lies behind the end', () => {
  expect(
    froms(25, 10, [
      { from: 5, to: 5 },
      { from: 90, to: 99 },
      { from: 21, to: 99 },
    ]),
  ).toEqual([20, 0, 10]);
});

test.each([
  [-1, 5],
  [6, 5],
  [Number.NaN, 5],
])('refuses the region %d–%d', (from, to) => {
  expect(() => planBlocks(25, 10, [{ from, to }])).toThrow(RangeError);
});
