-- What comes off earnings, and entries that an operator makes. None of it is in the public logs: contracts and taxes of
-- persons are nobody else's business; the hash of the statement that shows them is.

-- CreateTable
CREATE TABLE "advance" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "reference" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "advance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "withholding_rate" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "ppm" INTEGER NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "evidence" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "withholding_rate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_note" (
    "entry_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_note_pkey" PRIMARY KEY ("entry_id")
);

-- CreateIndex
CREATE INDEX "advance_party_id_currency_id_idx" ON "advance"("party_id", "currency", "id");

-- CreateIndex
CREATE INDEX "withholding_rate_party_id_jurisdiction_valid_from_idx" ON "withholding_rate"("party_id", "jurisdiction", "valid_from");

-- CreateIndex
CREATE INDEX "journal_entry_kind_id_idx" ON "journal_entry"("kind", "id" DESC);

-- AddForeignKey
ALTER TABLE "advance" ADD CONSTRAINT "advance_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "withholding_rate" ADD CONSTRAINT "withholding_rate_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_note" ADD CONSTRAINT "journal_note_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "journal_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE advance ADD CONSTRAINT advance_amount CHECK (amount_micros > 0);
ALTER TABLE withholding_rate ADD CONSTRAINT withholding_rate_ppm CHECK (ppm BETWEEN 0 AND 1000000);
ALTER TABLE withholding_rate ADD CONSTRAINT withholding_rate_jurisdiction CHECK (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$');

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['advance', 'withholding_rate', 'journal_note'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;
