-- CreateTable
CREATE TABLE "remote_recipe" (
    "hash" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "policy" TEXT NOT NULL,
    "decision" JSONB NOT NULL,
    "subjects" TEXT[],
    "remixer_peer_id" UUID,
    "remixer_party" TEXT,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "remote_recipe_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "remote_recipe_source" (
    "recipe_hash" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "recording_id" UUID NOT NULL,
    "isrc" TEXT NOT NULL,
    "usage_ms" INTEGER NOT NULL,

    CONSTRAINT "remote_recipe_source_pkey" PRIMARY KEY ("recipe_hash","source_id")
);

-- CreateIndex
CREATE INDEX "remote_recipe_source_recording_id_idx" ON "remote_recipe_source"("recording_id");

-- AddForeignKey
ALTER TABLE "remote_recipe_source" ADD CONSTRAINT "remote_recipe_source_recipe_hash_fkey" FOREIGN KEY ("recipe_hash") REFERENCES "remote_recipe"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "heard_of_recording" (
    "isrc" TEXT NOT NULL,

    CONSTRAINT "heard_of_recording_pkey" PRIMARY KEY ("isrc")
);

-- A flip that comes from elsewhere says what it is made from with its credits.
CREATE FUNCTION hear_of_recordings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO heard_of_recording (isrc) SELECT DISTINCT source ->> 'isrc'
    FROM jsonb_array_elements(NEW.credits -> 'sources') AS source WHERE source ->> 'isrc' IS NOT NULL ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER social_post_heard AFTER INSERT OR UPDATE OF credits ON social_post FOR EACH ROW
  WHEN (NEW.state = 'READY' AND jsonb_typeof(NEW.credits -> 'sources') = 'array') EXECUTE FUNCTION hear_of_recordings();
INSERT INTO heard_of_recording (isrc) SELECT DISTINCT source ->> 'isrc'
  FROM (SELECT credits FROM social_post WHERE state = 'READY' AND jsonb_typeof(credits -> 'sources') = 'array' OFFSET 0) p,
    jsonb_array_elements(p.credits -> 'sources') AS source WHERE source ->> 'isrc' IS NOT NULL;

-- What is said of a remote recipe is what is said of one that was published here, so that whoever recomputes a statement
-- needs to know no difference: who is paid for it (nobody here), by which policy, what was cleared. `home` says where
-- its document and its remixer are.
CREATE FUNCTION log_remote_leaves_of(r remote_recipe) RETURNS SETOF jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT jsonb_build_object('t', 'publish', 'recipe', r.hash, 'remixer', null, 'policy', r.policy, 'home', r.home)
  UNION ALL
  SELECT jsonb_build_object('t', 'clearance', 'recipe', r.hash, 'recording', source -> 'recordingId', 'sides', (
      SELECT jsonb_agg(jsonb_build_object('side', side -> 'side', 'state', side -> 'state', 'subject', side #> '{subject,id}'))
      FROM jsonb_array_elements(source -> 'sides') AS side))
    FROM jsonb_array_elements(r.decision -> 'sources') AS source;
END $$;
CREATE FUNCTION log_leaf_of(r remote_recipe_source) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'recipe-source', 'recipe', r.recipe_hash, 'source', r.source_id, 'position', r.position,
    'recording', r.recording_id, 'isrc', r.isrc, 'usageMs', r.usage_ms)
$$;
CREATE FUNCTION log_remote_recipes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body) SELECT 'consent', leaf FROM changed r, log_remote_leaves_of(r::remote_recipe) AS leaf;
  RETURN NULL;
END $$;
-- A change that the leaves do not show is none.
CREATE FUNCTION log_remote_recipe_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body) SELECT 'consent', leaf FROM (
    SELECT leaf FROM changed r, log_remote_leaves_of(r::remote_recipe) AS leaf EXCEPT SELECT leaf FROM before r, log_remote_leaves_of(r::remote_recipe) AS leaf) news;
  RETURN NULL;
END $$;
CREATE TRIGGER remote_recipe_logged AFTER INSERT ON remote_recipe REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_remote_recipes();
CREATE TRIGGER remote_recipe_change_logged AFTER UPDATE ON remote_recipe REFERENCING NEW TABLE AS changed OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION log_remote_recipe_changes();
CREATE TRIGGER remote_recipe_source_logged AFTER INSERT ON remote_recipe_source REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_rows('consent');
CREATE TRIGGER remote_recipe_source_change_logged AFTER UPDATE ON remote_recipe_source
  REFERENCING NEW TABLE AS changed OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION log_changes('consent');

-- What plays were granted for stays: its document is the one that has its hash, and its home the one that published it.
CREATE FUNCTION assert_remote_recipe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.hash, NEW.document, NEW.duration_ms) IS DISTINCT FROM (OLD.hash, OLD.document, OLD.duration_ms)
    OR (OLD.remixer_party IS NOT NULL AND (NEW.remixer_peer_id, NEW.remixer_party) IS DISTINCT FROM (OLD.remixer_peer_id, OLD.remixer_party)) THEN
    RAISE EXCEPTION 'remote recipe % is what it was', OLD.hash USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER remote_recipe_same BEFORE UPDATE ON remote_recipe FOR EACH ROW EXECUTE FUNCTION assert_remote_recipe();
CREATE TRIGGER remote_recipe_stays BEFORE DELETE ON remote_recipe FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER remote_recipe_source_stays BEFORE DELETE ON remote_recipe_source FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE remote_recipe ADD CONSTRAINT remote_recipe_remixer CHECK ((remixer_peer_id IS NULL) = (remixer_party IS NULL));

-- What registries elsewhere keep of a recording, as a close went by it: like the rest of its ground it is what the
-- amounts follow from. One leaf for each share, for there may be many.
CREATE FUNCTION log_ground_leaves_of(r allocation_ground) RETURNS SETOF jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT jsonb_build_object('t', 'borrowed-work', 'period', r.period_id, 'tariff', r.tariff_version, 'recording', r.recording_id,
      'work', w -> 'workId', 'ppm', w -> 'ppm')
    FROM jsonb_array_elements(r.ground -> 'works') AS w WHERE w ? 'borrowed'
  UNION ALL
  SELECT jsonb_build_object('t', 'borrowed-share', 'period', r.period_id, 'tariff', r.tariff_version, 'of', r.recording_id,
      'id', s -> 'id', 'side', s -> 'side', 'recording', s -> 'recordingId', 'work', s -> 'workId', 'ppm', s -> 'ppm',
      'party', s #> '{owed,party}', 'registry', s #> '{owed,origin}', 'subject', s #> '{owed,subject}',
      'territories', s -> 'include', 'excludeTerritories', s -> 'exclude', 'from', s -> 'from', 'to', s -> 'to', 'status', s -> 'status')
    FROM jsonb_array_elements(r.ground -> 'shares') AS s WHERE s ? 'owed';
END $$;
CREATE FUNCTION log_grounds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log_pending (log, body) SELECT 'consent', leaf FROM changed r, log_ground_leaves_of(r::allocation_ground) AS leaf;
  RETURN NULL;
END $$;
CREATE TRIGGER allocation_ground_logged AFTER INSERT ON allocation_ground REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_grounds();
