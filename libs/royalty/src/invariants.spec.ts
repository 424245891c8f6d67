import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountParts, accounts } from './account.ts';
import { apportionPeriod } from './allocation.ts';
import { anyInput } from './allocation.any.fixtures.ts';
import { fr, us } from './allocation.fixtures.ts';
import type { Allocation, PeriodInput, PlayCount } from './allocation.types.ts';
import { releaseEntry } from './dispute.release.ts';
import { assertBalanced, balanceOf, closeEntries, journalEntry, reverse } from './ledger.ts';
import type { JournalEntry } from './ledger.ts';
import { micros } from './quantity.ts';
import { overpaid, settle } from './settle.ts';
import { buildStatement, statementHashInput } from './statement.ts';
import type { Statement } from './statement.types.ts';
import { WORLDWIDE } from './territory.ts';

/** The nine invariants of the books (docs/ARCHITECTURE.md), on books of up to three periods with everything in them. */
const PARTIES = ['p', 'q', 'remixer'];
const AT = new Date('2026-06-01T00:00:00Z');

interface Event {
  readonly key: number;
  readonly recipe: string;
  readonly territory: typeof fr;
}
interface Month {
  readonly input: PeriodInput;
  /** As they came in: some of them more than once. */
  readonly events: readonly Event[];
  /** How many of the month before are voided, at most. */
  readonly voids: number;
  readonly adjusted: bigint;
  readonly isReversed: boolean;
  readonly paidPpm: bigint;
  readonly taxPpm: bigint;
  readonly isReleased: boolean;
}
const anyEvent = fc.record({
  key: fc.integer({ min: 0, max: 40 }),
  recipe: fc.constantFrom('r1', 'r2', 'lost'),
  territory: fc.constantFrom(fr, us),
});
const anyMonth: fc.Arbitrary<Month> = fc.record({
  input: anyInput,
  events: fc.array(anyEvent, { maxLength: 30 }),
  voids: fc.integer({ min: 0, max: 3 }),
  adjusted: fc.bigInt({ min: -5_000n, max: 5_000n }),
  isReversed: fc.boolean(),
  paidPpm: fc.bigInt({ min: 0n, max: 1_000_000n }),
  taxPpm: fc.bigInt({ min: 0n, max: 500_000n }),
  isReleased: fc.boolean(),
});
const anyBooks = fc.record({
  months: fc.array(anyMonth, { minLength: 1, maxLength: 3 }),
  advance: fc.bigInt({ min: 0n, max: 50_000n }),
});

/** A receipt is known by its key, whoever reports it and however often. */
const countOnce = (events: readonly Event[]): Map<number, Event> => {
  const counted = new Map<number, Event>();
  for (const event of [...events].sort(
    (a, b) => a.key - b.key || (a.recipe + a.territory < b.recipe + b.territory ? -1 : 1),
  ))
    if (!counted.has(event.key)) counted.set(event.key, event);
  return counted;
};
const tally = (events: Iterable<Event>, sign: bigint, originalPeriod?: string): PlayCount[] =>
  [...events].map(({ recipe, territory }) => ({
    ...{ recipe, territory, plays: sign },
    ...(originalPeriod === undefined ? {} : { originalPeriod }),
  }));

interface Closed {
  readonly period: string;
  readonly input: PeriodInput;
  readonly allocation: Allocation;
  /** Everything that was booked in the period, in order. */
  readonly entries: readonly JournalEntry[];
  readonly statements: readonly Statement[];
}

const payableOf = (
  party: string,
  { input }: Pick<Closed, 'input'>,
  entries: readonly JournalEntry[],
): bigint => balanceOf(accounts.payable(party), input.tariff.currency, entries);

function settleParty(
  party: string,
  month: Month,
  period: string,
  before: readonly JournalEntry[],
  own: readonly JournalEntry[],
  advance: bigint,
): JournalEntry[] {
  const { currency } = month.input.tariff;
  const all = [...before, ...own];
  return settle({
    ...{ periodId: period, currency, partyId: party },
    earnedMicros: balanceOf(
      accounts.payable(party),
      currency,
      own.filter(({ kind }) => kind === 'CLOSE' || kind === 'RELEASE'),
    ),
    payableMicros: balanceOf(accounts.payable(party), currency, all),
    overpaidMicros: -balanceOf(overpaid(party), currency, all),
    withholdings: party === 'q' ? [{ jurisdiction: 'FR', ppm: month.taxPpm }] : [],
    advances:
      party === 'p'
        ? [{ agreementId: 'a', remainingMicros: advance - balanceOf(accounts.recoup('a'), currency, all) }]
        : [],
  });
}

/** What a month pays out and adjusts while it is open, covered as the service covers it. */
function byHand(month: Month, period: string, before: readonly JournalEntry[]): JournalEntry[] {
  const { currency } = month.input.tariff;
  const own: JournalEntry[] = [];
  const balance = (party: string) => balanceOf(accounts.payable(party), currency, [...before, ...own]);
  const move = (
    kind: 'ADJUSTMENT' | 'PAYOUT',
    party: string,
    amount: bigint,
    to: ReturnType<typeof accounts.paid>,
  ): void => {
    if (amount === 0n || balance(party) + amount < 0n) return;
    const postings = [
      { account: accounts.payable(party), amountMicros: micros(amount) },
      { account: to, amountMicros: micros(-amount) },
    ];
    own.push(journalEntry(kind, `${period}/${party}`, currency, postings));
  };
  move('PAYOUT', 'q', -((balance('q') * month.paidPpm) / 1_000_000n), accounts.paid('q'));
  move('ADJUSTMENT', 'remixer', month.adjusted, accounts.platform);
  const [last] = own.slice(-1);
  if (
    month.isReversed &&
    last?.kind === 'ADJUSTMENT' &&
    (month.adjusted < 0n || balance('remixer') >= month.adjusted)
  )
    own.push(reverse(last));
  return own;
}

function closeMonth(
  month: Month,
  index: number,
  done: readonly Closed[],
  heard: Map<number, Event>,
  advance: bigint,
): Closed {
  const period = `2026-0${index + 1}`;
  const before = done.flatMap(({ entries }) => entries);
  const counted = [...countOnce(month.events)].filter(([key]) => !heard.has(key));
  const last = done.at(-1);
  const voided = last === undefined ? [] : [...heard.values()].slice(-month.voids || heard.size);
  for (const [key, event] of counted) heard.set(key, event);
  const counts = [
    ...tally(
      counted.map(([, event]) => event),
      1n,
    ),
    ...tally(voided, -1n, last?.period ?? ''),
  ];
  const input: PeriodInput = { ...month.input, pool: { kind: 'PER_PLAY', plays: counts } };
  const allocation = apportionPeriod(input);
  const own = [...byHand(month, period, before), ...closeEntries(period, allocation)];
  const release = month.isReleased && last !== undefined ? released(last, period) : null;
  if (release !== null) own.push(release);
  for (const party of PARTIES) own.push(...settleParty(party, month, period, before, own, advance));
  const statements = PARTIES.map((id) => {
    const statement = buildStatement({
      party: { id, name: id },
      period: { id: period, from: '', to: '' },
      currency: allocation.currency,
      openingMicros: balanceOf(accounts.payable(id), allocation.currency, before),
      lines: allocation.lines,
      entries: own,
    });
    if (!statement.ok) throw new Error(statement.message);
    return statement.value;
  });
  return { period, input, allocation, entries: own, statements };
}

/** What the month before held of the first subject, back to whom it was held for or to whoever the shares name. */
function released({ allocation, period }: Closed, now: string): JournalEntry | null {
  const held = allocation.lines.find(({ basis }) => basis === 'DISPUTED');
  if (held === undefined) return null;
  return releaseEntry({
    disputeId: accountParts(held.account).subject ?? '',
    reference: `${now}/${period}`,
    currency: allocation.currency,
    at: AT,
    lines: allocation.lines.filter(
      ({ subjectId, side }) => subjectId === held.subjectId && side === held.side,
    ),
    splits: [{ territories: WORLDWIDE, from: null, to: null, shares: [{ partyId: 'p', ppm: 700_000n }] }],
  });
}

function keep({ months, advance }: { months: readonly Month[]; advance: bigint }): Closed[] {
  const done: Closed[] = [];
  const heard = new Map<number, Event>();
  for (const [index, month] of months.entries()) done.push(closeMonth(month, index, done, heard, advance));
  return done;
}
/** Equal texts have equal hashes. */
const hashOf = statementHashInput;
const property = (check: (books: Closed[], of: { months: readonly Month[]; advance: bigint }) => void) => {
  fc.assert(
    fc.property(anyBooks, (of) => check(keep(of), of)),
    { numRuns: 1_200 },
  );
};

describe('the books', () => {
  test('1. postings sum to zero per currency after every operation', () => {
    property((books) => {
      let sum = 0n;
      for (const entry of books.flatMap(({ entries }) => entries)) {
        assertBalanced(entry);
        sum += entry.postings.reduce((total, { amountMicros }) => total + amountMicros, 0n);
        expect(sum).toBe(0n);
      }
    });
  });

  test('2. allocations sum to the pool exactly, and the pool is what its plays come to', () => {
    property((books) => {
      for (const { allocation, input, entries } of books) {
        const sum = allocation.lines.reduce((total, { amountMicros }) => total + amountMicros, 0n);
        expect(sum).toBe(allocation.poolMicros);
        const silent = new Set(
          input.recipes.filter(({ policy }) => policy === 'REPORT_USAGE').map(({ recipe }) => recipe),
        );
        const plays = (input.pool.kind === 'PER_PLAY' ? input.pool.plays : []).filter(
          ({ recipe }) => !silent.has(recipe),
        );
        const rate = input.tariff.kind === 'PER_PLAY' ? input.tariff.perPlayMicros : 0n;
        expect(allocation.poolMicros).toBe(plays.reduce((total, one) => total + one.plays, 0n) * rate);
        const booked = entries.filter(({ kind }) => kind === 'FUND' || kind === 'CLOSE');
        expect(balanceOf(accounts.pool, allocation.currency, booked)).toBe(0n);
      }
    });
  });

  test('3. and 9. plays replayed, reordered or reported by several count once and change nothing', () => {
    property((books, { months, advance }) => {
      const turned = months.map((month) => ({
        ...month,
        events: [...month.events, ...month.events].reverse(),
      }));
      expect(keep({ months: turned, advance })).toEqual(books);
      const counted = new Set(months.flatMap(({ events }) => events.map(({ key }) => key)));
      const plays = books.flatMap(({ input }) => (input.pool.kind === 'PER_PLAY' ? input.pool.plays : []));
      expect(plays.filter(({ plays: count }) => count > 0n)).toHaveLength(counted.size);
    });
  });

  test('4. nothing is edited: what is undone is undone by its reversal, to nothing', () => {
    property((books) => {
      const entries = books.flatMap(({ entries: own }) => own);
      const names = entries.map(({ kind, reference }) => `${kind} ${reference}`);
      expect(new Set(names).size).toBe(names.length);
      for (const entry of entries) {
        const undone = reverse(entry);
        expect(undone.reference).toBe(`${entry.kind}/${entry.reference}`);
        for (const { account } of entry.postings)
          expect(balanceOf(account, entry.currency, [entry, undone])).toBe(0n);
      }
    });
  });

  test('5. a statement is what the ledger moved, and closes where the next opens', () => {
    property((books) => {
      let before: JournalEntry[] = [];
      for (const [index, closed] of books.entries()) {
        const after = [...before, ...closed.entries];
        for (const [at, statement] of closed.statements.entries()) {
          expect(statement.openingMicros).toBe(payableOf(statement.party.id, closed, before));
          expect(statement.closingMicros).toBe(payableOf(statement.party.id, closed, after));
          const next = books[index + 1]?.statements[at];
          if (next !== undefined) expect(next.openingMicros).toBe(statement.closingMicros);
          const columns = ['released', 'adjustments', 'recoupment', 'withholding', 'paid'] as const;
          const moved = columns.flatMap((column) =>
            statement[column].map(({ amountMicros }) => amountMicros),
          );
          const lines = [...statement.lines, ...statement.lateLines].map(({ amountMicros }) => amountMicros);
          const total = [...moved, ...lines].reduce((sum, amount) => sum + amount, 0n);
          expect(total).toBe(statement.closingMicros - statement.openingMicros);
        }
        before = after;
      }
    });
  });

  test('6. nothing accrues to an uncleared side', () => {
    property((books) => {
      for (const { allocation, input } of books)
        for (const line of allocation.lines) {
          if (line.basis !== 'SHARE' && line.basis !== 'DISPUTED') continue;
          const right = input.rights.find(
            (one) =>
              one.recordingId === line.recordingId &&
              one.territory === line.territory &&
              one.side === line.side &&
              one.subjectId === line.subjectId,
          );
          expect(right?.isCleared).toBe(true);
        }
    });
  });

  test('7. payable is not below zero when a period is settled, and held money leaves by a release alone', () => {
    property((books) => {
      const entries: JournalEntry[] = [];
      for (const closed of books) {
        entries.push(...closed.entries);
        for (const party of PARTIES) expect(payableOf(party, closed, entries) >= 0n).toBe(true);
        expect(balanceOf(accounts.recoup('a'), closed.input.tariff.currency, entries) >= 0n).toBe(true);
      }
      for (const { kind, postings } of entries)
        if (postings.some(({ account }) => accountParts(account).kind === 'held'))
          expect(['CLOSE', 'RELEASE']).toContain(kind);
      for (const { kind, postings } of entries)
        if (kind === 'PAYOUT')
          expect(
            postings.every(({ account }) => ['payable', 'paid'].includes(accountParts(account).kind)),
          ).toBe(true);
    });
  });

  test('8. a period recomputes to the same hashes from its events and what was frozen', () => {
    property((books, of) => {
      const again = keep(of);
      for (const [index, { statements, entries }] of books.entries()) {
        expect(again[index]?.statements.map(hashOf)).toEqual(statements.map(hashOf));
        // The order in which a ledger hands out entries and an allocation its lines is no part of a statement.
        const { allocation } = books[index] ?? { allocation: null };
        for (const statement of statements) {
          const rebuilt = buildStatement({
            ...statement,
            lines: [...(allocation?.lines ?? [])].reverse(),
            entries: [...entries, ...entries].reverse(),
          });
          expect(rebuilt.ok ? hashOf(rebuilt.value) : rebuilt.message).toBe(hashOf(statement));
        }
      }
    });
  });
});
