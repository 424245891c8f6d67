-- Plays lie in one partition for each accounting month: what is closed is never touched again, and what is asked of a
-- month or of the last days reads that month alone. That a play is single is kept by `play_key`, which is not cut up
-- and never expires.

ALTER TABLE "play" RENAME TO "play_whole";
ALTER TABLE "play_whole" RENAME CONSTRAINT "play_pkey" TO "play_whole_pkey";
ALTER INDEX "play_period_id_tariff_version_recipe_hash_territory_idx" RENAME TO "play_whole_period_idx";
ALTER INDEX "play_device_started_at_idx" RENAME TO "play_whole_device_idx";
ALTER INDEX "play_recipe_hash_counted_at_idx" RENAME TO "play_whole_recipe_idx";
DROP FUNCTION log_leaf_of(play_whole);

CREATE TABLE "play" (
    "receipt_id" BYTEA NOT NULL,
    "grant_id" UUID NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "heard_ms" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "period_id" TEXT NOT NULL,
    "origin_period_id" TEXT,
    "listener" TEXT,
    "salt" BYTEA NOT NULL,
    "commitment" BYTEA NOT NULL,
    "receipt" JSONB NOT NULL,

    CONSTRAINT "play_pkey" PRIMARY KEY ("receipt_id","period_id"),
    CONSTRAINT "play_heard" CHECK (heard_ms > 0)
) PARTITION BY LIST ("period_id");

-- A row of one period lies in its partition: what follows need not begin with the period.
CREATE INDEX "play_recipe_hash_tariff_version_territory_idx" ON "play"("recipe_hash", "tariff_version", "territory");
CREATE INDEX "play_device_started_at_idx" ON "play"("device", "started_at");

-- Triggers for rows come to each partition from the table; those for statements are of the table that is named.
CREATE TRIGGER play_append_only BEFORE UPDATE OR DELETE ON play FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_no_truncate BEFORE TRUNCATE ON play EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_partition_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'plays are put into the table play, whose trigger logs them' USING ERRCODE = 'restrict_violation';
END $$;

-- Made apart and then attached: that lets everybody else go on counting.
CREATE FUNCTION ensure_play_partition(period text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition text := 'play_' || replace(period, '-', '_');
BEGIN
  IF period !~ '^[0-9]{4}-(0[1-9]|1[0-2])$' THEN
    RAISE EXCEPTION '% is no month', period USING ERRCODE = 'check_violation';
  END IF;
  IF to_regclass(quote_ident(partition)) IS NOT NULL THEN RETURN; END IF;
  LOCK TABLE play IN SHARE UPDATE EXCLUSIVE MODE;
  IF to_regclass(quote_ident(partition)) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE play INCLUDING ALL)', partition);
  EXECUTE format('ALTER TABLE play ATTACH PARTITION %I FOR VALUES IN (%L)', partition, period);
  EXECUTE format('CREATE TRIGGER play_no_truncate BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', partition);
  EXECUTE format('CREATE TRIGGER play_by_table BEFORE INSERT ON %I EXECUTE FUNCTION refuse_partition_insert()', partition);
END $$;

-- No period without a place for its plays, whoever opens it.
CREATE FUNCTION partition_of_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ensure_play_partition(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER period_has_partition AFTER INSERT ON period FOR EACH ROW EXECUTE FUNCTION partition_of_period();

SELECT ensure_play_partition(id) FROM (SELECT id FROM period UNION SELECT DISTINCT period_id FROM play_whole) AS known;

INSERT INTO play (receipt_id, grant_id, recipe_hash, device, territory, tariff_version, rules_version, started_at, heard_ms,
    counted_at, period_id, origin_period_id, salt, commitment, receipt)
  SELECT receipt_id, grant_id, recipe_hash, device, territory, tariff_version, rules_version, started_at, heard_ms,
    counted_at, period_id, origin_period_id, salt, commitment, receipt
  FROM play_whole ORDER BY counted_at, receipt_id;
DROP TABLE play_whole;

-- As before, and under a tariff that is shared out by listener their pseudonym of this period.
CREATE FUNCTION log_leaf_of(r play) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'play', 'c', replace(encode(r.commitment, 'base64'), E'\n', ''), 'recipe', r.recipe_hash,
    'territory', r.territory, 'hour', to_char(date_trunc('hour', r.started_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24"Z"'),
    'rules', r.rules_version, 'tariff', r.tariff_version, 'period', r.period_id)
    || CASE WHEN r.origin_period_id IS NULL THEN '{}' ELSE jsonb_build_object('late', r.origin_period_id) END
    || CASE WHEN r.listener IS NULL THEN '{}' ELSE jsonb_build_object('listener', r.listener) END
$$;
-- After the rows of before, which are in the log already.
CREATE TRIGGER play_logged AFTER INSERT ON play REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_rows('plays');

-- Who is behind a pseudonym of a period. Never logged, and of no use for any other period.
CREATE TABLE "play_listener" (
    "period_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,

    CONSTRAINT "play_listener_pkey" PRIMARY KEY ("period_id","subject")
);
CREATE UNIQUE INDEX "play_listener_period_id_pseudonym_key" ON "play_listener"("period_id", "pseudonym");
