import { amendmentsOf } from '../recipes/index.ts';

const HOLDS = `party_id = ANY($1::uuid[]) AND status <> 'ENDED' AND (valid_to IS NULL OR valid_to > now())`;

/** Whether one of the parties in `$1` holds what the correction in `c` is about. */
const MAY_DECIDE = `CASE c.side
    WHEN 'REMIX' THEN COALESCE(r.remixer_party_id = ANY($1::uuid[]), false)
    WHEN 'RECORDING' THEN g.id IN (SELECT recording_id FROM share WHERE recording_id IS NOT NULL AND ${HOLDS})
    ELSE COALESCE(c.work_id IN (SELECT work_id FROM share WHERE work_id IS NOT NULL AND ${HOLDS}),
      g.id IN (SELECT k.recording_id FROM recording_work k JOIN share s ON s.work_id = k.work_id
        WHERE s.party_id = ANY($1::uuid[]) AND s.status <> 'ENDED' AND (s.valid_to IS NULL OR s.valid_to > now())), false) END`;

const STATE = `COALESCE((SELECT e.state FROM credit_correction_event e
    WHERE e.correction_id = c.id ORDER BY e.version DESC LIMIT 1), 'REQUESTED')::text`;

/** `$1`: the parties the asking user manages. `$2`: whether an operator asks. */
const SELECT = `SELECT c.id::text, ${STATE} AS state, c.side::text,
    jsonb_build_object('kind', CASE WHEN c.recipe_hash IS NOT NULL THEN 'RECIPE' WHEN c.recording_id IS NOT NULL THEN 'RECORDING' ELSE 'WORK' END,
      'title', COALESCE(r.title, w.title, g.title), 'hash', c.recipe_hash, 'sourceId', c.source_id, 'isrc', g.isrc,
      'workId', c.work_id, 'iswc', w.iswc,
      'code', (SELECT k.code FROM share_link k WHERE k.recipe_hash = c.recipe_hash ORDER BY k.created_at, k.code LIMIT 1)) AS subject,
    CASE WHEN r.hash IS NOT NULL THEN r.credits END AS credits,
    CASE WHEN r.hash IS NOT NULL THEN ${amendmentsOf('r')} END AS corrections,
    CASE WHEN c.credited_name IS NOT NULL THEN jsonb_build_object('name', c.credited_name, 'role', c.credited_role) END AS credited,
    CASE WHEN c.proposed_name IS NOT NULL THEN jsonb_build_object('name', c.proposed_name, 'role', c.proposed_role,
      'partyId', c.proposed_party_id) END AS proposed,
    COALESCE(w.title, g.title, r.title) AS about, c.explanation, c.evidence, jsonb_build_object('id', p.id, 'name', p.name) AS party, c.created_at AS "createdAt",
    (SELECT jsonb_agg(jsonb_build_object('state', e.state, 'reason', e.reason, 'at', e.at) ORDER BY e.version)
      FROM credit_correction_event e WHERE e.correction_id = c.id) AS events,
    c.party_id::text AS "partyId", c.requested_by::text AS "requestedBy", c.recording_id::text AS "recordingId",
    c.work_id::text AS "workId", c.recipe_hash AS "recipeHash",
    ($2::boolean OR ${MAY_DECIDE}) AS "mayDecide"`;

const FROM = `FROM credit_correction c JOIN party p ON p.id = c.party_id
    LEFT JOIN recipe r ON r.hash = c.recipe_hash
    LEFT JOIN recipe_source t ON t.recipe_hash = c.recipe_hash AND t.source_id = c.source_id
    LEFT JOIN recording g ON g.id = COALESCE(c.recording_id, t.recording_id)
    LEFT JOIN work w ON w.id = c.work_id`;

export const FIND = `${SELECT} ${FROM} WHERE c.id = $3::uuid`;

/** Newest first. `$3`: asked in the name of these; `null` for those to decide. `$4`: state. `$5`: the id before. */
export const LIST = `${SELECT} ${FROM}
  WHERE ($3::uuid[] IS NULL AND ($2::boolean OR ${MAY_DECIDE}) OR c.party_id = ANY($3::uuid[]))
    AND ($4::text IS NULL OR ${STATE} = $4) AND ($5::uuid IS NULL OR c.id < $5)
  ORDER BY c.id DESC LIMIT $6`;

/** The parties that hold what a correction is about, 100 at most. */
export const DECIDERS = `SELECT DISTINCT d.id::text FROM (
    SELECT r.remixer_party_id AS id FROM credit_correction c JOIN recipe r ON r.hash = c.recipe_hash
      WHERE c.id = $1::uuid AND c.side = 'REMIX'
    UNION ALL SELECT s.party_id FROM credit_correction c
      LEFT JOIN recipe_source t ON t.recipe_hash = c.recipe_hash AND t.source_id = c.source_id
      JOIN share s ON s.recording_id = COALESCE(c.recording_id, t.recording_id) AND s.status <> 'ENDED'
      WHERE c.id = $1::uuid AND c.side = 'RECORDING'
    UNION ALL SELECT s.party_id FROM credit_correction c JOIN share s ON s.work_id = c.work_id AND s.status <> 'ENDED'
      WHERE c.id = $1::uuid AND c.side = 'COMPOSITION'
    UNION ALL SELECT s.party_id FROM credit_correction c
      JOIN recipe_source t ON t.recipe_hash = c.recipe_hash AND t.source_id = c.source_id
      JOIN recording_work k ON k.recording_id = t.recording_id
      JOIN share s ON s.work_id = k.work_id AND s.status <> 'ENDED' WHERE c.id = $1::uuid AND c.side = 'COMPOSITION') d LIMIT 100`;
