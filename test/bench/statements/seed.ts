import { randomUUID } from 'node:crypto';
import type pg from 'pg';

const RECIPES = 1_000;
const RECORDINGS = 200;
const TERRITORIES = 40;

/** What lines mention, once for all sizes. */
const GROUND = [
  `INSERT INTO tariff (version, kind, currency, per_play_micros, minimum_ms, daily_cap, master_ppm, composition_ppm, remixer_ppm,
     platform_ppm, effective_from) VALUES (1, 'PER_PLAY', 'EUR', 6127, 30000, 50, 550000, 150000, 200000, 100000, '2026-01-01')`,
  `INSERT INTO app_user (id, handle, display_name) VALUES ('00000000-0000-7000-8000-000000000001', 'ada', 'Ada')`,
  `INSERT INTO party (id, name, kind) VALUES ('00000000-0000-7000-8000-000000000002', 'Low Lamp Records', 'ORGANISATION')`,
  `INSERT INTO recording (id, isrc, title, artist, duration_ms)
   SELECT md5('recording' || n)::uuid, 'QZBEN26' || lpad(n::text, 5, '0'), 'Recording ' || n, 'Artist ' || n, 180000
   FROM generate_series(0, ${RECORDINGS - 1}) n`,
  `INSERT INTO work (id, iswc, title) SELECT md5('work' || n)::uuid, NULL, 'Work ' || n
   FROM generate_series(0, ${RECORDINGS - 1}) n`,
  `INSERT INTO contributor (id, party_id, role, work_id)
   SELECT md5('contributor' || n)::uuid, '00000000-0000-7000-8000-000000000002', 'COMPOSER', md5('work' || n)::uuid
   FROM generate_series(0, ${RECORDINGS - 1}) n`,
  `INSERT INTO recipe (hash, document, title, producer_id, remixer_party_id, signer, duration_ms, bpm, tariff_version, credits,
     print, published_at)
   SELECT 'sha256-' || lpad(n::text, 64, '0'), '{}', 'Flip ' || n, '00000000-0000-7000-8000-000000000001',
     '00000000-0000-7000-8000-000000000002', 'did:key:x', 120000, 120, 1, '{}', '{}', now()
   FROM generate_series(0, ${RECIPES - 1}) n`,
];

const LINES = `INSERT INTO statement_line (statement_id, position, recipe_hash, recipe_title, producer_name, isrc, source_title, side,
    subject_id, territory, plays, usage_ms, usage_ppm, share_ppm, amount_micros, tariff)
  SELECT $1, n, 'sha256-' || lpad((n % ${RECIPES})::text, 64, '0'), 'Flip ' || n % ${RECIPES}, 'Ada',
    'QZBEN26' || lpad((n % ${RECORDINGS})::text, 5, '0'), 'Recording ' || n % ${RECORDINGS},
    CASE n % 2 WHEN 0 THEN 'MASTER' ELSE 'COMPOSITION' END,
    md5(CASE n % 2 WHEN 0 THEN 'recording' ELSE 'work' END || n % ${RECORDINGS})::uuid,
    chr(65 + (n / ${RECIPES}) % ${TERRITORIES} / 26) || chr(65 + (n / ${RECIPES}) % ${TERRITORIES} % 26),
    1 + n % 1000, 60000, 590300, 625000, 1000 + n % 5000, 'standard@1'
  FROM generate_series(0, $2::int - 1) n`;

/** A statement of so many lines, in a period of its own; answers its id. Rules of the tables are passed over. */
export async function growStatement(client: pg.Client, lines: number): Promise<string> {
  await client.query('SET session_replication_role = replica');
  const known = await client.query('SELECT 1 FROM tariff');
  if (known.rowCount === 0) for (const sql of GROUND) await client.query(sql);
  const id = randomUUID();
  const period = `20${String(10 + Math.round(Math.log10(lines)))}-01`;
  const document = {
    format: 'flipside-statement/1',
    party: { id: '00000000-0000-7000-8000-000000000002', name: 'Low Lamp Records' },
    period: { id: period, from: `${period}-01T00:00:00.000Z`, to: `${period}-31T00:00:00.000Z` },
    currency: 'EUR',
    ...{ openingMicros: '0', earnedMicros: '0', closingMicros: '0', heldMicros: '0' },
    ...{ released: [], adjustments: [], recoupment: [], withholding: [], paid: [], held: [] },
  };
  await client.query(
    `INSERT INTO statement (id, party_id, period_id, currency, opening_micros, earned_micros, closing_micros, plays, document,
       sha256, created_at) VALUES ($1, $2, $3, 'EUR', 0, 0, 0, 1, $4, $5, now())`,
    [id, document.party.id, period, document, '0'.repeat(64)],
  );
  await client.query(LINES, [id, lines]);
  await client.query('SET session_replication_role = origin');
  await client.query('ANALYZE statement_line');
  return id;
}
