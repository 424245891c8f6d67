import { describe, expect, test } from '@jest/globals';
import { readPayments } from './listener-payments.ts';

describe('payments as a file', () => {
  test('with a heading, in whatever way the parts are parted', () => {
    expect(readPayments('listener,amount\nann,9.99\r\nben;4.50\n"cleo"\t"1,000"\n\n')).toEqual({
      ok: true,
      batches: [
        [
          { listener: 'ann', amountMicros: '9990000' },
          { listener: 'ben', amountMicros: '4500000' },
          { listener: 'cleo', amountMicros: '1000000000' },
        ],
      ],
    });
  });

  test('come five thousand at a time', () => {
    const text = Array.from({ length: 5_001 }, (_, index) => `l${index},1`).join('\n');
    const read = readPayments(text);
    expect(read.ok ? read.batches.map((batch) => batch.length) : read.message).toEqual([5_000, 1]);
  });

  test.each([
    ['listener,amount\nann,9.99\nben,nothing', 'Line 3 is not a listener and an amount above zero.'],
    ['ann,9.99\nben,0', 'Line 2 is not a listener and an amount above zero.'],
    ['ann,9.99\nben jones,1', 'Line 2 is not a listener and an amount above zero.'],
    ['listener,amount\n', 'There are no payments in this file.'],
  ])('%j is refused with its line', (text, message) => {
    expect(readPayments(text)).toEqual({ ok: false, message });
  });
});
