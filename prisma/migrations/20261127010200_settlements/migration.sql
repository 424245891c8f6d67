-- CreateTable
CREATE TABLE "settlement" (
    "id" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "peer_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "total_micros" BIGINT NOT NULL,
    "refusal" TEXT,
    "answer" TEXT,
    "answer_sha256" TEXT,
    "accepted_micros" BIGINT,
    "reference" TEXT,
    "prepared_by" UUID,
    "prepared_at" TIMESTAMPTZ(3),
    "confirmed_by" UUID,
    "confirmed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement_line" (
    "settlement_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "plays" BIGINT NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "reckoned_plays" BIGINT,
    "reckoned_micros" BIGINT,
    "verdict" TEXT,
    "reason" TEXT,

    CONSTRAINT "settlement_line_pkey" PRIMARY KEY ("settlement_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "settlement_sha256_key" ON "settlement"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "settlement_answer_sha256_key" ON "settlement"("answer_sha256");

-- CreateIndex
CREATE INDEX "settlement_peer_id_id_idx" ON "settlement"("peer_id", "id" DESC);

-- CreateIndex
CREATE INDEX "settlement_direction_state_id_idx" ON "settlement"("direction", "state", "id");

-- AddForeignKey
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_settlement_id_fkey" FOREIGN KEY ("settlement_id") REFERENCES "settlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE settlement ADD CONSTRAINT settlement_state CHECK (direction IN ('OUT', 'IN')
  AND state IN ('STATED', 'ANSWERED', 'PREPARED', 'PAID', 'REFUSED') AND (state = 'REFUSED') = (refusal IS NOT NULL));
-- Nobody prepares and confirms one payment alone.
ALTER TABLE settlement ADD CONSTRAINT settlement_four_eyes CHECK (confirmed_by IS DISTINCT FROM prepared_by OR confirmed_by IS NULL);
ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_verdict CHECK (side IN ('MASTER', 'COMPOSITION', 'REMIXER')
  AND coalesce(verdict IN ('ACCEPTED', 'DISPUTED'), true) AND (reason IS NULL OR verdict = 'DISPUTED'));
-- A period is settled with a peer once in each direction and currency; what was refused settles nothing.
CREATE UNIQUE INDEX settlement_once ON settlement (direction, peer_id, period, currency) WHERE state <> 'REFUSED';

-- What was stated stays, what was answered stays, and what was paid stays.
CREATE FUNCTION assert_settlement_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.direction, NEW.peer_id, NEW.period, NEW.currency, NEW.document, NEW.sha256, NEW.total_micros, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.direction, OLD.peer_id, OLD.period, OLD.currency, OLD.document, OLD.sha256, OLD.total_micros, OLD.created_at)
    OR (OLD.answer IS NOT NULL AND (NEW.answer, NEW.answer_sha256, NEW.accepted_micros) IS DISTINCT FROM (OLD.answer, OLD.answer_sha256, OLD.accepted_micros))
    OR (OLD.state, NEW.state) NOT IN (('STATED', 'ANSWERED'), ('ANSWERED', 'PREPARED'), ('PREPARED', 'ANSWERED'), ('PREPARED', 'PAID')) THEN
    RAISE EXCEPTION 'settlement % does not go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_course BEFORE UPDATE ON settlement FOR EACH ROW EXECUTE FUNCTION assert_settlement_course();
CREATE FUNCTION assert_settlement_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.verdict IS NOT NULL OR (NEW.settlement_id, NEW.position, NEW.side, NEW.subject, NEW.party, NEW.plays, NEW.amount_micros)
    IS DISTINCT FROM (OLD.settlement_id, OLD.position, OLD.side, OLD.subject, OLD.party, OLD.plays, OLD.amount_micros) THEN
    RAISE EXCEPTION 'line % of settlement % is what it was', OLD.position, OLD.settlement_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_line_same BEFORE UPDATE ON settlement_line FOR EACH ROW EXECUTE FUNCTION assert_settlement_line();
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['settlement', 'settlement_line'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_stays', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;

-- Who owes says so in its log, and who is owed what it thinks of that: the documents are known by their hashes.
CREATE FUNCTION log_settlements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body)
    SELECT 'consent', jsonb_build_object('t', 'settlement', 'id', r.id, 'to', p.origin, 'period', r.period, 'currency', r.currency,
      'totalMicros', r.total_micros::text, 'sha256', r.sha256)
    FROM changed r JOIN peer p ON p.id = r.peer_id WHERE r.direction = 'OUT';
  RETURN NULL;
END $$;
CREATE TRIGGER settlement_logged AFTER INSERT ON settlement REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_settlements();
CREATE FUNCTION log_settlement_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body)
    SELECT 'consent', jsonb_build_object('t', 'settlement-answer', 'settlement', r.sha256, 'to', p.origin, 'sha256', r.answer_sha256)
    FROM changed r JOIN before o ON o.id = r.id JOIN peer p ON p.id = r.peer_id
    WHERE r.direction = 'IN' AND r.answer IS NOT NULL AND o.answer IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER settlement_answer_logged AFTER UPDATE ON settlement REFERENCING NEW TABLE AS changed OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION log_settlement_answers();
