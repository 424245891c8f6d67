-- Whoever may use a recording asked for a licence, its stems and everything else apart, and the index read what nobody may
-- use. Now what is licensed somewhere has its words, parties, labels, keys and tempos once more, as facets of what is licensed. And blocks are four
-- times as large: what a page of few in a thousand costs is mostly how often it asks.

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
      SELECT '+' || facet FROM unnest(facets) facet WHERE left(facet, 1) IN ('w', 'p', 'l', 'k', 'b', 'o')
      UNION ALL SELECT '+-d' WHERE NOT '@d.licensed' = ANY (facets)
      UNION ALL SELECT left(facet, -8) || '+' || stem
      FROM unnest(facets) facet, unnest(ARRAY['mix', 'drums', 'bass', 'other', 'vocals', 'guitar', 'piano']) stem
      WHERE facet LIKE '@%.licensed' AND (left(facet, -8) || 'all' = ANY (facets) OR left(facet, -8) || stem = ANY (facets)));
  END IF;
  RETURN array_to_tsvector(ARRAY(SELECT chunk || facet FROM unnest(facets) facet)
    || ARRAY(SELECT unit || facet FROM unnest(facets || beginnings) facet, unnest(ARRAY[block, region]) unit));
END $$;

CREATE INDEX recording_listing_tokens ON recording_listing USING gin (listing_tokens(facets, "position")) WITH (fastupdate = off);

-- A query at a chunk, block or region: `~` stands for the place, and `'^love$'` for words that begin with these letters; `'^+love$'`
-- for those of what is licensed somewhere.
CREATE OR REPLACE FUNCTION listing_query_at(query text, place text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN place ^@ 'n'
    THEN replace(replace(replace(replace(query, '$''', ''':*'), '^+', place || '.+w'), '^', place || '.w'), '~', place || '.')
    ELSE replace(replace(replace(replace(query, '$', ''), '^+', place || '.+e'), '^', place || '.e'), '~', place || '.') END::tsquery
$$;

-- Positions below `below` that satisfy the query, the highest first. The query is a tsquery over facets in which `~`
-- stands for the chunk. The newest chunk is asked by itself: mostly it fills the page. Then block after block is asked:
-- one that has few is taken as it is, one that has many is asked chunk after chunk. However many recordings satisfy the
-- query, no more than a chunk is sorted.
-- `narrow` names parts of the query that few recordings may have. Where the blocks asked so far say that many more would be
-- needed for a page, and one of these parts is so rare that reading all of it in the region costs less, the rest of the region
-- is asked at once: rare matches cost a question per region. Without such parts recordings that satisfy the query are many
-- where there are any: the first chunk of a block is worth a question before the whole block is, and a region is too much. A
-- block of which the last chunk has many is asked chunk by chunk at once: all of it is much to read, and the page full before.
-- Rarity is looked at in the middle of the catalogue as well: of what was imported last nothing may be licensed yet. So is the
-- last chunk of a block as long as nothing was found, unless all of the catalogue is little to read.
CREATE OR REPLACE FUNCTION walk_recordings(query text, tempo nummultirange, narrow text[], below bigint, wanted int)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 25
-- The planner cannot know how few a chunk holds, and must not read the whole table instead. `OFFSET 0` keeps the
-- other conditions out of its choice of an index. To plan a question takes longer than to ask it: one plan does for all.
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  few CONSTANT int := 192;
  -- A question costs about as much as reading these entries of the index.
  question CONSTANT int := 64;
  -- Where no more blocks than these are needed, nothing is worth finding out.
  patience CONSTANT int := 1;
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
BEGIN
  IF query = '''~*''' AND tempo IS NULL THEN
    RETURN QUERY SELECT l."position" FROM recording_listing l WHERE l."position" < bound
      ORDER BY l."position" DESC LIMIT wanted;
    RETURN;
  END IF;
  -- A part that the newest chunk hardly has may be rare enough for everything to be asked at once.
  IF NOT common THEN
    rarest := (SELECT min(listing_entries(part, 'm' || (top - 1) / 131072, 33)) FROM unnest(narrow) part
      WHERE listing_entries(part, 'n' || (top - 1) / 2048, 3) < 3
        AND (top < 131072 OR listing_entries(part, 'n' || top / 4096, 3) < 3 AND listing_entries(part, 'm' || top / 262144, 33) < 33));
    IF rarest <= 12 THEN
      wide := (top - 1) / 131072 + 1;
      single := (top - 1) / 2048 + 1;
    END IF;
  END IF;
  WHILE bound > 0 AND wanted > 0 LOOP
    chunk := (bound - 1) / 2048;
    IF chunk < single THEN
      block := chunk / 64;
      is_wide := block < wide;
      sortable := CASE WHEN is_wide THEN 2 * few ELSE few END;
      enough := least(wanted, 8);
      IF (common OR matched = 0 AND top > 32768 AND NOT is_wide) AND (SELECT count(*) FROM (SELECT FROM recording_listing l
          WHERE listing_tokens(l.facets, l."position") @@ listing_query_at(query, 'n' || block * 64) LIMIT enough) seen) = enough THEN
        single := block * 64;
        CONTINUE;
      END IF;
      places := ARRAY(SELECT b.place FROM (
        SELECT l."position" AS place, l.bpm FROM recording_listing l
        WHERE listing_tokens(l.facets, l."position")
          @@ listing_query_at(query, CASE WHEN is_wide THEN 'g' || block / 8 ELSE 'm' || block END) OFFSET 0) b
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
            rarest := 64 + 64 * (SELECT min(greatest(listing_entries(part, 'n' || chunk, most / 64),
              listing_entries(part, 'n' || chunk / 2, most / 64))) FROM unnest(narrow) part);
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
    RETURN QUERY SELECT c.place FROM (
        SELECT l."position" AS place, l.bpm FROM recording_listing l
        WHERE listing_tokens(l.facets, l."position") @@ listing_query_at(query, 'n' || chunk) OFFSET 0) c
      WHERE c.place < bound AND (tempo IS NULL OR c.bpm::numeric <@ tempo)
      ORDER BY c.place DESC LIMIT wanted;
    GET DIAGNOSTICS found = ROW_COUNT;
    wanted := wanted - found;
    matched := matched + found;
    bound := chunk * 2048;
  END LOOP;
END $$;

-- One query after the other until there are enough: each is `{ query, narrow, inclusive }`, or null and matches nothing. A page
-- goes on in the tier, and below the position, that it is given. The first page knows all that its better tiers have, and
-- leaves it out itself: what a query need not name is not looked for in every block.
CREATE OR REPLACE FUNCTION walk_tiers(queries jsonb, tempo nummultirange, first int, below bigint, wanted int)
RETURNS TABLE (tier int, place bigint) LANGUAGE plpgsql STABLE ROWS 25 AS $$
DECLARE
  asked jsonb;
  is_first CONSTANT boolean := first = 0 AND below IS NULL;
  places bigint[] := '{}';
  fresh bigint[];
BEGIN
  FOR at IN first .. jsonb_array_length(queries) - 1 LOOP
    asked := queries -> at;
    CONTINUE WHEN jsonb_typeof(asked) = 'null';
    fresh := ARRAY(SELECT w FROM walk_recordings(
        CASE WHEN is_first THEN coalesce(asked ->> 'inclusive', asked ->> 'query') ELSE asked ->> 'query' END, tempo,
        ARRAY(SELECT jsonb_array_elements_text(asked -> 'narrow')), CASE WHEN at = first THEN below END,
        wanted + CASE WHEN is_first THEN cardinality(places) ELSE 0 END) w
      WHERE w <> ALL (places) LIMIT wanted);
    RETURN QUERY SELECT at, one FROM unnest(fresh) one;
    places := places || fresh;
    wanted := wanted - cardinality(fresh);
    EXIT WHEN wanted <= 0;
  END LOOP;
END $$;

-- The positions of all recordings that satisfy a query of which some part is rare, in no order; null when they may be more
-- than `most`. Rare is what a chunk and its block hardly have, in the newest that are whole and in the middle of the catalogue:
-- what was imported at once lies together. So are parts that are not frequent, where the blocks hardly have all of them at once.
CREATE OR REPLACE FUNCTION few_recordings(query text, narrow text[], most int) RETURNS bigint[] LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  top CONSTANT bigint := (SELECT max("position") FROM recording_listing);
  -- Where rarity is looked at, the smallest first.
  samples CONSTANT text[] := ARRAY['n' || greatest(top / 2048 - 1, 0), 'm' || greatest(top / 131072 - 1, 0)]
    || CASE WHEN top < 262144 THEN '{}' ELSE ARRAY['m' || top / 262144] END;
  hardly CONSTANT int[] := '{8, 96, 96}';
  -- As many in a chunk are not frequent yet, and as many in a block hardly ever together.
  not_frequent CONSTANT int := 24;
  together CONSTANT int := 8;
  least int := not_frequent + 1;
  is_rare boolean := false;
  part text;
  seen int;
  places bigint[] := '{}';
BEGIN
  IF top IS NULL THEN
    RETURN places;
  END IF;
  FOREACH part IN ARRAY narrow LOOP
    FOR at IN 1 .. cardinality(samples) LOOP
      seen := listing_entries(part, samples[at], CASE at WHEN 1 THEN not_frequent ELSE hardly[at] END + 1);
      least := CASE at WHEN 1 THEN least(least, seen) ELSE least END;
      is_rare := seen <= hardly[at];
      EXIT WHEN NOT is_rare;
    END LOOP;
    EXIT WHEN is_rare;
  END LOOP;
  IF NOT is_rare AND least <= not_frequent AND cardinality(narrow) > 1 THEN
    FOR at IN 2 .. cardinality(samples) LOOP
      is_rare := listing_entries(query, samples[at], together + 1) <= together;
      EXIT WHEN NOT is_rare;
    END LOOP;
  END IF;
  IF NOT is_rare THEN
    RETURN NULL;
  END IF;
  FOR region IN REVERSE top / 1048576 .. 0 LOOP
    places := places || ARRAY(SELECT l."position" FROM recording_listing l
      WHERE listing_tokens(l.facets, l."position") @@ listing_query_at(query, 'g' || region)
      LIMIT most + 1 - cardinality(places));
    IF cardinality(places) > most THEN
      RETURN NULL;
    END IF;
  END LOOP;
  RETURN places;
END $$;
