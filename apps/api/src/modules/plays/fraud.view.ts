import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { amendmentsOf, withAmendments } from '../recipes/index.ts';
import type { FrozenCredits } from '../recipes/index.ts';
import { attestedPermille } from './attestation.ts';
import type {
  CodeCount,
  FraudFilter,
  QuarantinedReceipt,
  QuarantineState,
  SuspectReceipt,
} from './fraud.types.ts';

/** Rows of a summary; beyond them the oldest are left out. */
const MOST_SUMMED = 100_000;

const FILTER = `($1::text IS NULL OR r.code = $1) AND ($2::text IS NULL OR r.device = $2) AND ($3::text IS NULL OR r.recipe_hash = $3)
    AND ($4::timestamptz IS NULL OR r.received_at >= $4) AND ($5::timestamptz IS NULL OR r.received_at < $5)`;
const COMMON = `r.id, r.code, r.device, r.recipe_hash AS "recipeHash", f.title, f.credits,
  ${amendmentsOf('f')} AS corrections, r.received_at AS "receivedAt", r.receipt`;
/** Ids grow with time: the newest first. */
const REJECTIONS = `SELECT ${COMMON}, r.detail FROM play_rejection r LEFT JOIN recipe f ON f.hash = r.recipe_hash
  WHERE ${FILTER} AND ($6::uuid IS NULL OR r.id < $6) ORDER BY r.id DESC LIMIT $7`;
const QUARANTINE = `SELECT ${COMMON}, '' AS detail, r.state::text, r.release_at AS "releaseAt", r.decided_at AS "decidedAt", r.note
  FROM play_quarantine r LEFT JOIN recipe f ON f.hash = r.recipe_hash
  WHERE ${FILTER} AND ($6::uuid IS NULL OR r.id < $6) AND r.state = $8::"QuarantineState" ORDER BY r.id DESC LIMIT $7`;
const SUMMARY = `SELECT code, count(*)::int AS receipts, count(DISTINCT device)::int AS devices, max(received_at) AS "lastAt"
  FROM (SELECT r.code, r.device, r.received_at FROM play_rejection r WHERE ${FILTER} ORDER BY r.id DESC LIMIT ${MOST_SUMMED}) AS r
  GROUP BY code ORDER BY 2 DESC, code`;

interface Row {
  id: string;
  code: string;
  detail: string;
  device: string | null;
  recipeHash: string | null;
  title: string | null;
  credits: FrozenCredits | null;
  corrections: Parameters<typeof withAmendments>[1];
  receivedAt: Date;
  /** `null` once erased. */
  receipt: { start?: string; heardMs?: number; sources?: { provider: string; heardMs: number }[] } | null;
}
type QuarantineRow = Row & Pick<QuarantinedReceipt, 'state' | 'releaseAt' | 'decidedAt' | 'note'>;

const parametersOf = ({ code, device, recipe, from, to }: FraudFilter) => [code, device, recipe, from, to];

/** What did not count, as operators read it. */
@Injectable()
export class FraudView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async rejections(filter: FraudFilter, after: string | null, limit: number): Promise<SuspectReceipt[]> {
    const { rows } = await this.database.pool.query<Row>(REJECTIONS, [...parametersOf(filter), after, limit]);
    return rows.map(suspectOf);
  }

  async summary(filter: FraudFilter): Promise<CodeCount[]> {
    return (await this.database.pool.query<CodeCount>(SUMMARY, parametersOf(filter))).rows;
  }

  async quarantine(
    filter: FraudFilter,
    state: QuarantineState,
    after: string | null,
    limit: number,
  ): Promise<QuarantinedReceipt[]> {
    const values = [...parametersOf(filter), after, limit, state];
    const { rows } = await this.database.pool.query<QuarantineRow>(QUARANTINE, values);
    return rows.map((row) => {
      const { releaseAt, decidedAt, note } = row;
      return { ...suspectOf(row), state: row.state, releaseAt, decidedAt, note };
    });
  }
}

function suspectOf(row: Row): SuspectReceipt {
  const { id, code, detail, device, recipeHash, title, credits, corrections, receivedAt, receipt } = row;
  return {
    id,
    code,
    detail,
    device,
    recipe:
      recipeHash === null || title === null || credits === null
        ? null
        : { hash: recipeHash, title, credits: withAmendments(credits, corrections) },
    receivedAt,
    startedAt: receipt?.start ?? null,
    heardMs: receipt?.heardMs ?? null,
    attestedPermille: attestedPermille(receipt?.sources ?? []),
  };
}
