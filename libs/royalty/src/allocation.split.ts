import { appendAmounts, waysOf } from './allocation.cell.ts';
import type { Cell, Ways } from './allocation.cell.ts';
import type { RecipeUsage, SourceRights, Way } from './allocation.types.ts';
import type { RecordingId } from './catalogue.types.ts';
import type { Tariff } from './tariff.ts';
import type { Territory } from './territory.ts';

/** Rights by recording and territory. */
export interface RightsBook {
  /** Of both sides of a recording. */
  of(recordingId: RecordingId, territory: Territory): readonly SourceRights[];
  /** A word that is the same for all territories in which the recording's rights are the same. */
  kindOf(recordingId: RecordingId, territory: Territory): string;
}

export interface SplitBatch {
  readonly tariff: Tariff;
  /** In the order of `cellKey`, each with what it earned. */
  readonly cells: readonly Cell[];
  readonly recipes: readonly RecipeUsage[];
  readonly rights: RightsBook;
}

/** Cells of one recipe whose money goes the same ways. */
export interface CellSplit {
  readonly ways: readonly Way[];
  /** Places of the cells in the batch, ascending. */
  readonly cells: number[];
  /** For each of them the number of its first line, counted from the batch's first. */
  readonly lines: number[];
  /** By cell, then by way, in micro-units. */
  readonly amounts: bigint[];
}

/**
 * The lines of `allocateCells` with what they have in common said once: the line of a cell's way has the number of the
 * cell's first line and the way's place.
 * @returns splits in the order of their first cells, and how many lines they hold.
 */
export function splitCells({ tariff, cells, recipes, rights }: SplitBatch): {
  splits: CellSplit[];
  lines: number;
} {
  const byRecipe = new Map(recipes.map((usage) => [usage.recipe, usage]));
  const ground = { tariff, recipes: byRecipe, rightsOf: rights.of.bind(rights) };
  const splits: CellSplit[] = [];
  let lines = 0;
  // Cells of a recipe stand together, so that only its own splits are looked through.
  let kinds = new Map<string, { split: CellSplit; ways: Ways }>();
  let last: string | null = null;
  for (const [at, { recipe, territory, amountMicros }] of cells.entries()) {
    if (recipe !== last) kinds = new Map();
    last = recipe;
    const kind = kindOf(territory, byRecipe.get(recipe), rights);
    let known = kinds.get(kind);
    if (known === undefined) {
      known = begin(waysOf(recipe, territory, ground));
      kinds.set(kind, known);
      splits.push(known.split);
    }
    const { split, ways } = known;
    split.cells.push(at);
    split.lines.push(lines);
    appendAmounts(ways, amountMicros, split.amounts);
    lines += ways.ways.length;
  }
  return { splits, lines };
}

const begin = (ways: Ways): { split: CellSplit; ways: Ways } => ({
  split: { ways: ways.ways, cells: [], lines: [], amounts: [] },
  ways,
});

function kindOf(territory: Territory, usage: RecipeUsage | undefined, rights: RightsBook): string {
  let kind = '';
  for (const { recordingId } of usage?.sources ?? []) kind += `${rights.kindOf(recordingId, territory)} `;
  return kind;
}
