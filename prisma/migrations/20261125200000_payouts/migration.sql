-- CreateEnum
CREATE TYPE "PayoutRunState" AS ENUM ('DRAFT', 'APPROVED', 'SENT', 'SETTLED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "PayoutLineState" AS ENUM ('PLANNED', 'SENT', 'SETTLED', 'RETURNED', 'NOT_PAID');

-- CreateTable
CREATE TABLE "payee" (
    "party_id" UUID NOT NULL,
    "details_version" INTEGER,
    "held_at" TIMESTAMPTZ(3),
    "held_by" UUID,
    "held_reason" TEXT,

    CONSTRAINT "payee_pkey" PRIMARY KEY ("party_id")
);

-- CreateTable
CREATE TABLE "payee_details" (
    "party_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "is_sepa" BOOLEAN NOT NULL,
    "masked" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "payable_from" TIMESTAMPTZ(3) NOT NULL,
    "entered_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payee_details_pkey" PRIMARY KEY ("party_id","version")
);

-- CreateTable
CREATE TABLE "payee_threshold" (
    "party_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_micros" BIGINT NOT NULL,

    CONSTRAINT "payee_threshold_pkey" PRIMARY KEY ("party_id","currency")
);

-- CreateTable
CREATE TABLE "payout_run" (
    "id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "state" "PayoutRunState" NOT NULL,
    "until_period" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "execution_on" DATE,
    "sent_period" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "payments" INTEGER NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "sepa_payments" INTEGER NOT NULL,
    "sepa_micros" BIGINT NOT NULL,
    "not_paid" INTEGER NOT NULL,
    "carried_micros" BIGINT NOT NULL,
    "balance_micros" BIGINT NOT NULL,

    CONSTRAINT "payout_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_line" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "state" "PayoutLineState" NOT NULL,
    "reason" TEXT,
    "balance_micros" BIGINT NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "carried_micros" BIGINT NOT NULL,
    "details_version" INTEGER,
    "not_sepa" TEXT,
    "sent_period" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "returned_at" TIMESTAMPTZ(3),
    "return_code" TEXT,
    "returned_period" TEXT,

    CONSTRAINT "payout_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_part" (
    "line_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "amount_micros" BIGINT NOT NULL,

    CONSTRAINT "payout_part_pkey" PRIMARY KEY ("line_id","party_id")
);

-- CreateTable
CREATE TABLE "payout_event" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "line_id" UUID,
    "kind" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payout_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "payout_run_state_idx" ON "payout_run"("state");

-- CreateIndex
CREATE INDEX "payout_line_run_id_id_idx" ON "payout_line"("run_id", "id");

-- CreateIndex
CREATE INDEX "payout_line_run_id_state_id_idx" ON "payout_line"("run_id", "state", "id");

-- CreateIndex
CREATE INDEX "payout_line_run_id_reason_id_idx" ON "payout_line"("run_id", "reason", "id");

-- CreateIndex
CREATE INDEX "payout_line_party_id_id_idx" ON "payout_line"("party_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "payout_line_run_id_party_id_key" ON "payout_line"("run_id", "party_id");

-- CreateIndex
CREATE INDEX "payout_event_run_id_id_idx" ON "payout_event"("run_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "payee" ADD CONSTRAINT "payee_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payee_details" ADD CONSTRAINT "payee_details_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "payee"("party_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payee_threshold" ADD CONSTRAINT "payee_threshold_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "payee"("party_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_line" ADD CONSTRAINT "payout_line_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "payout_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_line" ADD CONSTRAINT "payout_line_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_part" ADD CONSTRAINT "payout_part_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "payout_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_event" ADD CONSTRAINT "payout_event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "payout_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_line" ADD CONSTRAINT "payout_line_party_id_details_version_fkey" FOREIGN KEY ("party_id", "details_version") REFERENCES "payee_details"("party_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the model cannot say.

ALTER TABLE payee ADD CONSTRAINT payee_held CHECK ((held_at IS NULL) = (held_by IS NULL) AND (held_at IS NULL) = (held_reason IS NULL));
ALTER TABLE payee_details ADD CONSTRAINT payee_details_method CHECK (method IN ('IBAN', 'OTHER'));
ALTER TABLE payee_threshold ADD CONSTRAINT payee_threshold_positive CHECK (amount_micros > 0);
CREATE TRIGGER payee_details_append_only BEFORE UPDATE OR DELETE ON payee_details FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payee_details_no_truncate BEFORE TRUNCATE ON payee_details EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_event_append_only BEFORE UPDATE OR DELETE ON payout_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_event_no_truncate BEFORE TRUNCATE ON payout_event EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_part_append_only BEFORE UPDATE OR DELETE ON payout_part FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_part_no_truncate BEFORE TRUNCATE ON payout_part EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_line_stays BEFORE DELETE ON payout_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_line_no_truncate BEFORE TRUNCATE ON payout_line EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_run_stays BEFORE DELETE ON payout_run FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_run_no_truncate BEFORE TRUNCATE ON payout_run EXECUTE FUNCTION refuse_change();

ALTER TABLE payout_line ADD CONSTRAINT payout_line_sums CHECK (amount_micros >= 0 AND balance_micros = amount_micros + carried_micros);
ALTER TABLE payout_line ADD CONSTRAINT payout_line_paid_or_not CHECK (
  CASE WHEN state = 'NOT_PAID' THEN amount_micros = 0 AND reason IS NOT NULL
    ELSE amount_micros > 0 AND carried_micros >= 0 AND reason IS NULL AND details_version IS NOT NULL END);
ALTER TABLE payout_run ADD CONSTRAINT payout_run_sent CHECK ((state IN ('SENT', 'SETTLED')) = (sent_at IS NOT NULL));

-- One run of a currency is being prepared at a time: two can never pay the same balance.
CREATE UNIQUE INDEX payout_run_in_preparation ON payout_run (currency) WHERE state IN ('DRAFT', 'APPROVED');

-- A line is what it was made as. Only its state moves, and a payment that does not go out after all pays nothing.
CREATE FUNCTION assert_payout_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.run_id, NEW.party_id, NEW.balance_micros, NEW.not_sepa) IS DISTINCT FROM (OLD.id, OLD.run_id, OLD.party_id, OLD.balance_micros, OLD.not_sepa)
    OR NEW.details_version IS DISTINCT FROM OLD.details_version
    OR (NEW.amount_micros <> OLD.amount_micros AND NEW.state <> 'NOT_PAID')
    OR (OLD.state, NEW.state) NOT IN (('PLANNED', 'NOT_PAID'), ('PLANNED', 'SENT'), ('SENT', 'SETTLED'), ('SENT', 'RETURNED'), ('SETTLED', 'RETURNED')) THEN
    RAISE EXCEPTION 'payout line % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_line_course BEFORE UPDATE ON payout_line FOR EACH ROW EXECUTE FUNCTION assert_payout_line();

CREATE FUNCTION assert_payout_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.currency, NEW.until_period, NEW.created_by, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.currency, OLD.until_period, OLD.created_by, OLD.created_at)
    OR (OLD.state, NEW.state) NOT IN (('DRAFT', 'DRAFT'), ('DRAFT', 'APPROVED'), ('DRAFT', 'CANCELLED'), ('APPROVED', 'CANCELLED'), ('APPROVED', 'SENT'), ('SENT', 'SETTLED')) THEN
    RAISE EXCEPTION 'payout run % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_run_course BEFORE UPDATE ON payout_run FOR EACH ROW EXECUTE FUNCTION assert_payout_run();

-- A payment and its return are said in public as the ledger books them; whose account it went to is not.
CREATE FUNCTION log_leaf_of(r payout_line) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'payout', 'id', r.id, 'run', r.run_id, 'party', r.party_id, 'currency', p.currency,
    'amountMicros', r.amount_micros::text, 'state', r.state, 'period', CASE r.state WHEN 'RETURNED' THEN r.returned_period ELSE r.sent_period END,
    'parts', (SELECT jsonb_agg(jsonb_build_object('party', a.party_id, 'amountMicros', a.amount_micros::text) ORDER BY a.party_id)
      FROM payout_part a WHERE a.line_id = r.id))
  FROM payout_run p WHERE p.id = r.run_id
$$;
CREATE FUNCTION log_payments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body) SELECT 'consent', log_leaf_of(n::payout_line) FROM changed n JOIN before o ON o.id = n.id
    WHERE n.state IN ('SENT', 'RETURNED') AND n.state <> o.state ORDER BY n.id;
  RETURN NULL;
END $$;
CREATE TRIGGER payout_line_change_logged AFTER UPDATE ON payout_line REFERENCING NEW TABLE AS changed OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION log_payments();
