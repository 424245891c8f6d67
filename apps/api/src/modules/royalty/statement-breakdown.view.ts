import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';

export const BREAKDOWN_KINDS = ['flip', 'source', 'territory', 'side'] as const;
export type BreakdownKind = (typeof BREAKDOWN_KINDS)[number];

export interface BreakdownPart {
  /** Hash, ISRC, territory or side; `null` where a producer's lines name no source. */
  readonly key: string | null;
  readonly title: string | null;
  readonly by: string | null;
  readonly amountMicros: bigint;
  readonly lines: bigint;
}

/** The parts that earned most, and what the rest came to: together what was earned. */
export interface Breakdown {
  readonly top: readonly BreakdownPart[];
  readonly others: { readonly parts: bigint; readonly amountMicros: bigint };
}

export type StatementBreakdown = Readonly<Record<BreakdownKind, Breakdown>>;

/** One pass over the lines for all four groupings. */
const BREAKDOWN = `WITH grouped AS (
    SELECT CASE WHEN grouping(recipe_hash) = 0 THEN 'flip' WHEN grouping(isrc) = 0 THEN 'source'
        WHEN grouping(territory) = 0 THEN 'territory' ELSE 'side' END AS kind,
      coalesce(recipe_hash, isrc, territory, side) AS key,
      CASE WHEN grouping(recipe_hash) = 0 THEN max(recipe_title) WHEN grouping(isrc) = 0 THEN max(source_title) END AS title,
      CASE WHEN grouping(recipe_hash) = 0 THEN max(producer_name) END AS by,
      sum(amount_micros) AS amount, count(*) AS lines
    FROM statement_line WHERE statement_id = $1
    GROUP BY GROUPING SETS ((recipe_hash), (isrc), (territory), (side))
  ), ranked AS (
    SELECT g.*, row_number() OVER (PARTITION BY kind ORDER BY amount DESC, key) AS rank,
      count(*) OVER (PARTITION BY kind) AS parts, sum(amount) OVER (PARTITION BY kind) AS total
    FROM grouped g
  )
  SELECT kind, key, title, by, amount::text AS "amountMicros", lines::text, parts::text, total::text
  FROM ranked WHERE rank <= $2 ORDER BY kind, rank`;

interface Row {
  kind: BreakdownKind;
  key: string | null;
  title: string | null;
  by: string | null;
  amountMicros: string;
  lines: string;
  parts: string;
  total: string;
}

/** What a statement's lines come to by flip, source, territory and side, so that no screen needs all of them. */
@Injectable()
export class StatementBreakdownView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string, limit: number): Promise<StatementBreakdown> {
    const { rows } = await this.database.pool.query<Row>(BREAKDOWN, [id, limit]);
    const [flip, source, territory, side] = BREAKDOWN_KINDS.map((kind) =>
      breakdownOf(rows.filter((row) => row.kind === kind)),
    );
    return {
      flip: flip ?? NOTHING,
      source: source ?? NOTHING,
      territory: territory ?? NOTHING,
      side: side ?? NOTHING,
    };
  }
}

const NOTHING: Breakdown = { top: [], others: { parts: 0n, amountMicros: 0n } };

function breakdownOf(rows: readonly Row[]): Breakdown {
  const [first] = rows;
  if (first === undefined) return NOTHING;
  const top = rows.map(({ key, title, by, amountMicros, lines }) => ({
    ...{ key, title, by, amountMicros: BigInt(amountMicros), lines: BigInt(lines) },
  }));
  const shown = top.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
  const others = {
    parts: BigInt(first.parts) - BigInt(top.length),
    amountMicros: BigInt(first.total) - shown,
  };
  return { top, others };
}
