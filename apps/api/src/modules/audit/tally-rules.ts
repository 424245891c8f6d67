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
  'a recipe that is read keeps no plays waiting': `SELECT r.hash AS subject, count(*)::text AS detail
    FROM played_recipe r JOIN peer_play_waiting w ON w.recipe_hash = r.hash WHERE r.state = 'READY' GROUP BY r.hash`,
};
