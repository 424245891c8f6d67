-- CreateEnum
CREATE TYPE "InvitationState" AS ENUM ('PENDING', 'ACCEPTED', 'DECLINED', 'REVOKED');

-- CreateEnum
CREATE TYPE "DomainState" AS ENUM ('PENDING', 'PROVED', 'FAILED');

-- CreateEnum
CREATE TYPE "ClaimState" AS ENUM ('PENDING', 'PROVED', 'REJECTED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "TransferState" AS ENUM ('PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED');

-- AlterTable
ALTER TABLE "party" ADD COLUMN     "contact_email" TEXT,
ADD COLUMN     "contact_url" TEXT,
ADD COLUMN     "merged_into_id" UUID,
ADD COLUMN     "verified_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "party_event" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by" UUID,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "party_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_invitation" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "role" "MemberRole" NOT NULL,
    "user_id" UUID,
    "token_hash" TEXT,
    "state" "InvitationState" NOT NULL DEFAULT 'PENDING',
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "party_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_domain" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "state" "DomainState" NOT NULL DEFAULT 'PENDING',
    "fault" TEXT,
    "coverage" JSONB,
    "checked_at" TIMESTAMPTZ(3),
    "proved_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "party_domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "recording_id" UUID,
    "work_id" UUID,
    "role" TEXT NOT NULL,
    "ppm" INTEGER NOT NULL,
    "territories" TEXT[],
    "exclude_territories" TEXT[],
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "state" "ClaimState" NOT NULL DEFAULT 'PENDING',
    "proof" TEXT,
    "share_id" UUID,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_event" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by" UUID,
    "text" TEXT,
    "links" TEXT[],
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "claim_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_merge" (
    "id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "into_id" UUID NOT NULL,
    "by" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "party_merge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_merge_item" (
    "merge_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "ref_id" UUID,
    "recording_id" UUID,
    "work_id" UUID,
    "detail" JSONB NOT NULL,

    CONSTRAINT "party_merge_item_pkey" PRIMARY KEY ("merge_id","position")
);

-- CreateTable
CREATE TABLE "share_event" (
    "id" UUID NOT NULL,
    "share_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by" UUID,
    "cause" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "share_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share_transfer" (
    "id" UUID NOT NULL,
    "share_id" UUID NOT NULL,
    "from_party_id" UUID NOT NULL,
    "to_party_id" UUID NOT NULL,
    "ppm" INTEGER NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,
    "effective_at" TIMESTAMPTZ(3),
    "state" "TransferState" NOT NULL DEFAULT 'PENDING',
    "reason" TEXT NOT NULL,
    "links" TEXT[],
    "answer" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "share_transfer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "party_event_party_id_id_idx" ON "party_event"("party_id", "id" DESC);

-- CreateIndex
CREATE INDEX "party_invitation_party_id_id_idx" ON "party_invitation"("party_id", "id" DESC);

-- CreateIndex
CREATE INDEX "party_invitation_user_id_state_idx" ON "party_invitation"("user_id", "state");

-- CreateIndex
CREATE INDEX "party_invitation_created_by_idx" ON "party_invitation"("created_by");

-- CreateIndex
CREATE UNIQUE INDEX "party_domain_party_id_domain_key" ON "party_domain"("party_id", "domain");

-- CreateIndex
CREATE UNIQUE INDEX "claim_share_id_key" ON "claim"("share_id");

-- CreateIndex
CREATE INDEX "claim_party_id_id_idx" ON "claim"("party_id", "id" DESC);

-- CreateIndex
CREATE INDEX "claim_state_id_idx" ON "claim"("state", "id");

-- CreateIndex
CREATE INDEX "claim_recording_id_idx" ON "claim"("recording_id");

-- CreateIndex
CREATE INDEX "claim_work_id_idx" ON "claim"("work_id");

-- CreateIndex
CREATE INDEX "claim_event_claim_id_id_idx" ON "claim_event"("claim_id", "id");

-- CreateIndex
CREATE INDEX "party_merge_into_id_idx" ON "party_merge"("into_id");

-- CreateIndex
CREATE UNIQUE INDEX "party_merge_from_id_key" ON "party_merge"("from_id");

-- CreateIndex
CREATE INDEX "party_merge_item_recording_id_idx" ON "party_merge_item"("recording_id");

-- CreateIndex
CREATE INDEX "party_merge_item_work_id_idx" ON "party_merge_item"("work_id");

-- CreateIndex
CREATE INDEX "share_event_share_id_id_idx" ON "share_event"("share_id", "id");

-- CreateIndex
CREATE INDEX "share_transfer_share_id_idx" ON "share_transfer"("share_id");

-- CreateIndex
CREATE INDEX "share_transfer_from_party_id_id_idx" ON "share_transfer"("from_party_id", "id" DESC);

-- CreateIndex
CREATE INDEX "share_transfer_to_party_id_id_idx" ON "share_transfer"("to_party_id", "id" DESC);

-- CreateIndex
CREATE INDEX "party_merged_into_id_idx" ON "party"("merged_into_id");

-- CreateIndex
CREATE INDEX "share_party_id_id_idx" ON "share"("party_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "party" ADD CONSTRAINT "party_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "party"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_event" ADD CONSTRAINT "party_event_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_invitation" ADD CONSTRAINT "party_invitation_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_invitation" ADD CONSTRAINT "party_invitation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_invitation" ADD CONSTRAINT "party_invitation_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_domain" ADD CONSTRAINT "party_domain_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_share_id_fkey" FOREIGN KEY ("share_id") REFERENCES "share"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_event" ADD CONSTRAINT "claim_event_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_merge" ADD CONSTRAINT "party_merge_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_merge" ADD CONSTRAINT "party_merge_into_id_fkey" FOREIGN KEY ("into_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_merge_item" ADD CONSTRAINT "party_merge_item_merge_id_fkey" FOREIGN KEY ("merge_id") REFERENCES "party_merge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_event" ADD CONSTRAINT "share_event_share_id_fkey" FOREIGN KEY ("share_id") REFERENCES "share"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_transfer" ADD CONSTRAINT "share_transfer_share_id_fkey" FOREIGN KEY ("share_id") REFERENCES "share"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_transfer" ADD CONSTRAINT "share_transfer_from_party_id_fkey" FOREIGN KEY ("from_party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_transfer" ADD CONSTRAINT "share_transfer_to_party_id_fkey" FOREIGN KEY ("to_party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- History is never changed or removed.
CREATE TRIGGER party_event_append_only BEFORE UPDATE OR DELETE ON party_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER claim_event_append_only BEFORE UPDATE OR DELETE ON claim_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER share_event_append_only BEFORE UPDATE OR DELETE ON share_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER party_merge_append_only BEFORE UPDATE OR DELETE ON party_merge FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER party_merge_item_append_only BEFORE UPDATE OR DELETE ON party_merge_item FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE party ADD CONSTRAINT party_not_merged_into_itself CHECK (merged_into_id <> id);
-- A party that stands for a user's remixing stands for that user alone.
ALTER TABLE party ADD CONSTRAINT party_remixer_stays CHECK (remixer_user_id IS NULL OR merged_into_id IS NULL);
ALTER TABLE party_merge ADD CONSTRAINT party_merge_of_two CHECK (from_id <> into_id);
ALTER TABLE party_invitation ADD CONSTRAINT party_invitation_for_whom CHECK (num_nonnulls(user_id, token_hash) = 1);
ALTER TABLE claim ADD CONSTRAINT claim_ppm CHECK (ppm BETWEEN 1 AND 1000000);
ALTER TABLE claim ADD CONSTRAINT claim_subject CHECK (
  (side = 'MASTER' AND recording_id IS NOT NULL AND work_id IS NULL)
  OR (side = 'COMPOSITION' AND work_id IS NOT NULL AND recording_id IS NULL));
ALTER TABLE claim ADD CONSTRAINT claim_dates CHECK (valid_from < valid_to);
ALTER TABLE claim ADD CONSTRAINT claim_proved_is_a_share CHECK ((state = 'PROVED') = (share_id IS NOT NULL AND proof IS NOT NULL));
ALTER TABLE share_transfer ADD CONSTRAINT share_transfer_ppm CHECK (ppm BETWEEN 1 AND 1000000);
ALTER TABLE share_transfer ADD CONSTRAINT share_transfer_of_two CHECK (from_party_id <> to_party_id);
ALTER TABLE share_transfer ADD CONSTRAINT share_transfer_counts_once_accepted CHECK ((state = 'ACCEPTED') = (effective_at IS NOT NULL));

-- Search over parties; `simple` because names are in every language.
CREATE INDEX party_search ON party USING gin (to_tsvector('simple', name));
