import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';

/** A published flip as others are told of it. */
export interface RecipeHeadline {
  readonly producerId: string;
  readonly title: string;
  readonly code: string;
}

const ONE = `SELECT r.producer_id AS "producerId", r.title, l.code FROM recipe r
  JOIN LATERAL (SELECT code FROM share_link WHERE recipe_hash = r.hash ORDER BY created_at, code LIMIT 1) l ON true
  WHERE r.hash = $1`;

@Injectable()
export class RecipeHeadlineView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(hash: string): Promise<RecipeHeadline | null> {
    const { rows } = await this.database.pool.query<RecipeHeadline>(ONE, [hash]);
    return rows[0] ?? null;
  }
}
