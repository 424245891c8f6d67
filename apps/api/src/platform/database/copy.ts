import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { BulkTx } from './database.ts';

export type CopyValue = string | number | bigint | null;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
/** Bytes gathered before they are handed to the connection. */
const CHUNK = 65_536;

/** One value, as a row that is written as text has it between tabs. */
export function copyField(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return value.toString();
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (one) => ESCAPES[one] ?? one) : value;
}

function* linesOf(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  for (const row of rows) yield row.map(copyField).join('\t');
}

/**
 * Inserts rows with COPY in its text format (PostgreSQL, "File Formats"), several times as fast as INSERT.
 * @param into the table with its columns, in the order of the values.
 */
export async function copyRows(
  client: BulkTx,
  into: string,
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  await copyLines(client, into, linesOf(rows));
}

/** The same for rows that are text already: fields as {@link copyField} gives them, with tabs between. */
export async function copyLines(client: BulkTx, into: string, lines: Iterable<string>): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${into} FROM STDIN`));
  const end = finished(stream);
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), end]);
    chunk = '';
  }
  stream.end(chunk);
  await end;
}
