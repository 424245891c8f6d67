import { describe, expect, test } from '@jest/globals';
import { parseAmount, parsePercent } from './amount-input.ts';

describe('an amount as people write it', () => {
  test.each([
    ['4000', '4000000000'],
    [' 4,000.50 ', '4000500000'],
    ['0.004', '4000'],
    ['0.000001', '1'],
    ['12,345,678.9', '12345678900000'],
  ])('%s', (text, micros) => expect(parseAmount(text)).toBe(micros));
  test.each(['', '0', '0.00', '-1', '1.0000001', '4,00', '1e3', '€4', '1.', '.5'])('"%s" is none', (text) =>
    expect(parseAmount(text)).toBeNull(),
  );
});

describe('a percentage', () => {
  test.each([
    ['55', 550_000],
    ['12.5', 125_000],
    ['0', 0],
    ['100', 1_000_000],
    ['33.3333', 333_333],
  ])('%s', (text, ppm) => expect(parsePercent(text)).toBe(ppm));
  test.each(['', '101', '100.0001', '-1', '1.00001', 'x'])('"%s" is none', (text) =>
    expect(parsePercent(text)).toBeNull(),
  );
});
