import { describe, expect, test } from '@jest/globals';
import type { Currency } from './currency.ts';
import { formatMicros, roundMicros } from './format-micros.ts';

const [eur, jpy] = ['EUR', 'JPY'] as [Currency, Currency];

describe('amounts for display', () => {
  test.each([
    [1_005_000n, 100n],
    [1_015_000n, 102n],
    [1_015_001n, 102n],
    [1_004_999n, 100n],
    [1_005_001n, 101n],
    [-1_005_000n, -100n],
    [-1_015_000n, -102n],
    [0n, 0n],
  ])('%s rounds half to even', (amount, cents) => {
    expect(roundMicros(amount, 2)).toBe(cents);
  });

  test('formats in the minor unit, or finer when asked', () => {
    expect(formatMicros(12_345_678n, eur)).toBe('12.35 EUR');
    expect(formatMicros(-50_000n, eur)).toBe('-0.05 EUR');
    expect(formatMicros(-4n, eur)).toBe('0.00 EUR');
    expect(formatMicros(4_000n, eur, 6)).toBe('0.004000 EUR');
    expect(formatMicros(1_500_000n, jpy)).toBe('2 JPY');
    expect(() => formatMicros(1n, eur, 7)).toThrow(RangeError);
  });
});
