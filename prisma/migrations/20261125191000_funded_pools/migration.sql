-- Pools that an operator states, and listeners' payments: what tariffs that are not per play share out.

-- AlterTable: of USER_CENTRIC tariffs alone. Counting adds it too, in whichever order the two come.
ALTER TABLE "play" ADD COLUMN IF NOT EXISTS "listener" TEXT;

-- CreateTable
CREATE TABLE "period_pool" (
    "id" UUID NOT NULL,
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "reference" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "stated_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "period_pool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listener_payment" (
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "listener" TEXT NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listener_payment_pkey" PRIMARY KEY ("period_id","tariff_version","listener")
);

-- CreateIndex
CREATE UNIQUE INDEX "period_pool_period_id_tariff_version_number_key" ON "period_pool"("period_id", "tariff_version", "number");

ALTER TABLE period_pool ADD CONSTRAINT period_pool_amount CHECK (amount_micros > 0 AND number >= 1);
ALTER TABLE listener_payment ADD CONSTRAINT listener_payment_amount CHECK (amount_micros > 0);
ALTER TABLE listener_payment ADD CONSTRAINT listener_payment_listener CHECK (octet_length(listener) BETWEEN 1 AND 64);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['period_pool', 'listener_payment'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_rows(''consent'')', name || '_logged', name);
  END LOOP;
END $$;

-- What was paid in, and by which listener: a random pseudonym of one period, never a person. No evidence is public.
CREATE FUNCTION log_leaf_of(r period_pool) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'pool', 'period', r.period_id, 'tariff', r.tariff_version, 'currency', r.currency,
    'amountMicros', r.amount_micros::text)
$$;
CREATE FUNCTION log_leaf_of(r listener_payment) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'listener-payment', 'period', r.period_id, 'tariff', r.tariff_version,
    'listener', r.listener, 'amountMicros', r.amount_micros::text)
$$;
