import type { HeldLine, StatementLine, StatementView } from '../statement.types.ts';

/** A frozen statement without its lines, as it is stored. Documents of earlier versions knew no releases. */
export type StatementHead = Omit<StatementView, 'lines' | 'lateLines' | 'released'> &
  Partial<Pick<StatementView, 'released'>>;

/** A line with the names that were frozen with it. */
export interface ExportLine extends StatementLine {
  /** Its place in the statement, from 0; late plays come after the others. */
  readonly position: number;
  readonly recipeTitle: string;
  readonly producerName: string;
  /** `null` on a producer's own lines. */
  readonly sourceTitle: string | null;
}

/** Lines in the order of their places, some at a time, so that nobody needs to hold all of them. */
export type ExportLines = AsyncIterable<readonly ExportLine[]>;

/** A held line; its flip's title is as unchangeable as the flip. */
export interface ExportHeldLine extends HeldLine {
  readonly recipeTitle: string;
}

export interface StatementExport {
  readonly head: StatementHead;
  readonly held: readonly ExportHeldLine[];
  readonly lines: ExportLines;
}
