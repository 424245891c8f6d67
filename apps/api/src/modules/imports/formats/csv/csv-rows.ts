import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileFault } from '../file-fault.ts';
import { quoted } from '../field-reading.ts';
import { CSV_COLUMNS, REQUIRED_COLUMNS } from './csv-columns.ts';
import type { CsvColumn, CsvRow } from './csv-columns.ts';

/** Longest row, in characters: also how far an unclosed quote may run before it is noticed. */
const MOST_ROW = 64 * 1_024;
const MOST_HEADER = 8 * 1_024;
/** Every mention of a fault of the parser, as the report says it. */
const FAULTS: Readonly<Record<string, readonly [code: string, reason: string]>> = {
  CSV_QUOTE_NOT_CLOSED: ['QUOTE_NOT_CLOSED', 'A quoted field is not closed before the file ends.'],
  CSV_INVALID_CLOSING_QUOTE: ['QUOTE_INVALID', 'Something follows the closing quote of a field.'],
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: [
    'QUOTE_INVALID',
    'Something follows the closing quote of a field.',
  ],
  INVALID_OPENING_QUOTE: ['QUOTE_INVALID', 'A quote stands inside a field that does not begin with one.'],
  CSV_MAX_RECORD_SIZE: ['LINE_TOO_LONG', `A row is longer than ${MOST_ROW} characters.`],
};

interface Parsed {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** Yields the rows under the header. @throws {FileFault} when the file is no such table. */
export async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  const { delimiter, whole } = await headed(withoutReturns(text));
  let parsedLines = 0;
  const parser = Readable.from(whole).pipe(
    parse({
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MOST_ROW,
      on_record: (record: string[], { lines }) => {
        parsedLines = lines;
        return record;
      },
    }),
  );
  let columns: readonly (CsvColumn | null)[] | null = null;
  try {
    for await (const parsed of parser as AsyncIterable<Parsed>) {
      const { record, info } = parsed;
      // A quoted field may hold line breaks; the row is named by the line on which it begins.
      const line = info.lines - record.join('').split('\n').length + 1;
      if (columns === null) columns = readHeader(record, line);
      else yield { line, cells: cellsOf(record, columns, line) };
    }
  } catch (error) {
    throw asFileFault(error, parsedLines + 1);
  }
  if (columns === null) throw new FileFault('FILE_EMPTY', 'The file has no rows.');
}

/** Finds the delimiter in the first line, and hands the text on unchanged. */
async function headed(
  text: AsyncIterable<string>,
): Promise<{ delimiter: ',' | ';'; whole: AsyncIterable<string> }> {
  const iterator = text[Symbol.asyncIterator]();
  let begin = '';
  let ended = false;
  while (!begin.includes('\n') && begin.length < MOST_HEADER && !ended) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else begin += next.value;
  }
  const [header = ''] = begin.split('\n', 1);
  const commas = header.split(',').length;
  const semicolons = header.split(';').length;
  async function* whole(): AsyncGenerator<string> {
    if (begin !== '') yield begin;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  return { delimiter: semicolons > commas ? ';' : ',', whole: whole() };
}

function readHeader(record: readonly string[], line: number): readonly (CsvColumn | null)[] {
  const columns = record.map((text) => {
    const name = text.trim().toLowerCase();
    return CSV_COLUMNS.find((column) => column === name) ?? null;
  });
  for (const [index, column] of columns.entries()) {
    const name = record[index] ?? '';
    if (column === null && name.trim() !== '')
      throw new FileFault(
        'COLUMN_UNKNOWN',
        `There is no column ${quoted(name)}. The template has all of them.`,
        {
          line,
          field: name.slice(0, 40),
        },
      );
    if (column !== null && columns.indexOf(column) !== index)
      throw new FileFault('COLUMN_DUPLICATE', `The column ${column} stands in the header twice.`, {
        line,
        field: column,
      });
  }
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new FileFault(
      'HEADER_MISSING',
      `The first row must name the columns; there is no ${missing.join(', ')}.`,
      {
        line,
        field: missing[0] ?? '',
      },
    );
  return columns;
}

function cellsOf(
  record: readonly string[],
  columns: readonly (CsvColumn | null)[],
  line: number,
): CsvRow['cells'] {
  if (record.length !== columns.length)
    throw new FileFault(
      'COLUMN_COUNT',
      `The row has ${record.length} fields and the header ${columns.length}. A field with the delimiter in it needs quotes.`,
      { line },
    );
  const cells = Object.fromEntries(CSV_COLUMNS.map((column) => [column, ''])) as Record<CsvColumn, string>;
  for (const [index, column] of columns.entries())
    if (column !== null) cells[column] = plainCell(record[index] ?? '');
  return cells;
}

/** Spreadsheets write an apostrophe before what could be taken for a formula, and so does our export: it is no content. */
const plainCell = (text: string): string => {
  const trimmed = text.trim();
  return /^'[=+\-@]/.test(trimmed) ? trimmed.slice(1) : trimmed;
};

/** @param begin the line on which the row begins that could not be parsed. */
function asFileFault(error: unknown, begin: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const [code, reason] = FAULTS[error.code] ?? ['CSV_INVALID', error.message];
  const isAtEnd = error.code === 'CSV_QUOTE_NOT_CLOSED';
  return new FileFault(code, reason, {
    line: isAtEnd || typeof error['lines'] !== 'number' ? begin : error['lines'],
  });
}

/** CRLF as LF: the parser counts both of its characters as lines inside quotes. */
async function* withoutReturns(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const chunk of text) {
    const all = held + chunk;
    held = all.endsWith('\r') ? '\r' : '';
    yield all.slice(0, all.length - held.length).replaceAll('\r\n', '\n');
  }
  if (held !== '') yield held;
}
