/** A cell: one text, or several of the same kind. `null` and an empty list are an empty cell. */
export type DsrCell = string | null | readonly (string | null)[];

/** Control characters but the tab, which can be escaped. */
const CONTROL = /(?!\t)\p{Cc}/gu;

/**
 * Text within a cell: a tab is led by one backslash, a pipe by two, and a backslash becomes three (DDEX DSR Part 1
 * "Communicating delimiters"). White space at the ends and line breaks would be read as structure.
 */
export function dsrText(text: string): string {
  return text
    .replaceAll(CONTROL, ' ')
    .trim()
    .replaceAll(/[\\\t|]/g, (one) => (one === '\\' ? '\\\\\\' : one === '|' ? '\\\\|' : '\\\t'));
}

function cell(value: DsrCell): string {
  if (value === null) return '';
  if (typeof value === 'string') return dsrText(value);
  return value.every((one) => one === null) ? '' : value.map((one) => dsrText(one ?? '')).join('|');
}

/** One record: cells between tabs, ended by a line feed (DSR Part 1 "Delimiters"). */
export const dsrRecord = (cells: readonly DsrCell[]): string => `${cells.map(cell).join('\t')}\n`;

/**
 * The cells of a record, each as its elements: what {@link dsrRecord} wrote.
 * @param line without its line feed.
 */
export function parseDsrRecord(line: string): string[][] {
  const cells: string[][] = [['']];
  for (const [token] of line.matchAll(/\\\\\\|\\\\\||\\\t|\t|\||[^\\\t|]+|\\/gu)) {
    const elements = cells.at(-1) ?? [];
    if (token === '\t') cells.push(['']);
    else if (token === '|') elements.push('');
    else elements.push((elements.pop() ?? '') + (token.startsWith('\\') ? token.slice(-1) : token));
  }
  return cells;
}
