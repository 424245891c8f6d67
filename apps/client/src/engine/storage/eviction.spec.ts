import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planEviction, stemBudget } from './eviction.ts';

const set = (key: string, bytes: number, usedAt: number) => ({ key, bytes, usedAt });
const room = (needed: number, budget: number, inUse: string[] = []) => ({
  needed,
  budget,
  inUse: new Set(inUse),
});

describe('planEviction', () => {
  const kept = [set('a', 40, 3), set('b', 30, 1), set('c', 20, 2)];

  test('throws out nothing while there is room', () => {
    expect(planEviction(kept, room(10, 100))).toEqual([]);
  });

  test('throws out the longest unused first and no more than needed', () => {
    expect(planEviction(kept, room(11, 100))).toEqual(['b']);
    expect(planEviction(kept, room(50, 100))).toEqual(['b', 'c']);
  });

  test('spares what is in use', () => {
    expect(planEviction(kept, room(11, 100, ['b']))).toEqual(['c']);
  });

  test('throws out nothing for what cannot fit anyway', () => {
    expect(planEviction(kept, room(101, 100))).toBeNull();
    expect(planEviction(kept, room(50, 100, ['a', 'b']))).toBeNull();
  });

  test('afterwards it fits, and not one set less would have done', () => {
    const entry = fc.record({ bytes: fc.nat(1000), usedAt: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(entry), fc.nat(2000), fc.nat(5000), (entries, needed, budget) => {
        const all = entries.map((values, i) => ({ ...values, key: String(i) }));
        const gone = planEviction(all, room(needed, budget));
        const total = (without: readonly string[]) =>
          all.filter(({ key }) => !without.includes(key)).reduce((sum, { bytes }) => sum + bytes, needed);
        if (gone === null) return needed > budget;
        return total(gone) <= budget && (gone.length === 0 || total(gone.slice(0, -1)) > budget);
      }),
    );
  });
});

describe('stemBudget', () => {
  test('leaves room for everything else, and is never more than stated', () => {
    expect(stemBudget(1000, 100)).toBe(500);
    expect(stemBudget(100, 100)).toBe(0);
    expect(stemBudget(1e15, 0)).toBe(24e9);
    expect(stemBudget(undefined, 0)).toBe(24e9);
  });
});
