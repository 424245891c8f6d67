-- Rules that the data model cannot say.

-- What is counted and booked is never changed or removed; a correction is a new row.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE ON posting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_no_truncate BEFORE TRUNCATE ON posting EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_append_only BEFORE UPDATE OR DELETE ON play FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_no_truncate BEFORE TRUNCATE ON play EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_key_append_only BEFORE UPDATE OR DELETE ON play_key FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_key_no_truncate BEFORE TRUNCATE ON play_key EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grant_version_append_only BEFORE UPDATE OR DELETE ON grant_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tariff_append_only BEFORE UPDATE OR DELETE ON tariff FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER licence_snapshot_append_only BEFORE UPDATE OR DELETE ON licence_snapshot FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allocation_line_append_only BEFORE UPDATE OR DELETE ON allocation_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_append_only BEFORE UPDATE OR DELETE ON statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_line_append_only BEFORE UPDATE OR DELETE ON statement_line FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Double entry: when a transaction ends, every entry it touched has postings, and they sum to zero.
CREATE FUNCTION assert_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry uuid := CASE TG_TABLE_NAME WHEN 'posting' THEN (to_jsonb(NEW) ->> 'entry_id')::uuid ELSE (to_jsonb(NEW) ->> 'id')::uuid END;
  total numeric;
BEGIN
  SELECT sum(amount_micros) INTO total FROM posting WHERE entry_id = entry;
  IF total IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'journal entry % does not balance (sum %)', entry, total USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER journal_entry_balanced AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_entry_balanced();
CREATE CONSTRAINT TRIGGER posting_balanced AFTER INSERT ON posting
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_entry_balanced();

ALTER TABLE posting ADD CONSTRAINT posting_not_zero CHECK (amount_micros <> 0);

ALTER TABLE tariff ADD CONSTRAINT tariff_is_whole
  CHECK (master_ppm >= 0 AND composition_ppm >= 0 AND remixer_ppm >= 0 AND platform_ppm >= 0
     AND master_ppm + composition_ppm + remixer_ppm + platform_ppm = 1000000);
ALTER TABLE tariff ADD CONSTRAINT tariff_per_play CHECK ((kind = 'PER_PLAY') = (per_play_micros IS NOT NULL));

ALTER TABLE share ADD CONSTRAINT share_ppm CHECK (ppm BETWEEN 1 AND 1000000);
ALTER TABLE share ADD CONSTRAINT share_subject CHECK (
  (side = 'MASTER' AND recording_id IS NOT NULL AND work_id IS NULL)
  OR (side = 'COMPOSITION' AND work_id IS NOT NULL AND recording_id IS NULL));
ALTER TABLE contributor ADD CONSTRAINT contributor_subject CHECK (num_nonnulls(recording_id, work_id) = 1);
ALTER TABLE recording_work ADD CONSTRAINT recording_work_ppm CHECK (ppm BETWEEN 1 AND 1000000);
ALTER TABLE recording ADD CONSTRAINT recording_isrc CHECK (isrc ~ '^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$');
ALTER TABLE work ADD CONSTRAINT work_iswc CHECK (iswc ~ '^T[0-9]{10}$');
ALTER TABLE grant_version ADD CONSTRAINT grant_version_positive CHECK (version >= 1);
ALTER TABLE grant_version ADD CONSTRAINT grant_version_subject CHECK (
  (side = 'MASTER' AND work_id IS NULL) OR (side = 'COMPOSITION' AND recording_id IS NULL));
ALTER TABLE recipe ADD CONSTRAINT recipe_hash CHECK (hash ~ '^sha256-[0-9a-f]{64}$');
ALTER TABLE recipe ADD CONSTRAINT recipe_size CHECK (octet_length(document) <= 270336);
ALTER TABLE play_key ADD CONSTRAINT play_key_length CHECK (octet_length(receipt_id) = 32);
ALTER TABLE play ADD CONSTRAINT play_heard CHECK (heard_ms > 0);
ALTER TABLE period ADD CONSTRAINT period_id CHECK (id ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');
-- Plays are counted into the one period that is open.
ALTER TABLE period ADD CONSTRAINT period_one_open EXCLUDE USING btree (state WITH =) WHERE (state = 'OPEN');

ALTER TABLE app_user ADD CONSTRAINT app_user_handle
  CHECK (handle ~ '^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$' OR deleted_at IS NOT NULL);

-- Search over the catalogue; `simple` because titles are in every language.
CREATE INDEX recording_search ON recording USING gin (to_tsvector('simple', title || ' ' || artist || ' ' || isrc));
