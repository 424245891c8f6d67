import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { takenFrom } from './taken-from.ts';

const parties = ['a', 'b', 'c', 'd'] as const;
const amounts = fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 4, maxLength: 4 });

describe('a second round is paid from what is owed for its lines', () => {
  test('first in the own name, then in others’', () => {
    const owed = new Map([
      ['wrong', 100n],
      ['right', 20n],
    ]);
    expect(
      takenFrom(
        [
          { party: 'right', amountMicros: 50n },
          { party: 'wrong', amountMicros: 30n },
        ],
        owed,
      ),
    ).toEqual([
      { party: 'right', amountMicros: 20n },
      { party: 'wrong', amountMicros: 60n },
    ]);
  });

  test('in all as much as is given, and no account goes below nothing while enough is owed', () => {
    fc.assert(
      fc.property(amounts, amounts, (given, standing) => {
        const owed = new Map(parties.map((party, at) => [party as string, standing[at]!]));
        const parts = parties.map((party, at) => ({ party, amountMicros: given[at]! }));
        const total = given.reduce((sum, amount) => sum + amount, 0n);
        const taken = takenFrom(parts, owed);
        expect(taken.reduce((sum, { amountMicros }) => sum + amountMicros, 0n)).toBe(total);
        if (total <= standing.reduce((sum, amount) => sum + amount, 0n))
          for (const { party, amountMicros } of taken) expect(amountMicros <= owed.get(party)!).toBe(true);
      }),
    );
  });
});
