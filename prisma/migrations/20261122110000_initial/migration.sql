-- CreateEnum
CREATE TYPE "PartyKind" AS ENUM ('PERSON', 'ORGANISATION');

-- CreateEnum
CREATE TYPE "MemberRole" AS ENUM ('OWNER', 'MANAGER', 'VIEWER');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('MASTER', 'COMPOSITION');

-- CreateEnum
CREATE TYPE "ShareStatus" AS ENUM ('ACTIVE', 'DISPUTED', 'ENDED');

-- CreateEnum
CREATE TYPE "GrantPolicy" AS ENUM ('MONETISE', 'REPORT_USAGE', 'BLOCK');

-- CreateEnum
CREATE TYPE "GrantState" AS ENUM ('REQUESTED', 'GRANTED', 'DECLINED', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED');

-- CreateEnum
CREATE TYPE "TariffKind" AS ENUM ('PER_PLAY', 'PRO_RATA', 'USER_CENTRIC');

-- CreateEnum
CREATE TYPE "RecipeState" AS ENUM ('PUBLISHED', 'WITHDRAWN', 'REMOVED');

-- CreateEnum
CREATE TYPE "PeriodState" AS ENUM ('OPEN', 'CLOSING', 'CLOSED', 'STATED', 'LOCKED');

-- CreateTable
CREATE TABLE "party" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "PartyKind" NOT NULL,
    "ipi_name_number" TEXT,
    "isni" TEXT,
    "dpid" TEXT,
    "remixer_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_member" (
    "party_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "MemberRole" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "party_member_pkey" PRIMARY KEY ("party_id","user_id")
);

-- CreateTable
CREATE TABLE "recording" (
    "id" UUID NOT NULL,
    "isrc" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "version_title" TEXT,
    "artist" TEXT NOT NULL,
    "duration_ms" INTEGER,
    "bpm" DOUBLE PRECISION,
    "musical_key" TEXT,
    "label" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recording_clearance" (
    "recording_id" UUID NOT NULL,
    "territory" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "terms" JSONB,
    "stale_at" TIMESTAMPTZ(3),

    CONSTRAINT "recording_clearance_pkey" PRIMARY KEY ("recording_id","territory")
);

-- CreateTable
CREATE TABLE "work" (
    "id" UUID NOT NULL,
    "iswc" TEXT,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recording_work" (
    "recording_id" UUID NOT NULL,
    "work_id" UUID NOT NULL,
    "ppm" INTEGER NOT NULL,

    CONSTRAINT "recording_work_pkey" PRIMARY KEY ("recording_id","work_id")
);

-- CreateTable
CREATE TABLE "contributor" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "recording_id" UUID,
    "work_id" UUID,

    CONSTRAINT "contributor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share" (
    "id" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "party_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "ppm" INTEGER NOT NULL,
    "recording_id" UUID,
    "work_id" UUID,
    "territories" TEXT[],
    "exclude_territories" TEXT[],
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL,
    "status" "ShareStatus" NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "share_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grant_version" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "party_id" UUID NOT NULL,
    "recording_id" UUID,
    "work_id" UUID,
    "side" "Side" NOT NULL,
    "policy" "GrantPolicy" NOT NULL,
    "state" "GrantState" NOT NULL,
    "scope" JSONB NOT NULL,
    "minimum_rate_micros" BIGINT,
    "reason" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "grant_version_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "mandate" (
    "id" UUID NOT NULL,
    "grantor_id" UUID NOT NULL,
    "holder_id" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "recording_id" UUID,
    "work_id" UUID,
    "evidence" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mandate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tariff" (
    "version" INTEGER NOT NULL,
    "kind" "TariffKind" NOT NULL,
    "currency" TEXT NOT NULL,
    "per_play_micros" BIGINT,
    "master_ppm" INTEGER NOT NULL,
    "composition_ppm" INTEGER NOT NULL,
    "remixer_ppm" INTEGER NOT NULL,
    "platform_ppm" INTEGER NOT NULL,
    "minimum_ms" INTEGER NOT NULL,
    "daily_cap" INTEGER NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tariff_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "recipe" (
    "hash" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "producer_id" UUID NOT NULL,
    "remixer_party_id" UUID NOT NULL,
    "signer" TEXT NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "bpm" DOUBLE PRECISION NOT NULL,
    "musical_key" TEXT,
    "supersedes_hash" TEXT,
    "state" "RecipeState" NOT NULL DEFAULT 'PUBLISHED',
    "state_reason" TEXT,
    "tariff_version" INTEGER NOT NULL,
    "credits" JSONB NOT NULL,
    "credit_document" JSONB,
    "print" JSONB NOT NULL,
    "play_count" BIGINT NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recipe_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "recipe_source" (
    "recipe_hash" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "recording_id" UUID NOT NULL,
    "isrc" TEXT NOT NULL,
    "usage_ms" INTEGER NOT NULL,
    "stem_usage_ms" JSONB NOT NULL,

    CONSTRAINT "recipe_source_pkey" PRIMARY KEY ("recipe_hash","source_id")
);

-- CreateTable
CREATE TABLE "recipe_tag" (
    "recipe_hash" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recipe_tag_pkey" PRIMARY KEY ("recipe_hash","tag")
);

-- CreateTable
CREATE TABLE "recipe_parent" (
    "recipe_hash" TEXT NOT NULL,
    "parent_hash" TEXT NOT NULL,

    CONSTRAINT "recipe_parent_pkey" PRIMARY KEY ("recipe_hash","parent_hash")
);

-- CreateTable
CREATE TABLE "licence_snapshot" (
    "recipe_hash" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "territory" TEXT NOT NULL,
    "decision" JSONB NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "licence_snapshot_pkey" PRIMARY KEY ("recipe_hash")
);

-- CreateTable
CREATE TABLE "share_link" (
    "code" TEXT NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "play_grant" (
    "id" UUID NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "listener_user_id" UUID,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "play_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "play_key" (
    "receipt_id" BYTEA NOT NULL,

    CONSTRAINT "play_key_pkey" PRIMARY KEY ("receipt_id")
);

-- CreateTable
CREATE TABLE "play" (
    "receipt_id" BYTEA NOT NULL,
    "grant_id" UUID NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "heard_ms" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "period_id" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,
    "receipt" JSONB NOT NULL,

    CONSTRAINT "play_pkey" PRIMARY KEY ("receipt_id")
);

-- CreateTable
CREATE TABLE "play_rejection" (
    "id" UUID NOT NULL,
    "receipt_id" BYTEA,
    "recipe_hash" TEXT,
    "device" TEXT,
    "code" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "receipt" JSONB NOT NULL,

    CONSTRAINT "play_rejection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "period" (
    "id" TEXT NOT NULL,
    "state" "PeriodState" NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "stated_at" TIMESTAMPTZ(3),
    "closed_by" UUID,
    "progress" JSONB,

    CONSTRAINT "period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "period_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posting" (
    "entry_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "amount_micros" BIGINT NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("entry_id","position")
);

-- CreateTable
CREATE TABLE "allocation_line" (
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "tariff" TEXT NOT NULL,
    "recipe_hash" TEXT,
    "recording_id" UUID,
    "isrc" TEXT,
    "subject_id" UUID,
    "side" TEXT,
    "territory" TEXT,
    "origin_period_id" TEXT,
    "party_id" UUID,
    "account" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "plays" BIGINT NOT NULL,
    "usage_ms" BIGINT NOT NULL,
    "usage_ppm" INTEGER NOT NULL,
    "share_ppm" INTEGER NOT NULL,
    "amount_micros" BIGINT NOT NULL,

    CONSTRAINT "allocation_line_pkey" PRIMARY KEY ("period_id","tariff_version","position")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "period_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "opening_micros" BIGINT NOT NULL,
    "earned_micros" BIGINT NOT NULL,
    "closing_micros" BIGINT NOT NULL,
    "plays" BIGINT NOT NULL,
    "document" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_line" (
    "statement_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "recipe_title" TEXT NOT NULL,
    "producer_name" TEXT NOT NULL,
    "isrc" TEXT,
    "source_title" TEXT,
    "side" TEXT NOT NULL,
    "subject_id" UUID,
    "territory" TEXT NOT NULL,
    "plays" BIGINT NOT NULL,
    "usage_ms" BIGINT NOT NULL,
    "usage_ppm" INTEGER NOT NULL,
    "share_ppm" INTEGER NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "tariff" TEXT NOT NULL,
    "origin_period_id" TEXT,

    CONSTRAINT "statement_line_pkey" PRIMARY KEY ("statement_id","position")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dispatched_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dead_letter" (
    "id" UUID NOT NULL,
    "job" TEXT NOT NULL,
    "job_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "error" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "instance_key" (
    "name" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "sealed_private" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instance_key_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "email" TEXT,
    "operator" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_login_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "local_account" (
    "id" UUID NOT NULL,
    "login_name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "local_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id_hash" TEXT NOT NULL,
    "user_id" UUID,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id_hash")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oidc_model" (
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "grant_id" TEXT,
    "uid" TEXT,
    "user_code" TEXT,
    "consumed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "oidc_model_pkey" PRIMARY KEY ("kind","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "party_ipi_name_number_key" ON "party"("ipi_name_number");

-- CreateIndex
CREATE UNIQUE INDEX "party_isni_key" ON "party"("isni");

-- CreateIndex
CREATE UNIQUE INDEX "party_dpid_key" ON "party"("dpid");

-- CreateIndex
CREATE UNIQUE INDEX "party_remixer_user_id_key" ON "party"("remixer_user_id");

-- CreateIndex
CREATE INDEX "party_member_user_id_idx" ON "party_member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "recording_isrc_key" ON "recording"("isrc");

-- CreateIndex
CREATE INDEX "recording_created_at_id_idx" ON "recording"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "work_iswc_key" ON "work"("iswc");

-- CreateIndex
CREATE INDEX "recording_work_work_id_idx" ON "recording_work"("work_id");

-- CreateIndex
CREATE INDEX "contributor_party_id_idx" ON "contributor"("party_id");

-- CreateIndex
CREATE UNIQUE INDEX "contributor_recording_id_party_id_role_key" ON "contributor"("recording_id", "party_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "contributor_work_id_party_id_role_key" ON "contributor"("work_id", "party_id", "role");

-- CreateIndex
CREATE INDEX "share_recording_id_idx" ON "share"("recording_id");

-- CreateIndex
CREATE INDEX "share_work_id_idx" ON "share"("work_id");

-- CreateIndex
CREATE INDEX "share_party_id_idx" ON "share"("party_id");

-- CreateIndex
CREATE INDEX "grant_version_recording_id_idx" ON "grant_version"("recording_id");

-- CreateIndex
CREATE INDEX "grant_version_work_id_idx" ON "grant_version"("work_id");

-- CreateIndex
CREATE INDEX "grant_version_party_id_idx" ON "grant_version"("party_id");

-- CreateIndex
CREATE INDEX "mandate_grantor_id_idx" ON "mandate"("grantor_id");

-- CreateIndex
CREATE INDEX "mandate_holder_id_idx" ON "mandate"("holder_id");

-- CreateIndex
CREATE INDEX "tariff_effective_from_idx" ON "tariff"("effective_from");

-- CreateIndex
CREATE INDEX "recipe_published_at_hash_idx" ON "recipe"("published_at" DESC, "hash" DESC);

-- CreateIndex
CREATE INDEX "recipe_supersedes_hash_idx" ON "recipe"("supersedes_hash");

-- CreateIndex
CREATE INDEX "recipe_producer_id_published_at_hash_idx" ON "recipe"("producer_id", "published_at" DESC, "hash" DESC);

-- CreateIndex
CREATE INDEX "recipe_source_recording_id_idx" ON "recipe_source"("recording_id");

-- CreateIndex
CREATE INDEX "recipe_tag_tag_published_at_recipe_hash_idx" ON "recipe_tag"("tag", "published_at" DESC, "recipe_hash" DESC);

-- CreateIndex
CREATE INDEX "recipe_parent_parent_hash_idx" ON "recipe_parent"("parent_hash");

-- CreateIndex
CREATE INDEX "share_link_recipe_hash_idx" ON "share_link"("recipe_hash");

-- CreateIndex
CREATE INDEX "play_grant_device_issued_at_idx" ON "play_grant"("device", "issued_at");

-- CreateIndex
CREATE INDEX "play_period_id_tariff_version_recipe_hash_territory_idx" ON "play"("period_id", "tariff_version", "recipe_hash", "territory");

-- CreateIndex
CREATE INDEX "play_device_started_at_idx" ON "play"("device", "started_at");

-- CreateIndex
CREATE INDEX "play_recipe_hash_counted_at_idx" ON "play"("recipe_hash", "counted_at");

-- CreateIndex
CREATE INDEX "play_rejection_device_received_at_idx" ON "play_rejection"("device", "received_at");

-- CreateIndex
CREATE INDEX "play_rejection_received_at_id_idx" ON "play_rejection"("received_at", "id");

-- CreateIndex
CREATE INDEX "period_state_idx" ON "period"("state");

-- CreateIndex
CREATE INDEX "journal_entry_period_id_idx" ON "journal_entry"("period_id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_kind_reference_key" ON "journal_entry"("kind", "reference");

-- CreateIndex
CREATE INDEX "posting_account_idx" ON "posting"("account");

-- CreateIndex
CREATE INDEX "allocation_line_period_id_party_id_idx" ON "allocation_line"("period_id", "party_id");

-- CreateIndex
CREATE INDEX "statement_party_id_created_at_id_idx" ON "statement"("party_id", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_party_id_period_id_currency_key" ON "statement"("party_id", "period_id", "currency");

-- CreateIndex
CREATE INDEX "statement_line_recipe_hash_idx" ON "statement_line"("recipe_hash");

-- CreateIndex
CREATE INDEX "outbox_event_dispatched_at_id_idx" ON "outbox_event"("dispatched_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "dead_letter_job_job_id_key" ON "dead_letter"("job", "job_id");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_handle_key" ON "app_user"("handle");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_issuer_subject_key" ON "account"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "local_account_login_name_key" ON "local_account"("login_name");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_user_id_idx" ON "api_token"("user_id");

-- CreateIndex
CREATE INDEX "oidc_model_grant_id_idx" ON "oidc_model"("grant_id");

-- CreateIndex
CREATE INDEX "oidc_model_kind_uid_idx" ON "oidc_model"("kind", "uid");

-- CreateIndex
CREATE INDEX "oidc_model_expires_at_idx" ON "oidc_model"("expires_at");

-- AddForeignKey
ALTER TABLE "party_member" ADD CONSTRAINT "party_member_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "recording_clearance_territory_state_idx" ON "recording_clearance"("territory", "state");

-- CreateIndex
CREATE INDEX "recording_clearance_stale_at_idx" ON "recording_clearance"("stale_at");

-- AddForeignKey
ALTER TABLE "recording_clearance" ADD CONSTRAINT "recording_clearance_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_work" ADD CONSTRAINT "recording_work_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_work" ADD CONSTRAINT "recording_work_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contributor" ADD CONSTRAINT "contributor_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contributor" ADD CONSTRAINT "contributor_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contributor" ADD CONSTRAINT "contributor_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant_version" ADD CONSTRAINT "grant_version_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant_version" ADD CONSTRAINT "grant_version_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant_version" ADD CONSTRAINT "grant_version_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_grantor_id_fkey" FOREIGN KEY ("grantor_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipe_source" ADD CONSTRAINT "recipe_source_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "recipe"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipe_source" ADD CONSTRAINT "recipe_source_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipe_tag" ADD CONSTRAINT "recipe_tag_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "recipe"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipe_parent" ADD CONSTRAINT "recipe_parent_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "recipe"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_snapshot" ADD CONSTRAINT "licence_snapshot_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "recipe"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "recipe"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "journal_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_line" ADD CONSTRAINT "statement_line_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_member" ADD CONSTRAINT "party_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
