-- A close in steps: counted plays are added up once, rights are frozen at one instant, lines are booked in batches.

-- CreateTable
CREATE TABLE "period_allocation" (
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "pool_micros" BIGINT NOT NULL,
    "unplayed_micros" BIGINT NOT NULL,
    "plays" BIGINT NOT NULL,
    "cells" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "period_allocation_pkey" PRIMARY KEY ("period_id","tariff_version")
);

-- CreateTable
CREATE TABLE "allocation_cell" (
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "origin_period_id" TEXT,
    "plays" BIGINT NOT NULL,
    "amount_micros" BIGINT NOT NULL,

    CONSTRAINT "allocation_cell_pkey" PRIMARY KEY ("period_id","tariff_version","position")
);

-- CreateTable
CREATE TABLE "allocation_ground" (
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "recording_id" UUID NOT NULL,
    "ground" JSONB NOT NULL,

    CONSTRAINT "allocation_ground_pkey" PRIMARY KEY ("period_id","tariff_version","recording_id")
);

-- CreateTable
CREATE TABLE "allocation_cursor" (
    "period_id" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "next_cell" INTEGER NOT NULL,
    "next_line" INTEGER NOT NULL,

    CONSTRAINT "allocation_cursor_pkey" PRIMARY KEY ("period_id","tariff_version")
);

-- What was shared out, and the instant in the log at which the rights were looked at. Written in the transaction that
-- froze them, while nobody could change a share: the leaves before this one give exactly the rights that were used.
CREATE FUNCTION log_leaf_of(r period_allocation) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'allocation', 'period', r.period_id, 'tariff', r.tariff_version, 'currency', r.currency,
    'poolMicros', r.pool_micros::text, 'plays', r.plays, 'at', log_instant(r.at))
$$;
CREATE TRIGGER period_allocation_logged AFTER INSERT ON period_allocation REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_rows('consent');

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['period_allocation', 'allocation_cell', 'allocation_ground'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;
CREATE TRIGGER allocation_line_no_truncate BEFORE TRUNCATE ON allocation_line EXECUTE FUNCTION refuse_change();

-- A batch is booked once: the cursor goes on, never back.
CREATE FUNCTION assert_cursor_advances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.next_cell < OLD.next_cell OR NEW.next_line < OLD.next_line THEN
    RAISE EXCEPTION 'the allocation of % would go back', NEW.period_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allocation_cursor_advances BEFORE UPDATE ON allocation_cursor FOR EACH ROW EXECUTE FUNCTION assert_cursor_advances();
CREATE TRIGGER allocation_cursor_stays BEFORE DELETE ON allocation_cursor FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- An entry is looked over once for each transaction that posts to it, not once for each posting: the last of the rows
-- that a transaction inserted does it for the others. Rows of other (sub)transactions do it for themselves.
CREATE OR REPLACE FUNCTION assert_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry uuid := CASE TG_TABLE_NAME WHEN 'posting' THEN (to_jsonb(NEW) ->> 'entry_id')::uuid ELSE (to_jsonb(NEW) ->> 'id')::uuid END;
  total numeric;
BEGIN
  IF TG_TABLE_NAME = 'posting' AND EXISTS (
    SELECT FROM posting o, posting own
    WHERE own.entry_id = entry AND own.position = (to_jsonb(NEW) ->> 'position')::int
      AND o.entry_id = entry AND o.position > own.position AND o.xmin = own.xmin) THEN
    RETURN NULL;
  END IF;
  SELECT sum(amount_micros) INTO total FROM posting WHERE entry_id = entry;
  IF total IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'journal entry % does not balance (sum %)', entry, total USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
