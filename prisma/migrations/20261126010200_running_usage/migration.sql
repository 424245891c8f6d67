-- Plays are added up as they are counted, so that a close has not to look at each of them again (ADR 33).

-- CreateTable
CREATE TABLE "play_usage" (
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "origin_period_id" TEXT NOT NULL,
    "plays" BIGINT NOT NULL,

    CONSTRAINT "play_usage_pkey" PRIMARY KEY ("period_id","tariff_version","recipe_hash","territory","origin_period_id")
);

-- CreateTable
CREATE TABLE "play_usage_pending" (
    "seq" BIGSERIAL NOT NULL,
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "origin_period_id" TEXT NOT NULL,
    "plays" BIGINT NOT NULL,

    CONSTRAINT "play_usage_pending_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE INDEX "play_usage_pending_recipe_hash_idx" ON "play_usage_pending"("recipe_hash");

ALTER TABLE play_usage ADD CONSTRAINT play_usage_plays CHECK (plays > 0);
ALTER TABLE play_usage_pending ADD CONSTRAINT play_usage_pending_plays CHECK (plays > 0);

-- A sum of plays grows: plays are never taken away, and what voids them stands elsewhere.
CREATE FUNCTION assert_usage_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.plays < OLD.plays THEN
    RAISE EXCEPTION 'the plays of % would go from % to %', NEW.recipe_hash, OLD.plays, NEW.plays USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER play_usage_grows BEFORE UPDATE ON play_usage FOR EACH ROW EXECUTE FUNCTION assert_usage_grows();
CREATE TRIGGER play_usage_stays BEFORE DELETE ON play_usage FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_usage_no_truncate BEFORE TRUNCATE ON play_usage EXECUTE FUNCTION refuse_change();

-- By the database, in the transaction that counts, whoever counts. Rows are added and no row is changed: batches of the
-- same recipes do not wait for each other.
CREATE FUNCTION add_usage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO play_usage_pending (period_id, tariff_version, recipe_hash, territory, origin_period_id, plays)
    SELECT period_id, tariff_version, recipe_hash, territory, coalesce(origin_period_id, ''), count(*)
    FROM changed GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END $$;
CREATE TRIGGER play_adds_usage AFTER INSERT ON play REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION add_usage();

-- What was counted before: recipes have it in their counts already.
INSERT INTO play_usage (period_id, tariff_version, recipe_hash, territory, origin_period_id, plays)
  SELECT period_id, tariff_version, recipe_hash, territory, coalesce(origin_period_id, ''), count(*) FROM play GROUP BY 1, 2, 3, 4, 5;
