import { describe, expect, test } from '@jest/globals';
import { currencySign, formatMicros, formatPpm, totalDecimals } from './micros.ts';

describe('formatMicros', () => {
  test.each([
    ['6120', '0.006120'],
    ['1', '0.000001'],
    ['353011022', '353.011022'],
    ['-1874', '−0.001874'],
    ['9007199254740993000001', '9,007,199,254,740,993.000001'],
  ])('writes %s micro-units of one play as %s', (micros, written) => {
    expect(formatMicros(micros, 6)).toBe(written);
  });

  test.each([
    ['4218370412', '4,218.37'],
    ['4999', '0.00'],
    ['5000', '0.01'],
    ['-5000', '−0.01'],
    ['-4999', '0.00'],
    ['999995000', '1,000.00'],
  ])('rounds a total of %s micro-units once, to %s', (micros, written) => {
    expect(formatMicros(micros, 2)).toBe(written);
  });

  test('takes a bigint as well as the wire’s string', () => {
    expect(formatMicros(1_483_190_208n, 2)).toBe('1,483.19');
  });
});

test.each([
  ['0', '0.00'],
  ['1', '0.000001'],
  ['-3174', '−0.003174'],
  ['9999', '0.009999'],
  ['10000', '0.01'],
  ['-10000', '−0.01'],
])('a total of %s micro-units that is less than a cent is not made nothing: %s', (micros, written) => {
  expect(formatMicros(micros, totalDecimals(micros))).toBe(written);
});

test('shares are written in hundredths of a per cent', () => {
  expect(formatPpm(590_300)).toBe('59.03 %');
  expect(formatPpm(1_000_000)).toBe('100.00 %');
  expect(formatPpm(50)).toBe('0.01 %');
  expect(formatPpm(163_400, 0)).toBe('16 %');
});

test('a currency without a sign is written by its code', () => {
  expect(currencySign('EUR')).toBe('€');
  expect(currencySign('SEK')).toBe('SEK ');
});
