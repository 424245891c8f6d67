-- CreateEnum
CREATE TYPE "StateCause" AS ENUM ('CLEARANCE', 'PRODUCER', 'OPERATOR');

-- CreateEnum
CREATE TYPE "CorrectionSide" AS ENUM ('REMIX', 'RECORDING', 'COMPOSITION');

-- CreateEnum
CREATE TYPE "CorrectionState" AS ENUM ('REQUESTED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN');

-- AlterEnum
ALTER TYPE "RecipeState" ADD VALUE 'TAKEN_DOWN';

-- CreateTable
CREATE TABLE "recipe_state_change" (
    "id" UUID NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "from_state" "RecipeState" NOT NULL,
    "to_state" "RecipeState" NOT NULL,
    "cause" "StateCause" NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" UUID,

    CONSTRAINT "recipe_state_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_correction" (
    "id" UUID NOT NULL,
    "recipe_hash" TEXT,
    "recording_id" UUID,
    "work_id" UUID,
    "side" "CorrectionSide" NOT NULL,
    "source_id" TEXT,
    "credited_name" TEXT,
    "credited_role" TEXT,
    "proposed_name" TEXT,
    "proposed_role" TEXT,
    "proposed_party_id" UUID,
    "explanation" TEXT NOT NULL,
    "evidence" TEXT[],
    "party_id" UUID NOT NULL,
    "requested_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_correction_event" (
    "correction_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "CorrectionState" NOT NULL,
    "reason" TEXT,
    "actor_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_correction_event_pkey" PRIMARY KEY ("correction_id","version")
);

-- CreateTable
CREATE TABLE "credit_amendment" (
    "correction_id" UUID NOT NULL,
    "recipe_hash" TEXT,
    "recording_id" UUID,
    "work_id" UUID,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "shown" JSONB NOT NULL,

    CONSTRAINT "credit_amendment_pkey" PRIMARY KEY ("correction_id")
);

-- CreateIndex
CREATE INDEX "recipe_state_change_recipe_hash_id_idx" ON "recipe_state_change"("recipe_hash", "id");

-- CreateIndex
CREATE INDEX "recipe_state_change_at_id_idx" ON "recipe_state_change"("at" DESC, "id");

-- CreateIndex
CREATE INDEX "credit_correction_recipe_hash_id_idx" ON "credit_correction"("recipe_hash", "id" DESC);

-- CreateIndex
CREATE INDEX "credit_correction_recording_id_id_idx" ON "credit_correction"("recording_id", "id" DESC);

-- CreateIndex
CREATE INDEX "credit_correction_work_id_id_idx" ON "credit_correction"("work_id", "id" DESC);

-- CreateIndex
CREATE INDEX "credit_correction_party_id_id_idx" ON "credit_correction"("party_id", "id" DESC);

-- CreateIndex
CREATE INDEX "credit_correction_requested_by_idx" ON "credit_correction"("requested_by");

-- CreateIndex
CREATE INDEX "credit_correction_proposed_party_id_idx" ON "credit_correction"("proposed_party_id");

-- CreateIndex
CREATE INDEX "credit_amendment_recipe_hash_idx" ON "credit_amendment"("recipe_hash");

-- CreateIndex
CREATE INDEX "credit_amendment_recording_id_idx" ON "credit_amendment"("recording_id");

-- CreateIndex
CREATE INDEX "credit_amendment_work_id_idx" ON "credit_amendment"("work_id");

-- AddForeignKey
ALTER TABLE "recipe_state_change" ADD CONSTRAINT "recipe_state_change_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "recipe"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_correction" ADD CONSTRAINT "credit_correction_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "recipe"("hash") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_correction" ADD CONSTRAINT "credit_correction_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_correction" ADD CONSTRAINT "credit_correction_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_correction" ADD CONSTRAINT "credit_correction_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_correction" ADD CONSTRAINT "credit_correction_proposed_party_id_fkey" FOREIGN KEY ("proposed_party_id") REFERENCES "party"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_correction_event" ADD CONSTRAINT "credit_correction_event_correction_id_fkey" FOREIGN KEY ("correction_id") REFERENCES "credit_correction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_amendment" ADD CONSTRAINT "credit_amendment_correction_id_fkey" FOREIGN KEY ("correction_id") REFERENCES "credit_correction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_amendment" ADD CONSTRAINT "credit_amendment_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "recipe"("hash") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_amendment" ADD CONSTRAINT "credit_amendment_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_amendment" ADD CONSTRAINT "credit_amendment_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- History, requests and what was accepted are never changed or removed.
CREATE TRIGGER recipe_state_change_append_only BEFORE UPDATE OR DELETE ON recipe_state_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recipe_state_change_no_truncate BEFORE TRUNCATE ON recipe_state_change EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_correction_append_only BEFORE UPDATE OR DELETE ON credit_correction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_correction_no_truncate BEFORE TRUNCATE ON credit_correction EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_correction_event_append_only BEFORE UPDATE OR DELETE ON credit_correction_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_correction_event_no_truncate BEFORE TRUNCATE ON credit_correction_event EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_amendment_append_only BEFORE UPDATE OR DELETE ON credit_amendment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_amendment_no_truncate BEFORE TRUNCATE ON credit_amendment EXECUTE FUNCTION refuse_change();

ALTER TABLE recipe_state_change ADD CONSTRAINT recipe_state_change_actor CHECK ((cause = 'CLEARANCE') = (actor_id IS NULL));
ALTER TABLE credit_correction ADD CONSTRAINT credit_correction_subject CHECK (num_nonnulls(recipe_hash, recording_id, work_id) = 1);
ALTER TABLE credit_correction ADD CONSTRAINT credit_correction_changes CHECK (
  num_nonnulls(credited_name, credited_role) <> 1 AND num_nonnulls(proposed_name, proposed_role) <> 1
  AND (credited_name IS NOT NULL OR proposed_name IS NOT NULL));
-- Asked once, and decided or taken back at most once.
ALTER TABLE credit_correction_event ADD CONSTRAINT credit_correction_event_course CHECK (
  (version = 1 AND state = 'REQUESTED') OR (version = 2 AND state <> 'REQUESTED'));
ALTER TABLE credit_amendment ADD CONSTRAINT credit_amendment_subject CHECK (num_nonnulls(recipe_hash, recording_id, work_id) = 1);
