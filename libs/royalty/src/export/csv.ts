import { decimalOfMicros, percentOfPpm } from './decimal.ts';
import type { ExportHeldLine, ExportLine, StatementExport, StatementHead } from './export.types.ts';

/** The columns, in order. */
export const CSV_COLUMNS = [
  'row',
  'period',
  'party',
  'currency',
  'flip',
  'flip_title',
  'producer',
  'isrc',
  'source_title',
  'side',
  'subject',
  'territory',
  'original_period',
  'plays',
  'usage_ms',
  'usage_share_percent',
  'party_share_percent',
  'tariff',
  'reference',
  'amount',
  'held',
  'balance',
] as const;

export type CsvColumn = (typeof CSV_COLUMNS)[number];
type Cells = Partial<Record<CsvColumn, string>>;

/** What a spreadsheet would take for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const QUOTED = /[",\r\n]/;

/**
 * One field of RFC 4180 §2. Text that a spreadsheet would run is led by an apostrophe; a negative number is a number.
 */
export function csvField(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Without it a spreadsheet takes names for those of an old code page. */
export const CSV_MARK = '\uFEFF';

const record = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`;

function lineCells(line: ExportLine | ExportHeldLine): Cells {
  return {
    flip: line.recipe,
    flip_title: line.recipeTitle,
    isrc: line.isrc ?? '',
    side: line.side,
    subject: line.subjectId ?? '',
    territory: line.territory,
    original_period: line.originalPeriod ?? '',
    plays: String(line.plays),
    usage_ms: String(line.usageMs),
    usage_share_percent: percentOfPpm(line.usagePpm),
    party_share_percent: percentOfPpm(line.sharePpm),
    tariff: line.tariff,
  };
}

const MOVEMENTS = [
  ['ADJUSTMENT', 'adjustments'],
  ['RECOUPMENT', 'recoupment'],
  ['WITHHOLDING', 'withholding'],
  ['RELEASED', 'released'],
  ['PAID', 'paid'],
] as const;

function movementCells(head: StatementHead): Cells[] {
  return MOVEMENTS.flatMap(([row, column]) =>
    (head[column] ?? []).map(({ reference, amountMicros }) => ({
      row,
      reference,
      amount: decimalOfMicros(BigInt(amountMicros)),
    })),
  );
}

const heldCells = (line: ExportHeldLine): Cells => ({
  ...lineCells(line),
  row: 'HELD',
  reference: line.disputeId,
  held: decimalOfMicros(line.amountMicros),
});

const earnedCells = (line: ExportLine): Cells => ({
  ...lineCells(line),
  row: line.originalPeriod === null ? 'LINE' : 'LATE_LINE',
  producer: line.producerName,
  source_title: line.sourceTitle ?? '',
  amount: decimalOfMicros(line.amountMicros),
});

/**
 * A statement as CSV (RFC 4180, UTF-8 with its mark, a header row), piece by piece: the opening balance, a row a line, what else
 * moved the balance, what disputes hold, the closing balance. The column `amount` is signed and sums to the closing
 * balance, which the last row states in `balance`; `held` is no part of it.
 */
export async function* statementCsv({ head, held, lines }: StatementExport): AsyncGenerator<string> {
  const common = { period: head.period.id, party: head.party.name, currency: head.currency };
  const rows = (all: readonly Cells[]): string =>
    all.map((cells) => record(CSV_COLUMNS.map((name) => ({ ...common, ...cells })[name] ?? ''))).join('');
  const opening = decimalOfMicros(BigInt(head.openingMicros));
  yield CSV_MARK + record(CSV_COLUMNS) + rows([{ row: 'OPENING', amount: opening }]);
  for await (const batch of lines) yield rows(batch.map(earnedCells));
  yield rows([
    ...movementCells(head),
    ...held.map(heldCells),
    { row: 'CLOSING', balance: decimalOfMicros(BigInt(head.closingMicros)) },
  ]);
}
