-- A text that few recordings have was looked for tier by tier, and once more for each filter that might be to blame for an
-- empty page. Now all that have it are found at once, and what else is asked is looked at in them.

-- The positions of all recordings that satisfy a query of which some part is rare, in no order; null when they may be more
-- than `most`. `~` stands for the region. Rare is what a chunk and its block hardly have, in the newest that are whole and in
-- the middle of the catalogue: what was imported at once lies together.
CREATE FUNCTION few_recordings(query text, narrow text[], most int) RETURNS bigint[] LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off AS $$
DECLARE
  top CONSTANT bigint := (SELECT max("position") FROM recording_listing);
  -- Where rarity is looked at, the smallest first.
  samples CONSTANT text[] := ARRAY['n' || greatest(top / 2048 - 1, 0), 'm' || greatest(top / 32768 - 1, 0)]
    || CASE WHEN top < 131072 THEN '{}' ELSE ARRAY['m' || top / 65536] END;
  hardly CONSTANT int[] := '{8, 96, 96}';
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
      SELECT count(*) INTO seen FROM (SELECT FROM recording_listing l
        WHERE listing_tokens(l.facets, l."position") @@ replace(part, '~', samples[at] || '.')::tsquery LIMIT hardly[at] + 1) s;
      is_rare := seen <= hardly[at];
      EXIT WHEN NOT is_rare;
    END LOOP;
    EXIT WHEN is_rare;
  END LOOP;
  IF NOT is_rare THEN
    RETURN NULL;
  END IF;
  FOR region IN REVERSE top / 1048576 .. 0 LOOP
    places := places || ARRAY(SELECT l."position" FROM recording_listing l
      WHERE listing_tokens(l.facets, l."position") @@ replace(query, '~', 'g' || region || '.')::tsquery
      LIMIT most + 1 - cardinality(places));
    IF cardinality(places) > most THEN
      RETURN NULL;
    END IF;
  END LOOP;
  RETURN places;
END $$;
