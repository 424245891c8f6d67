-- Social federation: people of other servers, their flips, who follows whom, and what is on its way to other servers.

-- CreateEnum
CREATE TYPE "SocialRule" AS ENUM ('ALLOW', 'SILENCE', 'BLOCK');

-- CreateEnum
CREATE TYPE "SocialFollowState" AS ENUM ('PENDING', 'ACCEPTED');

-- CreateEnum
CREATE TYPE "SocialPostState" AS ENUM ('PENDING', 'READY', 'REFUSED', 'GONE');

-- CreateEnum
CREATE TYPE "SocialReactionKind" AS ENUM ('LIKE', 'BOOST');

-- CreateEnum
CREATE TYPE "SocialCommentState" AS ENUM ('VISIBLE', 'HIDDEN', 'DELETED');

-- CreateEnum
CREATE TYPE "SocialDeliveryState" AS ENUM ('PENDING', 'DELIVERED', 'FAILED');

-- CreateTable
CREATE TABLE "social_key" (
    "id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "sealed_private" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "social_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "social_actor" (
    "id" UUID NOT NULL,
    "uri" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL,
    "inbox" TEXT NOT NULL,
    "shared_inbox" TEXT,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_to_id" UUID,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "social_actor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "social_follow" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "actor_id" UUID,
    "producer_id" UUID,
    "state" "SocialFollowState" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_follow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "social_follower" (
    "user_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "follow_uri" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_follower_pkey" PRIMARY KEY ("user_id","actor_id")
);

-- CreateTable
CREATE TABLE "social_post" (
    "id" UUID NOT NULL,
    "uri" TEXT NOT NULL,
    "actor_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "recipe_url" TEXT NOT NULL,
    "state" "SocialPostState" NOT NULL,
    "refusal" TEXT,
    "document" TEXT,
    "credits" JSONB,
    "print" JSONB,
    "duration_ms" INTEGER NOT NULL DEFAULT 0,
    "bpm" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "social_tombstone" (
    "uri" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_tombstone_pkey" PRIMARY KEY ("uri")
);

-- CreateTable
CREATE TABLE "social_seen" (
    "uri" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_seen_pkey" PRIMARY KEY ("uri")
);

-- CreateTable
CREATE TABLE "social_reaction" (
    "id" UUID NOT NULL,
    "kind" "SocialReactionKind" NOT NULL,
    "hash" TEXT NOT NULL,
    "user_id" UUID,
    "actor_id" UUID,
    "uri" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_reaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "social_comment" (
    "id" UUID NOT NULL,
    "uri" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "parent_id" UUID,
    "user_id" UUID,
    "actor_id" UUID,
    "text" TEXT NOT NULL,
    "state" "SocialCommentState" NOT NULL DEFAULT 'VISIBLE',
    "hidden_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "social_block" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "actor_id" UUID,
    "host" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_block_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "social_domain" (
    "host" TEXT NOT NULL,
    "rule" "SocialRule" NOT NULL,
    "reason" TEXT NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_domain_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "social_domain_change" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "rule" "SocialRule",
    "reason" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_domain_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "social_activity" (
    "id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "social_delivery" (
    "activity_id" UUID NOT NULL,
    "inbox" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "state" "SocialDeliveryState" NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "social_delivery_pkey" PRIMARY KEY ("activity_id","inbox")
);

-- CreateTable
CREATE TABLE "social_host" (
    "host" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_from" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "draft" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "social_host_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "social_kv" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "social_kv_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "social_alias" (
    "user_id" UUID NOT NULL,
    "uri" TEXT NOT NULL,

    CONSTRAINT "social_alias_pkey" PRIMARY KEY ("user_id","uri")
);

-- CreateIndex
CREATE INDEX "social_key_owner_created_at_idx" ON "social_key"("owner", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "social_actor_uri_key" ON "social_actor"("uri");

-- CreateIndex
CREATE INDEX "social_actor_host_idx" ON "social_actor"("host");

-- CreateIndex
CREATE INDEX "social_actor_moved_to_id_idx" ON "social_actor"("moved_to_id");

-- CreateIndex
CREATE INDEX "social_follow_actor_id_state_user_id_idx" ON "social_follow"("actor_id", "state", "user_id");

-- CreateIndex
CREATE INDEX "social_follow_producer_id_user_id_idx" ON "social_follow"("producer_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "social_follow_user_id_actor_id_key" ON "social_follow"("user_id", "actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "social_follow_user_id_producer_id_key" ON "social_follow"("user_id", "producer_id");

-- CreateIndex
CREATE INDEX "social_follower_actor_id_idx" ON "social_follower"("actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "social_post_uri_key" ON "social_post"("uri");

-- CreateIndex
CREATE INDEX "social_post_actor_id_published_at_hash_idx" ON "social_post"("actor_id", "published_at" DESC, "hash" DESC);

-- CreateIndex
CREATE INDEX "social_post_hash_state_idx" ON "social_post"("hash", "state");

-- CreateIndex
CREATE INDEX "social_seen_at_idx" ON "social_seen"("at");

-- CreateIndex
CREATE UNIQUE INDEX "social_reaction_uri_key" ON "social_reaction"("uri");

-- CreateIndex
CREATE INDEX "social_reaction_actor_id_kind_created_at_idx" ON "social_reaction"("actor_id", "kind", "created_at" DESC);

-- CreateIndex
CREATE INDEX "social_reaction_user_id_kind_created_at_idx" ON "social_reaction"("user_id", "kind", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "social_reaction_hash_kind_user_id_key" ON "social_reaction"("hash", "kind", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "social_reaction_hash_kind_actor_id_key" ON "social_reaction"("hash", "kind", "actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "social_comment_uri_key" ON "social_comment"("uri");

-- CreateIndex
CREATE INDEX "social_comment_hash_created_at_id_idx" ON "social_comment"("hash", "created_at", "id");

-- CreateIndex
CREATE INDEX "social_comment_parent_id_idx" ON "social_comment"("parent_id");

-- CreateIndex
CREATE INDEX "social_comment_actor_id_idx" ON "social_comment"("actor_id");

-- CreateIndex
CREATE INDEX "social_comment_user_id_idx" ON "social_comment"("user_id");

-- CreateIndex
CREATE INDEX "social_block_actor_id_idx" ON "social_block"("actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "social_block_user_id_actor_id_key" ON "social_block"("user_id", "actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "social_block_user_id_host_key" ON "social_block"("user_id", "host");

-- CreateIndex
CREATE INDEX "social_domain_change_host_id_idx" ON "social_domain_change"("host", "id");

-- CreateIndex
CREATE UNIQUE INDEX "social_activity_key_key" ON "social_activity"("key");

-- CreateIndex
CREATE INDEX "social_activity_owner_created_at_id_idx" ON "social_activity"("owner", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "social_delivery_host_state_activity_id_idx" ON "social_delivery"("host", "state", "activity_id");

-- CreateIndex
CREATE INDEX "social_delivery_created_at_idx" ON "social_delivery"("created_at");

-- CreateIndex
CREATE INDEX "social_host_next_at_idx" ON "social_host"("next_at");

-- CreateIndex
CREATE INDEX "social_kv_expires_at_idx" ON "social_kv"("expires_at");

-- AddForeignKey
ALTER TABLE "social_actor" ADD CONSTRAINT "social_actor_moved_to_id_fkey" FOREIGN KEY ("moved_to_id") REFERENCES "social_actor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_follow" ADD CONSTRAINT "social_follow_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "social_actor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_follower" ADD CONSTRAINT "social_follower_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "social_actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_post" ADD CONSTRAINT "social_post_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "social_actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_reaction" ADD CONSTRAINT "social_reaction_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "social_actor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_comment" ADD CONSTRAINT "social_comment_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "social_comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_comment" ADD CONSTRAINT "social_comment_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "social_actor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_block" ADD CONSTRAINT "social_block_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "social_actor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_delivery" ADD CONSTRAINT "social_delivery_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "social_activity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Somebody is either a user here or somebody elsewhere.
ALTER TABLE social_follow ADD CONSTRAINT social_follow_one_target CHECK (num_nonnulls(actor_id, producer_id) = 1);
ALTER TABLE social_reaction ADD CONSTRAINT social_reaction_one_actor CHECK (num_nonnulls(user_id, actor_id) = 1);
ALTER TABLE social_comment ADD CONSTRAINT social_comment_one_author CHECK (num_nonnulls(user_id, actor_id) = 1);
ALTER TABLE social_block ADD CONSTRAINT social_block_one_target CHECK (num_nonnulls(actor_id, host) = 1);
ALTER TABLE social_key ADD CONSTRAINT social_key_kind CHECK (kind IN ('RSA', 'ED25519'));
ALTER TABLE social_post ADD CONSTRAINT social_post_ready
  CHECK (state <> 'READY' OR num_nonnulls(document, credits, print) = 3);

-- At most one key of a kind signs for an owner.
CREATE UNIQUE INDEX social_key_active ON social_key (owner, kind) WHERE retired_at IS NULL;

CREATE TRIGGER social_activity_append_only BEFORE UPDATE OR DELETE ON social_activity FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER social_domain_change_append_only BEFORE UPDATE OR DELETE ON social_domain_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER social_tombstone_append_only BEFORE UPDATE OR DELETE ON social_tombstone FOR EACH ROW EXECUTE FUNCTION refuse_change();
