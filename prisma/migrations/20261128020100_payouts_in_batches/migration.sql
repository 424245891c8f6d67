-- Entries were looked over one by one when their transaction ended: a call and a query for each. Now whatever inserts
-- entries or postings names the entries that have to balance, once for each statement, and one query looks at all of them
-- when the transaction ends. Transition tables cannot wait until then, rows can.
CREATE TABLE "entry_to_balance" (
    "id" BIGSERIAL NOT NULL,
    "entries" UUID[],

    CONSTRAINT "entry_to_balance_pkey" PRIMARY KEY ("id")
);

CREATE FUNCTION assert_entries_balanced() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  broken record;
BEGIN
  SELECT n.id, n.total INTO broken
  FROM (SELECT e.id, (SELECT sum(o.amount_micros) FROM posting o WHERE o.entry_id = e.id) AS total FROM unnest(NEW.entries) AS e (id)) n
  WHERE n.total IS DISTINCT FROM 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'journal entry % does not balance (sum %)', broken.id, broken.total USING ERRCODE = 'check_violation';
  END IF;
  -- What waits is the row's event and not the row, which has done its part.
  DELETE FROM entry_to_balance WHERE id = NEW.id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER entry_to_balance_balanced AFTER INSERT ON entry_to_balance
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_entries_balanced();

CREATE FUNCTION note_entries_to_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_to_balance (entries) SELECT array_agg(id) FROM added HAVING count(*) > 0;
  RETURN NULL;
END $$;
DROP TRIGGER journal_entry_balanced ON journal_entry;
CREATE TRIGGER journal_entry_balanced AFTER INSERT ON journal_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_entries_to_balance();

-- Postings that come to nothing for every entry they belong to leave balanced what was balanced.
CREATE OR REPLACE FUNCTION assert_postings_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_to_balance (entries) SELECT array_agg(entry_id)
    FROM (SELECT entry_id FROM changed GROUP BY entry_id HAVING sum(amount_micros) <> 0) c HAVING count(*) > 0;
  RETURN NULL;
END $$;
DROP FUNCTION assert_entry_balanced();

-- A run that is being sent is in preparation still.
DROP INDEX payout_run_in_preparation;
CREATE UNIQUE INDEX payout_run_in_preparation ON payout_run (currency) WHERE state IN ('DRAFT', 'APPROVED', 'SENDING');
ALTER TABLE payout_run DROP CONSTRAINT payout_run_sent;
ALTER TABLE payout_run ADD CONSTRAINT payout_run_sent CHECK ((state IN ('SENDING', 'SENT', 'SETTLING', 'SETTLED')) = (sent_at IS NOT NULL));

CREATE OR REPLACE FUNCTION assert_payout_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- Wherever a run comes to, its payments were there before.
  unfit "PayoutLineState"[] := CASE NEW.state WHEN 'SENT' THEN '{PLANNED}' WHEN 'SETTLED' THEN '{PLANNED,SENT}'
    WHEN 'CANCELLED' THEN '{SENT,SETTLED,RETURNED}' ELSE '{}' END;
BEGIN
  IF (NEW.id, NEW.currency, NEW.until_period, NEW.created_by, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.currency, OLD.until_period, OLD.created_by, OLD.created_at)
    OR (OLD.state, NEW.state) NOT IN (('DRAFT', 'DRAFT'), ('DRAFT', 'APPROVED'), ('DRAFT', 'CANCELLED'), ('APPROVED', 'CANCELLED'), ('APPROVED', 'SENDING'),
      ('SENDING', 'SENT'), ('SENDING', 'CANCELLED'), ('SENT', 'SETTLING'), ('SENT', 'SETTLED'), ('SETTLING', 'SETTLED'))
    OR EXISTS (SELECT FROM payout_line WHERE run_id = NEW.id AND state = ANY(unfit)) THEN
    RAISE EXCEPTION 'payout run % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- Whatever changes a line changes its state, which `payout_line_course` sees to: what it was before needs no look. Two
-- transition tables, of which the planner knows nothing, were joined row by row.
CREATE OR REPLACE FUNCTION log_payments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(n::payout_line) FROM changed n
    WHERE n.state IN ('SENT', 'RETURNED') ORDER BY n.id;
  RETURN NULL;
END $$;
DROP TRIGGER payout_line_change_logged ON payout_line;
CREATE TRIGGER payout_line_change_logged AFTER UPDATE ON payout_line REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_payments();
