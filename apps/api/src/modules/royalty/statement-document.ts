import { canonicalText } from '@flipside/royalty';
import type { Canonical } from '@flipside/royalty';
import type { PositionedLine } from './statement.repository.ts';

/** Lines after a position, some at a time; none when there are no more. */
export type LineSource = (isLate: boolean, after: number) => Promise<readonly PositionedLine[]>;

const LISTS: ReadonlyMap<string, boolean> = new Map([
  ['lines', false],
  ['lateLines', true],
]);

/**
 * The frozen document as canonical text (RFC 8785), piece by piece: its SHA-256 is the statement's. Members are
 * written in the order of their names, and the lines where theirs are due, without ever holding all of them.
 */
export async function* statementDocument(
  document: Readonly<Record<string, Canonical>>,
  lines: LineSource,
): AsyncGenerator<string> {
  const names = [...Object.keys(document), ...LISTS.keys()].sort((a, b) => (a < b ? -1 : 1));
  for (const [index, name] of names.entries()) {
    yield `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    const isLate = LISTS.get(name);
    if (isLate === undefined) yield canonicalText(document[name] ?? null);
    else yield* list(isLate, lines);
  }
  yield '}';
}

async function* list(isLate: boolean, lines: LineSource): AsyncGenerator<string> {
  let after = -1;
  let mark = '[';
  for (;;) {
    const batch = await lines(isLate, after);
    const last = batch.at(-1);
    if (last === undefined) break;
    // One piece for a batch: a stream of a million tiny pieces costs more than the lines.
    yield mark + batch.map(({ line }) => canonicalText(line)).join(',');
    mark = ',';
    after = last.position;
  }
  yield mark === '[' ? '[]' : ']';
}
