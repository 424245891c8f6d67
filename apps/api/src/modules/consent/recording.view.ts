import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { RecordingDetail } from './recording.types.ts';
import { MOST_FLIPS_COUNTED } from './consent.types.ts';

/** From the best to the worst, as `CLEARANCE_STATES` of `@flipside/royalty`. */
const WORST_FIRST = `array_position(ARRAY['BLOCKED','CONFLICT','NOT_CLEARED','NEEDS_APPROVAL','CLEARED'], c.state)`;

/**
 * The standing of a recording in territory $1: its own row, else the row for everywhere else. Asked for the whole
 * world, the worst of all rows holds.
 */
export const RECORDING_STANDING = `LEFT JOIN LATERAL (
    SELECT c.state, c.terms, c.closes_at FROM recording_clearance c
    WHERE c.recording_id = r.id AND ($1 = 'WW' OR c.territory IN ($1, 'WW'))
    ORDER BY CASE WHEN $1 = 'WW' THEN ${WORST_FIRST} ELSE (c.territory = 'WW')::int END LIMIT 1) s ON true`;

export const RECORDING_SUMMARY = `r.id, r.isrc, r.title, r.version_title AS "versionTitle", r.artist, r.label, r.duration_ms AS "durationMs",
    r.bpm, r.musical_key AS "key", r.created_at AS "createdAt", COALESCE(s.state, 'NOT_CLEARED') AS clearance, s.terms,
    s.closes_at AS "closesAt"`;

/** Counted up to a bound, so that one famous recording does not slow the whole page. */
export const RECORDING_FLIPS = `(SELECT count(*) FROM (SELECT 1 FROM recipe_source u
    JOIN recipe p ON p.hash = u.recipe_hash AND p.state = 'PUBLISHED'
    WHERE u.recording_id = page.id LIMIT ${MOST_FLIPS_COUNTED}) f)::text AS flips`;

const SHARES_OF = (condition: string) => `COALESCE((SELECT jsonb_agg(jsonb_build_object(
      'party', jsonb_build_object('id', p.id, 'name', p.name), 'side', h.side, 'role', h.role, 'ppm', h.ppm,
      'territories', h.territories, 'excludeTerritories', h.exclude_territories, 'status', h.status)
      ORDER BY h.ppm DESC, h.id)
    FROM share h JOIN party p ON p.id = h.party_id WHERE ${condition}), '[]')`;

const DETAIL = `SELECT page.*, ${RECORDING_FLIPS},
    ${SHARES_OF('h.recording_id = page.id')} AS shares,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', w.id, 'iswc', w.iswc, 'title', w.title, 'ppm', l.ppm,
        'shares', ${SHARES_OF('h.work_id = w.id')}) ORDER BY l.ppm DESC, w.id)
      FROM recording_work l JOIN work w ON w.id = l.work_id WHERE l.recording_id = page.id), '[]') AS works,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('party', jsonb_build_object('id', p.id, 'name', p.name),
        'role', c.role, 'workId', c.work_id) ORDER BY c.id)
      FROM contributor c JOIN party p ON p.id = c.party_id
      WHERE c.recording_id = page.id
        OR c.work_id IN (SELECT work_id FROM recording_work WHERE recording_id = page.id)), '[]') AS contributors
  FROM (SELECT ${RECORDING_SUMMARY} FROM recording r ${RECORDING_STANDING} WHERE r.isrc = $2) page`;

/** One recording with all that is known of it. */
@Injectable()
export class RecordingView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async detail(isrc: string, territory: string): Promise<RecordingDetail | null> {
    const { rows } = await this.database.pool.query<RecordingDetail>(DETAIL, [territory, isrc]);
    return rows[0] ?? null;
  }
}
