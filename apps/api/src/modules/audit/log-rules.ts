/** Tables of which every row has its leaf in the consent log (ADR 25). */
const LOGGED = [
  ...[
    'share',
    'contributor',
    'recording',
    'work',
    'recording_work',
    'grant_version',
    'mandate',
    'tariff',
    'recipe_source',
    'remote_recipe_source',
  ],
  ...[
    'period',
    'period_allocation',
    'period_pool',
    'listener_payment',
    'statement',
    'release_recording',
    'party_merge',
    'party_merge_item',
    'dispute',
    'dispute_hold',
    'own_cause',
  ],
];
/** What a log says, with what waits for its place in it. */
const said = (log: 'consent' | 'plays'): string =>
  `SELECT convert_from(entry, 'UTF8')::jsonb AS body FROM log_leaf WHERE log = '${log}'
   UNION ALL SELECT body FROM log_pending WHERE log = '${log}'`;
const rowsOf = (table: string): string => `SELECT '${table}' AS name, log_leaf_of(r) AS leaf FROM ${table} r`;

/** Each answers the rows that break it, as the rules of the books do: `subject` and `detail`. */
export const LOG_RULES: Readonly<Record<string, string>> = {
  'a leaf has the hash of its entry': `SELECT log || ' ' || index AS subject, encode(hash, 'hex') AS detail
    FROM log_leaf WHERE hash <> sha256('\\x00'::bytea || entry)`,
  'a log has the leaves that it signed for': `SELECT h.log AS subject, count(l.index) || ' of ' || h.size AS detail
    FROM log_head h LEFT JOIN log_leaf l ON l.log = h.log GROUP BY h.log, h.size
    HAVING count(l.index) <> h.size OR coalesce(max(l.index) + 1, 0) <> h.size`,
  'a play is what its leaf says': `SELECT coalesce(encode(p.receipt_id, 'hex'), l.body ->> 'c') AS subject,
      CASE WHEN p.receipt_id IS NULL THEN 'the leaf is of no play' ELSE 'the play is in no leaf' END AS detail
    FROM (SELECT receipt_id, log_leaf_of(r) AS leaf FROM play r WHERE octet_length(commitment) > 0) p
    FULL JOIN (SELECT body FROM (${said('plays')}) s WHERE body ->> 't' = 'play') l ON l.body = p.leaf
    WHERE p.receipt_id IS NULL OR l.body IS NULL`,
  'a voided play is what its leaf says': `WITH said AS MATERIALIZED (${said('plays')})
    SELECT encode(v.receipt_id, 'hex') AS subject, 'no leaf says so' AS detail FROM play_void v
    WHERE NOT EXISTS (SELECT FROM said s WHERE s.body = log_leaf_of(v))`,
  'a play is what its receipt says': `SELECT encode(receipt_id, 'hex') AS subject, 'recipe, device or time' AS detail FROM play
    WHERE octet_length(commitment) > 0 AND receipt IS NOT NULL AND (receipt ->> 'recipe' IS DISTINCT FROM recipe_hash OR receipt ->> 'device' IS DISTINCT FROM device
      OR (receipt ->> 'heardMs')::bigint IS DISTINCT FROM heard_ms OR (receipt ->> 'start')::timestamptz IS DISTINCT FROM started_at)`,
  'a body that is gone was erased': `SELECT encode(p.receipt_id, 'hex') AS subject, p.period_id AS detail FROM play p
    WHERE p.receipt IS NULL AND NOT EXISTS (SELECT FROM play_erasure e WHERE e.device = p.device)
      AND NOT EXISTS (SELECT FROM play_erasure e WHERE e.period_id = p.period_id)`,
  'a row is what its leaf says': `WITH said AS MATERIALIZED (${said('consent')})
    SELECT r.name || ' ' || coalesce(r.leaf ->> 'id', r.leaf ->> 'version', r.leaf ->> 'recipe', r.leaf ->> 'recording', '') AS subject,
      'no leaf says so' AS detail
    FROM (${LOGGED.map(rowsOf).join('\n UNION ALL ')}
      UNION ALL SELECT 'licence_snapshot', leaf FROM licence_snapshot r, log_leaves_of(r) AS leaf
      UNION ALL SELECT 'remote_recipe', leaf FROM remote_recipe r, log_remote_leaves_of(r) AS leaf
      UNION ALL SELECT 'posting', log_release_of(r, e) FROM posting r JOIN journal_entry e ON e.id = r.entry_id
        WHERE e.kind = 'RELEASE' AND r.account LIKE 'payable:%'
      UNION ALL SELECT 'payout_line', log_leaf_of(r) || CASE r.state WHEN 'SETTLED' THEN '{"state":"SENT"}'::jsonb ELSE '{}' END
        FROM payout_line r WHERE r.state IN ('SENT', 'SETTLED', 'RETURNED')) r
    WHERE NOT EXISTS (SELECT FROM said s WHERE s.body = r.leaf)`,
  'a statement says what its document says': `SELECT id::text AS subject, closing_micros::text AS detail FROM statement
    WHERE opening_micros::text IS DISTINCT FROM document ->> 'openingMicros' OR earned_micros::text IS DISTINCT FROM document ->> 'earnedMicros'
      OR closing_micros::text IS DISTINCT FROM document ->> 'closingMicros'`,
  'what is owed is below zero by corrections alone': `SELECT o.account || ' ' || e.currency AS subject, sum(o.amount_micros)::text AS detail
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account LIKE 'payable:%' GROUP BY o.account, e.currency
    HAVING sum(o.amount_micros) < 0 AND NOT bool_or(e.kind IN ('RECOUPMENT', 'REVERSAL', 'ADJUSTMENT'))`,
  'the rules in the database are switched on': `SELECT tgrelid::regclass::text AS subject, tgname || ' is disabled' AS detail
    FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'`,
};

/**
 * Plays as their leaves say them, added up. One that was taken back in its own period is as if it had never been; in a
 * later one it is a play less, of the period that paid it.
 */
export const TALLY = `WITH said AS MATERIALIZED (${said('plays')}),
    plays AS MATERIALIZED (SELECT body ->> 'c' AS c, body ->> 'recipe' AS recipe, body ->> 'territory' AS territory,
      (body ->> 'tariff')::int AS tariff, body ->> 'period' AS period, body ->> 'late' AS late, body ->> 'listener' AS listener
      FROM said WHERE body ->> 't' = 'play'),
    voids AS (SELECT body ->> 'c' AS c, body ->> 'recipe' AS recipe, body ->> 'territory' AS territory,
      (body ->> 'tariff')::int AS tariff, body ->> 'period' AS period, body ->> 'of' AS of
      FROM said WHERE body ->> 't' = 'void')
  SELECT recipe, territory, tariff, period, late, listener, sum(counted)::text AS counted, sum(taken)::text AS taken FROM (
    SELECT recipe, territory, tariff, period, late, listener, 1 AS counted, 0 AS taken FROM plays
    UNION ALL SELECT v.recipe, v.territory, v.tariff, v.period, p.late, p.listener, -1, 0
      FROM voids v LEFT JOIN plays p ON p.c = v.c WHERE v.period = v.of
    UNION ALL SELECT recipe, territory, tariff, period, of, NULL, 0, 1 FROM voids WHERE period <> of
  ) each GROUP BY 1, 2, 3, 4, 5, 6`;
