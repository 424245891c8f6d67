-- Plays that turned out to be fraud are taken back by rows of their own; the plays stay.

-- What an operator took back at once, and why.
CREATE TABLE "play_voiding" (
    "id" UUID NOT NULL,
    "filter" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "plays" INTEGER NOT NULL,
    "period_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "play_voiding_pkey" PRIMARY KEY ("id")
);

-- One voided play: of which period it is, and in which it is taken back. What a close needs of the play is repeated.
CREATE TABLE "play_void" (
    "receipt_id" BYTEA NOT NULL,
    "play_period_id" TEXT NOT NULL,
    "period_id" TEXT NOT NULL,
    "voiding_id" UUID NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "tariff_version" INTEGER NOT NULL,
    "listener" TEXT,
    "commitment" BYTEA NOT NULL,
    "voided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "play_void_pkey" PRIMARY KEY ("receipt_id","play_period_id"),
    CONSTRAINT "play_void_voiding_id_fkey" FOREIGN KEY ("voiding_id") REFERENCES "play_voiding"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "play_void_period_id_tariff_version_recipe_hash_idx" ON "play_void"("period_id", "tariff_version", "recipe_hash");
CREATE INDEX "play_void_voiding_id_idx" ON "play_void"("voiding_id");

ALTER TABLE play_voiding ADD CONSTRAINT play_voiding_some CHECK (plays > 0);
-- A correction never goes into a period before the play's own.
ALTER TABLE play_void ADD CONSTRAINT play_void_later CHECK (period_id >= play_period_id);

CREATE TRIGGER play_voiding_append_only BEFORE UPDATE OR DELETE ON play_voiding FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_voiding_no_truncate BEFORE TRUNCATE ON play_voiding EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_void_append_only BEFORE UPDATE OR DELETE ON play_void FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER play_void_no_truncate BEFORE TRUNCATE ON play_void EXECUTE FUNCTION refuse_change();

-- Names the leaf that it takes back by its commitment. Neither listener nor reason.
CREATE FUNCTION log_leaf_of(r play_void) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'void', 'c', replace(encode(r.commitment, 'base64'), E'\n', ''), 'recipe', r.recipe_hash,
    'territory', r.territory, 'tariff', r.tariff_version, 'period', r.period_id, 'of', r.play_period_id)
$$;
CREATE TRIGGER play_void_logged AFTER INSERT ON play_void REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION log_rows('plays');

-- The plays that the close of a period counts: what was taken back after it closed still was counted in it.
CREATE VIEW counted_play AS
  SELECT p.* FROM play p WHERE NOT EXISTS (
    SELECT FROM play_void v WHERE v.receipt_id = p.receipt_id AND v.play_period_id = p.period_id AND v.period_id = p.period_id);

-- What the close of `period_id` takes back of an earlier period, `origin_period_id`: a play less each.
CREATE VIEW voided_play AS
  SELECT v.period_id, v.play_period_id AS origin_period_id, v.tariff_version, v.recipe_hash, v.territory, v.listener, v.receipt_id
  FROM play_void v WHERE v.period_id <> v.play_period_id;
