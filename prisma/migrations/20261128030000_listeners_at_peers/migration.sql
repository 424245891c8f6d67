-- CreateTable
CREATE TABLE "peer_special_play" (
    "peer_id" UUID NOT NULL,
    "commitment" BYTEA NOT NULL,
    "leaf_index" BIGINT NOT NULL,
    "period" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "late" TEXT NOT NULL,
    "listener" TEXT,
    "voided" BOOLEAN NOT NULL,

    CONSTRAINT "peer_special_play_pkey" PRIMARY KEY ("peer_id","commitment")
);

-- CreateIndex
CREATE INDEX "peer_special_play_peer_id_period_tariff_version_listener_idx" ON "peer_special_play"("peer_id", "period", "tariff_version", "listener");

-- CreateIndex
CREATE INDEX "peer_usage_subject_idx" ON "peer_usage"("subject");
