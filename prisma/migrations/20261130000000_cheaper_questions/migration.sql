-- What a question of the listing costs is mostly to make it: a query was put together inside of the statement that asks it, which
-- takes longer than to find a chunk's recordings, and whether a part is rare was counted in blocks, which are read to their end whatever
-- the limit. Now queries are made before, and rarity is seen in chunks alone. Titles and artists of what is licensed are facets of their own as words
-- are: to look up the licence of each recording that has a name took longer than to find them. And a word that was typed wrong is
-- looked for by what is left of it without a letter or two, which does not take longer the more words there are.

DROP INDEX recording_listing_tokens;

-- The facets of a recording under the chunk (2,048 positions), the block (131,072) and the region (1,048,576) it lies in. Block and
-- region have the beginnings of words beside them; a chunk has few enough words to be read. What is licensed somewhere has the same
-- again with a `+`, `+-d` where that is not by the standing of all other territories, and of each of its standings which stems
-- it licenses.
CREATE OR REPLACE FUNCTION listing_tokens(facets text[], place bigint) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  chunk CONSTANT text := 'n' || place / 2048 || '.';
  block CONSTANT text := 'm' || place / 131072 || '.';
  region CONSTANT text := 'g' || place / 1048576 || '.';
  beginnings text[] := ARRAY(SELECT 'e' || substr(word, 2, letters) FROM unnest(facets) word, generate_series(3, least(5, length(word) - 1)) letters
    WHERE word ^@ 'w');
BEGIN
  IF array_to_string(facets, ' ') LIKE '%.licensed%' THEN
    beginnings := beginnings || ARRAY(SELECT '+' || one FROM unnest(beginnings) one);
    facets := facets || ARRAY(
      SELECT '+' || facet FROM unnest(facets) facet WHERE left(facet, 1) IN ('w', 't', 'a', 'p', 'l', 'k', 'b', 'o')
      UNION ALL SELECT '+-d' WHERE NOT '@d.licensed' = ANY (facets)
      UNION ALL SELECT left(facet, -8) || '+' || stem
      FROM unnest(facets) facet, unnest(ARRAY['mix', 'drums', 'bass', 'other', 'vocals', 'guitar', 'piano']) stem
      WHERE facet LIKE '@%.licensed' AND (left(facet, -8) || 'all' = ANY (facets) OR left(facet, -8) || stem = ANY (facets)));
  END IF;
  RETURN array_to_tsvector(ARRAY(SELECT chunk || facet FROM unnest(facets) facet)
    || ARRAY(SELECT unit || facet FROM unnest(facets || beginnings) facet, unnest(ARRAY[block, region]) unit));
END $$;

CREATE INDEX recording_listing_tokens ON recording_listing USING gin (listing_tokens(facets, "position")) WITH (fastupdate = off);

-- What is left of a word's first seven letters when up to `most` of them are left out: words that are no more than that apart have one of
-- these in common (symmetric deletes, W. Garbe 2012). Shorter words than four letters are near to nothing without two of theirs.
CREATE FUNCTION word_remainders(word text, most int) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY(SELECT DISTINCT one COLLATE "C" FROM (
    SELECT left(word, 7) AS one
    UNION ALL SELECT overlay(left(word, 7) PLACING '' FROM i FOR 1) FROM generate_series(1, least(7, length(word))) i WHERE most > 0
    UNION ALL SELECT overlay(overlay(left(word, 7) PLACING '' FROM j FOR 1) PLACING '' FROM i FOR 1)
    FROM generate_series(1, least(7, length(word))) j, generate_series(1, j - 1) i WHERE most > 1) every)
$$;

DROP INDEX listing_word_trigrams;
CREATE INDEX listing_word_remainders ON listing_word
  USING gin (word_remainders(word, CASE WHEN length(word) < 4 THEN 1 ELSE 2 END)) WITH (fastupdate = off);

-- Words of the catalogue that are like the one typed, the nearest first.
CREATE OR REPLACE FUNCTION nearest_words(typed text, most int) RETURNS SETOF text LANGUAGE plpgsql STABLE ROWS 4
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  edits CONSTANT int := CASE WHEN length(typed) < 5 THEN 1 ELSE 2 END;
  remainders CONSTANT text[] := word_remainders(typed, edits);
BEGIN
  RETURN QUERY SELECT near.word FROM (
    SELECT w.word, levenshtein_less_equal(w.word, typed, edits) AS letters, similarity(w.word, typed) AS likeness FROM listing_word w
    WHERE word_remainders(w.word, CASE WHEN length(w.word) < 4 THEN 1 ELSE 2 END) && remainders
      AND length(w.word) BETWEEN length(typed) - edits AND length(typed) + edits) near
  WHERE letters <= edits AND likeness >= 0.25 ORDER BY letters, likeness DESC, near.word LIMIT most;
END $$;

-- How many recordings of a chunk, block or region satisfy a part of a query; as many as `most`, or more, are `most`. All of them are
-- read whatever `most` is: it is meant for chunks.
CREATE OR REPLACE FUNCTION listing_entries(part text, place text, most int) RETURNS int LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  asked CONSTANT tsquery := listing_query_at(part, place);
BEGIN
  RETURN (SELECT count(*) FROM (SELECT FROM recording_listing l WHERE listing_tokens(l.facets, l."position") @@ asked LIMIT most) seen);
END $$;

-- Positions below `below` that satisfy the query, the highest first. The query is a tsquery over facets in which `~`
-- stands for the chunk. The newest chunk is asked by itself: mostly it fills the page. Then block after block is asked:
-- one that has few is taken as it is, one that has many is asked chunk after chunk. However many recordings satisfy the
-- query, no more than a chunk is sorted.
-- `narrow` names parts of the query that few recordings may have. Where two chunks have nothing of one of them, the region is asked at once: rare matches cost a question per region. So is the rest of a region where the
-- blocks asked so far say that many more would be needed for a page, and one of the parts is so rare that reading all of it costs
-- less. Without such parts recordings that satisfy the query are many
-- where there are any: the first chunk of a block is worth a question before the whole block is, and a region is too much. A
-- block of which the last chunk has many is asked chunk by chunk at once: all of it is much to read, and the page full before.
-- The last chunk of a block is looked at as long as nothing was found, unless all of the catalogue is little to read.
CREATE OR REPLACE FUNCTION walk_recordings(query text, tempo nummultirange, narrow text[], below bigint, wanted int)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 25
-- The planner cannot know how few a chunk holds, and must not read the whole table instead. `OFFSET 0` keeps the
-- other conditions out of its choice of an index. To plan a question takes longer than to ask it: one plan does for all.
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  few CONSTANT int := 192;
  -- A question costs about as much as reading these entries of the index.
  question CONSTANT int := 64;
  -- Where no more blocks than these are needed, nothing is worth finding out: it takes as many questions.
  patience CONSTANT int := cardinality(narrow);
  -- A part with as many entries in a block is not rare.
  most CONSTANT int := 2048;
  common CONSTANT boolean := cardinality(narrow) = 0;
  top CONSTANT bigint := COALESCE(below, (SELECT max("position") + 1 FROM recording_listing));
  bound bigint := top;
  chunk bigint;
  block bigint;
  -- Chunks down to this one are asked one by one.
  single bigint := (bound - 1) / 2048 - CASE WHEN common THEN 1 ELSE 0 END;
  -- Blocks below this one are asked with the rest of their region.
  wide bigint := 0;
  is_wide boolean;
  -- To look at more of a region than of a block costs less than to have asked it in vain.
  sortable int;
  places bigint[];
  found int;
  matched int := 0;
  -- As many in the last chunk of a block fill the page, or say that the block has many.
  enough int;
  -- Blocks that are left in the region, and how many of them a page would need by what was found so far.
  remaining int;
  needed numeric;
  -- How many of a block have the rarest of the parts; taken from a chunk, for counting reads the rows.
  rarest int;
  part text;
  -- The newest chunk that is whole, and one in the middle: what was imported at once lies together.
  newest CONSTANT text := 'n' || greatest(top / 2048 - 1, 0);
  middle CONSTANT text := 'n' || top / 4096;
  asked tsquery;
BEGIN
  IF query = '''~*''' AND tempo IS NULL THEN
    RETURN QUERY SELECT l."position" FROM recording_listing l WHERE l."position" < bound
      ORDER BY l."position" DESC LIMIT wanted;
    RETURN;
  END IF;
  FOREACH part IN ARRAY narrow LOOP
    IF listing_entries(part, newest, 1) = 0 AND listing_entries(part, middle, 1) = 0 THEN
      rarest := 0;
      wide := (top - 1) / 131072 + 1;
      single := (top - 1) / 2048 + 1;
      EXIT;
    END IF;
  END LOOP;
  WHILE bound > 0 AND wanted > 0 LOOP
    chunk := (bound - 1) / 2048;
    IF chunk < single THEN
      block := chunk / 64;
      is_wide := block < wide;
      sortable := CASE WHEN is_wide THEN 2 * few ELSE few END;
      enough := least(wanted, 8);
      IF common OR matched = 0 AND top > 32768 AND NOT is_wide THEN
        asked := listing_query_at(query, 'n' || block * 64);
        IF (SELECT count(*) FROM (SELECT FROM recording_listing l
            WHERE listing_tokens(l.facets, l."position") @@ asked LIMIT enough) seen) = enough THEN
          single := block * 64;
          CONTINUE;
        END IF;
      END IF;
      asked := listing_query_at(query, CASE WHEN is_wide THEN 'g' || block / 8 ELSE 'm' || block END);
      places := ARRAY(SELECT b.place FROM (
        SELECT l."position" AS place, l.bpm FROM recording_listing l
        WHERE listing_tokens(l.facets, l."position") @@ asked OFFSET 0) b
        WHERE b.place < bound AND (tempo IS NULL OR b.bpm::numeric <@ tempo) LIMIT sortable + 1);
      IF cardinality(places) <= sortable THEN
        RETURN QUERY SELECT one FROM unnest(places) one ORDER BY one DESC LIMIT wanted;
        GET DIAGNOSTICS found = ROW_COUNT;
        wanted := wanted - found;
        matched := matched + found;
        IF NOT common AND NOT is_wide AND block > 0 AND wanted > 0 THEN
          remaining := 1 + (block - 1) % 8;
          -- One more than there were, for a few blocks may have none by chance.
          needed := least(remaining, wanted * (top - block * 131072) / ((matched + 1) * 131072.0));
          IF needed > patience AND rarest IS NULL THEN
            rarest := 64 + 64 * (SELECT min(greatest(listing_entries(one, 'n' || chunk, most / 64),
              listing_entries(one, 'n' || chunk / 2, most / 64))) FROM unnest(narrow) one);
          END IF;
          wide := CASE WHEN needed > patience AND rarest < most AND needed * (question + rarest) > remaining * rarest
            THEN block ELSE 0 END;
        END IF;
        bound := CASE WHEN is_wide THEN block / 8 * 1048576 ELSE block * 131072 END;
        single := (bound - 1) / 2048 + CASE WHEN common THEN 0 ELSE 1 END;
        CONTINUE;
      END IF;
      IF is_wide THEN
        wide := 0;
        rarest := most;
        CONTINUE;
      END IF;
      single := block * 64;
    END IF;
    asked := listing_query_at(query, 'n' || chunk);
    RETURN QUERY SELECT c.place FROM (
        SELECT l."position" AS place, l.bpm FROM recording_listing l
        WHERE listing_tokens(l.facets, l."position") @@ asked OFFSET 0) c
      WHERE c.place < bound AND (tempo IS NULL OR c.bpm::numeric <@ tempo)
      ORDER BY c.place DESC LIMIT wanted;
    GET DIAGNOSTICS found = ROW_COUNT;
    wanted := wanted - found;
    matched := matched + found;
    bound := chunk * 2048;
  END LOOP;
END $$;

-- The positions of all recordings that satisfy a query of which some part is rare, in no order; null when they may be more
-- than `most`. Rare is what three chunks hardly have: of the newest that is whole, in the middle of the catalogue and between them, since what
-- was imported at once lies together. So are parts that are not frequent, where two blocks hardly have all of them at once.
CREATE OR REPLACE FUNCTION few_recordings(query text, narrow text[], most int) RETURNS bigint[] LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  top CONSTANT bigint := (SELECT max("position") FROM recording_listing);
  chunks CONSTANT bigint[] := ARRAY[greatest(top / 2048 - 1, 0), top / 4096, top * 3 / 8192];
  -- As many in the first chunk, and in all three, are rare.
  hardly CONSTANT int := 4;
  -- As many in a chunk are not frequent yet, and as many in a block hardly ever together.
  not_frequent CONSTANT int := 24;
  together CONSTANT int := 8;
  least int := not_frequent + 1;
  is_rare boolean := false;
  part text;
  seen int;
  places bigint[] := '{}';
  asked tsquery;
BEGIN
  IF top IS NULL THEN
    RETURN places;
  END IF;
  FOREACH part IN ARRAY narrow LOOP
    seen := listing_entries(part, 'n' || chunks[1], not_frequent + 1);
    least := least(least, seen);
    FOR at IN 2 .. 3 LOOP
      EXIT WHEN seen > hardly OR chunks[at] = chunks[1];
      seen := seen + listing_entries(part, 'n' || chunks[at], hardly + 1);
    END LOOP;
    is_rare := seen <= hardly;
    EXIT WHEN is_rare;
  END LOOP;
  IF NOT is_rare AND least <= not_frequent AND cardinality(narrow) > 1 THEN
    is_rare := listing_entries(query, 'm' || greatest(top / 131072 - 1, 0), together + 1) <= together
      AND (top < 262144 OR listing_entries(query, 'm' || top / 262144, together + 1) <= together);
  END IF;
  IF NOT is_rare THEN
    RETURN NULL;
  END IF;
  FOR region IN REVERSE top / 1048576 .. 0 LOOP
    asked := listing_query_at(query, 'g' || region);
    places := places || ARRAY(SELECT l."position" FROM recording_listing l
      WHERE listing_tokens(l.facets, l."position") @@ asked LIMIT most + 1 - cardinality(places));
    IF cardinality(places) > most THEN
      RETURN NULL;
    END IF;
  END LOOP;
  RETURN places;
END $$;
