-- CreateEnum
CREATE TYPE "BulkState" AS ENUM ('PREVIEWED', 'RUNNING', 'DONE');

-- CreateEnum
CREATE TYPE "MandateState" AS ENUM ('PROPOSED', 'ACTIVE', 'DECLINED', 'REVOKED');

-- CreateEnum
CREATE TYPE "MandateRole" AS ENUM ('GRANTOR', 'HOLDER');

-- DropIndex
DROP INDEX "grant_version_recording_id_idx";

-- DropIndex
DROP INDEX "grant_version_work_id_idx";

-- AlterTable
ALTER TABLE "grant_version" ADD COLUMN     "ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "release_id" UUID,
ADD COLUMN     "withdrawn_from" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "mandate" DROP CONSTRAINT "mandate_pkey",
ADD COLUMN     "created_by" UUID,
ADD COLUMN     "exclude_territories" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "proposed_by" "MandateRole" NOT NULL DEFAULT 'GRANTOR',
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "state" "MandateState" NOT NULL DEFAULT 'ACTIVE',
ADD COLUMN     "territories" TEXT[] DEFAULT ARRAY['WW']::TEXT[],
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD CONSTRAINT "mandate_pkey" PRIMARY KEY ("id", "version");

-- AlterTable
ALTER TABLE "recording_clearance" ADD COLUMN     "closes_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "grant_bulk" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "state" "BulkState" NOT NULL,
    "change" JSONB NOT NULL,
    "token" TEXT NOT NULL,
    "flips_stopping" INTEGER NOT NULL,
    "flips_starting" INTEGER NOT NULL,
    "flips_bounded" BOOLEAN NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "grant_bulk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grant_bulk_item" (
    "bulk_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "recording_id" UUID,
    "work_id" UUID,
    "title" TEXT NOT NULL,
    "grant_id" UUID,
    "version" INTEGER,
    "outcome" TEXT NOT NULL,
    "note" TEXT,
    "applied" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "grant_bulk_item_pkey" PRIMARY KEY ("bulk_id","position")
);

-- CreateIndex
CREATE INDEX "grant_bulk_party_id_idx" ON "grant_bulk"("party_id");

-- CreateIndex
CREATE INDEX "grant_bulk_state_created_at_idx" ON "grant_bulk"("state", "created_at");

-- CreateIndex
CREATE INDEX "grant_bulk_item_bulk_id_outcome_position_idx" ON "grant_bulk_item"("bulk_id", "outcome", "position");

-- CreateIndex
CREATE INDEX "grant_version_recording_id_party_id_idx" ON "grant_version"("recording_id", "party_id");

-- CreateIndex
CREATE INDEX "grant_version_work_id_party_id_idx" ON "grant_version"("work_id", "party_id");

-- CreateIndex
CREATE INDEX "grant_version_release_id_party_id_idx" ON "grant_version"("release_id", "party_id");

-- CreateIndex
CREATE INDEX "grant_version_ends_at_idx" ON "grant_version"("ends_at");

-- CreateIndex
CREATE INDEX "mandate_state_id_idx" ON "mandate"("state", "id");

-- CreateIndex
CREATE INDEX "mandate_recording_id_idx" ON "mandate"("recording_id");

-- CreateIndex
CREATE INDEX "mandate_work_id_idx" ON "mandate"("work_id");

-- AddForeignKey
ALTER TABLE "grant_version" ADD CONSTRAINT "grant_version_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant_bulk" ADD CONSTRAINT "grant_bulk_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant_bulk_item" ADD CONSTRAINT "grant_bulk_item_bulk_id_fkey" FOREIGN KEY ("bulk_id") REFERENCES "grant_bulk"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rules that the data model cannot say.
ALTER TABLE grant_version ADD CONSTRAINT grant_version_one_subject CHECK (num_nonnulls(recording_id, work_id, release_id) <= 1);
ALTER TABLE grant_version ADD CONSTRAINT grant_version_ends CHECK (withdrawn_from IS NULL OR ends_at <= withdrawn_from);

ALTER TABLE mandate ADD CONSTRAINT mandate_version_positive CHECK (version >= 1);
ALTER TABLE mandate ADD CONSTRAINT mandate_of_another CHECK (grantor_id <> holder_id);
ALTER TABLE mandate ADD CONSTRAINT mandate_subject CHECK (
  num_nonnulls(recording_id, work_id) <= 1
  AND ((side = 'MASTER' AND work_id IS NULL) OR (side = 'COMPOSITION' AND recording_id IS NULL)));
CREATE TRIGGER mandate_append_only BEFORE UPDATE OR DELETE ON mandate FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_no_truncate BEFORE TRUNCATE ON mandate EXECUTE FUNCTION refuse_change();

ALTER TABLE grant_bulk_item ADD CONSTRAINT grant_bulk_item_subject CHECK (
  (side = 'MASTER' AND recording_id IS NOT NULL AND work_id IS NULL)
  OR (side = 'COMPOSITION' AND work_id IS NOT NULL AND recording_id IS NULL));
ALTER TABLE grant_bulk_item ADD CONSTRAINT grant_bulk_item_outcome
  CHECK (outcome IN ('NEW', 'REVISED', 'UNCHANGED', 'REFUSED'));
ALTER TABLE grant_bulk_item ADD CONSTRAINT grant_bulk_item_version CHECK ((grant_id IS NULL) = (version IS NULL));

-- Choosing the other side of a mandate by the beginning of its name.
CREATE INDEX party_name_prefix ON party (lower(name) text_pattern_ops);

-- Grants for releases and whole catalogues: few beside those for single subjects, and asked for at every decision.
CREATE INDEX grant_version_wide ON grant_version (party_id) WHERE recording_id IS NULL AND work_id IS NULL;
