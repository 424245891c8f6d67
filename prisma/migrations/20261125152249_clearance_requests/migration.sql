-- CreateEnum
CREATE TYPE "ClearanceRequestState" AS ENUM ('OPEN', 'APPROVED', 'DECLINED', 'EXPIRED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "ClearanceLineState" AS ENUM ('REQUESTED', 'GRANTED', 'DECLINED', 'COUNTERED', 'EXPIRED');

-- AlterTable
ALTER TABLE "grant_version" ADD COLUMN     "recipe_hash" TEXT;

-- CreateTable
CREATE TABLE "clearance_request" (
    "id" UUID NOT NULL,
    "producer_id" UUID NOT NULL,
    "territory" TEXT NOT NULL,
    "state" "ClearanceRequestState" NOT NULL DEFAULT 'OPEN',
    "version" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "credits" JSONB NOT NULL,
    "print" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "clearance_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clearance_request_version" (
    "request_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clearance_request_version_pkey" PRIMARY KEY ("request_id","version")
);

-- CreateTable
CREATE TABLE "clearance_request_line" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "party_id" UUID,
    "answerer_ids" UUID[],
    "side" "Side" NOT NULL,
    "recording_id" UUID,
    "work_id" UUID,
    "isrc" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" "ClearanceLineState" NOT NULL DEFAULT 'REQUESTED',
    "reasons" JSONB NOT NULL,
    "offer" JSONB,
    "grant_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "clearance_request_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clearance_request_recipient" (
    "request_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,

    CONSTRAINT "clearance_request_recipient_pkey" PRIMARY KEY ("request_id","party_id")
);

-- CreateTable
CREATE TABLE "clearance_request_event" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "line_id" UUID,
    "party_id" UUID,
    "actor_id" UUID,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clearance_request_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "event_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_preference" (
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "mail" BOOLEAN NOT NULL,

    CONSTRAINT "notification_preference_pkey" PRIMARY KEY ("user_id","kind")
);

-- CreateIndex
CREATE INDEX "clearance_request_producer_id_id_idx" ON "clearance_request"("producer_id", "id" DESC);

-- CreateIndex
CREATE INDEX "clearance_request_state_expires_at_idx" ON "clearance_request"("state", "expires_at");

-- CreateIndex
CREATE INDEX "clearance_request_recipe_hash_idx" ON "clearance_request"("recipe_hash");

-- CreateIndex
CREATE INDEX "clearance_request_line_request_id_idx" ON "clearance_request_line"("request_id");

-- CreateIndex
CREATE INDEX "clearance_request_line_party_id_request_id_idx" ON "clearance_request_line"("party_id", "request_id");

-- CreateIndex
CREATE INDEX "clearance_request_line_isrc_idx" ON "clearance_request_line"("isrc");

-- CreateIndex
CREATE INDEX "clearance_request_recipient_party_id_request_id_idx" ON "clearance_request_recipient"("party_id", "request_id" DESC);

-- CreateIndex
CREATE INDEX "clearance_request_event_request_id_id_idx" ON "clearance_request_event"("request_id", "id");

-- CreateIndex
CREATE INDEX "notification_user_id_id_idx" ON "notification"("user_id", "id" DESC);

-- CreateIndex
CREATE INDEX "notification_user_id_read_at_idx" ON "notification"("user_id", "read_at");

-- CreateIndex
CREATE INDEX "notification_created_at_idx" ON "notification"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_event_id_user_id_key" ON "notification"("event_id", "user_id");

-- CreateIndex
CREATE INDEX "grant_version_recipe_hash_idx" ON "grant_version"("recipe_hash");

-- AddForeignKey
ALTER TABLE "clearance_request_version" ADD CONSTRAINT "clearance_request_version_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "clearance_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance_request_line" ADD CONSTRAINT "clearance_request_line_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "clearance_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance_request_recipient" ADD CONSTRAINT "clearance_request_recipient_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "clearance_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance_request_event" ADD CONSTRAINT "clearance_request_event_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "clearance_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_preference" ADD CONSTRAINT "notification_preference_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What happened to a request, and the drafts that were heard, are history.
CREATE TRIGGER clearance_request_event_append_only BEFORE UPDATE OR DELETE ON clearance_request_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clearance_request_event_no_truncate BEFORE TRUNCATE ON clearance_request_event EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clearance_request_version_append_only BEFORE UPDATE OR DELETE ON clearance_request_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clearance_request_version_no_truncate BEFORE TRUNCATE ON clearance_request_version EXECUTE FUNCTION refuse_change();

ALTER TABLE grant_version ADD CONSTRAINT grant_version_recipe CHECK (
  recipe_hash IS NULL OR (recipe_hash ~ '^sha256-[0-9a-f]{64}$' AND num_nonnulls(recording_id, work_id) = 1));
ALTER TABLE clearance_request ADD CONSTRAINT clearance_request_hash CHECK (recipe_hash ~ '^sha256-[0-9a-f]{64}$');
ALTER TABLE clearance_request ADD CONSTRAINT clearance_request_decided CHECK ((state = 'OPEN') = (decided_at IS NULL));
ALTER TABLE clearance_request_version ADD CONSTRAINT clearance_request_version_size CHECK (octet_length(document) <= 270336);
ALTER TABLE clearance_request_line ADD CONSTRAINT clearance_request_line_subject CHECK (
  (side = 'MASTER' AND work_id IS NULL) OR (side = 'COMPOSITION' AND recording_id IS NULL));
ALTER TABLE clearance_request_line ADD CONSTRAINT clearance_request_line_offer CHECK (state <> 'COUNTERED' OR offer IS NOT NULL);
-- One line per party, side and subject. A missing party or subject is one of its own.
CREATE UNIQUE INDEX clearance_request_line_once ON clearance_request_line (request_id,
  COALESCE(party_id::text, ''), side, COALESCE(recording_id::text, work_id::text, isrc));
ALTER TABLE clearance_request_event ADD CONSTRAINT clearance_request_event_size CHECK (octet_length(payload::text) <= 16384);
ALTER TABLE notification ADD CONSTRAINT notification_size CHECK (octet_length(payload::text) <= 4096);
