-- CreateTable
CREATE TABLE "social_move" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "social_move_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "social_move_user_id_moved_at_idx" ON "social_move"("user_id", "moved_at" DESC);

-- CreateIndex
CREATE INDEX "social_move_actor_id_idx" ON "social_move"("actor_id");

-- AddForeignKey
ALTER TABLE "social_move" ADD CONSTRAINT "social_move_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "social_actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An account leads to one place at a time.
CREATE UNIQUE INDEX "social_move_current" ON "social_move"("user_id") WHERE "ended_at" IS NULL;
