import { describe, expect, test } from '@jest/globals';
import { amountWords } from './clearance-lines.ts';

describe('amounts in words', () => {
  test.each([
    ['0', '0.00 EUR'],
    ['1', '0.000001 EUR'],
    ['4200', '0.0042 EUR'],
    ['1500000', '1.50 EUR'],
    ['-12345678', '−12.345678 EUR'],
    ['900719925474099312345678', '900719925474099312.345678 EUR'],
  ])('%s', (micros, words) => {
    expect(amountWords(micros, 'EUR')).toBe(words);
  });
});
