import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { CARD_COLUMNS, CARD_JOINS, toCard } from '../recipes/index.ts';
import type { CardRow, RecipeCard, RecipeStateName } from '../recipes/index.ts';

export interface LocalProducer {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
}

/** A flip of this instance as the outside is told of it. */
export type LocalFlip = RecipeCard & {
  readonly producerId: string;
  readonly state: RecipeStateName;
  /** How often it came back after it was taken away. */
  readonly revival: number;
};

const PRODUCER = `SELECT id, handle, display_name AS "displayName", created_at AS "createdAt", deleted_at AS "deletedAt"
  FROM app_user WHERE `;
const FLIP = `SELECT ${CARD_COLUMNS}, r.producer_id AS "producerId", r.state,
  (SELECT count(*)::int FROM recipe_state_change c WHERE c.recipe_hash = r.hash AND c.to_state = 'PUBLISHED') AS revival
  FROM recipe r ${CARD_JOINS}`;
const OUTBOX = `${FLIP} WHERE r.producer_id = $1 AND r.state = 'PUBLISHED'
  AND ($2::timestamptz IS NULL OR (r.published_at, r.hash) < ($2, $3)) ORDER BY r.published_at DESC, r.hash DESC LIMIT $4`;
/** Published flips that a correction is about: the newest, for it may be about a recording that thousands use. */
const CORRECTED = `SELECT r.hash FROM (
    SELECT a.recipe_hash AS hash FROM credit_amendment a WHERE a.correction_id = $1::uuid AND a.recipe_hash IS NOT NULL
    UNION SELECT s.recipe_hash FROM credit_amendment a JOIN recipe_source s ON s.recording_id = a.recording_id
      WHERE a.correction_id = $1::uuid
    UNION SELECT s.recipe_hash FROM credit_amendment a JOIN recording_work w ON w.work_id = a.work_id
      JOIN recipe_source s ON s.recording_id = w.recording_id WHERE a.correction_id = $1::uuid) c
  JOIN recipe r ON r.hash = c.hash WHERE r.state = 'PUBLISHED' ORDER BY r.published_at DESC LIMIT 500`;
const USAGE = `SELECT (SELECT count(*)::int FROM app_user WHERE deleted_at IS NULL) AS users,
  (SELECT count(*)::int FROM recipe WHERE state = 'PUBLISHED') AS flips,
  (SELECT count(*)::int FROM social_comment WHERE user_id IS NOT NULL AND state = 'VISIBLE') AS comments,
  (SELECT count(DISTINCT producer_id)::int FROM recipe WHERE published_at > now() - interval '30 days') AS "activeMonth",
  (SELECT count(DISTINCT producer_id)::int FROM recipe WHERE published_at > now() - interval '180 days') AS "activeHalfyear"`;

/** Users and flips of this instance, for everybody outside. */
@Injectable()
export class LocalProducerView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byId(id: string): Promise<LocalProducer | null> {
    return (await this.database.pool.query<LocalProducer>(`${PRODUCER} id = $1::uuid`, [id])).rows[0] ?? null;
  }

  async byHandle(handle: string): Promise<LocalProducer | null> {
    const sql = `${PRODUCER} handle = $1 AND deleted_at IS NULL`;
    return (await this.database.pool.query<LocalProducer>(sql, [handle])).rows[0] ?? null;
  }

  async flip(hash: string): Promise<LocalFlip | null> {
    type Row = CardRow & Pick<LocalFlip, 'producerId' | 'state' | 'revival'>;
    const [row] = (await this.database.pool.query<Row>(`${FLIP} WHERE r.hash = $1`, [hash])).rows;
    return row === undefined ? null : toCard(row);
  }

  async flips(
    producerId: string,
    after: { at: Date; hash: string } | null,
    limit: number,
  ): Promise<LocalFlip[]> {
    type Row = CardRow & Pick<LocalFlip, 'producerId' | 'state' | 'revival'>;
    const position = [producerId, after?.at ?? null, after?.hash ?? null, limit];
    return (await this.database.pool.query<Row>(OUTBOX, position)).rows.map((row) => toCard(row));
  }

  async correctedBy(correctionId: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ hash: string }>(CORRECTED, [correctionId]);
    return rows.map(({ hash }) => hash);
  }

  async countFlips(producerId: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM recipe WHERE producer_id = $1::uuid AND state = 'PUBLISHED'`,
      [producerId],
    );
    return rows[0]?.count ?? 0;
  }

  async usage(): Promise<Usage> {
    const { rows } = await this.database.pool.query<Usage>(USAGE);
    const [row] = rows;
    if (row === undefined) throw new Error('a query of counts always has a row');
    return row;
  }
}

export interface Usage {
  readonly users: number;
  readonly flips: number;
  readonly comments: number;
  readonly activeMonth: number;
  readonly activeHalfyear: number;
}
