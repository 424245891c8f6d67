import type { Client } from 'pg';

/** Real words first: they are the frequent ones. */
const FREQUENT = [
  'love',
  'night',
  'river',
  'copper',
  'morning',
  'wet',
  'pavement',
  'paper',
  'lantern',
  'slow',
];

/** Some 18,000 words made of syllables, and the parties that labels, artists and writers are. */
const PREPARE = `
  SELECT setseed(0.42);
  CREATE TABLE bench_word AS
  SELECT row_number() OVER (ORDER BY rank, word) AS n, word FROM (
    SELECT word, 0 AS rank FROM unnest(ARRAY['${FREQUENT.join("','")}']) word
    UNION ALL
    SELECT a || b || c, 1 + abs(hashtext(a || b || c)::bigint)
    FROM unnest(ARRAY['ba','co','di','fra','glo','hin','jul','ka','lo','mer','na','ol','pra','qui','ran','so','tre','um','vel','wis','yar','zen','mo','plu','ski','dor']) a,
      unnest(ARRAY['la','ren','mi','do','sa','ter','vi','lum','nor','pe','ga','shi','ro','ble','tan','cu','fel','bri']) b,
      unnest(ARRAY['n','ra','ss','th','me','ly','ck','nd','o','ve','rs','t','ing','al','','x','gon','ded','mous','ley','per','sta','zer','ne','wick','lin','rum','cast']) c) every;
  CREATE UNIQUE INDEX ON bench_word (n);
  ANALYZE bench_word;
  CREATE TABLE bench_artist (n int PRIMARY KEY, name text, party uuid, label int, opted boolean);
  CREATE TABLE bench_label (n int PRIMARY KEY, name text, party uuid)`;

const wordAt = (power: number) =>
  `1 + floor((SELECT count(*) FROM bench_word) * power(random(), ${power}))::int`;

/** Artists of up to recording $2: one to twelve recordings, and labels of which the first has a fifth of everything. */
const ARTISTS = `
  WITH fresh AS MATERIALIZED (
    SELECT n, ${wordAt(3)} AS w1, ${wordAt(2)} AS w2, random() < 0.5 AS the, floor(power(random(), 5) * $2 / 60)::int AS label,
      random() < 0.35 AS opted, gen_random_uuid() AS party
    FROM generate_series($1::int / 12, $2::int / 12) n)
  INSERT INTO bench_artist SELECT f.n, initcap(CASE WHEN the THEN 'the ' ELSE '' END || a.word || ' ' || b.word), f.party, f.label, f.opted
  FROM fresh f JOIN bench_word a ON a.n = f.w1 JOIN bench_word b ON b.n = f.w2 ON CONFLICT DO NOTHING`;
const LABELS = `
  INSERT INTO bench_label SELECT l.n, initcap(w.word) || ' Records ' || l.n, gen_random_uuid()
  FROM (SELECT DISTINCT label AS n FROM bench_artist WHERE label IS NOT NULL) l JOIN bench_word w ON w.n = 1 + l.n % 5000 ON CONFLICT DO NOTHING`;
const PARTIES = `
  INSERT INTO party (id, name, kind) SELECT party, name, 'PERSON'::"PartyKind" FROM bench_artist
  UNION ALL SELECT party, name, 'ORGANISATION'::"PartyKind" FROM bench_label ON CONFLICT DO NOTHING`;

const RECORDINGS = `
  WITH fresh AS MATERIALIZED (
    SELECT i, ${wordAt(4)} AS w1, ${wordAt(2)} AS w2, ${wordAt(1)} AS w3, random() AS words, random() AS bpm, random() AS spread, random() AS key, random() AS version
    FROM generate_series($1::int + 1, $2::int) i)
  INSERT INTO recording (id, isrc, title, version_title, artist, duration_ms, bpm, musical_key, label, created_at)
  SELECT gen_random_uuid(), 'QZBN' || chr(65 + i % 26) || lpad(i::text, 7, '0'),
    initcap(a.word || ' ' || b.word || CASE WHEN f.words < 0.4 THEN ' ' || c.word ELSE '' END),
    CASE WHEN version < 0.1 THEN 'Remastered' WHEN version < 0.15 THEN 'Live' END,
    artist.name, 120000 + (i % 240) * 1000, CASE WHEN spread < 0.9 THEN round((70 + 90 * (bpm + spread) / 2)::numeric, 1) END,
    CASE WHEN key < 0.9 THEN (ARRAY['C','C#','D','Eb','E','F','F#','G','Ab','A','Bb','B'])[1 + floor(key / 0.9 * 12)::int % 12] || CASE WHEN version < 0.6 THEN ':maj' ELSE ':min' END END,
    label.name, timestamptz '2020-01-01' + i * interval '1 minute'
  FROM fresh f JOIN bench_word a ON a.n = f.w1 JOIN bench_word b ON b.n = f.w2 JOIN bench_word c ON c.n = f.w3
    JOIN bench_artist artist ON artist.n = f.i / 12 JOIN bench_label label ON label.n = artist.label
  ORDER BY i`;

/** Each recording with one work, a label's share, an artist's role, a writer's share and role. */
const RIGHTS = [
  `CREATE TEMP TABLE fresh AS SELECT r.id, r.title, substr(r.isrc, 6)::int AS i, gen_random_uuid() AS work, a.party AS artist, l.party AS label,
     a.opted FROM recording r JOIN bench_artist a ON a.n = substr(r.isrc, 6)::int / 12 JOIN bench_label l ON l.n = a.label
   WHERE r.created_at > timestamptz '2020-01-01' + $1::int * interval '1 minute'`,
  `INSERT INTO work (id, title) SELECT work, title FROM fresh`,
  `INSERT INTO recording_work (recording_id, work_id, ppm) SELECT id, work, 1000000 FROM fresh`,
  `INSERT INTO share (id, side, party_id, role, ppm, recording_id, territories, exclude_territories, source)
   SELECT gen_random_uuid(), 'MASTER', label, 'LABEL', 1000000, id, '{WW}', '{}', 'IMPORT' FROM fresh`,
  `INSERT INTO share (id, side, party_id, role, ppm, work_id, territories, exclude_territories, source)
   SELECT gen_random_uuid(), 'COMPOSITION', artist, 'COMPOSER', 1000000, work, '{WW}', '{}', 'IMPORT' FROM fresh`,
  `INSERT INTO contributor (id, party_id, role, recording_id) SELECT gen_random_uuid(), artist, 'MAIN_ARTIST', id FROM fresh`,
  `INSERT INTO contributor (id, party_id, role, work_id) SELECT gen_random_uuid(), artist, 'COMPOSER', work FROM fresh`,
  `INSERT INTO release (id, title, artist, label) SELECT md5('release ' || i / 10)::uuid, min(title), 'Various', NULL FROM fresh GROUP BY i / 10 ON CONFLICT DO NOTHING`,
  `INSERT INTO release_recording (release_id, recording_id, position) SELECT md5('release ' || i / 10)::uuid, id, i % 10 FROM fresh`,
];

const terms = (stems: string) =>
  `jsonb_build_object('stems', ${stems}, 'tempoPermille', NULL, 'pitchCents', NULL, 'maxSeconds', NULL, 'mixWithOthers', true, 'remixOfRemix', true, 'layers', true, 'commercialUse', true)`;
const STEMS = `(CASE i % 5 WHEN 0 THEN '["vocals","drums"]' WHEN 1 THEN '["drums","bass","other"]' ELSE 'null' END)::jsonb`;

/** The newest three in a hundred were imported and nobody has opted in; a label in seven excludes France or the USA. */
const STANDINGS = [
  `ALTER TABLE fresh ADD opts boolean`,
  `UPDATE fresh SET opts = opted AND i < $1::int * 0.97`,
  `INSERT INTO recording_clearance (recording_id, territory, state, terms)
   SELECT id, 'WW', CASE WHEN opts THEN 'CLEARED' WHEN i % 9 = 0 THEN 'NEEDS_APPROVAL' ELSE 'NOT_CLEARED' END,
     CASE WHEN opts THEN ${terms(STEMS)} END FROM fresh`,
  `INSERT INTO recording_clearance (recording_id, territory, state)
   SELECT id, CASE i / 12 % 2 WHEN 0 THEN 'FR' ELSE 'US' END, 'NOT_CLEARED' FROM fresh WHERE opts AND i / 12 % 7 = 0`,
];

const TARIFF = `INSERT INTO tariff (version, kind, currency, per_play_micros, master_ppm, composition_ppm, remixer_ppm, platform_ppm,
    minimum_ms, daily_cap, effective_from)
  VALUES (1, 'PER_PLAY', 'EUR', 4000, 500000, 150000, 250000, 100000, 30000, 50, '2020-01-01')`;

const REFRESH = `SELECT refresh_recording_listing(ARRAY(SELECT id FROM fresh WHERE i > $1 AND i <= $2))`;
/** Recordings brought into the listing by one statement. */
const BATCH = 10_000;

export async function prepare(client: Client): Promise<void> {
  // Foreign keys are true by construction here; checking eight million of them would take most of the time.
  await client.query('SET session_replication_role = replica');
  await client.query(TARIFF);
  await client.query(PREPARE);
}

/** Grows the catalogue from `from` to `to` recordings. */
export async function grow(client: Client, from: number, to: number): Promise<void> {
  const indexes = await client.query<{ indexdef: string }>(
    "SELECT indexdef FROM pg_indexes WHERE indexname = 'recording_listing_tokens'",
  );
  await client.query(ARTISTS, [from, to]);
  for (const statement of [LABELS, PARTIES, 'ANALYZE bench_artist', 'ANALYZE bench_label'])
    await client.query(statement);
  await client.query(RECORDINGS, [from, to]);
  const [select = '', ...inserts] = RIGHTS;
  await client.query(select.replace('$1', String(from)));
  for (const statement of inserts) await client.query(statement);
  for (const statement of STANDINGS) await client.query(statement.replace('$1', String(to)));
  await client.query('CREATE INDEX ON fresh (i)');
  await client.query('ANALYZE');
  // An index is made from a million rows much faster than it is grown by them.
  await client.query('DROP INDEX recording_listing_tokens');
  for (let at = from; at < to; at += BATCH) await client.query(REFRESH, [at, at + BATCH]);
  await client.query(indexes.rows[0]?.indexdef ?? '');
  await client.query('DROP TABLE fresh');
  await client.query('VACUUM ANALYZE');
}
