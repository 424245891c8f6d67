import type { ReportRow } from './imports.types.ts';

const COLUMNS = ['line', 'outcome', 'kind', 'key', 'identifier', 'title', 'field', 'code', 'reason'] as const;

/**
 * One cell. What a spreadsheet could take for a formula gets an apostrophe in front (OWASP, CSV injection); the import
 * takes it off again.
 */
export function csvCell(value: string | number | null): string {
  const text = String(value ?? '');
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** @param page the rows after a position; an empty one ends the report. */
export async function* csvReport(
  page: (after: number) => Promise<readonly ReportRow[]>,
): AsyncGenerator<string> {
  // Spreadsheets know UTF-8 by its byte order mark.
  yield `\uFEFF${COLUMNS.join(',')}\r\n`;
  for (let rows = await page(-1); rows.length > 0; rows = await page(rows.at(-1)?.position ?? 0))
    yield rows.map((row) => `${COLUMNS.map((column) => csvCell(row[column])).join(',')}\r\n`).join('');
}
