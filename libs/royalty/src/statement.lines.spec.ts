import { describe, expect, test } from '@jest/globals';
import { accounts } from './account.ts';
import type { AllocationLine } from './allocation.types.ts';
import type { Currency } from './currency.ts';
import type { Isrc } from './identifiers.ts';
import { journalEntry } from './ledger.ts';
import { micros, ppm } from './quantity.ts';
import { buildStatement } from './statement.ts';
import { statementLines } from './statement.lines.ts';
import type { Territory } from './territory.ts';

const EUR = 'EUR' as Currency;
const line = (more: Partial<AllocationLine> = {}): AllocationLine => ({
  ...{ recipe: 'r1', recordingId: 'rec', isrc: 'USSM19803037' as Isrc, subjectId: 'rec', side: 'MASTER' },
  ...{ territory: 'FR' as Territory, originalPeriod: null, partyId: 'ada', account: accounts.payable('ada') },
  ...{ basis: 'SHARE', plays: 100n, usageMs: 60_000n, usagePpm: 1_000_000n, sharePpm: ppm(300_000) },
  ...{ amountMicros: micros(7n), tariff: 'standard@1' },
  ...more,
});

describe('lines of a statement', () => {
  test('several shares in one subject are one line: parts add up, plays are the same plays', () => {
    const [one, ...others] = statementLines([
      line(),
      line({ sharePpm: ppm(200_000), amountMicros: micros(5n) }),
      line({ sharePpm: ppm(1), amountMicros: micros(-2n) }),
    ]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ sharePpm: 500_001n, amountMicros: 10n, plays: 100n, usageMs: 60_000n });
  });

  test.each<[string, Partial<AllocationLine>]>([
    ['recipe', { recipe: 'r2' }],
    ['source', { isrc: 'USSM19803038' as Isrc }],
    ['no source', { isrc: null }],
    ['side', { side: 'COMPOSITION' }],
    ['subject', { subjectId: 'other' }],
    ['territory', { territory: 'GB' as Territory }],
    ['tariff', { tariff: 'standard@2' }],
    ['period', { originalPeriod: '2026-04' }],
  ])('another %s is a line of its own, in one order', (_name, change) => {
    const lines = [line(), line(change)];
    expect(statementLines(lines)).toHaveLength(2);
    expect(statementLines(lines.toReversed())).toEqual(statementLines(lines));
  });

  test.each<Partial<AllocationLine>>([{ recipe: null }, { side: null }, { territory: null }])(
    'what is of no flip, side or territory is no line: %p',
    (change) => expect(statementLines([line(change), line()])).toHaveLength(1),
  );

  test('are sorted by period, flip, source, side, subject, territory and tariff', () => {
    const sorted = statementLines([
      line({ originalPeriod: '2026-04', recipe: 'r0' }),
      line({ recipe: 'r2' }),
      line({ territory: 'GB' as Territory }),
      line({ territory: 'DE' as Territory }),
    ]);
    expect(sorted.map(({ recipe, territory }) => `${recipe} ${territory}`)).toEqual([
      'r1 DE',
      'r1 GB',
      'r2 FR',
      'r0 FR',
    ]);
  });
});

describe('movements of a statement', () => {
  const entry = (reference: string, amount: bigint, currency = EUR) =>
    journalEntry('ADJUSTMENT', reference, currency, [
      { account: accounts.payable('ada'), amountMicros: micros(amount) },
      { account: accounts.platform, amountMicros: micros(-amount) },
    ]);
  const stated = (entries: ReturnType<typeof entry>[], openingMicros = 3n, lines: AllocationLine[] = []) => {
    const made = buildStatement({
      party: { id: 'ada', name: 'Ada' },
      period: { id: '2026-05', from: '2026-05-01T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z' },
      currency: EUR,
      openingMicros: micros(openingMicros),
      lines,
      entries,
    } as Parameters<typeof buildStatement>[0]);
    if (!made.ok) throw new Error(made.message);
    return made.value;
  };

  test('are of its currency alone, each once, in the order of their references', () => {
    const statement = stated([
      entry('b', 20n),
      entry('usd', 1_000n, 'USD' as Currency),
      entry('a', -5n),
      entry('b', 20n),
    ]);
    expect(statement.adjustments).toEqual([
      { reference: 'a', amountMicros: -5n },
      { reference: 'b', amountMicros: 20n },
    ]);
    expect(statement.closingMicros).toBe(18n);
  });

  test('money that disputes hold stands with its own dispute, and is not earned', () => {
    const held = (dispute: string, amount: bigint) =>
      line({ account: accounts.held(dispute), basis: 'DISPUTED', amountMicros: micros(amount) });
    const statement = stated([], 3n, [held('d2', 20n), held('d1', 9n)]);
    expect(statement.held.map(({ disputeId, amountMicros }) => [disputeId, amountMicros])).toEqual([
      ['d1', 9n],
      ['d2', 20n],
    ]);
    expect([statement.heldMicros, statement.earnedMicros, statement.closingMicros]).toEqual([29n, 0n, 3n]);
  });

  test('of other accounts are none', () => {
    const other = journalEntry('ADJUSTMENT', 'other', EUR, [
      { account: accounts.payable('bo'), amountMicros: micros(9n) },
      { account: accounts.platform, amountMicros: micros(-9n) },
    ]);
    expect(stated([other]).adjustments).toEqual([]);
    expect(stated([other], -4n).closingMicros).toBe(-4n);
  });
});
