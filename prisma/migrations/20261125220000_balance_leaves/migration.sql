-- What of a statement follows from consent and not from plays alone (ADR 31): how a dispute ended, and the money that was
-- released to whom. Closes are not logged, for they follow from plays, rights and tariffs; payouts, taxes, advances and
-- corrections are not, for they are nobody else's business.

-- A split of which the leaf would be larger than an entry may be is left out: the release it leads to is logged all the same.
CREATE OR REPLACE FUNCTION log_leaf_of(r dispute) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'dispute', 'id', r.id, 'side', r.side, 'recording', r.recording_id, 'work', r.work_id,
    'state', r.state, 'revision', r.revision, 'openedAt', log_instant(r.opened_at), 'resolvedAt', log_instant(r.resolved_at))
    || CASE WHEN r.outcome IS NULL OR octet_length(r.outcome::text) > 50000 THEN '{}'::jsonb
         ELSE jsonb_build_object('outcome', r.outcome) END
$$;

CREATE FUNCTION log_release_of(r posting, e journal_entry) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'posting', 'kind', e.kind, 'reference', e.reference, 'currency', e.currency,
    'period', e.period_id, 'account', r.account, 'amountMicros', r.amount_micros::text)
$$;
-- The entries first: a close posts very many rows of very few entries, and none of them is a release.
CREATE FUNCTION log_releases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body)
    SELECT 'consent', log_release_of(r::posting, e)
    FROM (SELECT DISTINCT entry_id FROM changed) d
    JOIN journal_entry e ON e.id = d.entry_id AND e.kind = 'RELEASE'
    JOIN changed r ON r.entry_id = e.id
    WHERE r.account LIKE 'payable:%' ORDER BY e.kind, e.reference, r.position;
  RETURN NULL;
END $$;
CREATE TRIGGER posting_logged AFTER INSERT ON posting REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_releases();

-- What was there before the logs said so.
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM dispute r WHERE r.outcome IS NOT NULL ORDER BY r.id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_release_of(r, e)
  FROM posting r JOIN journal_entry e ON e.id = r.entry_id
  WHERE e.kind = 'RELEASE' AND r.account LIKE 'payable:%' ORDER BY e.id, r.position;
