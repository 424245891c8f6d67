import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { CARD_COLUMNS, CARD_JOINS, toCard } from '../recipes/index.ts';
import type { CardRow, RecipeCard, RecipeStateName, StateChange } from '../recipes/index.ts';

/** A flip as its producer sees it, whatever became of it. */
export interface OwnFlip extends RecipeCard {
  readonly state: RecipeStateName;
  readonly stateReason: string | null;
  readonly children: string;
  readonly supersededBy: string | null;
}

/** A change of state, with the flip that it was of. */
export interface StatedFlip extends StateChange {
  readonly id: string;
  readonly flip: RecipeCard & { readonly state: RecipeStateName };
}

const OWN = `SELECT ${CARD_COLUMNS}, r.state::text, r.state_reason AS "stateReason",
    (SELECT count(*) FROM recipe_parent p WHERE p.parent_hash = r.hash)::text AS children,
    (SELECT n.hash FROM recipe n WHERE n.supersedes_hash = r.hash AND n.state = 'PUBLISHED'
      ORDER BY n.published_at DESC LIMIT 1) AS "supersededBy"
  FROM recipe r ${CARD_JOINS}
  WHERE r.producer_id = $1 AND ($2::timestamptz IS NULL OR (r.published_at, r.hash) < ($2, $3))
  ORDER BY r.published_at DESC, r.hash DESC LIMIT $4`;

const CHANGES = `SELECT ${CARD_COLUMNS}, r.state::text, c.id::text AS "changeId", c.at, c.from_state::text AS "from",
    c.to_state::text AS "to", c.cause::text, c.reason
  FROM recipe_state_change c JOIN recipe r ON r.hash = c.recipe_hash ${CARD_JOINS}
  WHERE $1::timestamptz IS NULL OR (c.at, c.id) < ($1, $2::uuid)
  ORDER BY c.at DESC, c.id DESC LIMIT $3`;

@Injectable()
export class OwnFlipsView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(userId: string, { after, limit }: PageRequest): Promise<OwnFlip[]> {
    type Row = CardRow & Omit<OwnFlip, keyof RecipeCard>;
    const values = [userId, after?.key ?? null, after?.id ?? null, limit];
    const { rows } = await this.database.pool.query<Row>(OWN, values);
    return rows.map((row) => toCard(row));
  }

  /** Everybody's, newest first. */
  async changes({ after, limit }: PageRequest): Promise<StatedFlip[]> {
    type Row = CardRow & StateChange & { state: RecipeStateName; changeId: string };
    const values = [after?.key ?? null, after?.id ?? null, limit];
    const { rows } = await this.database.pool.query<Row>(CHANGES, values);
    return rows.map(({ changeId: id, at, from, to, cause, reason, ...row }) => ({
      id,
      at,
      from,
      to,
      cause,
      reason,
      flip: toCard(row),
    }));
  }
}
