import { describe, expect, test } from '@jest/globals';
import { canonicalBytes } from '@flipside/recipe';
import fc from 'fast-check';
import { canonicalReceipt, identityText, signedText, unsignedText } from './canonical-receipt.ts';
import type { Receipt } from './play.types.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 });
const count = fc.integer({ min: 0, max: 86_400_000 });
const receipts: fc.Arbitrary<Receipt> = fc.record({
  v: fc.constant(1 as const),
  home: fc.webUrl(),
  grant: fc.uuid(),
  recipe: text,
  start: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  heardMs: count,
  sources: fc.array(fc.record({ isrc: text, provider: text, heardMs: count }), { maxLength: 5 }),
  app: text,
  device: text,
  sig: text,
});

describe('the canonical text of a receipt', () => {
  test('is what RFC 8785 makes of it, signed and unsigned, in whatever order members came', () => {
    fc.assert(
      fc.property(receipts, (receipt) => {
        const { sig, ...unsigned } = receipt;
        const shuffled = Object.fromEntries(Object.entries(receipt).reverse()) as unknown as Receipt;
        const parts = canonicalReceipt(shuffled);
        expect(Buffer.from(unsignedText(parts))).toEqual(Buffer.from(canonicalBytes(unsigned)));
        expect(Buffer.from(signedText(parts, sig))).toEqual(Buffer.from(canonicalBytes(receipt)));
        const { home, grant } = receipt;
        expect(Buffer.from(identityText(receipt))).toEqual(Buffer.from(canonicalBytes({ home, grant })));
      }),
      { numRuns: 2_000 },
    );
  });
});
