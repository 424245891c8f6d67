-- CreateEnum
CREATE TYPE "DisputeState" AS ENUM ('OPEN', 'RESPONDED', 'ESCALATED', 'UPHELD', 'RELEASED');

-- CreateEnum
CREATE TYPE "DisputeOrigin" AS ENUM ('OVERCLAIM', 'PARTY', 'OPERATOR');

-- CreateTable
CREATE TABLE "dispute" (
    "id" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "recording_id" UUID,
    "work_id" UUID,
    "origin" "DisputeOrigin" NOT NULL,
    "state" "DisputeState" NOT NULL,
    "contested" UUID[],
    "parts" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "opened_by_party_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "respond_by" TIMESTAMPTZ(3) NOT NULL,
    "decide_by" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "outcome" JSONB,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute_party" (
    "dispute_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "responded_at" TIMESTAMPTZ(3),

    CONSTRAINT "dispute_party_pkey" PRIMARY KEY ("dispute_id","party_id")
);

-- CreateTable
CREATE TABLE "dispute_hold" (
    "id" UUID NOT NULL,
    "dispute_id" UUID NOT NULL,
    "share_id" UUID NOT NULL,
    "territories" TEXT[],
    "exclude_territories" TEXT[],
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "dispute_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute_event" (
    "id" UUID NOT NULL,
    "dispute_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "DisputeState" NOT NULL,
    "user_id" UUID,
    "party_id" UUID,
    "text" TEXT NOT NULL,
    "evidence" TEXT[],
    "details" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dispute_recording_id_idx" ON "dispute"("recording_id");

-- CreateIndex
CREATE INDEX "dispute_work_id_idx" ON "dispute"("work_id");

-- CreateIndex
CREATE INDEX "dispute_opened_by_party_id_idx" ON "dispute"("opened_by_party_id");

-- CreateIndex
CREATE INDEX "dispute_state_id_idx" ON "dispute"("state", "id" DESC);

-- CreateIndex
CREATE INDEX "dispute_state_respond_by_idx" ON "dispute"("state", "respond_by");

-- CreateIndex
CREATE INDEX "dispute_state_decide_by_idx" ON "dispute"("state", "decide_by");

-- CreateIndex
CREATE INDEX "dispute_party_party_id_dispute_id_idx" ON "dispute_party"("party_id", "dispute_id" DESC);

-- CreateIndex
CREATE INDEX "dispute_hold_dispute_id_idx" ON "dispute_hold"("dispute_id");

-- CreateIndex
CREATE INDEX "dispute_hold_share_id_idx" ON "dispute_hold"("share_id");

-- CreateIndex
CREATE INDEX "dispute_event_dispute_id_id_idx" ON "dispute_event"("dispute_id", "id");

-- CreateIndex
CREATE INDEX "allocation_line_subject_id_period_id_idx" ON "allocation_line"("subject_id", "period_id");

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_opened_by_party_id_fkey" FOREIGN KEY ("opened_by_party_id") REFERENCES "party"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_party" ADD CONSTRAINT "dispute_party_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_party" ADD CONSTRAINT "dispute_party_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_hold" ADD CONSTRAINT "dispute_hold_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_hold" ADD CONSTRAINT "dispute_hold_share_id_fkey" FOREIGN KEY ("share_id") REFERENCES "share"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_event" ADD CONSTRAINT "dispute_event_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that the data model cannot say.

ALTER TABLE dispute ADD CONSTRAINT dispute_subject CHECK (
  (side = 'MASTER' AND recording_id IS NOT NULL AND work_id IS NULL)
  OR (side = 'COMPOSITION' AND work_id IS NOT NULL AND recording_id IS NULL));
ALTER TABLE dispute ADD CONSTRAINT dispute_resolved
  CHECK ((state IN ('UPHELD', 'RELEASED')) = (resolved_at IS NOT NULL) AND (resolved_at IS NULL) = (outcome IS NULL));
ALTER TABLE dispute ADD CONSTRAINT dispute_revision CHECK (revision >= 1);
-- One question at a time: the next claim about the same shares belongs to the open dispute.
ALTER TABLE dispute ADD CONSTRAINT dispute_one_open_recording
  EXCLUDE USING btree (recording_id WITH =) WHERE (resolved_at IS NULL);
ALTER TABLE dispute ADD CONSTRAINT dispute_one_open_work
  EXCLUDE USING btree (work_id WITH =) WHERE (resolved_at IS NULL);
ALTER TABLE dispute_hold ADD CONSTRAINT dispute_hold_order CHECK (until IS NULL OR until >= since);

CREATE TRIGGER dispute_event_append_only BEFORE UPDATE OR DELETE ON dispute_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispute_event_no_truncate BEFORE TRUNCATE ON dispute_event EXECUTE FUNCTION refuse_change();

-- A hold ends once. All else about it stays, so that what was held at an instant can always be told.
CREATE FUNCTION refuse_hold_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.until IS NULL AND NEW.until IS NOT NULL
    AND to_jsonb(NEW) - 'until' = to_jsonb(OLD) - 'until' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'dispute_hold is append-only but for its end' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER dispute_hold_append_only BEFORE UPDATE OR DELETE ON dispute_hold FOR EACH ROW EXECUTE FUNCTION refuse_hold_change();

-- What was settled stays settled.
CREATE FUNCTION refuse_resolved_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'dispute % is resolved', OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER dispute_resolved_stays BEFORE UPDATE ON dispute FOR EACH ROW WHEN (OLD.resolved_at IS NOT NULL) EXECUTE FUNCTION refuse_resolved_change();
CREATE TRIGGER dispute_stays BEFORE DELETE ON dispute FOR EACH ROW EXECUTE FUNCTION refuse_change();
