import type { PointerPart } from './json.pointer.ts';
import type { Recipe } from './schema.ts';
import type { TempoMap } from './tempo.ts';

/** What a rule sees and where it reports. Reports beyond a bound are counted out by the parser. */
export interface RuleContext {
  readonly recipe: Recipe;
  readonly tempo: TempoMap;
  /** Time of the check, or null when the caller has no clock. */
  readonly now: Date | null;
  readonly report: (path: readonly PointerPart[], message: string) => void;
}

/** Index of the first element that is not greater than the one before it, or -1. */
export function firstNotIncreasing(values: readonly number[]): number {
  return values.findIndex((value, index) => index > 0 && value <= (values[index - 1] ?? Infinity));
}

/** Reports the first element that repeats an earlier one. */
export function reportRepeats(
  { report }: RuleContext,
  values: readonly string[],
  path: (index: number) => readonly PointerPart[],
): void {
  const seen = new Set<string>();
  values.forEach((value, index) => {
    if (seen.has(value)) report(path(index), `repeats ${value}`);
    seen.add(value);
  });
}

/** Index of the first event with which more than `limit` begin within one second; -1 when none. Sorts a copy. */
export function firstTooDense(seconds: readonly number[], limit: number): number {
  const order = seconds.map((second, index) => ({ second, index })).sort((a, b) => a.second - b.second);
  for (let i = limit; i < order.length; i += 1) {
    const last = order[i];
    const first = order[i - limit];
    if (last !== undefined && first !== undefined && last.second - first.second < 1) return last.index;
  }
  return -1;
}
