import { Injectable } from '@nestjs/common';
import type { SqlTx } from '../../platform/database/database.ts';

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('plays.usage', 0))::text AS locked`;
const CELL = 'period_id, tariff_version, recipe_hash, territory, origin_period_id';
/** Recipes are locked in order, as whoever else changes several of them does. */
const FOLD = `WITH taken AS (
    DELETE FROM play_usage_pending WHERE seq IN (SELECT seq FROM play_usage_pending ORDER BY seq LIMIT $1)
    RETURNING ${CELL}, plays
  ), summed AS (SELECT ${CELL}, sum(plays)::bigint AS plays FROM taken GROUP BY ${CELL}),
  kept AS (
    INSERT INTO play_usage (${CELL}, plays) SELECT ${CELL}, plays FROM summed ORDER BY ${CELL}
    ON CONFLICT (${CELL}) DO UPDATE SET plays = play_usage.plays + excluded.plays
  ), recipes AS (SELECT recipe_hash, sum(plays) AS plays FROM summed GROUP BY recipe_hash),
  locked AS MATERIALIZED (
    SELECT hash FROM recipe WHERE hash IN (SELECT recipe_hash FROM recipes) ORDER BY hash FOR NO KEY UPDATE
  ), counted AS (
    UPDATE recipe SET play_count = play_count + c.plays FROM recipes c JOIN locked l ON l.hash = c.recipe_hash WHERE recipe.hash = l.hash
  )
  SELECT count(*)::int AS folded FROM taken`;

/** Plays, added up by what a close shares out and by recipe. */
@Injectable()
export class PlayUsageRepository {
  /** One process at a time; the lock ends with the transaction. */
  async lock(tx: SqlTx): Promise<void> {
    await tx.$queryRawUnsafe(LOCK);
  }

  /** Adds what is pending to the sums, some rows of it. @returns how many rows were taken. */
  async fold(tx: SqlTx, limit: number): Promise<number> {
    const [row] = await tx.$queryRawUnsafe<{ folded: number }[]>(FOLD, limit);
    return row?.folded ?? 0;
  }
}
