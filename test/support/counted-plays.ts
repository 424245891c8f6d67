import { createHash, randomUUID } from 'node:crypto';
import type { World } from './played-world.ts';

export interface CountedPlays {
  readonly recipe: string;
  readonly territory: string;
  readonly period: string;
  readonly times: number;
  readonly tariff?: number;
  readonly origin?: string;
  readonly listener?: string;
}

/** Plays as counting leaves them, without devices: for what comes after counting. */
export async function countPlays({ database }: World, counted: CountedPlays): Promise<void> {
  const { recipe, territory, period, times, tariff = 1, origin = null, listener = null } = counted;
  const at = new Date(`${origin ?? period}-10T12:00:00Z`);
  const ids = Array.from({ length: times }, () => createHash('sha256').update(randomUUID()).digest('hex'));
  await database.pool.query(
    `WITH made AS MATERIALIZED (SELECT decode(id, 'hex') AS id, gen_random_uuid() AS grant_id FROM unnest($1::text[]) id),
       keys AS (INSERT INTO play_key SELECT grant_id FROM made)
     INSERT INTO play (receipt_id, grant_id, recipe_hash, device, territory, tariff_version, rules_version, started_at, heard_ms,
       counted_at, period_id, origin_period_id, salt, commitment, receipt, listener)
     SELECT id, grant_id, $2, 'did:key:test', $3, $4, 1, $5, 31000, $5, $6, $7, '\\x00', '\\x00', '{}', $8
     FROM made`,
    [ids, recipe, territory, tariff, at, period, origin, listener],
  );
}
