import { expect, test } from '@jest/globals';
import { microsOfAmount } from './amount.ts';

test.each([
  ['25', '25000000'],
  ['0.01', '10000'],
  [' 1,5 ', '1500000'],
  ['0', null],
  ['', null],
  ['-1', null],
  ['1e3', null],
  ['1.2345678', null],
])('%s is %s', (text, micros) => {
  expect(microsOfAmount(text)).toBe(micros);
});
