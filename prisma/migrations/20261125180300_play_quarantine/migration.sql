-- Plays that are kept and not counted yet: until a device is older, or until an operator has looked.
CREATE TYPE "QuarantineState" AS ENUM ('HELD', 'RELEASED', 'REFUSED');

CREATE TABLE "play_quarantine" (
    "id" UUID NOT NULL,
    "receipt_id" BYTEA NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "state" "QuarantineState" NOT NULL DEFAULT 'HELD',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "release_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "note" TEXT,
    "salt" BYTEA NOT NULL,
    "commitment" BYTEA NOT NULL,
    "receipt" JSONB NOT NULL,

    CONSTRAINT "play_quarantine_pkey" PRIMARY KEY ("id")
);
-- One grant gives one play, and one place here.
CREATE UNIQUE INDEX "play_quarantine_receipt_id_key" ON "play_quarantine"("receipt_id");
CREATE INDEX "play_quarantine_state_release_at_idx" ON "play_quarantine"("state", "release_at");
CREATE INDEX "play_quarantine_device_received_at_idx" ON "play_quarantine"("device", "received_at");

-- Decided once; nothing of what was received is ever changed or thrown away.
CREATE FUNCTION refuse_quarantine_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'HELD' AND NEW.state <> 'HELD'
    AND (NEW.id, NEW.receipt_id, NEW.recipe_hash, NEW.device, NEW.code, NEW.started_at, NEW.received_at, NEW.salt, NEW.commitment, NEW.receipt)
      = (OLD.id, OLD.receipt_id, OLD.recipe_hash, OLD.device, OLD.code, OLD.started_at, OLD.received_at, OLD.salt, OLD.commitment, OLD.receipt)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'play_quarantine is decided once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER play_quarantine_once BEFORE UPDATE OR DELETE ON play_quarantine FOR EACH ROW EXECUTE FUNCTION refuse_quarantine_change();
CREATE TRIGGER play_quarantine_no_truncate BEFORE TRUNCATE ON play_quarantine EXECUTE FUNCTION refuse_change();

-- How much came from an address in an hour, under a keyed hash of the address. Two days are kept.
CREATE TABLE "play_address_hour" (
    "address" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "plays" INTEGER NOT NULL,
    "new_device_plays" INTEGER NOT NULL,

    CONSTRAINT "play_address_hour_pkey" PRIMARY KEY ("address","hour")
);
CREATE INDEX "play_address_hour_hour_idx" ON "play_address_hour"("hour");

-- The fraud view reads rejections by reason, device and flip, the newest first; ids grow with time.
CREATE INDEX "play_rejection_code_id_idx" ON "play_rejection"("code", "id");
CREATE INDEX "play_rejection_device_id_idx" ON "play_rejection"("device", "id");
CREATE INDEX "play_rejection_recipe_hash_id_idx" ON "play_rejection"("recipe_hash", "id");
