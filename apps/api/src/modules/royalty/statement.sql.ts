import { amendmentsOf } from '../recipes/index.ts';

/** Reads of the statement screens. Amounts are exact and leave PostgreSQL as text or bigint, never as floats. */

const SUMMARY = `s.id::text, s.party_id::text AS "partyId", p.name AS "partyName", s.period_id AS period, s.currency,
  s.opening_micros AS "openingMicros", s.earned_micros AS "earnedMicros", s.closing_micros AS "closingMicros",
  s.plays, s.created_at AS "createdAt"`;
const SIDES = `coalesce(sum(l.amount_micros) FILTER (WHERE l.side = 'MASTER'), 0)::text AS "masterMicros",
  coalesce(sum(l.amount_micros) FILTER (WHERE l.side = 'COMPOSITION'), 0)::text AS "compositionMicros",
  coalesce(sum(l.amount_micros) FILTER (WHERE l.side = 'REMIXER'), 0)::text AS "remixerMicros"`;

/** With those of the parties whose place was taken. Ids are made in the order of time (RFC 9562 §5.7). */
const READABLE = `SELECT ${SUMMARY} FROM statement s JOIN party p ON p.id = s.party_id
  WHERE ($1::uuid[] IS NULL OR s.party_id = ANY($1)
      OR s.party_id IN (SELECT id FROM party WHERE merged_into_id = ANY($1)))
    AND ($4::text IS NULL OR s.period_id = $4)`;
export const LIST = `${READABLE} AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3`;
export const LIST_SINCE = `${READABLE} AND s.id > $2::uuid ORDER BY s.id LIMIT $3`;

export const DETAIL = `SELECT ${SUMMARY}, s.sha256, s.document, t.*
  FROM statement s JOIN party p ON p.id = s.party_id CROSS JOIN LATERAL (
    SELECT count(*) AS lines, count(DISTINCT l.recipe_hash) AS flips, ${SIDES}
    FROM statement_line l WHERE l.statement_id = s.id
  ) t WHERE s.id = $1`;

export const SERIES = `SELECT * FROM (
    SELECT s.period_id AS period, ${SIDES}
    FROM statement s LEFT JOIN statement_line l ON l.statement_id = s.id
    WHERE s.party_id = $1 AND s.currency = $2 AND s.period_id <= $3
    GROUP BY s.period_id ORDER BY s.period_id DESC LIMIT 12
  ) recent ORDER BY period`;

/**
 * A line of the remixer is about all sources of the flip, others about theirs; a play counts once for each. What is taken back
 * of an earlier period was no part of what this one's plays used.
 */
export const STEMS = `SELECT stem.key AS stem, sum(heard.plays * stem.value::bigint)::text AS weight FROM (
    SELECT DISTINCT l.recipe_hash, rs.source_id, l.territory, l.origin_period_id, l.tariff, l.plays, rs.stem_usage_ms
    FROM statement_line l JOIN recipe_source rs ON rs.recipe_hash = l.recipe_hash AND (l.isrc IS NULL OR rs.isrc = l.isrc)
    WHERE l.statement_id = $1 AND l.plays > 0
  ) heard CROSS JOIN LATERAL jsonb_each_text(heard.stem_usage_ms) stem GROUP BY stem.key`;

/** The newest tariff that a line was reckoned by; on a statement without lines the one in force when it was made. */
export const TARIFF = `SELECT t.version, t.per_play_micros AS "perPlayMicros", t.master_ppm AS "masterPpm",
    t.composition_ppm AS "compositionPpm", t.remixer_ppm AS "remixerPpm", t.platform_ppm AS "platformPpm"
  FROM statement s CROSS JOIN LATERAL (
    SELECT max(split_part(l.tariff, '@', 2)::int) AS version FROM statement_line l WHERE l.statement_id = s.id
  ) used JOIN tariff t ON t.version = coalesce(used.version,
    (SELECT max(version) FROM tariff WHERE effective_from <= s.created_at))
  WHERE s.id = $1`;

export const NEIGHBOURS = `SELECT
    (SELECT id::text FROM statement WHERE party_id = $1 AND currency = $2 AND period_id < $3
      ORDER BY period_id DESC LIMIT 1) AS previous,
    (SELECT id::text FROM statement WHERE party_id = $1 AND currency = $2 AND period_id > $3
      ORDER BY period_id LIMIT 1) AS next`;

export const LINES = `SELECT l.position, l.recipe_hash AS recipe, k.code, l.recipe_title AS title, l.producer_name AS producer,
    l.isrc, l.source_title AS "sourceTitle", l.side, l.subject_id::text AS "subjectId", l.territory, l.plays,
    l.usage_ms AS "usageMs", l.tariff, l.usage_ppm AS "usagePpm",
    l.share_ppm AS "sharePpm", l.amount_micros AS "amountMicros", l.origin_period_id AS "originPeriod",
    r.credits, ${amendmentsOf('r')} AS corrections
  FROM statement_line l JOIN recipe r ON r.hash = l.recipe_hash LEFT JOIN LATERAL (
    SELECT code FROM share_link WHERE recipe_hash = l.recipe_hash ORDER BY created_at, code LIMIT 1
  ) k ON true
  WHERE l.statement_id = $1 AND l.position > $2 AND ($4::text IS NULL OR l.recipe_hash = $4)
    AND ($5::text IS NULL OR l.isrc = $5) AND ($6::text IS NULL OR l.side = $6) AND ($7::text IS NULL OR l.territory = $7)
  ORDER BY l.position LIMIT $3`;
