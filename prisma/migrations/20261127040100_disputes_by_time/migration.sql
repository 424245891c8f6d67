-- CreateIndex
CREATE INDEX "dispute_opened_at_idx" ON "dispute"("opened_at");
