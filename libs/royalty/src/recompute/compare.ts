import { z } from 'zod';
import { accepted, refused } from '../result.ts';
import type { Parsed } from '../result.ts';
import type { StatementView } from '../statement.types.ts';

const text = z.string().max(500);
const amount = z.string().regex(/^-?(?:0|[1-9]\d{0,37})$/);
const line = z.strictObject({
  ...{ recipe: text, isrc: text.nullable(), subjectId: text.nullable(), territory: text },
  ...{ side: z.enum(['MASTER', 'COMPOSITION', 'REMIXER', 'PLATFORM']), originalPeriod: text.nullable() },
  ...{
    plays: amount,
    usageMs: amount,
    usagePpm: amount,
    sharePpm: amount,
    amountMicros: amount,
    tariff: text,
  },
});
const movement = z.strictObject({ reference: text, amountMicros: amount });
const statementDocument = z.strictObject({
  format: z.literal('flipside-statement/1'),
  party: z.strictObject({ id: text, name: text }),
  period: z.strictObject({ id: text, from: text, to: text }),
  currency: text,
  openingMicros: amount,
  lines: z.array(line),
  lateLines: z.array(line),
  earnedMicros: amount,
  released: z.array(movement),
  adjustments: z.array(movement),
  recoupment: z.array(movement),
  withholding: z.array(movement),
  paid: z.array(movement),
  held: z.array(z.strictObject({ ...line.shape, disputeId: text })),
  heldMicros: amount,
  closingMicros: amount,
});

/** Reads a statement's document, as it is downloaded. */
export function parseStatementDocument(value: unknown): Parsed<StatementView, 'STATEMENT_MALFORMED'> {
  const parsed = statementDocument.safeParse(value);
  if (parsed.success) return accepted(parsed.data as StatementView);
  const [issue] = parsed.error.issues;
  return refused(
    'STATEMENT_MALFORMED',
    `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is no statement'}`,
  );
}

type Value = string | null;

/** Where a stated document differs from the recomputed one. */
export interface Difference {
  /** `lines`, `lateLines`, `held`, a list of movements, or the document itself. */
  readonly part: string;
  /** Which line or movement, by what names it; `null` for a member of the document. */
  readonly line: Readonly<Record<string, Value>> | null;
  readonly field: string;
  /** `null`: there should be no such line. */
  readonly expected: Value;
  /** `null`: the line is missing. */
  readonly stated: Value;
}

type Row = Readonly<Record<string, Value>>;
const NAMES = [
  'recipe',
  'side',
  'subjectId',
  'territory',
  'isrc',
  'originalPeriod',
  'tariff',
  'disputeId',
] as const;
const FIGURES = ['amountMicros', 'plays', 'sharePpm', 'usagePpm', 'usageMs'] as const;
const LISTS = ['lines', 'lateLines', 'held'] as const;
const MOVEMENTS = ['released', 'adjustments', 'recoupment', 'withholding', 'paid'] as const;
const MEMBERS = [
  'earnedMicros',
  'heldMicros',
  'openingMicros',
  'closingMicros',
  'currency',
  'format',
] as const;

const only = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.flatMap((name) => (name in row ? [[name, row[name] ?? null]] : [])));

interface Shape {
  readonly part: string;
  readonly names: readonly string[];
  readonly figures: readonly string[];
}

function* compareRows(expected: readonly Row[], stated: readonly Row[], shape: Shape): Generator<Difference> {
  const { part, names, figures } = shape;
  const keyOf = (row: Row): string => JSON.stringify(names.map((name) => row[name] ?? null));
  const [field = ''] = figures;
  const left = new Map<string, Row[]>();
  for (const row of stated) {
    const key = keyOf(row);
    const alike = left.get(key);
    if (alike === undefined) left.set(key, [row]);
    else alike.push(row);
  }
  for (const due of expected) {
    const found = left.get(keyOf(due))?.shift();
    const name = only(due, names);
    if (found === undefined) {
      yield { part, line: name, field, expected: due[field] ?? null, stated: null };
      continue;
    }
    for (const figure of figures)
      if (due[figure] !== found[figure])
        yield {
          ...{ part, line: name, field: figure },
          ...{ expected: due[figure] ?? null, stated: found[figure] ?? null },
        };
  }
  for (const rows of left.values())
    for (const row of rows)
      yield { part, line: only(row, names), field, expected: null, stated: row[field] ?? null };
}

/**
 * Everything in which a stated document differs from what was recomputed, lines before totals, so that the first
 * names the cause where there is one. The party's name is in no log and is not compared.
 */
export function* differences(expected: StatementView, stated: StatementView): Generator<Difference> {
  for (const part of LISTS)
    yield* compareRows(expected[part] as readonly Row[], stated[part] as readonly Row[], {
      part,
      names: NAMES,
      figures: FIGURES,
    });
  for (const part of MOVEMENTS)
    yield* compareRows(expected[part], stated[part], {
      part,
      names: ['reference'],
      figures: ['amountMicros'],
    });
  const document = 'document';
  for (const field of MEMBERS)
    if (expected[field] !== stated[field])
      yield { part: document, line: null, field, expected: expected[field], stated: stated[field] };
  for (const field of ['id', 'from', 'to'] as const)
    if (expected.period[field] !== stated.period[field])
      yield {
        ...{ part: document, line: null, field: `period.${field}` },
        ...{ expected: expected.period[field], stated: stated.period[field] },
      };
  if (expected.party.id !== stated.party.id)
    yield {
      ...{ part: document, line: null, field: 'party.id' },
      ...{ expected: expected.party.id, stated: stated.party.id },
    };
}
