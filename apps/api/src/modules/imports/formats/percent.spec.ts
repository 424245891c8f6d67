import { describe, expect, test } from '@jest/globals';
import { fractionToPpm, percentToPpm, percentWords } from './percent.ts';

describe('percentages', () => {
  test.each([
    ['100', 1_000_000],
    ['0', 0],
    ['33.3333', 333_333],
    ['33,33', 333_300],
    ['0.0001', 1],
    ['0.00005', 1],
    ['0.00004', 0],
    ['66.66666666', 666_667],
    ['100.0000', 1_000_000],
    ['100.0001', null],
    ['101', null],
    ['-1', null],
    ['1e2', null],
    ['.5', null],
    ['5.', null],
    ['0x10', null],
    ['', null],
  ])('%j is %s ppm', (text, ppm) => {
    expect(percentToPpm(text)).toBe(ppm);
  });

  test.each([
    ['1', 1_000_000],
    ['0.5', 500_000],
    ['0.3333335', 333_334],
    ['1.000001', null],
    ['2', null],
    ['50', null],
  ])('the fraction %j is %s ppm', (text, ppm) => {
    expect(fractionToPpm(text)).toBe(ppm);
  });

  test('are said in plain words', () => {
    expect([1_000_000, 333_333, 500, 0].map(percentWords)).toEqual(['100 %', '33.3333 %', '0.05 %', '0 %']);
  });
});
