import type { Client } from 'pg';

export const PERIOD = '2026-11';

/** Works, owners and recordings as they are in catalogues: most simple, some shared by several. */
const CATALOGUE = `
  SELECT setseed(0.42);
  CREATE TABLE bench_recording AS SELECT n, gen_random_uuid() AS id FROM generate_series(0, $1::int / 2) n;
  CREATE TABLE bench_party AS SELECT n, gen_random_uuid() AS id FROM generate_series(0, $1::int) n;
  CREATE TABLE bench_recipe AS SELECT n, 'sha256-' || encode(sha256(n::text::bytea), 'hex') AS hash, gen_random_uuid() AS party,
    gen_random_uuid() AS producer FROM generate_series(0, $1::int - 1) n;
  CREATE UNIQUE INDEX ON bench_recipe (n); CREATE UNIQUE INDEX ON bench_recording (n); CREATE UNIQUE INDEX ON bench_party (n);
  INSERT INTO app_user (id, handle, display_name) SELECT producer, 'bench-' || n, 'Producer ' || n FROM bench_recipe;
  INSERT INTO party (id, name, kind) SELECT id, 'Owner ' || n, 'PERSON'::"PartyKind" FROM bench_party
    UNION ALL SELECT party, 'Remixer ' || n, 'PERSON'::"PartyKind" FROM bench_recipe;
  INSERT INTO recording (id, isrc, title, artist) SELECT id, 'QZBNC' || lpad(n::text, 7, '0'), 'Recording ' || n, 'Artist' FROM bench_recording;
  CREATE TABLE bench_work AS SELECT r.n, w AS part, r.id AS recording, gen_random_uuid() AS id,
    CASE WHEN r.n % 4 = 0 THEN 500000 ELSE 1000000 END AS ppm
    FROM bench_recording r, generate_series(0, 1) w WHERE w = 0 OR r.n % 4 = 0;
  INSERT INTO work (id, title) SELECT id, 'Work ' || n FROM bench_work;
  INSERT INTO recording_work (recording_id, work_id, ppm) SELECT recording, id, ppm FROM bench_work;
  INSERT INTO share (id, side, party_id, role, ppm, recording_id, work_id, territories, exclude_territories, source)
  SELECT gen_random_uuid(), side::"Side", p.id, 'LABEL', ppm, recording, work, '{WW}', '{}', 'bench' FROM (
    SELECT 'MASTER' AS side, (r.n * 7 + o) % ($1::int) AS owner, CASE WHEN r.n % 2 = 0 THEN 500000 ELSE 1000000 END AS ppm,
      r.id AS recording, NULL::uuid AS work FROM bench_recording r, generate_series(0, 1) o WHERE o = 0 OR r.n % 2 = 0
    UNION ALL
    SELECT 'COMPOSITION', (w.n * 11 + w.part * 5 + o) % ($1::int), CASE WHEN w.n % 3 = 0 THEN 500000 ELSE 1000000 END,
      NULL, w.id FROM bench_work w, generate_series(0, 1) o WHERE o = 0 OR w.n % 3 = 0) s JOIN bench_party p ON p.n = s.owner`;

/** Flips of one to three recordings; the first recordings are in many of them. */
const RECIPES = `
  INSERT INTO recipe (hash, document, title, producer_id, remixer_party_id, signer, duration_ms, bpm, tariff_version, credits, print, published_at)
  SELECT hash, '{}', 'Flip ' || n, producer, party, 'did:key:x', 120000, 120, 1, '{}', '{}', '2026-10-01' FROM bench_recipe;
  INSERT INTO recipe_source (recipe_hash, source_id, position, recording_id, isrc, usage_ms, stem_usage_ms)
  SELECT DISTINCT ON (r.hash, rec.id) r.hash, 's' || s, s, rec.id, rec.isrc, 20000 + (r.n * 37 + s * 101) % 60000, '{"vocals": 20000}'
  FROM bench_recipe r CROSS JOIN generate_series(0, 2) s
    JOIN bench_recording b ON b.n = floor(($1::int / 2) * power(((r.n * 7919 + s * 104729) % 100003) / 100003.0, 2))::int
    JOIN recording rec ON rec.id = b.id WHERE s <= r.n % 3;
  INSERT INTO licence_snapshot (recipe_hash, tariff_version, territory, decision, decided_at)
  SELECT r.hash, 1, 'GB', jsonb_build_object('policy', 'MONETISE', 'sources', (
    SELECT jsonb_agg(jsonb_build_object('recordingId', rs.recording_id, 'sides', (
      SELECT jsonb_agg(jsonb_build_object('side', side, 'state', 'CLEARED', 'subject', jsonb_build_object('kind', kind, 'id', id))) FROM (
        SELECT 'MASTER' AS side, 'RECORDING' AS kind, rs.recording_id AS id
        UNION ALL SELECT 'COMPOSITION', 'WORK', w.work_id FROM recording_work w WHERE w.recording_id = rs.recording_id) sides)))
    FROM recipe_source rs WHERE rs.recipe_hash = r.hash)), '2026-10-01'
  FROM bench_recipe r`;

/** Zipf over the recipes (a log-uniform rank falls on k with 1/k), territories by the square, one play in a hundred late. */
const PLAYS = `
  INSERT INTO play (receipt_id, grant_id, recipe_hash, device, territory, tariff_version, rules_version, started_at, heard_ms,
    counted_at, period_id, origin_period_id, salt, commitment, receipt)
  SELECT p.id, gen_random_uuid(), r.hash, 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnn' || lpad((p.n % 50000)::text, 8, '0'),
    p.territory, 1, 1, p.at, 31000, p.at, '${PERIOD}', CASE WHEN p.n % 100 = 0 THEN '2026-10' END, '\\x00112233445566778899aabbccddeeff',
    p.id, '{"v": 1, "heardMs": 31000, "app": "flipside/1", "sources": [{"isrc": "QZBNC0000001", "provider": "files", "heardMs": 31000}]}'
  FROM (SELECT n, sha256(int8send(n)) AS id, timestamptz '2026-11-01' + n % 2500000 * interval '1 second' AS at,
      least($3::int - 1, floor(exp(random() * ln($3::int + 1)) - 1)::int) AS recipe,
      (ARRAY['US','GB','DE','FR','BR','JP','MX','NL'])[1 + floor(8 * power(random(), 2))::int] AS territory
    FROM generate_series($1::int8 + 1, $2::int8) n) p
  JOIN bench_recipe r ON r.n = p.recipe`;

const SECONDARY = `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE tablename = 'play' AND indexname NOT LIKE '%pkey' ORDER BY 1`;

const statements = (sql: string): string[] => sql.split(/;\s*\n/).filter((one) => one.trim() !== '');

/** A catalogue and its flips; the logs are not written, for they are no part of a close. */
export async function prepare(client: Client, recipes: number): Promise<void> {
  await client.query(`SET session_replication_role = replica`);
  for (const sql of [...statements(CATALOGUE), ...statements(RECIPES)])
    await client.query(sql.replaceAll('$1::int', String(recipes)));
  await client.query(`INSERT INTO tariff (version, kind, currency, per_play_micros, master_ppm, composition_ppm, remixer_ppm,
      platform_ppm, minimum_ms, daily_cap, effective_from)
    VALUES (1, 'PER_PLAY', 'EUR', 6127, 550000, 150000, 200000, 100000, 30000, 50, '2026-01-01')`);
  await client.query(`INSERT INTO period (id, state, opens_at, closes_at) VALUES
    ('2026-10', 'STATED', '2026-10-01', '2026-11-01'), ('${PERIOD}', 'CLOSING', '2026-11-01', '2026-12-01')`);
  await client.query(`UPDATE period SET closed_at = '2026-12-01' WHERE id = '${PERIOD}'`);
  // Triggers are off: where plays lie in partitions, theirs is made here.
  const { rows } = await client.query<{ is: boolean }>(
    `SELECT to_regprocedure('ensure_play_partition(text)') IS NOT NULL AS is`,
  );
  if (rows[0]?.is === true) await client.query(`SELECT ensure_play_partition('${PERIOD}')`);
  await client.query('ANALYZE');
}

/** Plays from one number to another. Indexes are made afterwards: it is the same table, sooner. */
export async function grow(client: Client, from: number, to: number, recipes: number): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(SECONDARY);
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  await client.query(
    PLAYS.replaceAll('$1::int8', `${from}::int8`)
      .replaceAll('$2::int8', `${to}::int8`)
      .replaceAll('$3::int', String(recipes)),
  );
  for (const { definition } of rows) await client.query(definition);
  await client.query('VACUUM ANALYZE play');
  // What the trigger of the table, which is off here, and its job would have left.
  await client.query('DELETE FROM play_usage');
  await client.query(`INSERT INTO play_usage SELECT period_id, tariff_version, recipe_hash, territory, coalesce(origin_period_id, ''),
      count(*) FROM play GROUP BY 1, 2, 3, 4, 5`);
  await client.query('VACUUM ANALYZE play_usage');
}

/** As it was before the close, for the next size. */
export async function reopen(client: Client): Promise<void> {
  const tables = [
    'allocation_way',
    'allocation_split',
    'allocation_cell',
    'allocation_ground',
    'allocation_cursor',
    'period_allocation',
  ];
  for (const table of [...tables, 'posting', 'journal_entry', 'statement_line', 'statement', 'log_pending'])
    await client.query(`TRUNCATE ${table} CASCADE`);
  await client.query(`UPDATE period SET state = 'CLOSING', stated_at = NULL WHERE id = '${PERIOD}'`);
}
