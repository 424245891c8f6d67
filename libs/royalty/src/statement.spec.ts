import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountParts, accounts, parseAccount } from './account.ts';
import type { Account } from './account.ts';
import type { Allocation, AllocationLine } from './allocation.types.ts';
import { canonicalText } from './canonical.ts';
import type { Currency } from './currency.ts';
import type { Isrc } from './identifiers.ts';
import {
  UnbalancedEntryError,
  assertBalanced,
  balanceOf,
  closeEntries,
  journalEntry,
  reverse,
} from './ledger.ts';
import type { JournalEntry, JournalKind } from './ledger.ts';
import { ZERO_MICROS, micros, ppm } from './quantity.ts';
import { buildStatement, statementHashInput, statementView } from './statement.ts';
import type { Statement, StatementInput } from './statement.types.ts';
import type { Territory } from './territory.ts';

const eur = 'EUR' as Currency;
const ada = accounts.payable('ada');

const line = (amount: bigint, more: Partial<AllocationLine> = {}): AllocationLine => ({
  recipe: 'r1',
  recordingId: 'rec',
  isrc: 'USSM19803037' as Isrc,
  subjectId: 'rec',
  side: 'MASTER',
  territory: 'FR' as Territory,
  originalPeriod: null,
  partyId: 'ada',
  account: ada,
  basis: 'SHARE',
  plays: 100n,
  usageMs: 60_000n,
  usagePpm: 1_000_000n,
  sharePpm: ppm(500_000),
  amountMicros: micros(amount),
  tariff: 'standard@1',
  ...more,
});
const allocationOf = (lines: readonly AllocationLine[]): Allocation => ({
  currency: eur,
  tariffId: 'standard',
  tariffVersion: 1,
  poolMicros: micros(lines.reduce((sum, one) => sum + one.amountMicros, 0n)),
  lines,
});
const moving = (kind: JournalKind, reference: string, amount: bigint, counter: Account): JournalEntry =>
  journalEntry(kind, reference, eur, [
    { account: ada, amountMicros: micros(amount) },
    { account: counter, amountMicros: micros(-amount) },
  ]);

describe('accounts', () => {
  test.each([
    'funding',
    'pool',
    'rounding',
    'platform',
    'payable:ada',
    'suspense:work:w1',
    'held:d1',
    'tax:DE',
    'recoup:x',
    'paid:ada',
  ])('%s is one', (text) => {
    expect(parseAccount(text)).toEqual({ ok: true, value: text });
  });
  test.each(['payable', 'payable:', 'pool:x', 'bank:x', '', 'held:a b', 'Pool'])('"%s" is none', (text) => {
    expect(parseAccount(text)).toMatchObject({ ok: false, code: 'ACCOUNT_INVALID' });
  });
  test('parts', () => {
    expect(accountParts(accounts.suspense('work:w1'))).toEqual({ kind: 'suspense', subject: 'work:w1' });
    expect(accountParts(accounts.pool)).toEqual({ kind: 'pool', subject: null });
    expect(() => accounts.payable('')).toThrow(RangeError);
  });
});

describe('journal entries', () => {
  const held = line(25n, { account: accounts.held('d1'), basis: 'DISPUTED' });
  const allocation = allocationOf([line(50n), line(25n, { territory: 'US' as Territory }), held]);

  test('a close funds the pool and empties it', () => {
    const entries = closeEntries('2026-05', allocation);
    expect(entries.map((entry) => [entry.kind, entry.reference])).toEqual([
      ['FUND', '2026-05/EUR/standard@1'],
      ['CLOSE', '2026-05/EUR/standard@1'],
    ]);
    const balance = (account: Account) => balanceOf(account, eur, entries);
    expect([accounts.funding, accounts.pool, ada, accounts.held('d1')].map(balance)).toEqual([
      -100n,
      0n,
      75n,
      25n,
    ]);
    expect(balanceOf(ada, 'USD' as Currency, entries)).toBe(0n);
    expect(closeEntries('2026-05', allocationOf([]))).toEqual([]);
  });

  test('what does not balance is refused', () => {
    const bad: JournalEntry = {
      kind: 'ADJUSTMENT',
      reference: 'x',
      currency: eur,
      postings: [{ account: ada, amountMicros: micros(1n) }],
    };
    expect(() => assertBalanced(bad)).toThrow(UnbalancedEntryError);
    expect(() => journalEntry('ADJUSTMENT', 'x', eur, [])).toThrow('no postings');
    expect(() => journalEntry('ADJUSTMENT', '', eur, [])).toThrow('no reference');
    const wrong = { ...allocation, poolMicros: micros(101n) };
    expect(() => closeEntries('2026-05', wrong)).toThrow('postings sum to -1 micro-units');
  });

  test('every entry balances, and with its reversal leaves nothing', () => {
    const amounts = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.bigInt({ min: -999n, max: 999n })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(amounts, (pairs) => {
        const sum = pairs.reduce((all, [, amount]) => all + amount, 0n);
        const postings = pairs.map(([id, amount]) => ({
          account: accounts.payable(id),
          amountMicros: micros(amount),
        }));
        const all = [...postings, { account: accounts.pool, amountMicros: micros(-sum) }];
        fc.pre(
          new Set(pairs.map(([id]) => id)).size === pairs.length && pairs.some(([, amount]) => amount !== 0n),
        );
        const entry = journalEntry('ADJUSTMENT', 'x', eur, all);
        assertBalanced(entry);
        expect(journalEntry('ADJUSTMENT', 'x', eur, [...all].reverse())).toEqual(entry);
        const undone = reverse(entry);
        for (const { account } of entry.postings) {
          expect(balanceOf(account, eur, [entry])).not.toBe(0n);
          expect(balanceOf(account, eur, [entry, undone])).toBe(0n);
        }
        expect(undone).toMatchObject({ kind: 'REVERSAL', reference: 'ADJUSTMENT/x' });
      }),
    );
  });
});

describe('statements', () => {
  const lines = [
    line(60n),
    line(40n, { territory: 'US' as Territory }),
    line(5n, { sharePpm: ppm(50_000) }),
    line(20n, { originalPeriod: '2026-04', plays: 3n }),
    line(9n, { account: accounts.held('d1'), basis: 'DISPUTED' }),
    line(77n, { partyId: 'bo', account: accounts.payable('bo') }),
  ];
  const entries = [
    ...closeEntries('2026-05', allocationOf(lines)),
    moving('RECOUPMENT', 'advance', -30n, accounts.recoup('deal')),
    moving('WITHHOLDING', 'tax', -10n, accounts.tax('DE')),
    moving('PAYOUT', 'run-1', -50n, accounts.paid('ada')),
    moving('ADJUSTMENT', 'goodwill', 7n, accounts.rounding),
    moving('RELEASE', 'd0/2026-04/EUR/standard@1', 11n, accounts.held('d0')),
  ];
  const input: StatementInput = {
    party: { id: 'ada', name: 'Ada' },
    period: { id: '2026-05', from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' },
    currency: eur,
    openingMicros: micros(1000n),
    lines,
    entries,
  };
  const made = (from: StatementInput): Statement => {
    const answer = buildStatement(from);
    if (!answer.ok) throw new Error(answer.message);
    return answer.value;
  };

  test('opening, lines, movements and closing', () => {
    const statement = made(input);
    expect(statement.lines.map((one) => [one.territory, one.plays, one.sharePpm, one.amountMicros])).toEqual([
      ['FR', 100n, 550_000n, 65n],
      ['US', 100n, 500_000n, 40n],
    ]);
    expect(statement.lateLines.map((one) => [one.originalPeriod, one.plays, one.amountMicros])).toEqual([
      ['2026-04', 3n, 20n],
    ]);
    expect(statement.held.map((one) => [one.disputeId, one.amountMicros])).toEqual([['d1', 9n]]);
    expect(statement).toMatchObject({
      earnedMicros: 125n,
      heldMicros: 9n,
      released: [{ reference: 'd0/2026-04/EUR/standard@1', amountMicros: 11n }],
      adjustments: [{ reference: 'goodwill', amountMicros: 7n }],
      recoupment: [{ reference: 'advance', amountMicros: -30n }],
      withholding: [{ reference: 'tax', amountMicros: -10n }],
      paid: [{ reference: 'run-1', amountMicros: -50n }],
      closingMicros: 1053n,
    });
  });

  test('a statement that differs from the ledger is refused', () => {
    expect(buildStatement({ ...input, lines: lines.slice(1) })).toMatchObject({
      ok: false,
      code: 'LEDGER_MISMATCH',
    });
    expect(buildStatement({ ...input, entries: [] })).toMatchObject({ ok: false, code: 'LEDGER_MISMATCH' });
  });

  test('the view is plain JSON, and the same facts in another order are the same bytes', () => {
    const statement = made(input);
    expect(JSON.parse(JSON.stringify(statementView(statement)))).toEqual(statementView(statement));
    expect(statementView(statement)).toMatchObject({ format: 'flipside-statement/1', closingMicros: '1053' });
    const turned = made({
      ...input,
      lines: [...lines].reverse(),
      entries: [...entries, ...entries].reverse(),
    });
    expect(statementHashInput(turned)).toBe(statementHashInput(statement));
    expect(statementHashInput(made({ ...input, openingMicros: micros(1n) }))).not.toBe(
      statementHashInput(statement),
    );
    expect(JSON.parse(statementHashInput(statement))).toEqual(statementView(statement));
  });

  test('over many periods each closing is the next opening and the ledger says the same', () => {
    const period = fc.record({
      earned: fc.array(fc.bigInt({ min: 0n, max: 9999n }), { maxLength: 4 }),
      paid: fc.bigInt({ min: 0n, max: 500n }),
    });
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 6 }), (periods) => {
        const journal: JournalEntry[] = [];
        let openingMicros = ZERO_MICROS;
        for (const [at, { earned, paid }] of periods.entries()) {
          const ofPeriod = earned.map((amount, index) => line(amount, { recipe: `r${index}` }));
          const now = closeEntries(`p${at}`, allocationOf(ofPeriod));
          if (paid > 0n) now.push(moving('PAYOUT', `run-${at}`, -paid, accounts.paid('ada')));
          journal.push(...now);
          const statement = made({ ...input, openingMicros, lines: ofPeriod, entries: now });
          openingMicros = statement.closingMicros;
          expect(openingMicros).toBe(balanceOf(ada, eur, journal));
        }
      }),
    );
  });

  test('canonical text sorts members and takes whole numbers alone', () => {
    expect(canonicalText({ b: [1, 'é"', null], a: { d: true, c: -0 } })).toBe(
      '{"a":{"c":0,"d":true},"b":[1,"é\\"",null]}',
    );
    expect(() => canonicalText({ a: 0.5 })).toThrow(RangeError);
  });
});
