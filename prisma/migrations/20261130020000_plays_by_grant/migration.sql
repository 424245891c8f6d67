-- Plays are kept single, and found, by their grant. Ids of receipts are hashes: each new one falls somewhere else in an index, so that
-- with a million plays nearly every receipt read, changed and logged whole pages that no other receipt of its time needs. Ids
-- of grants sort as they were given (UUID version 7), and what is counted now lies together (ADR 76).

-- A grant gives one play. What was counted is in `play`, which the audit holds against the keys.
DROP TABLE "play_key";
CREATE TABLE "play_key" (
    "grant_id" UUID NOT NULL,

    CONSTRAINT "play_key_pkey" PRIMARY KEY ("grant_id")
);
INSERT INTO play_key (grant_id) SELECT DISTINCT grant_id FROM play ORDER BY grant_id;
CREATE TRIGGER play_key_append_only BEFORE UPDATE OR DELETE ON play_key FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_key_no_truncate BEFORE TRUNCATE ON play_key EXECUTE FUNCTION refuse_change();

-- What names a play names its grant.
ALTER TABLE "play_void" ADD COLUMN "grant_id" UUID;
ALTER TABLE "play_sample_item" ADD COLUMN "grant_id" UUID;
ALTER TABLE play_void DISABLE TRIGGER USER;
ALTER TABLE play_sample_item DISABLE TRIGGER USER;
UPDATE play_void v SET grant_id = p.grant_id FROM play p WHERE p.receipt_id = v.receipt_id AND p.period_id = v.play_period_id;
UPDATE play_sample_item i SET grant_id = p.grant_id FROM play p WHERE p.receipt_id = i.receipt_id AND p.period_id = i.period_id;
ALTER TABLE play_void ENABLE TRIGGER USER;
ALTER TABLE play_sample_item ENABLE TRIGGER USER;
ALTER TABLE "play_void" ALTER COLUMN "grant_id" SET NOT NULL;
ALTER TABLE "play_sample_item" ALTER COLUMN "grant_id" SET NOT NULL, DROP COLUMN "receipt_id";

ALTER TABLE "play" DROP CONSTRAINT "play_pkey";
ALTER TABLE "play" ADD CONSTRAINT "play_pkey" PRIMARY KEY ("grant_id", "period_id");
-- For an operator who has a receipt's id: a filter for each hundred pages, which an insert at the end of the table does not touch.
CREATE INDEX "play_receipt_id_idx" ON "play" USING brin ("receipt_id" bytea_bloom_ops);
