import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import type { PartyCatalogueRow } from './recording.types.ts';
import { MOST_FLIPS_COUNTED } from './consent.types.ts';

const WORST_FIRST = `array_position(ARRAY['BLOCKED','CONFLICT','NOT_CLEARED','NEEDS_APPROVAL','CLEARED'], c.state)`;

const IN_TERRITORY = `SELECT DISTINCT ON (c.recording_id) c.recording_id, c.state FROM recording_clearance c
    WHERE c.territory IN ($2, 'WW') AND c.recording_id = ANY(t.recording_ids)
    ORDER BY c.recording_id, (c.territory = 'WW')`;

/** The party's subjects, each once, with the recordings in which it is heard; then what was granted and made of it. */
const LIST = `
  WITH held AS (
    SELECT recording_id, work_id, sum(ppm) FILTER (WHERE status <> 'ENDED') AS ppm, array_agg(role) AS roles
    FROM share WHERE party_id = $1 GROUP BY recording_id, work_id
    UNION ALL
    SELECT recording_id, work_id, NULL, array_agg(role) FROM contributor WHERE party_id = $1 GROUP BY recording_id, work_id),
  subjects AS (
    SELECT CASE WHEN recording_id IS NULL THEN 'WORK' ELSE 'RECORDING' END AS kind, COALESCE(recording_id, work_id) AS id,
      COALESCE(max(ppm), 0)::int AS ppm, array_agg(DISTINCT one ORDER BY one) AS roles
    FROM held, unnest(roles) one GROUP BY recording_id, work_id),
  page AS (
    SELECT * FROM subjects WHERE $3::text IS NULL OR (kind, id) > ($3, $4::uuid) ORDER BY kind, id LIMIT $5)
  SELECT t.kind, t.id, r.isrc, w.iswc, COALESCE(r.title, w.title) AS title, r.artist,
    CASE t.kind WHEN 'RECORDING' THEN 'MASTER' ELSE 'COMPOSITION' END AS side, t.ppm, t.roles, g."grant",
    COALESCE((SELECT c.state FROM (${IN_TERRITORY}) c ORDER BY ${WORST_FIRST} LIMIT 1), 'NOT_CLEARED') AS clearance,
    (SELECT count(DISTINCT f.recipe_hash) FROM (SELECT u.recipe_hash FROM recipe_source u
      JOIN recipe p ON p.hash = u.recipe_hash WHERE u.recording_id = ANY(t.recording_ids) AND p.state = 'PUBLISHED'
      LIMIT ${MOST_FLIPS_COUNTED}) f)::text AS flips
  FROM (SELECT page.*, CASE kind WHEN 'RECORDING' THEN ARRAY[id]
      ELSE ARRAY(SELECT recording_id FROM recording_work WHERE work_id = page.id) END AS recording_ids FROM page) t
  LEFT JOIN recording r ON t.kind = 'RECORDING' AND r.id = t.id
  LEFT JOIN work w ON t.kind = 'WORK' AND w.id = t.id
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('id', v.id, 'version', v.version, 'state', v.state,
      'wholeCatalogue', v.recording_id IS NULL AND v.work_id IS NULL) AS "grant"
    FROM (SELECT DISTINCT ON (id) * FROM grant_version WHERE party_id = $1 AND recipe_hash IS NULL
      AND side::text = CASE t.kind WHEN 'RECORDING' THEN 'MASTER' ELSE 'COMPOSITION' END
      AND (COALESCE(recording_id, work_id) = t.id OR (recording_id IS NULL AND work_id IS NULL))
      ORDER BY id, version DESC) v
    ORDER BY (v.recording_id IS NULL AND v.work_id IS NULL), v.id DESC LIMIT 1) g ON true
  ORDER BY t.kind, t.id`;

/** The artist's console: what a party has, and what became of it. */
@Injectable()
export class PartyCatalogueView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(
    partyId: string,
    territory: string,
    { after, limit }: PageRequest,
  ): Promise<PartyCatalogueRow[]> {
    const { rows } = await this.database.pool.query<PartyCatalogueRow>(LIST, [
      partyId,
      territory,
      after?.key ?? null,
      after?.id ?? null,
      limit,
    ]);
    return rows;
  }
}
