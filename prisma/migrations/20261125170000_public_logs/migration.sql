-- AlterTable: plays that were counted before there were logs are in none, and say so with nothing.
ALTER TABLE "play" ADD COLUMN     "commitment" BYTEA NOT NULL DEFAULT '\x';
ALTER TABLE "play" ALTER COLUMN "commitment" DROP DEFAULT;
-- Of late plays only; those counted before say it by their times.
ALTER TABLE "play" ADD COLUMN "origin_period_id" TEXT;

-- CreateTable
CREATE TABLE "log_pending" (
    "seq" BIGSERIAL NOT NULL,
    "log" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "log_pending_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "log_leaf" (
    "log" TEXT NOT NULL,
    "index" BIGINT NOT NULL,
    "entry" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "sequenced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_leaf_pkey" PRIMARY KEY ("log","index")
);

-- CreateTable
CREATE TABLE "log_node" (
    "log" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "index" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "log_node_pkey" PRIMARY KEY ("log","level","index")
);

-- CreateTable
CREATE TABLE "log_head" (
    "log" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "frontier" BYTEA NOT NULL,
    "checkpoint" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_head_pkey" PRIMARY KEY ("log")
);

-- CreateTable
CREATE TABLE "log_cosignature" (
    "log" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_cosignature_pkey" PRIMARY KEY ("log","size","witness")
);

-- CreateTable
CREATE TABLE "witnessed_head" (
    "origin" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "checkpoint" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "witnessed_head_pkey" PRIMARY KEY ("origin")
);

-- CreateIndex
CREATE INDEX "log_pending_log_seq_idx" ON "log_pending"("log", "seq");

-- CreateIndex
CREATE INDEX "log_leaf_log_hash_idx" ON "log_leaf"("log", "hash");

-- What the public logs say, and that they say it: the leaf is written by the database in the transaction that made the
-- row, so that no code path can leave it out. Bodies are turned into canonical JSON when they are sequenced.

ALTER TABLE log_pending ADD CONSTRAINT log_pending_log CHECK (log IN ('consent', 'plays'));
-- An entry has 65,535 bytes at most (tlog-tiles). Refused here, nothing can block the log later.
ALTER TABLE log_pending ADD CONSTRAINT log_pending_size CHECK (octet_length(body::text) <= 60000);
ALTER TABLE log_leaf ADD CONSTRAINT log_leaf_hash CHECK (octet_length(hash) = 32);
ALTER TABLE log_node ADD CONSTRAINT log_node_hash CHECK (octet_length(hash) = 32 AND level >= 1);
ALTER TABLE log_head ADD CONSTRAINT log_head_root CHECK (octet_length(root) = 32 AND octet_length(frontier) % 32 = 0);

CREATE TRIGGER log_leaf_append_only BEFORE UPDATE OR DELETE ON log_leaf FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_leaf_no_truncate BEFORE TRUNCATE ON log_leaf EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_node_append_only BEFORE UPDATE OR DELETE ON log_node FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_node_no_truncate BEFORE TRUNCATE ON log_node EXECUTE FUNCTION refuse_change();

-- A log never shrinks, and what it has signed at one size stays.
CREATE FUNCTION assert_log_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root) THEN
    RAISE EXCEPTION 'the log % would go from % to %', NEW.log, OLD.size, NEW.size USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER log_head_grows BEFORE UPDATE ON log_head FOR EACH ROW EXECUTE FUNCTION assert_log_grows();
CREATE TRIGGER log_head_stays BEFORE DELETE ON log_head FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION log_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

CREATE FUNCTION log_leaf_of(r share) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'share', 'id', r.id, 'side', r.side, 'party', r.party_id, 'role', r.role, 'ppm', r.ppm,
    'recording', r.recording_id, 'work', r.work_id, 'territories', to_jsonb(r.territories),
    'excludeTerritories', to_jsonb(r.exclude_territories), 'from', log_instant(r.valid_from), 'to', log_instant(r.valid_to),
    'status', r.status)
$$;
CREATE FUNCTION log_leaf_of(r contributor) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'contributor', 'id', r.id, 'party', r.party_id, 'role', r.role,
    'recording', r.recording_id, 'work', r.work_id)
$$;
CREATE FUNCTION log_leaf_of(r recording) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'recording', 'id', r.id, 'isrc', r.isrc)
$$;
CREATE FUNCTION log_leaf_of(r work) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'work', 'id', r.id, 'iswc', r.iswc)
$$;
CREATE FUNCTION log_leaf_of(r recording_work) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'recording-work', 'recording', r.recording_id, 'work', r.work_id, 'ppm', r.ppm)
$$;
CREATE FUNCTION log_leaf_of(r grant_version) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'grant', 'id', r.id, 'version', r.version, 'party', r.party_id, 'side', r.side,
    'recording', r.recording_id, 'work', r.work_id, 'release', r.release_id, 'recipe', r.recipe_hash, 'policy', r.policy,
    'state', r.state, 'scope', r.scope, 'minimumRateMicros', r.minimum_rate_micros::text,
    'withdrawnFrom', log_instant(r.withdrawn_from))
$$;
CREATE FUNCTION log_leaf_of(r mandate) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'mandate', 'id', r.id, 'version', r.version, 'grantor', r.grantor_id, 'holder', r.holder_id,
    'side', r.side, 'recording', r.recording_id, 'work', r.work_id, 'territories', to_jsonb(r.territories),
    'excludeTerritories', to_jsonb(r.exclude_territories), 'state', r.state, 'from', log_instant(r.valid_from),
    'to', log_instant(r.valid_to))
$$;
CREATE FUNCTION log_leaf_of(r tariff) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'tariff', 'version', r.version, 'kind', r.kind, 'currency', r.currency,
    'perPlayMicros', r.per_play_micros::text, 'masterPpm', r.master_ppm, 'compositionPpm', r.composition_ppm,
    'remixerPpm', r.remixer_ppm, 'platformPpm', r.platform_ppm, 'minimumMs', r.minimum_ms, 'dailyCap', r.daily_cap,
    'from', log_instant(r.effective_from))
$$;
CREATE FUNCTION log_leaf_of(r recipe_source) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'recipe-source', 'recipe', r.recipe_hash, 'source', r.source_id, 'position', r.position,
    'recording', r.recording_id, 'isrc', r.isrc, 'usageMs', r.usage_ms)
$$;
CREATE FUNCTION log_leaf_of(r release_recording) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'release-recording', 'release', r.release_id, 'recording', r.recording_id)
$$;
CREATE FUNCTION log_leaf_of(r party_merge) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'party-merge', 'id', r.id, 'from', r.from_id, 'into', r.into_id, 'at', log_instant(r.created_at))
$$;
CREATE FUNCTION log_leaf_of(r party_merge_item) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'party-merge-item', 'merge', r.merge_id, 'kind', r.kind, 'ref', r.ref_id,
    'recording', r.recording_id, 'work', r.work_id)
$$;
-- Which money waits, since when and until when; what was said about it stays between the parties.
CREATE FUNCTION log_leaf_of(r dispute) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'dispute', 'id', r.id, 'side', r.side, 'recording', r.recording_id, 'work', r.work_id,
    'state', r.state, 'revision', r.revision, 'openedAt', log_instant(r.opened_at), 'resolvedAt', log_instant(r.resolved_at))
$$;
CREATE FUNCTION log_leaf_of(r dispute_hold) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'dispute-hold', 'id', r.id, 'dispute', r.dispute_id, 'share', r.share_id,
    'territories', to_jsonb(r.territories), 'excludeTerritories', to_jsonb(r.exclude_territories),
    'from', log_instant(r.valid_from), 'to', log_instant(r.valid_to), 'since', log_instant(r.since), 'until', log_instant(r.until))
$$;
CREATE FUNCTION log_leaf_of(r period) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'period', 'id', r.id, 'state', r.state, 'opensAt', log_instant(r.opens_at),
    'closedAt', log_instant(r.closed_at))
$$;
CREATE FUNCTION log_leaf_of(r statement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'statement', 'id', r.id, 'party', r.party_id, 'period', r.period_id, 'currency', r.currency,
    'closingMicros', r.closing_micros::text, 'sha256', r.sha256)
$$;
-- A licence: who is paid for the flip, and one leaf for what was decided about each recording, for it may have many works.
CREATE FUNCTION log_leaves_of(r licence_snapshot) RETURNS SETOF jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT jsonb_build_object('t', 'publish', 'recipe', r.recipe_hash, 'remixer', p.remixer_party_id,
      'policy', r.decision -> 'policy', 'territory', r.territory, 'tariff', r.tariff_version, 'at', log_instant(r.decided_at),
      'licence', r.decision -> 'snapshot')
    FROM recipe p WHERE p.hash = r.recipe_hash
  UNION ALL
  SELECT jsonb_build_object('t', 'clearance', 'recipe', r.recipe_hash, 'recording', source -> 'recordingId', 'sides', (
      SELECT jsonb_agg(jsonb_build_object('side', side -> 'side', 'state', side -> 'state', 'subject', side #> '{subject,id}'))
      FROM jsonb_array_elements(source -> 'sides') AS side))
    FROM jsonb_array_elements(r.decision -> 'sources') AS source;
END $$;
-- Nothing of the listener, and of the time no more than the hour.
CREATE FUNCTION log_leaf_of(r play) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'play', 'c', replace(encode(r.commitment, 'base64'), E'\n', ''), 'recipe', r.recipe_hash,
    'territory', r.territory, 'hour', to_char(date_trunc('hour', r.started_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24"Z"'),
    'rules', r.rules_version, 'tariff', r.tariff_version, 'period', r.period_id)
    || CASE WHEN r.origin_period_id IS NULL THEN '{}' ELSE jsonb_build_object('late', r.origin_period_id) END
$$;

-- One statement, one insert, in the order of the rows, whatever their number.
CREATE FUNCTION log_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO log_pending (log, body) SELECT %L, log_leaf_of(r::%I) FROM changed r', TG_ARGV[0], TG_TABLE_NAME);
  RETURN NULL;
END $$;
-- A change that the leaf does not show is none.
CREATE FUNCTION log_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO log_pending (log, body) SELECT %L, leaf FROM (SELECT log_leaf_of(r::%I) AS leaf FROM changed r '
    'EXCEPT SELECT log_leaf_of(r::%I) FROM before r) AS news', TG_ARGV[0], TG_TABLE_NAME, TG_TABLE_NAME);
  RETURN NULL;
END $$;
-- What is taken away is said with what it was.
CREATE FUNCTION log_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO log_pending (log, body) SELECT %L, log_leaf_of(r::%I) || ''{"removed": true}'' FROM changed r',
    TG_ARGV[0], TG_TABLE_NAME);
  RETURN NULL;
END $$;
CREATE FUNCTION log_licences() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body) SELECT 'consent', leaf FROM changed r, log_leaves_of(r) AS leaf;
  RETURN NULL;
END $$;
CREATE FUNCTION log_recipe_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body)
    SELECT 'consent', jsonb_build_object('t', 'recipe-state', 'recipe', n.hash, 'state', n.state)
    FROM changed n JOIN before o ON o.hash = n.hash WHERE n.state <> o.state;
  RETURN NULL;
END $$;

CREATE TRIGGER play_logged AFTER INSERT ON play REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_rows('plays');
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['share', 'contributor', 'recording', 'work', 'recording_work', 'grant_version', 'mandate', 'tariff',
      'recipe_source', 'period', 'statement', 'release_recording', 'party_merge', 'party_merge_item', 'dispute', 'dispute_hold'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_rows(''consent'')', name || '_logged', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['share', 'contributor', 'recording_work', 'period', 'dispute', 'dispute_hold'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION log_changes(''consent'')', name || '_change_logged', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['share', 'contributor', 'recording_work', 'release_recording', 'dispute_hold'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_removed(''consent'')', name || '_removal_logged', name);
  END LOOP;
END $$;
CREATE TRIGGER licence_snapshot_logged AFTER INSERT ON licence_snapshot REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_licences();
CREATE TRIGGER recipe_state_logged AFTER UPDATE ON recipe REFERENCING NEW TABLE AS changed OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION log_recipe_states();

-- What was there before the logs began is said first.
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM tariff r ORDER BY r.version;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM recording r ORDER BY r.id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM work r ORDER BY r.id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM recording_work r ORDER BY r.recording_id, r.work_id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM release_recording r ORDER BY r.release_id, r.recording_id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM contributor r ORDER BY r.id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM share r ORDER BY r.id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM mandate r ORDER BY r.id, r.version;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM party_merge r ORDER BY r.id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM party_merge_item r ORDER BY r.merge_id, r.position;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM dispute r ORDER BY r.id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM dispute_hold r ORDER BY r.id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM grant_version r ORDER BY r.id, r.version;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM recipe_source r ORDER BY r.recipe_hash, r.position;
INSERT INTO log_pending (log, body) SELECT 'consent', leaf FROM licence_snapshot r, log_leaves_of(r) AS leaf ORDER BY r.recipe_hash;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM period r ORDER BY r.id;
INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(r) FROM statement r ORDER BY r.id;
