import { decimalOfMicros, formatMicros, percentOfPpm } from '@flipside/royalty';
import type { ExportLine, PoolSide, StatementHead } from '@flipside/royalty';
import type { Breakdown, StatementBreakdown } from './statement-breakdown.view.ts';
import { isolated, printable } from '../../platform/letters/printable.ts';
import { footPages, INK, openPdf, PAGE, put, putLines, roomFor, rule, WIDTH } from './statement-pdf.page.ts';
import type { Pdf } from './statement-pdf.page.ts';

export interface PdfInput {
  readonly statementId: string;
  readonly head: StatementHead;
  readonly sha256: string;
  readonly createdAt: Date;
  readonly plays: bigint;
  readonly lineCount: bigint;
  /** Those that earned most, `PDF_LINES` at most. */
  readonly lines: readonly ExportLine[];
  readonly breakdown: StatementBreakdown;
}

const SIDES: Readonly<Record<PoolSide, string>> = {
  MASTER: 'Recording',
  COMPOSITION: 'Composition',
  REMIXER: 'Producer',
  PLATFORM: 'Instance',
};
const PART_HEIGHT = 15;
const REGION = new Intl.DisplayNames('en', { type: 'region' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Groups of three before the point. */
const grouped = (number: string): string =>
  number.replace(/\d+/, (whole) => whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ','));

/** `-4,218.370000`: exact, the whole part in groups. */
const money = (amountMicros: bigint): string => grouped(decimalOfMicros(amountMicros));

function heading(pdf: Pdf, text: string, y: number, height = 60): number {
  const at = roomFor(pdf, y + 18, height);
  put(pdf, text, { x: PAGE.margin, y: at, width: WIDTH }, { size: 12, bold: true });
  rule(pdf, at + 18, INK.dark);
  return at + 24;
}

function title(pdf: Pdf, { head, createdAt, plays }: PdfInput): number {
  const x = PAGE.margin;
  const month = MONTH.format(new Date(`${head.period.id}-01T00:00:00Z`));
  put(pdf, 'Flipside', { x, y: 48, width: WIDTH }, { size: 9, bold: true });
  put(pdf, `Made ${DAY.format(createdAt)}`, { x, y: 48, width: WIDTH, right: true }, { soft: true });
  put(pdf, `${month} statement`, { x, y: 76, width: WIDTH }, { size: 22, bold: true });
  const lines = putLines(pdf, head.party.name, { x, y: 106, width: WIDTH, most: 4 }, { size: 12 });
  const y = 106 + Math.max(1, lines) * 15.6 + 2.4;
  const span = `${DAY.format(new Date(head.period.from))} to ${DAY.format(new Date(head.period.to))}, UTC`;
  put(pdf, span, { x, y, width: WIDTH }, { soft: true });
  const closing = grouped(formatMicros(BigInt(head.closingMicros), head.currency));
  put(pdf, 'Balance at the end', { x, y: y + 28, width: 240 }, { soft: true });
  put(pdf, closing, { x, y: y + 40, width: 240 }, { size: 20, bold: true });
  put(pdf, 'Counted plays', { x: x + 260, y: y + 28, width: 120 }, { soft: true });
  put(pdf, grouped(String(plays)), { x: x + 260, y: y + 40, width: 120 }, { size: 20 });
  return y + 68;
}

const sum = (moves: readonly { readonly amountMicros: string }[] = []): bigint =>
  moves.reduce((total, { amountMicros }) => total + BigInt(amountMicros), 0n);

/** What the balance was made of; rows that every reader looks for stand there even at nothing. */
function balanceRows(head: StatementHead): [string, bigint][] {
  const always: [string, bigint][] = [
    ['Balance before', BigInt(head.openingMicros)],
    ['Earned', BigInt(head.earnedMicros)],
  ];
  const moved: [string, bigint][] = [
    ['Released from disputes', sum(head.released)],
    ['Adjustments', sum(head.adjustments)],
    ['Recouped', sum(head.recoupment)],
    ['Tax withheld', sum(head.withholding)],
    ['Paid out', sum(head.paid)],
  ];
  const shown = moved.filter(([name, amount]) => amount !== 0n || name === 'Paid out');
  return [...always, ...shown, ['Balance after', BigInt(head.closingMicros)]];
}

function balance(pdf: Pdf, { head }: PdfInput, from: number): number {
  let y = heading(pdf, `How the balance moved, ${head.currency}`, from);
  const rows = balanceRows(head);
  const row = (name: string, amount: bigint, bold: boolean): void => {
    y = roomFor(pdf, y, 16);
    put(pdf, name, { x: PAGE.margin, y, width: 280 }, { bold });
    put(pdf, money(amount), { x: PAGE.margin, y, width: WIDTH, right: true }, { bold });
    rule(pdf, y + 13);
    y += 17;
  };
  for (const [index, [name, amount]] of rows.entries()) row(name, amount, index === rows.length - 1);
  const held = BigInt(head.heldMicros);
  if (held !== 0n) row('Held for disputes, no part of the balance', held, false);
  return y;
}

function nameOf(key: string | null): string {
  if (key === null) return 'As producer';
  if (/^[A-Z]{2}$/.test(key)) return REGION.of(key) ?? key;
  return key in SIDES ? SIDES[key as PoolSide] : key;
}

function parts(pdf: Pdf, name: string, { top, others }: Breakdown, from: number): number {
  if (top.length === 0) return from;
  let y = heading(pdf, name, from, 24 + (top.length + 1) * PART_HEIGHT);
  const rest = { key: `${others.parts} more`, title: null, by: null, amountMicros: others.amountMicros };
  const all = others.parts === 0n ? top : [...top, rest];
  const largest = all.reduce((most, { amountMicros }) => (amountMicros > most ? amountMicros : most), 1n);
  for (const { key, title: called, by, amountMicros } of all) {
    const label = called === null ? nameOf(key) : isolated(called);
    put(pdf, by === null ? label : `${label}, ${isolated(by)}`, { x: PAGE.margin, y, width: 230 });
    const share = amountMicros > 0n ? Number((amountMicros * 10_000n) / largest) / 10_000 : 0;
    pdf.rect(PAGE.margin + 240, y + 2, Math.max(share * 150, 0.5), 7).fill(INK.bar);
    put(pdf, money(amountMicros), { x: PAGE.margin + 400, y, width: WIDTH - 400, right: true });
    y += PART_HEIGHT;
  }
  return y;
}

const COLUMNS = [
  { name: 'Flip', width: 130 },
  { name: 'Source', width: 92 },
  { name: 'Side', width: 58 },
  { name: 'Where', width: 32 },
  { name: 'Plays', width: 48, right: true },
  { name: 'Usage %', width: 44, right: true },
  { name: 'Share %', width: 40, right: true },
  { name: 'Amount', width: 55.28, right: true },
] as const;

function lineRow(pdf: Pdf, cells: readonly string[], y: number, bold = false): void {
  let x = PAGE.margin;
  for (const [index, column] of COLUMNS.entries()) {
    const right = 'right' in column;
    put(
      pdf,
      cells[index] ?? '',
      { x, y, width: column.width - (right ? 0 : 6), right },
      { size: 7.5, bold, soft: bold },
    );
    x += column.width;
  }
}

const cellsOf = (line: ExportLine): string[] => [
  isolated(line.recipeTitle) + (line.originalPeriod === null ? '' : ` (${line.originalPeriod})`),
  isolated(line.sourceTitle ?? ''),
  SIDES[line.side],
  line.territory,
  grouped(String(line.plays)),
  percentOfPpm(line.usagePpm),
  percentOfPpm(line.sharePpm),
  money(line.amountMicros),
];

function lineTable(pdf: Pdf, { lines, lineCount, head }: PdfInput, from: number): void {
  const more = lineCount - BigInt(lines.length);
  const named =
    more === 0n ? `Lines, ${head.currency}` : `The ${lines.length} largest lines, ${head.currency}`;
  let y = heading(pdf, named, from);
  lineRow(
    pdf,
    COLUMNS.map(({ name }) => name),
    y,
    true,
  );
  y += 14;
  for (const line of lines) {
    const at = roomFor(pdf, y, 13);
    if (at < y)
      lineRow(
        pdf,
        COLUMNS.map(({ name }) => name),
        at,
        true,
      );
    y = at < y ? at + 14 : at;
    lineRow(pdf, cellsOf(line), y);
    rule(pdf, y + 10);
    y += 13;
  }
  if (more === 0n) return;
  y = roomFor(pdf, y + 6, 16);
  const words = `${grouped(String(more))} more lines are in the CSV and JSON of this statement.`;
  put(pdf, words, { x: PAGE.margin, y, width: WIDTH }, { soft: true });
}

/** A statement for people, on as few pages as it needs: figures, where the money came from, the largest lines. */
export function statementPdf(input: PdfInput): Pdf {
  const { head, breakdown } = input;
  const pdf = openPdf(`${head.period.id} ${printable(head.party.name)}`, input.createdAt);
  let y = balance(pdf, input, title(pdf, input));
  y = parts(pdf, 'By side', breakdown.side, y);
  y = parts(pdf, 'By flip', breakdown.flip, y);
  y = parts(pdf, 'By source', breakdown.source, y);
  y = parts(pdf, 'By territory', breakdown.territory, y);
  if (input.lines.length > 0) lineTable(pdf, input, y);
  footPages(pdf, `Statement ${input.statementId}. Fingerprint ${input.sha256}`);
  pdf.end();
  return pdf;
}
