import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountParts, accounts } from './account.ts';
import type { Currency } from './currency.ts';
import { assertBalanced } from './ledger.ts';
import type { JournalEntry } from './ledger.ts';
import { overpaid, settle } from './settle.ts';
import type { SettleInput } from './settle.ts';

const EUR = 'EUR' as Currency;
const input = (more: Partial<SettleInput>): SettleInput => ({
  periodId: '2026-11',
  currency: EUR,
  partyId: 'p',
  earnedMicros: 0n,
  payableMicros: 0n,
  overpaidMicros: 0n,
  withholdings: [],
  advances: [],
  ...more,
});
const amounts = (entries: readonly JournalEntry[]) =>
  entries.map(({ kind, postings }) => [
    kind,
    ...postings
      .filter(({ account }) => account !== accounts.payable('p'))
      .map(({ account, amountMicros }) => `${account} ${amountMicros}`),
  ]);

describe('settle', () => {
  test('tax comes off what the period gave, rounded down, and advances off the rest in their order', () => {
    const entries = settle(
      input({
        earnedMicros: 1_001n,
        payableMicros: 1_301n,
        withholdings: [
          { jurisdiction: 'FR', ppm: 150_000n },
          { jurisdiction: 'DE', ppm: 1_000n },
        ],
        advances: [
          { agreementId: 'a', remainingMicros: 1_000n },
          { agreementId: 'b', remainingMicros: 1_000n },
        ],
      }),
    );
    // 150.15 and 1.001; 1,301 − 150 − 1 = 1,150.
    expect(amounts(entries)).toEqual([
      ['WITHHOLDING', 'tax:FR 150'],
      ['WITHHOLDING', 'tax:DE 1'],
      ['RECOUPMENT', 'recoup:a 1000'],
      ['RECOUPMENT', 'recoup:b 150'],
    ]);
    expect(entries.map(({ reference }) => reference)).toEqual(
      ['FR', 'DE', 'a', 'b'].map((name) => `2026-11/EUR/p/${name}`),
    );
    expect(entries[0]?.postings).toContainEqual({ account: 'payable:p', amountMicros: -150n });
  });

  test('a balance below zero is carried, and later earnings make up for it before anything else', () => {
    expect(amounts(settle(input({ earnedMicros: -500n, payableMicros: -300n })))).toEqual([
      ['RECOUPMENT', 'recoup:overpaid-p -300'],
    ]);
    const later = input({
      earnedMicros: 200n,
      payableMicros: 200n,
      withholdings: [{ jurisdiction: 'FR', ppm: 500_000n }],
    });
    expect(amounts(settle({ ...later, overpaidMicros: 300n }))).toEqual([
      ['RECOUPMENT', 'recoup:overpaid-p 200'],
    ]);
    expect(amounts(settle({ ...later, overpaidMicros: 50n }))).toEqual([
      ['RECOUPMENT', 'recoup:overpaid-p 50'],
      ['WITHHOLDING', 'tax:FR 75'],
    ]);
  });

  test('nothing comes off where nothing is, and nonsense is refused', () => {
    const advances = [{ agreementId: 'a', remainingMicros: 5n }];
    expect(settle(input({ earnedMicros: 9n, advances }))).toEqual([]);
    expect(
      settle(input({ payableMicros: 9n, withholdings: [{ jurisdiction: 'FR', ppm: 1_000_000n }] })),
    ).toEqual([]);
    const rates = [600_000n, 400_001n].map((ppm, index) => ({ jurisdiction: `J${index}`, ppm }));
    expect(() => settle(input({ withholdings: rates }))).toThrow(RangeError);
    expect(() => settle(input({ withholdings: [{ jurisdiction: 'FR', ppm: -1n }] }))).toThrow(RangeError);
    expect(() => settle(input({ overpaidMicros: -1n }))).toThrow(RangeError);
    expect(() => settle(input({ advances: [{ agreementId: 'a', remainingMicros: -1n }] }))).toThrow(
      RangeError,
    );
  });

  test('payable ends at zero or above, never above what it was, and no account gets more than is due to it', () => {
    const amount = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
    const due = fc.bigInt({ min: 0n, max: 10n ** 9n });
    const rate = fc.bigInt({ min: 0n, max: 500_000n });
    fc.assert(
      fc.property(
        amount,
        amount,
        due,
        due,
        due,
        rate,
        rate,
        (earned, payable, over, first, second, fr, de) => {
          const entries = settle(
            input({
              earnedMicros: earned,
              payableMicros: payable,
              overpaidMicros: over,
              withholdings: [
                { jurisdiction: 'FR', ppm: fr },
                { jurisdiction: 'DE', ppm: de },
              ],
              advances: [
                { agreementId: 'a', remainingMicros: first },
                { agreementId: 'b', remainingMicros: second },
              ],
            }),
          );
          let left = payable;
          const got = new Map<string, bigint>();
          for (const entry of entries) {
            assertBalanced(entry);
            expect(entry.kind).toBe(
              entry.postings.some(({ account }) => accountParts(account).kind === 'tax')
                ? 'WITHHOLDING'
                : 'RECOUPMENT',
            );
            for (const { account, amountMicros } of entry.postings)
              if (account === accounts.payable('p')) left += amountMicros;
              else got.set(account, amountMicros);
          }
          expect(left >= 0n).toBe(true);
          if (payable >= 0n) expect(left <= payable).toBe(true);
          const carried = got.get(overpaid('p')) ?? 0n;
          expect(carried <= over && (carried >= 0n || carried === payable)).toBe(true);
          expect((got.get('recoup:a') ?? 0n) <= first && (got.get('recoup:b') ?? 0n) <= second).toBe(true);
          // The second advance waits for the first.
          if ((got.get('recoup:b') ?? 0n) > 0n) expect(got.get('recoup:a') ?? 0n).toBe(first);
          if (left > 0n)
            expect((got.get('recoup:a') ?? 0n) + (got.get('recoup:b') ?? 0n)).toBe(first + second);
          const base = [earned, payable - carried].reduce((a, b) => (a < b ? a : b));
          const tax = (ppm: bigint) => (base > 0n ? (base * ppm) / 1_000_000n : 0n);
          expect([got.get('tax:FR') ?? 0n, got.get('tax:DE') ?? 0n]).toEqual([tax(fr), tax(de)]);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
