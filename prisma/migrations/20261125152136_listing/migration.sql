-- CreateTable
CREATE TABLE "recording_listing" (
    "position" BIGSERIAL NOT NULL,
    "recording_id" UUID NOT NULL,
    "facets" TEXT[],
    "bpm" DOUBLE PRECISION,

    CONSTRAINT "recording_listing_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "listing_word" (
    "word" TEXT NOT NULL,

    CONSTRAINT "listing_word_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE UNIQUE INDEX "recording_listing_recording_id_key" ON "recording_listing"("recording_id");

-- AddForeignKey
ALTER TABLE "recording_listing" ADD CONSTRAINT "recording_listing_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Finding recordings: `docs/adr/0019-listing-walks-chunks.md` says why it is built like this.

-- All are trusted extensions: the owner of the database may create them, on managed servers too.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- Words as people type them: without accents, case, ligatures or apostrophes.
CREATE FUNCTION fold_text(written text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT translate(lower(unaccent(regexp_replace(normalize(written, NFKD), '[\u0300-\u036F]+', '', 'g'))), '''’', '')
$$;

CREATE FUNCTION listing_words(written text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ARRAY(SELECT left(word, 40) FROM regexp_split_to_table(fold_text(written), '[^[:alnum:]]+') WITH ORDINALITY one(word, at)
    WHERE word <> '' GROUP BY left(word, 40) ORDER BY min(at) LIMIT 32)
$$;

-- A name as one facet: equal whatever its accents and case.
CREATE FUNCTION name_facet(written text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT left(md5(btrim(fold_text(written))), 16)
$$;

-- C#:min and Db:min are one key: the pitch class and the mode.
CREATE FUNCTION key_facet(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT mod((ARRAY[9, 11, 0, 2, 4, 5, 7])[ascii(written) - 64]
    + CASE substr(written, 2, 1) WHEN '#' THEN 1 WHEN 'b' THEN 11 ELSE 0 END, 12) || right(written, 3)
$$;

-- The facets of a recording under the chunk (2,048 positions) and the block (32,768) it lies in.
CREATE FUNCTION listing_tokens(facets text[], place bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(array_agg('n' || place / 2048 || '.' || facet) || array_agg('m' || place / 32768 || '.' || facet))
  FROM unnest(facets) facet
$$;

-- `fastupdate` would make every probe read the list of what is pending.
CREATE INDEX recording_listing_tokens ON recording_listing USING gin (listing_tokens(facets, "position")) WITH (fastupdate = off);
CREATE INDEX listing_word_trigrams ON listing_word USING gin (word gin_trgm_ops) WITH (fastupdate = off);

-- What each standing allows, under its own territory; `@d` stands for all territories without a standing of their own.
CREATE FUNCTION standing_facets(recording uuid) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  WITH standing AS (
    SELECT CASE territory WHEN 'WW' THEN '@d' ELSE '@' || lower(territory) END AS place, state, terms, terms -> 'stems' AS stems
    FROM recording_clearance WHERE recording_id = recording),
  allowed AS (
    SELECT place, 'licensed' AS what FROM standing WHERE state = 'CLEARED'
    UNION ALL SELECT place, 'all' FROM standing WHERE jsonb_typeof(stems) = 'null'
    UNION ALL SELECT place, stem FROM standing, jsonb_array_elements_text(CASE jsonb_typeof(stems) WHEN 'array' THEN stems ELSE '[]' END) stem)
  SELECT place || '.' || what FROM allowed
  UNION ALL SELECT 'x' || place FROM standing WHERE place <> '@d'
  -- The world: what every one of several standings allows.
  UNION ALL SELECT 'x@ww' FROM standing HAVING count(*) > 1
  UNION ALL SELECT '@ww.' || what FROM (VALUES ('licensed'), ('mix'), ('drums'), ('bass'), ('other'), ('vocals'), ('guitar'), ('piano')) one(what)
    WHERE (SELECT count(*) FROM standing) > 1 AND NOT EXISTS (
      SELECT 1 FROM standing s WHERE NOT EXISTS (
        SELECT 1 FROM allowed a WHERE a.place = s.place AND (a.what = one.what OR (a.what = 'all' AND one.what <> 'licensed'))))
$$;

-- Parties with a share or a role in a recording or in a work performed on it.
CREATE FUNCTION party_facets(recording uuid) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT 'p' || replace(party_id::text, '-', '') FROM (
    SELECT party_id FROM share WHERE recording_id = recording AND status <> 'ENDED'
    UNION SELECT party_id FROM contributor WHERE recording_id = recording
    UNION SELECT s.party_id FROM recording_work l JOIN share s ON s.work_id = l.work_id
      WHERE l.recording_id = recording AND s.status <> 'ENDED'
    UNION SELECT c.party_id FROM recording_work l JOIN contributor c ON c.work_id = l.work_id
      WHERE l.recording_id = recording) parties
$$;

CREATE FUNCTION recording_facets(r recording) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(
    SELECT '*'
    UNION SELECT 'w' || word FROM unnest(listing_words(concat_ws(' ', r.title, r.version_title, r.artist))) word
    UNION SELECT 'i' || lower(r.isrc)
    UNION SELECT 't' || name_facet(r.title)
    UNION SELECT 'a' || name_facet(r.artist)
    UNION SELECT 'l' || name_facet(r.label) WHERE r.label IS NOT NULL
    UNION SELECT 'k' || key_facet(r.musical_key) WHERE r.musical_key IS NOT NULL
    UNION SELECT 'b' || floor(r.bpm) WHERE r.bpm IS NOT NULL
    UNION SELECT 'o' || floor(r.bpm / 8) WHERE r.bpm IS NOT NULL
    UNION SELECT 'r' || replace(release_id::text, '-', '') FROM release_recording WHERE recording_id = r.id
    UNION SELECT party_facets(r.id)
    UNION SELECT standing_facets(r.id))
$$;

-- Brings the listing of these recordings up to date. A recording keeps its position; a new one comes first.
CREATE FUNCTION refresh_recording_listing(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH computed AS MATERIALIZED (
    SELECT r.id, r.created_at, r.bpm, recording_facets(r) AS facets FROM recording r WHERE r.id = ANY(ids)),
  words AS (
    INSERT INTO listing_word (word)
    SELECT DISTINCT substr(facet, 2) AS word FROM computed, unnest(facets) facet WHERE facet ^@ 'w'
    EXCEPT SELECT w.word FROM listing_word w WHERE w.word IN (
      SELECT substr(facet, 2) FROM computed, unnest(facets) facet WHERE facet ^@ 'w')
    ORDER BY word ON CONFLICT DO NOTHING),
  known AS (
    UPDATE recording_listing l SET facets = c.facets, bpm = c.bpm FROM computed c
    WHERE l.recording_id = c.id AND (l.facets, l.bpm) IS DISTINCT FROM (c.facets, c.bpm))
  INSERT INTO recording_listing (recording_id, facets, bpm)
  SELECT c.id, c.facets, c.bpm FROM computed c
  WHERE NOT EXISTS (SELECT 1 FROM recording_listing l WHERE l.recording_id = c.id) ORDER BY c.created_at, c.id
$$;

-- Positions below `below` that satisfy the query, the highest first. The query is a tsquery over facets in which `~`
-- stands for the chunk. The newest chunks are asked by themselves: mostly they fill the page. Then block after block is
-- asked: one that has few is taken as it is, one that has many is asked chunk after chunk. However many recordings
-- satisfy the query, no more than a chunk is sorted, and however few do, about one question per block is asked.
-- `common` says that recordings which satisfy the query are many where there are any, so that the first chunk of a block
-- is worth a question before the whole block is.
CREATE FUNCTION walk_recordings(query text, tempo nummultirange, common boolean, below bigint, wanted int)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 25
-- The planner cannot know how few a chunk holds, and must not read the whole table instead. `OFFSET 0` keeps the
-- other conditions out of its choice of an index.
SET enable_seqscan = off SET jit = off AS $$
DECLARE
  few CONSTANT int := 512;
  bound bigint := COALESCE(below, (SELECT max("position") + 1 FROM recording_listing));
  chunk bigint;
  -- Chunks down to this one are asked one by one.
  single bigint := (bound - 1) / 2048 - CASE WHEN common THEN 1 ELSE 0 END;
  places bigint[];
  found int;
BEGIN
  IF query = '''~*''' AND tempo IS NULL THEN
    RETURN QUERY SELECT l."position" FROM recording_listing l WHERE l."position" < bound
      ORDER BY l."position" DESC LIMIT wanted;
    RETURN;
  END IF;
  WHILE bound > 0 AND wanted > 0 LOOP
    chunk := (bound - 1) / 2048;
    IF chunk < single THEN
      places := ARRAY(SELECT b.place FROM (
        SELECT l."position" AS place, l.bpm FROM recording_listing l
        WHERE listing_tokens(l.facets, l."position") @@ replace(query, '~', 'm' || chunk / 16 || '.')::tsquery OFFSET 0) b
        WHERE b.place < bound AND (tempo IS NULL OR b.bpm::numeric <@ tempo) LIMIT few + 1);
      IF cardinality(places) <= few THEN
        RETURN QUERY SELECT one FROM unnest(places) one ORDER BY one DESC LIMIT wanted;
        GET DIAGNOSTICS found = ROW_COUNT;
        wanted := wanted - found;
        bound := chunk / 16 * 32768;
        single := CASE WHEN common THEN chunk / 16 * 16 - 1 ELSE chunk END;
        CONTINUE;
      END IF;
      single := chunk / 16 * 16;
    END IF;
    RETURN QUERY SELECT c.place FROM (
        SELECT l."position" AS place, l.bpm FROM recording_listing l
        WHERE listing_tokens(l.facets, l."position") @@ replace(query, '~', 'n' || chunk || '.')::tsquery OFFSET 0) c
      WHERE c.place < bound AND (tempo IS NULL OR c.bpm::numeric <@ tempo)
      ORDER BY c.place DESC LIMIT wanted;
    GET DIAGNOSTICS found = ROW_COUNT;
    wanted := wanted - found;
    bound := chunk * 2048;
  END LOOP;
END $$;

-- One query after the other until there are enough; one that is NULL matches nothing. A page goes on in the tier, and
-- below the position, that it is given.
CREATE FUNCTION walk_tiers(queries text[], tempo nummultirange, common boolean, first int, below bigint, wanted int)
RETURNS TABLE (tier int, place bigint) LANGUAGE plpgsql STABLE ROWS 25 AS $$
DECLARE
  found int;
BEGIN
  FOR at IN first .. cardinality(queries) - 1 LOOP
    CONTINUE WHEN queries[at + 1] IS NULL;
    RETURN QUERY SELECT at, w
      FROM walk_recordings(queries[at + 1], tempo, common, CASE WHEN at = first THEN below END, wanted) w;
    GET DIAGNOSTICS found = ROW_COUNT;
    wanted := wanted - found;
    EXIT WHEN wanted <= 0;
  END LOOP;
END $$;

-- The words of the catalogue that are nearest to one that was typed: trigrams find them, and no more than a letter of a
-- short word, or two of a longer one, may differ.
CREATE FUNCTION nearest_words(typed text, most int) RETURNS SETOF text LANGUAGE sql STABLE
SET pg_trgm.similarity_threshold = 0.25 AS $$
  SELECT word FROM (
    SELECT word, levenshtein_less_equal(word, typed, 2) AS letters FROM listing_word
    WHERE word % typed AND length(word) BETWEEN length(typed) - 2 AND length(typed) + 2) near
  WHERE letters <= CASE WHEN length(typed) < 5 THEN 1 ELSE 2 END
  ORDER BY letters, similarity(word, typed) DESC, word LIMIT most
$$;

DROP INDEX recording_search;

SELECT refresh_recording_listing(ARRAY(SELECT id FROM recording));
