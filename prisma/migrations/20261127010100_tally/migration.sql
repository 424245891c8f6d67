-- CreateTable
CREATE TABLE "played_recipe" (
    "hash" TEXT NOT NULL,
    "peer_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "sources" JSONB,
    "by_word" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "played_recipe_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "played_subject" (
    "recipe_hash" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "recording_id" UUID,

    CONSTRAINT "played_subject_pkey" PRIMARY KEY ("recipe_hash","subject","side")
);

-- CreateTable
CREATE TABLE "peer_play" (
    "commitment" BYTEA NOT NULL,
    "subject" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "peer_id" UUID NOT NULL,
    "leaf_index" BIGINT NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "hour" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "late" TEXT NOT NULL,

    CONSTRAINT "peer_play_pkey" PRIMARY KEY ("commitment","subject","side")
);

-- CreateTable
CREATE TABLE "peer_play_void" (
    "commitment" BYTEA NOT NULL,
    "subject" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "peer_id" UUID NOT NULL,
    "leaf_index" BIGINT NOT NULL,
    "period" TEXT NOT NULL,
    "of" TEXT NOT NULL,

    CONSTRAINT "peer_play_void_pkey" PRIMARY KEY ("commitment","subject","side")
);

-- CreateTable
CREATE TABLE "peer_play_waiting" (
    "peer_id" UUID NOT NULL,
    "leaf_index" BIGINT NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "leaf" JSONB NOT NULL,

    CONSTRAINT "peer_play_waiting_pkey" PRIMARY KEY ("peer_id","leaf_index")
);

-- CreateTable
CREATE TABLE "peer_cell" (
    "peer_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "late" TEXT NOT NULL,
    "plays" BIGINT NOT NULL,

    CONSTRAINT "peer_cell_pkey" PRIMARY KEY ("peer_id","period","tariff_version","recipe_hash","territory","late")
);

-- CreateTable
CREATE TABLE "peer_usage" (
    "peer_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "late" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "plays" BIGINT NOT NULL,
    "stale" BOOLEAN NOT NULL,

    CONSTRAINT "peer_usage_pkey" PRIMARY KEY ("peer_id","period","tariff_version","recipe_hash","territory","late","subject","side")
);

-- CreateTable
CREATE TABLE "receivable" (
    "peer_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "late" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "party_id" UUID NOT NULL,
    "isrc" TEXT,
    "currency" TEXT NOT NULL,
    "plays" BIGINT NOT NULL,
    "share_ppm" INTEGER NOT NULL,
    "amount_micros" BIGINT,
    "final" BOOLEAN NOT NULL,

    CONSTRAINT "receivable_pkey" PRIMARY KEY ("peer_id","period","tariff_version","recipe_hash","territory","late","subject","side","party_id")
);

-- CreateTable
CREATE TABLE "peer_pool" (
    "peer_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,

    CONSTRAINT "peer_pool_pkey" PRIMARY KEY ("peer_id","period","tariff_version")
);

-- CreateIndex
CREATE INDEX "played_recipe_state_next_at_idx" ON "played_recipe"("state", "next_at");

-- CreateIndex
CREATE INDEX "peer_play_peer_id_period_recipe_hash_idx" ON "peer_play"("peer_id", "period", "recipe_hash");

-- CreateIndex
CREATE INDEX "peer_play_waiting_recipe_hash_peer_id_leaf_index_idx" ON "peer_play_waiting"("recipe_hash", "peer_id", "leaf_index");

-- CreateIndex
CREATE INDEX "peer_usage_stale_peer_id_period_tariff_version_idx" ON "peer_usage"("stale", "peer_id", "period", "tariff_version");

-- CreateIndex
CREATE INDEX "receivable_party_id_period_peer_id_recipe_hash_territory_la_idx" ON "receivable"("party_id", "period" DESC, "peer_id", "recipe_hash", "territory", "late", "subject", "side");

-- AddForeignKey
ALTER TABLE "played_subject" ADD CONSTRAINT "played_subject_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "played_recipe"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a peer counted is counted here once, and stays.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['peer_play', 'peer_play_void', 'played_subject'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;
ALTER TABLE peer_play ADD CONSTRAINT peer_play_side CHECK (side IN ('MASTER', 'COMPOSITION', 'REMIXER') AND octet_length(commitment) = 32);
ALTER TABLE played_recipe ADD CONSTRAINT played_recipe_state CHECK (state IN ('WAITING', 'FETCHED', 'READY') AND (state = 'WAITING') = (sources IS NULL));

-- What a recipe uses is settled when it is read: plays that were counted by it stay as they were counted.
CREATE FUNCTION assert_played_recipe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sources IS NOT NULL AND (NEW.sources IS DISTINCT FROM OLD.sources OR NEW.state = 'WAITING' OR (OLD.state = 'READY' AND NEW.state <> 'READY')) THEN
    RAISE EXCEPTION 'played recipe % is settled', OLD.hash USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER played_recipe_settled BEFORE UPDATE ON played_recipe FOR EACH ROW EXECUTE FUNCTION assert_played_recipe();

-- Logs were read until now for what registries keep, and not for what reporters owe: they are read once more. Nothing
-- that a peer keeps is cleared until its log was read to its end again, for meanwhile what it took back seems given.
ALTER TABLE peer_log DISABLE TRIGGER peer_log_forward;
UPDATE peer_log SET cursor = 0, heard_at = NULL, next_at = now();
ALTER TABLE peer_log ENABLE TRIGGER peer_log_forward;
