-- Lines of an allocation repeat themselves: the money of a flip goes the same ways in every territory with the same
-- rights, and only its amounts differ. A way is kept once, with its amounts, and the lines are read from there (ADR 32).

-- What was booked before stays as it was booked, and nothing is added to it.
ALTER TABLE "allocation_line" RENAME TO "allocation_line_whole";
ALTER TABLE "allocation_line_whole" RENAME CONSTRAINT "allocation_line_pkey" TO "allocation_line_whole_pkey";
ALTER INDEX "allocation_line_period_id_party_id_idx" RENAME TO "allocation_line_whole_period_id_party_id_idx";
ALTER INDEX "allocation_line_subject_id_period_id_idx" RENAME TO "allocation_line_whole_subject_id_period_id_idx";
CREATE TRIGGER allocation_line_whole_stays BEFORE INSERT ON allocation_line_whole EXECUTE FUNCTION refuse_change();

-- CreateTable
CREATE TABLE "allocation_split" (
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "split" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "tariff" TEXT NOT NULL,
    "cells" INTEGER[],
    "lines" INTEGER[],

    CONSTRAINT "allocation_split_pkey" PRIMARY KEY ("period_id","tariff_version","split")
);

-- CreateTable
CREATE TABLE "allocation_way" (
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "split" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "recording_id" UUID,
    "isrc" TEXT,
    "subject_id" UUID,
    "side" TEXT,
    "party_id" UUID,
    "account" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "usage_ms" BIGINT NOT NULL,
    "usage_ppm" INTEGER NOT NULL,
    "share_ppm" INTEGER NOT NULL,
    "amounts" BIGINT[],

    CONSTRAINT "allocation_way_pkey" PRIMARY KEY ("period_id","tariff_version","split","place")
);

-- CreateIndex
CREATE INDEX "allocation_way_period_id_party_id_idx" ON "allocation_way"("period_id", "party_id");

-- CreateIndex
CREATE INDEX "allocation_way_subject_id_period_id_idx" ON "allocation_way"("subject_id", "period_id");

-- A line has a cell, a number and an amount.
ALTER TABLE allocation_split ADD CONSTRAINT allocation_split_cells
  CHECK (cells IS NOT NULL AND lines IS NOT NULL AND cardinality(cells) > 0 AND cardinality(cells) = cardinality(lines));
ALTER TABLE allocation_way ADD CONSTRAINT allocation_way_amounts CHECK (amounts IS NOT NULL AND cardinality(amounts) > 0);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['allocation_split', 'allocation_way'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;

-- Of every cell, in the order of the cells, every way its money went. The line after the last cell is of no cell: what
-- nobody's plays have a claim on.
CREATE VIEW allocation_line AS
  SELECT w.period_id, w.tariff_version, o.line + w.place AS position, s.currency, s.tariff, c.recipe_hash, w.recording_id,
    w.isrc, w.subject_id, w.side, c.territory, c.origin_period_id, w.party_id, w.account, w.basis, coalesce(c.plays, 0) AS plays,
    w.usage_ms, w.usage_ppm, w.share_ppm, o.amount AS amount_micros
  FROM allocation_way w
    JOIN allocation_split s ON s.period_id = w.period_id AND s.tariff_version = w.tariff_version AND s.split = w.split
    CROSS JOIN LATERAL unnest(s.cells, s.lines, w.amounts) AS o (cell, line, amount)
    LEFT JOIN allocation_cell c ON c.period_id = w.period_id AND c.tariff_version = w.tariff_version AND c.position = o.cell
  UNION ALL
  SELECT period_id, tariff_version, position, currency, tariff, recipe_hash, recording_id, isrc, subject_id, side, territory,
    origin_period_id, party_id, account, basis, plays, usage_ms, usage_ppm, share_ppm, amount_micros
  FROM allocation_line_whole;
