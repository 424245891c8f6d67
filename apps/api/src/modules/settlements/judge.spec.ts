import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acceptedOf, judge } from './judge.ts';
import type { Reckoned } from './judge.ts';
import { keyOf } from './settlement-document.ts';
import type { SettlementLine } from './settlement.types.ts';

const line = (subject: string, plays = 3n, amountMicros = 900n): SettlementLine => ({
  ...{ side: 'MASTER', subject, party: 'p', plays, amountMicros, released: null, stance: null, plea: null },
});
const due = (subject: string, plays = 3n, amountMicros = 900n, cells = 1): Reckoned => ({
  ...line(subject, plays, amountMicros),
  cells,
});

describe('a settlement is judged line by line', () => {
  test('the same plays and an amount within rounding are accepted, and nothing else', () => {
    const verdicts = (stated: SettlementLine, reckoned: Reckoned) =>
      judge([stated], [reckoned]).map(({ verdict, reason }) => [verdict, reason]);
    expect(verdicts(line('a'), due('a'))).toEqual([['ACCEPTED', null]]);
    expect(verdicts(line('a', 3n, 904n), due('a'))).toEqual([['ACCEPTED', null]]);
    expect(verdicts(line('a', 3n, 905n), due('a'))).toEqual([
      ['DISPUTED', 'The plays come to 900 micro-units'],
    ]);
    expect(verdicts(line('a', 3n, 896n), due('a'))).toEqual([['ACCEPTED', null]]);
    expect(verdicts(line('a', 3n, 892n), due('a', 3n, 900n, 2))).toEqual([['ACCEPTED', null]]);
    expect(verdicts(line('a', 2n), due('a'))).toEqual([['DISPUTED', 'The log has 3 plays']]);
  });

  test('what only one side knows is disputed, and counts for nothing', () => {
    const lines = judge(
      [line('ours'), line('theirs')],
      [due('ours'), due('missing', 2n, 7n), due('empty', 0n, 0n)],
    );
    expect(lines.map(({ subject, verdict, reason }) => [subject, verdict, reason])).toEqual([
      ['ours', 'ACCEPTED', null],
      ['theirs', 'DISPUTED', 'Nothing of this is reckoned here'],
      ['missing', 'DISPUTED', 'It is reckoned here and not stated'],
    ]);
    expect(acceptedOf(lines)).toBe(900n);
  });

  test('what left suspense is judged by what is unsettled of its period, and is missed only when it is stated', () => {
    const released = { released: '2026-10', plays: 0n };
    const stated = [{ ...line('a'), ...released }];
    const open = (amountMicros: bigint) => [{ ...due('a', 0n, amountMicros, 2), ...released }];
    expect(judge(stated, open(892n))[0]).toMatchObject({ verdict: 'ACCEPTED', reckonedPlays: 0n });
    expect(judge(stated, open(100n))[0]).toMatchObject({ verdict: 'DISPUTED' });
    expect(judge([{ ...stated[0]!, plays: 1n }], open(900n))[0]).toMatchObject({ verdict: 'DISPUTED' });
    // The line of the period itself is another one.
    expect(judge(stated, [due('a')]).map(({ verdict }) => verdict)).toEqual(['DISPUTED', 'DISPUTED']);
    expect(judge([], open(900n))).toEqual([]);
  });

  test('every stated line gets one verdict in its place, and no more is accepted than was stated', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    const amount = fc.bigInt({ min: -50n, max: 50n });
    fc.assert(
      fc.property(
        names,
        names,
        fc.array(amount, { minLength: 12, maxLength: 12 }),
        (stated, known, amounts) => {
          const given = stated.map((name, at) => line(name, 1n, amounts[at]));
          const reckoned = known.map((name, at) => due(name, 1n, amounts[at + 6]));
          const answered = judge(given, reckoned);
          expect(answered.slice(0, given.length).map(keyOf)).toEqual(given.map(keyOf));
          expect(new Set(answered.map(keyOf)).size).toBe(answered.length);
          expect(answered.every(({ verdict }) => verdict !== null)).toBe(true);
          const accepted = answered.filter(({ verdict }) => verdict === 'ACCEPTED');
          expect(acceptedOf(answered)).toBe(
            accepted.reduce((sum, { amountMicros }) => sum + amountMicros, 0n),
          );
          for (const { reckonedMicros, amountMicros } of accepted)
            expect(reckonedMicros! - amountMicros <= 4n && amountMicros - reckonedMicros! <= 4n).toBe(true);
        },
      ),
    );
  });
});
