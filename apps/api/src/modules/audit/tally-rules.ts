/** What peers counted and what it comes to. Each answers the rows that break it: `subject` and `detail`. */
export const TALLY_RULES: Readonly<Record<string, string>> = {
  'what a peer counted is in what was read of its log': `SELECT p.peer_id::text AS subject, max(p.leaf_index) || ' of ' || l.cursor AS detail
    FROM peer_play p JOIN peer_log l ON l.peer_id = p.peer_id AND l.log = 'plays' GROUP BY p.peer_id, l.cursor
    HAVING max(p.leaf_index) >= l.cursor`,
  'usage at peers is the plays that they counted': `SELECT name AS subject, sum(usage) || ' of ' || sum(counted) AS detail FROM (
      SELECT concat_ws(' ', peer_id, period, tariff_version, recipe_hash, territory, late, subject, side) AS name, plays AS usage, 0 AS counted
      FROM peer_usage
      UNION ALL SELECT concat_ws(' ', peer_id, period, tariff_version, recipe_hash, territory, late, subject, side), 0, 1 FROM peer_play
      UNION ALL SELECT concat_ws(' ', p.peer_id, v.period, p.tariff_version, p.recipe_hash, p.territory,
        CASE WHEN v.period = v.of THEN p.late ELSE v.of END, p.subject, p.side), 0, -1
      FROM peer_play_void v JOIN peer_play p USING (commitment, subject, side)) each
    GROUP BY name HAVING sum(usage) <> sum(counted)`,
  'what is receivable is of plays that a peer counted': `SELECT concat_ws(' ', r.peer_id, r.period, r.recipe_hash, r.subject, r.side) AS subject,
      r.plays || ' of ' || coalesce(u.plays, 0) AS detail
    FROM receivable r LEFT JOIN peer_usage u ON (u.peer_id, u.period, u.tariff_version, u.recipe_hash, u.territory, u.late, u.subject, u.side)
      = (r.peer_id, r.period, r.tariff_version, r.recipe_hash, r.territory, r.late, r.subject, r.side)
    WHERE u.stale IS DISTINCT FROM true AND r.plays IS DISTINCT FROM u.plays`,
  'a settlement is the sum of its lines, and what of it is accepted too': `SELECT s.id::text AS subject,
      coalesce(sum(l.amount_micros), 0) || ' of ' || s.total_micros AS detail
    FROM settlement s LEFT JOIN settlement_line l ON l.settlement_id = s.id WHERE s.state <> 'REFUSED' GROUP BY s.id
    HAVING coalesce(sum(l.amount_micros), 0) <> s.total_micros OR (s.accepted_micros IS NOT NULL
      AND s.accepted_micros <> coalesce(sum(l.amount_micros) FILTER (WHERE l.verdict = 'ACCEPTED'), 0))`,
  'a settlement is what its close owed and what left suspense': `SELECT s.id::text AS subject, s.total_micros || ' of ' || coalesce(sum(o.amount_micros), 0) AS detail
    FROM settlement s LEFT JOIN journal_entry e ON e.kind IN ('CLOSE', 'RELEASE') AND e.period_id = s.period AND e.currency = s.currency
      LEFT JOIN posting o ON o.entry_id = e.id AND o.account LIKE 'owed:' || s.peer_id || '/%'
    WHERE s.direction = 'OUT' AND s.round = 1 GROUP BY s.id HAVING s.total_micros <> coalesce(sum(o.amount_micros), 0)`,
  'what is accepted of a settlement was reckoned here': `SELECT settlement_id || ' ' || position AS subject, reckoned_plays || ' of ' || plays AS detail
    FROM settlement_line l JOIN settlement s ON s.id = l.settlement_id
    WHERE s.direction = 'IN' AND l.verdict = 'ACCEPTED' AND l.reckoned_plays IS DISTINCT FROM l.plays
      AND (s.round = 1 OR s.decided_by IS NULL)`,
  'a paid settlement is booked once, by two': `SELECT s.id::text AS subject, count(e.id)::text AS detail FROM settlement s
    LEFT JOIN journal_entry e ON e.kind = 'SETTLEMENT' AND e.reference = 'settlement/' || s.sha256 GROUP BY s.id
    HAVING count(e.id) <> CASE WHEN s.state = 'PAID' THEN 1 ELSE 0 END OR (s.state = 'PAID' AND (s.confirmed_by IS NULL OR s.prepared_by IS NULL))`,
  'a settlement moves what was accepted': `SELECT s.id::text AS subject, o.amount_micros || ' of ' || s.accepted_micros AS detail FROM settlement s
    JOIN journal_entry e ON e.kind = 'SETTLEMENT' AND e.reference = 'settlement/' || s.sha256
    JOIN posting o ON o.entry_id = e.id AND o.account = CASE s.direction WHEN 'IN' THEN 'funding' ELSE 'settled:' || s.peer_id END
    WHERE abs(o.amount_micros) <> s.accepted_micros + s.carried_micros`,
  'a settlement carries what those before it came to': `SELECT s.id::text AS subject, s.carried_micros || ' of ' || coalesce(sum(c.accepted_micros + c.carried_micros), 0) AS detail
    FROM settlement s LEFT JOIN settlement c ON c.carried_into = s.id AND c.direction = s.direction AND c.peer_id = s.peer_id AND c.currency = s.currency
    GROUP BY s.id HAVING s.carried_micros <> coalesce(sum(c.accepted_micros + c.carried_micros), 0)`,
  'what is stated again was disputed, and is no more than that': `SELECT s.id::text AS subject, s.total_micros || ' of ' || coalesce(sum(l.amount_micros), 0) AS detail
    FROM settlement s LEFT JOIN settlement_line l ON l.settlement_id = s.of_id AND l.verdict = 'DISPUTED'
    WHERE s.round = 2 AND s.direction = 'OUT' AND s.state <> 'REFUSED' GROUP BY s.id HAVING s.total_micros > coalesce(sum(l.amount_micros), 0)
    UNION ALL SELECT s.id::text, n.side || ' ' || n.subject || ' ' || n.party FROM settlement s JOIN settlement_line n ON n.settlement_id = s.id
    WHERE s.round = 2 AND NOT EXISTS (SELECT FROM settlement_line l WHERE l.settlement_id = s.of_id AND l.verdict = 'DISPUTED'
      AND (l.side, l.subject, l.party) = (n.side, n.subject, n.party) AND l.released IS NOT DISTINCT FROM n.released)`,
  'no more is settled with a peer than it was owed': `SELECT p.id || ' ' || e.currency AS subject, sum(o.amount_micros)::text AS detail
    FROM peer p JOIN posting o ON starts_with(o.account, 'owed:' || p.id || '/') JOIN journal_entry e ON e.id = o.entry_id
    WHERE EXISTS (SELECT FROM posting d WHERE d.account = 'settled:' || p.id) GROUP BY p.id, e.currency
    HAVING sum(o.amount_micros) FILTER (WHERE e.kind <> 'SETTLEMENT' AND o.amount_micros > 0) < -sum(o.amount_micros) FILTER (WHERE e.kind = 'SETTLEMENT')`,
  'a recipe that is read keeps no plays waiting': `SELECT r.hash AS subject, count(*)::text AS detail
    FROM played_recipe r JOIN peer_play_waiting w ON w.recipe_hash = r.hash WHERE r.state = 'READY' GROUP BY r.hash`,
};
