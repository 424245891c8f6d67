import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { CARD_COLUMNS, CARD_JOINS, toCard } from '../recipes/index.ts';
import type { CardRow, RecipeCard, RecipeStateName } from '../recipes/index.ts';

export interface DerivativeFilter {
  readonly isrc: string | null;
  readonly workId: string | null;
  readonly state: RecipeStateName | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** What a party was stated for one flip, in one currency. */
export interface Earned {
  readonly currency: string;
  readonly plays: string;
  readonly amountMicros: string;
}

/** How a flip uses one of the party's recordings, or a recording of one of its works. */
export interface OwnSource {
  readonly isrc: string;
  readonly title: string;
  readonly usageMs: number;
  readonly sides: readonly ('MASTER' | 'COMPOSITION')[];
}

export interface Derivative extends RecipeCard {
  readonly state: RecipeStateName;
  readonly stateReason: string | null;
  readonly ownSources: readonly OwnSource[];
  readonly earned: readonly Earned[];
  readonly children: string;
}

/** Recordings on which the party has a share or a role, and those of works where it has. */
const MINE = `mine AS (
    SELECT recording_id FROM share WHERE party_id = $1 AND recording_id IS NOT NULL
    UNION SELECT recording_id FROM contributor WHERE party_id = $1 AND recording_id IS NOT NULL
    UNION SELECT k.recording_id FROM recording_work k WHERE k.work_id IN (
      SELECT work_id FROM share WHERE party_id = $1 AND work_id IS NOT NULL
      UNION SELECT work_id FROM contributor WHERE party_id = $1 AND work_id IS NOT NULL))`;

/** A play of several sources is on several lines of a statement, and counts once. */
const EARNED = `COALESCE((SELECT jsonb_agg(jsonb_build_object('currency', m.currency, 'plays', m.plays::text,
      'amountMicros', m.amount::text) ORDER BY m.currency) FROM (
    SELECT g.currency, sum(g.plays) AS plays, sum(g.amount) AS amount FROM (
      SELECT s.currency, max(l.plays) AS plays, sum(l.amount_micros) AS amount
      FROM statement_line l JOIN statement s ON s.id = l.statement_id
      WHERE l.recipe_hash = r.hash AND s.party_id = $1
      GROUP BY s.id, s.currency, l.territory, l.tariff, l.origin_period_id) g GROUP BY g.currency) m), '[]') AS earned`;

/** Whether the party has a part in the recording of `q`, and in a work of it: by the recording, whatever the party holds. */
const SIDES = `array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT 1 FROM share h WHERE h.recording_id = q.recording_id AND h.party_id = $1)
      OR EXISTS (SELECT 1 FROM contributor h WHERE h.recording_id = q.recording_id AND h.party_id = $1) THEN 'MASTER' END,
    CASE WHEN EXISTS (SELECT 1 FROM recording_work k JOIN share h ON h.work_id = k.work_id
        WHERE k.recording_id = q.recording_id AND h.party_id = $1)
      OR EXISTS (SELECT 1 FROM recording_work k JOIN contributor h ON h.work_id = k.work_id
        WHERE k.recording_id = q.recording_id AND h.party_id = $1) THEN 'COMPOSITION' END], NULL)`;

const OWN = `COALESCE((SELECT jsonb_agg(jsonb_build_object('isrc', o.isrc, 'title', o.title, 'usageMs', o.usage_ms,
      'sides', o.sides) ORDER BY o.position) FROM (
    SELECT q.isrc, g.title, q.usage_ms, q.position, ${SIDES} AS sides
    FROM recipe_source q JOIN recording g ON g.id = q.recording_id WHERE q.recipe_hash = r.hash) o
  WHERE cardinality(o.sides) > 0), '[]') AS "ownSources"`;

const LIST = `WITH ${MINE}
  SELECT ${CARD_COLUMNS}, r.state::text, r.state_reason AS "stateReason", ${OWN}, ${EARNED},
    (SELECT count(*) FROM recipe_parent p WHERE p.parent_hash = r.hash)::text AS children
  FROM recipe r ${CARD_JOINS}
  WHERE r.hash IN (SELECT q.recipe_hash FROM recipe_source q JOIN mine n ON n.recording_id = q.recording_id
      WHERE ($2::text IS NULL OR q.recording_id = (SELECT id FROM recording WHERE isrc = $2))
        AND ($3::uuid IS NULL OR q.recording_id IN (SELECT recording_id FROM recording_work WHERE work_id = $3)))
    AND ($4::text IS NULL OR r.state::text = $4)
    AND ($5::timestamptz IS NULL OR r.published_at >= $5) AND ($6::timestamptz IS NULL OR r.published_at < $6)
    AND ($7::timestamptz IS NULL OR (r.published_at, r.hash) < ($7, $8))
  ORDER BY r.published_at DESC, r.hash DESC LIMIT $9`;

/** What was made of a party's music. */
@Injectable()
export class DerivativeView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(
    partyId: string,
    filter: DerivativeFilter,
    { after, limit }: PageRequest,
  ): Promise<Derivative[]> {
    type Row = CardRow & Omit<Derivative, keyof RecipeCard>;
    const { isrc, workId, state, from, to } = filter;
    const values = [partyId, isrc, workId, state, from, to, after?.key ?? null, after?.id ?? null, limit];
    const { rows } = await this.database.pool.query<Row>(LIST, values);
    return rows.map((row) => toCard(row));
  }
}
