-- CreateTable
CREATE TABLE "peer_delivery" (
    "peer_id" UUID NOT NULL,
    "log" TEXT NOT NULL,
    "acknowledged" BIGINT NOT NULL,
    "tried_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_error" TEXT,

    CONSTRAINT "peer_delivery_pkey" PRIMARY KEY ("peer_id","log")
);

-- CreateIndex
CREATE INDEX "peer_delivery_next_at_idx" ON "peer_delivery"("next_at");

-- AddForeignKey
ALTER TABLE "peer_delivery" ADD CONSTRAINT "peer_delivery_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "peer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE peer_delivery ADD CONSTRAINT peer_delivery_log CHECK (log IN ('consent', 'plays'));
ALTER TABLE peer_delivery ADD CONSTRAINT peer_delivery_counts CHECK (acknowledged >= 0 AND failures >= 0);

-- What a peer has taken stays taken: the mark only rises.
CREATE FUNCTION assert_peer_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.acknowledged < OLD.acknowledged THEN
    RAISE EXCEPTION 'what a peer knows of % would go from % to %', NEW.log, OLD.acknowledged, NEW.acknowledged
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER peer_delivery_forward BEFORE UPDATE ON peer_delivery FOR EACH ROW EXECUTE FUNCTION assert_peer_delivery();
