import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accounts } from './account.ts';
import type { Currency } from './currency.ts';
import { CURRENCIES } from './currency.ts';
import { balanceOf, journalEntry } from './ledger.ts';
import type { JournalEntry } from './ledger.ts';
import {
  floorToMinorUnit,
  minorUnitMicros,
  notSepaReason,
  payoutAmountText,
  payoutEntry,
  payoutReturnEntry,
  planPayout,
} from './payout.ts';
import type { Payee, PayoutLine } from './payout.types.ts';
import { micros } from './quantity.ts';

const EUR = 'EUR' as Currency;
const NOW = new Date('2026-12-01T12:00:00Z');
const terms = (currency: Currency = EUR) => ({ currency, at: NOW });
const payee = (over: Partial<Payee> & { own?: bigint } = {}): Payee => ({
  partyId: 'b',
  balances: [{ partyId: 'b', balanceMicros: micros(over.own ?? 0n) }],
  onHold: false,
  payableFrom: NOW,
  thresholdMicros: micros(10_000_000n),
  ...over,
});

describe('what is paid of a balance', () => {
  test.each([
    ['EUR', 12_345_678n, 12_340_000n, 5_678n, '12.34'],
    ['JPY', 12_999_999n, 12_000_000n, 999_999n, '12'],
    ['KWD', 12_345_678n, 12_345_000n, 678n, '12.345'],
  ])('rounds down to what %s has', (code, own, amount, carried, text) => {
    const currency = code as Currency;
    expect(planPayout(payee({ own }), terms(currency))).toEqual({
      payeeId: 'b',
      balanceMicros: own,
      amountMicros: amount,
      carriedMicros: carried,
      reason: null,
      parts: [{ partyId: 'b', amountMicros: amount }],
    });
    expect(payoutAmountText(amount, currency)).toBe(text);
  });

  test.each<[string, Partial<Payee> & { own: bigint }]>([
    ['NEGATIVE', { own: -1n }],
    ['ON_HOLD', { own: 20_000_000n, onHold: true }],
    ['NO_PAYEE_DETAILS', { own: 20_000_000n, payableFrom: null }],
    ['COOLING_OFF', { own: 20_000_000n, payableFrom: new Date(NOW.getTime() + 1) }],
    ['BELOW_THRESHOLD', { own: 9_999_999n }],
    ['BELOW_THRESHOLD', { own: 9_999n, thresholdMicros: micros(0n) }],
  ])('%s: all of it is carried over', (reason, over) => {
    const line = planPayout(payee(over), terms());
    expect(line).toMatchObject({ reason, amountMicros: 0n, carriedMicros: over.own, parts: [] });
  });

  test('the threshold itself is paid, and so is an account from its instant on', () => {
    expect(planPayout(payee({ own: 10_000_000n }), terms())?.amountMicros).toBe(10_000_000n);
  });

  test('one minor unit is paid where the threshold allows it', () => {
    const line = planPayout(payee({ own: 10_000n, thresholdMicros: micros(1n) }), terms());
    expect(line).toMatchObject({ amountMicros: 10_000n, carriedMicros: 0n, reason: null });
  });

  test('an account that gives nothing has no part in the payment', () => {
    const balances = [
      { partyId: 'b', balanceMicros: micros(5n) },
      { partyId: 'c', balanceMicros: micros(20_000_000n) },
    ];
    expect(planPayout(payee({ balances }), terms())?.parts).toEqual([
      { partyId: 'c', amountMicros: 20_000_000n },
    ]);
  });

  test('nothing owed makes no line', () => {
    expect(planPayout(payee({ own: 0n }), terms())).toBeNull();
  });

  test('accounts of merged parties are emptied, debts among them set off, and the residue is the payee’s', () => {
    const balances = [
      { partyId: 'c', balanceMicros: micros(20_000_003n) },
      { partyId: 'b', balanceMicros: micros(4n) },
      { partyId: 'a', balanceMicros: micros(-5_000_000n) },
    ];
    expect(planPayout(payee({ balances }), terms())).toMatchObject({
      balanceMicros: 15_000_007n,
      amountMicros: 15_000_000n,
      carriedMicros: 7n,
      parts: [
        { partyId: 'a', amountMicros: -5_000_000n },
        { partyId: 'b', amountMicros: -3n },
        { partyId: 'c', amountMicros: 20_000_003n },
      ],
    });
    expect(() => planPayout(payee({ balances: [...balances, ...balances] }), terms())).toThrow(RangeError);
  });

  test('amounts that no bank could pay are refused', () => {
    expect(() => floorToMinorUnit(-1n, EUR)).toThrow(RangeError);
    expect(() => payoutAmountText(10_001n, EUR)).toThrow(RangeError);
    expect(() => payoutAmountText(-10_000n, EUR)).toThrow(RangeError);
    const payment = { id: 'p', currency: EUR, payeeId: 'b' };
    for (const amount of [0n, -10_000n, 10_001n])
      expect(() =>
        payoutEntry({ ...payment, parts: [{ partyId: 'b', amountMicros: micros(amount) }] }),
      ).toThrow(RangeError);
    expect(payoutAmountText(10_000n, EUR)).toBe('0.01');
    // Nothing is an amount, too.
    expect([floorToMinorUnit(0n, EUR), floorToMinorUnit(9_999n, EUR)]).toEqual([0n, 0n]);
    expect(payoutAmountText(0n, EUR)).toBe('0.00');
  });
});

describe('by which way', () => {
  const account = { isIban: true, isSepa: true };
  test.each([
    [null, 10_000n, 'EUR', account],
    [null, 999_999_999_990_000n, 'EUR', account],
    ['AMOUNT', 1_000_000_000_000_000n, 'EUR', account],
    ['CURRENCY', 10_000n, 'SEK', account],
    ['COUNTRY', 10_000n, 'EUR', { isIban: true, isSepa: false }],
    ['NO_IBAN', 10_000n, 'EUR', { isIban: false, isSepa: false }],
  ])('%s', (reason, amount, currency, to) => {
    expect(notSepaReason(amount, currency as Currency, to)).toBe(reason);
  });
});

const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const payees = fc
  .array(
    fc.record({
      balances: fc.array(amounts, { minLength: 1, maxLength: 4 }),
      onHold: fc.boolean(),
      payableFrom: fc.constantFrom(null, NOW, new Date(NOW.getTime() + 1)),
      thresholdMicros: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    }),
    { maxLength: 12 },
  )
  .map((list): Payee[] =>
    list.map((one, index) => ({
      partyId: `p${index}`,
      onHold: one.onHold,
      payableFrom: one.payableFrom,
      thresholdMicros: micros(one.thresholdMicros),
      balances: one.balances.map((balance, at) => ({
        partyId: at === 0 ? `p${index}` : `p${index}-merged${at}`,
        balanceMicros: micros(balance),
      })),
    })),
  );
const currencies = fc.constantFrom(...CURRENCIES);
const plan = (list: readonly Payee[], currency: Currency): PayoutLine[] =>
  list.flatMap((one) => planPayout(one, terms(currency)) ?? []);
const total = (list: readonly bigint[]): bigint => list.reduce((sum, one) => sum + one, 0n);

/** The ledger that owes what the payees’ accounts say. */
const owing = (list: readonly Payee[], currency: Currency): JournalEntry[] =>
  list
    .flatMap(({ balances }) => balances)
    .filter(({ balanceMicros }) => balanceMicros !== 0n)
    .map(({ partyId, balanceMicros }) =>
      journalEntry('CLOSE', partyId, currency, [
        { account: accounts.payable(partyId), amountMicros: balanceMicros },
        { account: accounts.pool, amountMicros: micros(-balanceMicros) },
      ]),
    );

describe('payouts, whatever is owed', () => {
  const RUNS = { numRuns: 3_000 };

  test('paid and carried are the balances, and nobody is paid more than the balance', () => {
    fc.assert(
      fc.property(payees, currencies, (list, currency) => {
        const lines = plan(list, currency);
        const owed = total(list.flatMap(({ balances }) => balances.map((one) => one.balanceMicros)));
        expect(total(lines.map((line) => line.amountMicros + line.carriedMicros))).toBe(owed);
        for (const line of lines) {
          expect(line.amountMicros + line.carriedMicros).toBe(line.balanceMicros);
          expect(line.amountMicros >= 0n && line.amountMicros % minorUnitMicros(currency) === 0n).toBe(true);
          expect(line.amountMicros === 0n || line.amountMicros <= line.balanceMicros).toBe(true);
          expect(line.amountMicros > 0n).toBe(line.reason === null);
          expect(total(line.parts.map((part) => part.amountMicros))).toBe(line.amountMicros);
          if (line.reason === null) expect(line.carriedMicros < minorUnitMicros(currency)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('the order of payees and of their accounts changes nothing', () => {
    const shuffled = payees.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc
          .shuffledSubarray(list, { minLength: list.length, maxLength: list.length })
          .map((mixed) => mixed.map((one) => ({ ...one, balances: [...one.balances].reverse() }))),
      ),
    );
    const byPayee = (a: PayoutLine, b: PayoutLine) => (a.payeeId < b.payeeId ? -1 : 1);
    fc.assert(
      fc.property(shuffled, currencies, ([list, mixed], currency) => {
        expect(plan(mixed, currency).sort(byPayee)).toEqual(plan(list, currency).sort(byPayee));
      }),
      RUNS,
    );
  });

  test('what is sent leaves exactly what is carried, a second run pays nothing, and what comes back is owed again', () => {
    fc.assert(
      fc.property(payees, currencies, (list, currency) => {
        const before = owing(list, currency);
        const paid = plan(list, currency).filter(({ reason }) => reason === null);
        const payments = paid.map((line) => ({
          id: line.payeeId,
          currency,
          payeeId: line.payeeId,
          parts: line.parts,
        }));
        const sent = [...before, ...payments.map(payoutEntry)];
        const back = [...sent, ...payments.map(payoutReturnEntry)];
        for (const one of list) {
          const line = paid.find(({ payeeId }) => payeeId === one.partyId);
          const owed = (ledger: readonly JournalEntry[]) =>
            one.balances.map(({ partyId }) => balanceOf(accounts.payable(partyId), currency, ledger));
          expect(owed(back)).toEqual(owed(before));
          expect(balanceOf(accounts.paid(one.partyId), currency, sent)).toBe(line?.amountMicros ?? 0n);
          expect(balanceOf(accounts.paid(one.partyId), currency, back)).toBe(0n);
          if (line === undefined) continue;
          expect(total(owed(sent))).toBe(line.carriedMicros);
          const rest = one.balances.map(({ partyId }, index) => ({
            partyId,
            balanceMicros: micros(owed(sent)[index] ?? 0n),
          }));
          expect(
            planPayout({ ...one, balances: rest, thresholdMicros: micros(0n) }, terms(currency))
              ?.amountMicros ?? 0n,
          ).toBe(0n);
        }
      }),
      { numRuns: 600 },
    );
  });
});
