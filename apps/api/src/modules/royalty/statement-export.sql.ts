/** Reads of the exports. Amounts leave PostgreSQL as text, never as floats. */

export const HEAD = `SELECT s.id::text, s.period_id AS "periodId", s.plays::text, s.sha256, s.created_at AS "createdAt", s.document,
    p.name AS "partyName", p.isni, p.ipi_name_number AS ipi, p.dpid
  FROM statement s JOIN party p ON p.id = s.party_id WHERE s.id = $1`;

const LINE = `position, recipe_hash AS recipe, recipe_title AS "recipeTitle", producer_name AS "producerName", isrc,
  source_title AS "sourceTitle", side, subject_id::text AS "subjectId", territory, origin_period_id AS "originalPeriod",
  plays::text, usage_ms::text AS "usageMs", usage_ppm::text AS "usagePpm", share_ppm::text AS "sharePpm",
  amount_micros::text AS "amountMicros", tariff`;

export const LINES_AFTER = `SELECT ${LINE} FROM statement_line WHERE statement_id = $1 AND position > $2
  ORDER BY position LIMIT $3`;

/** For a summary: those that earned most. */
export const LARGEST_LINES = `SELECT ${LINE} FROM statement_line WHERE statement_id = $1
  ORDER BY amount_micros DESC, position LIMIT $2`;

/** A play counts once for a side, however many sources and subjects have lines of it. */
export const CONTEXTS = `WITH every_line AS (
    SELECT recipe_hash AS recipe, territory, side, origin_period_id AS origin, tariff, plays, amount_micros AS amount
    FROM statement_line WHERE statement_id = $1
    UNION ALL
    SELECT h->>'recipe', h->>'territory', h->>'side', h->>'originalPeriod', h->>'tariff', (h->>'plays')::bigint,
      (h->>'amountMicros')::bigint
    FROM statement s CROSS JOIN LATERAL jsonb_array_elements(s.document->'held') h WHERE s.id = $1
  ), cell AS (
    SELECT territory, side, tariff, max(plays) AS plays, sum(amount) AS amount
    FROM every_line GROUP BY recipe, territory, side, origin, tariff
  )
  SELECT c.territory, c.side, t.kind::text, sum(c.plays)::text AS plays, sum(c.amount)::text AS "amountMicros"
  FROM cell c JOIN tariff t ON t.version = split_part(c.tariff, '@', 2)::int
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

export const TARIFFS = `SELECT version, kind::text, per_play_micros::text AS "perPlayMicros" FROM tariff
  WHERE version = ANY($1::int[])`;

export const FLIPS = `SELECT r.hash, r.title, r.duration_ms AS "durationMs", u.display_name AS producer, k.code
  FROM recipe r JOIN app_user u ON u.id = r.producer_id LEFT JOIN LATERAL (
    SELECT code FROM share_link WHERE recipe_hash = r.hash ORDER BY created_at, code LIMIT 1
  ) k ON true WHERE r.hash = ANY($1::text[])`;

export const RECORDINGS = `SELECT r.id::text, r.isrc, r.title, r.version_title AS "subTitle", r.artist, r.duration_ms AS "durationMs",
    a.isni, a.ipi, a.dpid
  FROM recording r LEFT JOIN LATERAL (
    SELECT p.isni, p.ipi_name_number AS ipi, p.dpid FROM contributor c JOIN party p ON p.id = c.party_id
    WHERE c.recording_id = r.id AND c.role = 'MAIN_ARTIST' ORDER BY p.id LIMIT 1
  ) a ON true WHERE r.isrc = ANY($1::text[])`;

export const WORKS = `SELECT id::text, iswc FROM work WHERE id = ANY($1::uuid[])`;

/** Who is named with a work: contributors, and owners of shares in it, each once for each role. */
export const WORK_PARTIES = `SELECT n.work_id::text AS "workId", n.role, p.name, p.isni, p.ipi_name_number AS ipi, p.dpid FROM (
    SELECT work_id, role, party_id FROM contributor WHERE work_id = ANY($1::uuid[])
    UNION
    SELECT work_id, role, party_id FROM share WHERE work_id = ANY($1::uuid[]) AND status <> 'ENDED'
  ) n JOIN party p ON p.id = n.party_id ORDER BY n.work_id, p.name, p.id`;
