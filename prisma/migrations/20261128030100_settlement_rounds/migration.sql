-- CreateTable
CREATE TABLE "owed_release" (
    "entry_id" UUID NOT NULL,
    "peer_id" UUID NOT NULL,
    "party" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "period_id" TEXT NOT NULL,
    "released_in" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_micros" BIGINT NOT NULL,

    CONSTRAINT "owed_release_pkey" PRIMARY KEY ("entry_id","peer_id","party")
);

-- CreateIndex
CREATE INDEX "owed_release_peer_id_released_in_currency_idx" ON "owed_release"("peer_id", "released_in", "currency");

-- CreateTable
CREATE TABLE "settlement_trouble" (
    "peer_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "times" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settlement_trouble_pkey" PRIMARY KEY ("peer_id","sha256")
);

-- CreateIndex
CREATE INDEX "settlement_trouble_peer_id_last_at_idx" ON "settlement_trouble"("peer_id", "last_at" DESC);

-- AlterTable
ALTER TABLE "settlement" ADD COLUMN     "carried_into" UUID,
ADD COLUMN     "carried_micros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "decided_by" UUID,
ADD COLUMN     "of_id" UUID,
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "settlement_line" ADD COLUMN     "plea" TEXT,
ADD COLUMN     "released" TEXT,
ADD COLUMN     "stance" TEXT;

-- CreateIndex
CREATE INDEX "settlement_carried_into_idx" ON "settlement"("carried_into");

-- CreateIndex
CREATE INDEX "settlement_of_id_idx" ON "settlement"("of_id");

-- AddForeignKey
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_of_id_fkey" FOREIGN KEY ("of_id") REFERENCES "settlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_carried_into_fkey" FOREIGN KEY ("carried_into") REFERENCES "settlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER owed_release_append_only BEFORE UPDATE OR DELETE ON owed_release FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER owed_release_no_truncate BEFORE TRUNCATE ON owed_release EXECUTE FUNCTION refuse_change();

ALTER TABLE settlement DROP CONSTRAINT settlement_state;
ALTER TABLE settlement ADD CONSTRAINT settlement_state CHECK (direction IN ('OUT', 'IN')
  AND state IN ('STATED', 'ANSWERED', 'PREPARED', 'PAID', 'CARRIED', 'REFUSED') AND (state = 'REFUSED') = (refusal IS NOT NULL)
  AND (state = 'CARRIED') = (carried_into IS NOT NULL) AND carried_micros <= 0);
-- There are two rounds; the second is about lines of the first.
ALTER TABLE settlement ADD CONSTRAINT settlement_round CHECK (state = 'REFUSED' OR (round IN (1, 2) AND (round = 2) = (of_id IS NOT NULL)));
ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_stance CHECK (coalesce(stance IN ('RESTATED', 'INSISTED'), true)
  AND (stance IS NULL) = (plea IS NULL));
DROP INDEX settlement_once;
CREATE UNIQUE INDEX settlement_once ON settlement (direction, peer_id, period, currency, round) WHERE state <> 'REFUSED';

-- As before; and what comes to less than nothing goes into the next.
CREATE OR REPLACE FUNCTION assert_settlement_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.direction, NEW.peer_id, NEW.period, NEW.currency, NEW.document, NEW.sha256, NEW.total_micros, NEW.created_at,
      NEW.round, NEW.of_id, NEW.carried_micros)
    IS DISTINCT FROM (OLD.id, OLD.direction, OLD.peer_id, OLD.period, OLD.currency, OLD.document, OLD.sha256, OLD.total_micros, OLD.created_at,
      OLD.round, OLD.of_id, OLD.carried_micros)
    OR (OLD.answer IS NOT NULL AND (NEW.answer, NEW.answer_sha256, NEW.accepted_micros, NEW.decided_by)
      IS DISTINCT FROM (OLD.answer, OLD.answer_sha256, OLD.accepted_micros, OLD.decided_by))
    OR (OLD.state, NEW.state) NOT IN (('STATED', 'ANSWERED'), ('ANSWERED', 'PREPARED'), ('PREPARED', 'ANSWERED'), ('PREPARED', 'PAID'),
      ('ANSWERED', 'CARRIED'))
    OR (NEW.state = 'CARRIED' AND NEW.accepted_micros + NEW.carried_micros > 0) THEN
    RAISE EXCEPTION 'settlement % does not go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION assert_settlement_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.verdict IS NOT NULL OR (NEW.settlement_id, NEW.position, NEW.side, NEW.subject, NEW.party, NEW.plays, NEW.amount_micros,
      NEW.released, NEW.stance, NEW.plea)
    IS DISTINCT FROM (OLD.settlement_id, OLD.position, OLD.side, OLD.subject, OLD.party, OLD.plays, OLD.amount_micros,
      OLD.released, OLD.stance, OLD.plea) THEN
    RAISE EXCEPTION 'line % of settlement % is what it was', OLD.position, OLD.settlement_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- As before, and which round it is.
CREATE OR REPLACE FUNCTION log_settlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body)
    SELECT 'consent', jsonb_build_object('t', 'settlement', 'id', r.id, 'to', p.origin, 'period', r.period, 'currency', r.currency,
      'totalMicros', r.total_micros::text, 'sha256', r.sha256)
      || CASE WHEN r.round = 1 THEN '{}' ELSE jsonb_build_object('round', r.round) END
    FROM changed r JOIN peer p ON p.id = r.peer_id WHERE r.direction = 'OUT';
  RETURN NULL;
END $$;
