-- CreateEnum
CREATE TYPE "PeerState" AS ENUM ('PROPOSED', 'ACTIVE', 'PAUSED', 'FROZEN', 'REMOVED');

-- CreateTable
CREATE TABLE "peer" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "state" "PeerState" NOT NULL,
    "consent_key" TEXT NOT NULL,
    "plays_key" TEXT NOT NULL,
    "witness_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "peer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "peer_event" (
    "id" UUID NOT NULL,
    "peer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by" UUID,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "peer_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "peer_alarm" (
    "id" UUID NOT NULL,
    "peer_id" UUID NOT NULL,
    "log" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "remembered" BYTEA NOT NULL,
    "served" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "peer_alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "peer_log" (
    "peer_id" UUID NOT NULL,
    "log" TEXT NOT NULL,
    "cursor" BIGINT NOT NULL,
    "checkpoint" BYTEA,
    "head_size" BIGINT NOT NULL,
    "heard_at" TIMESTAMPTZ(3),
    "tried_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_error" TEXT,

    CONSTRAINT "peer_log_pkey" PRIMARY KEY ("peer_id","log")
);

-- CreateTable
CREATE TABLE "peer_fact" (
    "peer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "code" TEXT,
    "recording_id" UUID,
    "work_id" UUID,
    "release_id" UUID,
    "party_id" UUID,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "peer_fact_pkey" PRIMARY KEY ("peer_id","kind","key")
);

-- CreateTable
CREATE TABLE "peer_name" (
    "peer_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "peer_name_pkey" PRIMARY KEY ("peer_id","id")
);

-- CreateIndex
CREATE INDEX "peer_state_id_idx" ON "peer"("state", "id");

-- CreateIndex
CREATE INDEX "peer_event_peer_id_id_idx" ON "peer_event"("peer_id", "id" DESC);

-- CreateIndex
CREATE INDEX "peer_alarm_peer_id_id_idx" ON "peer_alarm"("peer_id", "id" DESC);

-- CreateIndex
CREATE INDEX "peer_log_next_at_idx" ON "peer_log"("next_at");

-- CreateIndex
CREATE INDEX "peer_fact_kind_code_idx" ON "peer_fact"("kind", "code");

-- CreateIndex
CREATE INDEX "peer_fact_peer_id_kind_recording_id_idx" ON "peer_fact"("peer_id", "kind", "recording_id");

-- CreateIndex
CREATE INDEX "peer_fact_peer_id_kind_work_id_idx" ON "peer_fact"("peer_id", "kind", "work_id");

-- CreateIndex
CREATE INDEX "peer_fact_peer_id_kind_release_id_idx" ON "peer_fact"("peer_id", "kind", "release_id");

-- CreateIndex
CREATE INDEX "peer_fact_peer_id_kind_party_id_idx" ON "peer_fact"("peer_id", "kind", "party_id");

-- AddForeignKey
ALTER TABLE "peer_event" ADD CONSTRAINT "peer_event_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "peer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_alarm" ADD CONSTRAINT "peer_alarm_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "peer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_log" ADD CONSTRAINT "peer_log_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "peer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_fact" ADD CONSTRAINT "peer_fact_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "peer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_name" ADD CONSTRAINT "peer_name_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "peer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One peer at an address at a time; who was removed can be added anew, and begins anew.
CREATE UNIQUE INDEX peer_url_live ON peer (url) WHERE state <> 'REMOVED';

ALTER TABLE peer_log ADD CONSTRAINT peer_log_name CHECK (log IN ('consent', 'plays'));
ALTER TABLE peer_log ADD CONSTRAINT peer_log_cursor CHECK (cursor >= 0 AND cursor <= head_size AND failures >= 0);

-- What was read is not read again: the cursor and what follows from it are one transaction.
CREATE FUNCTION assert_peer_cursor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.cursor < OLD.cursor OR NEW.head_size < OLD.head_size THEN
    RAISE EXCEPTION 'the cursor of % would go from % to %', NEW.log, OLD.cursor, NEW.cursor USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER peer_log_forward BEFORE UPDATE ON peer_log FOR EACH ROW EXECUTE FUNCTION assert_peer_cursor();

-- Keys are confirmed once; another key is another peer. Who was removed or frozen does not come back.
CREATE FUNCTION assert_peer_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.url, NEW.origin, NEW.consent_key, NEW.plays_key, NEW.witness_key, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.url, OLD.origin, OLD.consent_key, OLD.plays_key, OLD.witness_key, OLD.created_at)
    OR (OLD.state = 'REMOVED' AND NEW.state <> 'REMOVED')
    OR (OLD.state = 'FROZEN' AND NEW.state NOT IN ('FROZEN', 'REMOVED')) THEN
    RAISE EXCEPTION 'peer % does not go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER peer_course BEFORE UPDATE ON peer FOR EACH ROW EXECUTE FUNCTION assert_peer_course();
CREATE TRIGGER peer_stays BEFORE DELETE ON peer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER peer_event_append_only BEFORE UPDATE OR DELETE ON peer_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER peer_event_no_truncate BEFORE TRUNCATE ON peer_event EXECUTE FUNCTION refuse_change();
CREATE TRIGGER peer_alarm_append_only BEFORE UPDATE OR DELETE ON peer_alarm FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER peer_alarm_no_truncate BEFORE TRUNCATE ON peer_alarm EXECUTE FUNCTION refuse_change();
