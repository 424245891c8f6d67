import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allocateCells, tariffName } from './allocation.ts';
import type { Cell } from './allocation.cell.ts';
import { fr, us } from './allocation.fixtures.ts';
import { anyInput } from './allocation.any.fixtures.ts';
import { splitCells } from './allocation.split.ts';
import type { RightsBook, SplitBatch } from './allocation.split.ts';
import type { AllocationLine, PeriodInput, SourceRights } from './allocation.types.ts';
import { micros } from './quantity.ts';

/** Rights of a list, the kinds of which say everything but the territory. */
function bookOf(rights: readonly SourceRights[]): RightsBook {
  const of: RightsBook['of'] = (recordingId, territory) =>
    rights.filter((right) => right.recordingId === recordingId && right.territory === territory);
  const plain = (right: SourceRights) => ({ ...right, territory: '', shares: right.shares });
  const text = (value: unknown): string =>
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
  return { of, kindOf: (recordingId, territory) => text(of(recordingId, territory).map(plain)) };
}

/** The lines of splits, as the database reads them. */
function linesOf({ tariff, cells, ...batch }: SplitBatch): AllocationLine[] {
  const { splits, lines: count } = splitCells({ tariff, cells, ...batch });
  const lines: AllocationLine[] = [];
  for (const split of splits)
    for (const [at, place] of split.cells.entries())
      for (const [way, named] of split.ways.entries()) {
        const { recipe, territory, originalPeriod, plays } = cells[place]!;
        const amountMicros = micros(split.amounts[at * split.ways.length + way]!);
        const number = split.lines[at]! + way;
        expect(lines[number]).toBeUndefined();
        lines[number] = {
          ...{ ...named, recipe, territory, originalPeriod, plays, amountMicros },
          tariff: tariffName(tariff),
        };
      }
  expect(lines).toHaveLength(count);
  return lines;
}

const anyCells: fc.Arbitrary<Cell[]> = fc.uniqueArray(
  fc.record({
    recipe: fc.constantFrom('r1', 'r2', 'lost'),
    territory: fc.constantFrom(fr, us),
    originalPeriod: fc.constantFrom(null, '2026-03', '2026-04'),
    plays: fc.bigInt({ min: -500n, max: 5_000n }),
    amountMicros: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 12n }),
  }),
  { selector: (cell) => [cell.recipe, cell.territory, cell.originalPeriod].join(), maxLength: 12 },
);

describe('splits', () => {
  test('are the lines of their cells, each once and in its place', () => {
    fc.assert(
      fc.property(anyInput, anyCells, ({ tariff, recipes, rights }: PeriodInput, cells) => {
        const lines = linesOf({ tariff, cells, recipes, rights: bookOf(rights) });
        expect(lines).toEqual(allocateCells({ tariff, cells, recipes, rights }));
      }),
      { numRuns: 1_500 },
    );
  });

  test('say the ways of a recipe once for territories with the same rights, and again for others', () => {
    fc.assert(
      fc.property(anyInput, ({ tariff, recipes, rights }: PeriodInput) => {
        const cell = { recipe: 'r1', originalPeriod: null, plays: 1n, amountMicros: 7n };
        const cells = [
          { ...cell, territory: fr },
          { ...cell, territory: us },
        ];
        const book = bookOf(rights);
        const sources = recipes.find(({ recipe }) => recipe === 'r1')?.sources ?? [];
        const areSame = sources.every(
          ({ recordingId }) => book.kindOf(recordingId, fr) === book.kindOf(recordingId, us),
        );
        const { splits } = splitCells({ tariff, cells, recipes, rights: book });
        expect(splits.map((split) => split.cells)).toEqual(areSame ? [[0, 1]] : [[0], [1]]);
      }),
      { numRuns: 500 },
    );
  });
});
