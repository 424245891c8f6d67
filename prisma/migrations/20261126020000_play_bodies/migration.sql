-- Bodies (receipts and salts) can be looked at by those whose music was played, and can be erased: the leaf, the key and the
-- count of a play stay as they are.
-- CreateEnum
CREATE TYPE "ErasureCause" AS ENUM ('RETENTION', 'DEVICE', 'OPERATOR');

-- AlterTable
ALTER TABLE "play" ALTER COLUMN "salt" DROP NOT NULL,
ALTER COLUMN "receipt" DROP NOT NULL;

-- AlterTable
ALTER TABLE "play_quarantine" ALTER COLUMN "salt" DROP NOT NULL,
ALTER COLUMN "receipt" DROP NOT NULL;

-- AlterTable
ALTER TABLE "play_rejection" ALTER COLUMN "receipt" DROP NOT NULL;

-- CreateTable
CREATE TABLE "play_erasure" (
    "id" UUID NOT NULL,
    "cause" "ErasureCause" NOT NULL,
    "device" TEXT,
    "period_id" TEXT,
    "plays" INTEGER NOT NULL,
    "rejections" INTEGER NOT NULL,
    "is_last" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "user_id" UUID,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "play_erasure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "play_sample_key" (
    "did" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "play_sample_key_pkey" PRIMARY KEY ("did")
);

-- CreateTable
CREATE TABLE "play_sample" (
    "id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "period_id" TEXT NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "plays" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "play_sample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "play_sample_item" (
    "sample_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "receipt_id" BYTEA NOT NULL,
    "period_id" TEXT NOT NULL,

    CONSTRAINT "play_sample_item_pkey" PRIMARY KEY ("sample_id","position")
);

-- CreateIndex
CREATE INDEX "play_erasure_device_idx" ON "play_erasure"("device");

-- CreateIndex
CREATE INDEX "play_erasure_period_id_is_last_idx" ON "play_erasure"("period_id", "is_last");

-- CreateIndex
CREATE INDEX "play_sample_statement_id_id_idx" ON "play_sample"("statement_id", "id");

-- CreateIndex
CREATE INDEX "play_sample_recipe_hash_id_idx" ON "play_sample"("recipe_hash", "id");

-- AddForeignKey
ALTER TABLE "play_sample_item" ADD CONSTRAINT "play_sample_item_sample_id_fkey" FOREIGN KEY ("sample_id") REFERENCES "play_sample"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the model cannot say. A body is there whole or not at all.
ALTER TABLE play ADD CONSTRAINT play_body CHECK ((salt IS NULL) = (receipt IS NULL));
ALTER TABLE play_quarantine ADD CONSTRAINT play_quarantine_body CHECK ((salt IS NULL) = (receipt IS NULL));
ALTER TABLE play_erasure ADD CONSTRAINT play_erasure_counts CHECK (plays >= 0 AND rejections >= 0);
ALTER TABLE play_sample ADD CONSTRAINT play_sample_plays CHECK (plays BETWEEN 0 AND 100);

-- The one change of a counted play: its body goes, and nothing else.
CREATE FUNCTION refuse_play_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.receipt IS NOT NULL AND NEW.receipt IS NULL AND NEW.salt IS NULL
    AND to_jsonb(NEW) - '{receipt,salt}'::text[] = to_jsonb(OLD) - '{receipt,salt}'::text[]
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is append-only, but for bodies that are erased', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER play_append_only ON play;
CREATE TRIGGER play_append_only BEFORE UPDATE OR DELETE ON play FOR EACH ROW EXECUTE FUNCTION refuse_play_change();

-- Decided once, as before; what was received goes whole or stays as it is.
CREATE OR REPLACE FUNCTION refuse_quarantine_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'HELD' AND NEW.state <> 'HELD'
    AND to_jsonb(NEW) - '{state,release_at,decided_at,decided_by,note}'::text[]
      = to_jsonb(OLD) - '{state,release_at,decided_at,decided_by,note}'::text[]
  THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.state <> 'HELD' AND OLD.receipt IS NOT NULL AND NEW.receipt IS NULL AND NEW.salt IS NULL
    AND to_jsonb(NEW) - '{receipt,salt}'::text[] = to_jsonb(OLD) - '{receipt,salt}'::text[]
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'play_quarantine is decided once' USING ERRCODE = 'restrict_violation';
END $$;

-- What retention has still to do.
CREATE INDEX play_rejection_bodies ON play_rejection (received_at, id) WHERE receipt IS NOT NULL;
CREATE INDEX play_quarantine_bodies ON play_quarantine (received_at, id) WHERE receipt IS NOT NULL AND state <> 'HELD';

CREATE TRIGGER play_erasure_append_only BEFORE UPDATE OR DELETE ON play_erasure FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_erasure_no_truncate BEFORE TRUNCATE ON play_erasure EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_sample_append_only BEFORE UPDATE OR DELETE ON play_sample FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_sample_no_truncate BEFORE TRUNCATE ON play_sample EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_sample_item_append_only BEFORE UPDATE OR DELETE ON play_sample_item FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_sample_item_no_truncate BEFORE TRUNCATE ON play_sample_item EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_sample_key_append_only BEFORE UPDATE OR DELETE ON play_sample_key FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_sample_key_no_truncate BEFORE TRUNCATE ON play_sample_key EXECUTE FUNCTION refuse_change();
