import type { AllocationLine } from './allocation.types.ts';
import { micros } from './quantity.ts';
import type { StatementLine } from './statement.types.ts';

const keyOf = (line: StatementLine): string =>
  [
    line.originalPeriod ?? '',
    line.recipe,
    line.isrc ?? '',
    line.side,
    line.subjectId ?? '',
    line.territory,
    line.tariff,
  ].join('\u0000');

/**
 * A party's lines by (derivative, source, side, subject, territory, tariff), sorted. Several shares of the party in
 * one subject are one line: their parts add up, their plays are the same plays.
 */
export function statementLines(lines: readonly AllocationLine[]): StatementLine[] {
  const merged = new Map<string, StatementLine>();
  for (const { recipe, side, territory, ...line } of lines) {
    if (recipe === null || side === null || territory === null) continue;
    const { isrc, subjectId, originalPeriod, plays, usageMs, usagePpm, sharePpm, amountMicros, tariff } =
      line;
    const next: StatementLine = {
      ...{ recipe, isrc, subjectId, side, territory, originalPeriod },
      ...{ plays, usageMs, usagePpm, sharePpm, amountMicros, tariff },
    };
    const key = keyOf(next);
    const known = merged.get(key);
    merged.set(key, known === undefined ? next : join(known, next));
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

const join = (known: StatementLine, next: StatementLine): StatementLine => ({
  ...known,
  sharePpm: known.sharePpm + next.sharePpm,
  amountMicros: micros(known.amountMicros + next.amountMicros),
});
