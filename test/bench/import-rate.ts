import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { csvFile, SHAPE } from '../support/catalogue-files/csv-file.ts';
import { cwrFile } from '../support/catalogue-files/cwr-file.ts';
import { ernFile } from '../support/catalogue-files/ern-file.ts';
import { startInstanceProcess } from '../support/instance.ts';
import type { InstanceProcess } from '../support/instance.ts';
import { measure, type Measure } from './measure.ts';

const FORMATS = {
  csv: { type: 'text/csv', make: csvFile, rowsPerRecording: 4 },
  ern: { type: 'application/xml', make: ernFile, rowsPerRecording: 1 },
  cwr: { type: 'text/plain', make: cwrFile, rowsPerRecording: 7 },
} as const;
export type ImportBenchFormat = keyof typeof FORMATS;

interface Import {
  readonly id: string;
  readonly state: string;
  readonly done: number;
  readonly total: number | null;
  readonly counts: { readonly created: number; readonly updated: number; readonly rejected: number };
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly failure: object | null;
}

/** Anything that answers JSON at an instance. */
async function ask<T>(
  instance: InstanceProcess,
  token: string,
  path: string,
  init: RequestInit = {},
): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers };
  const response = await fetch(`${instance.baseUrl}${path}`, { ...init, headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

interface Taken {
  readonly seconds: number;
  readonly counts: Import['counts'];
  /** The most memory the instance held in the first fifth of the import, and in all of it, in MiB. */
  readonly earlyMebibytes: number;
  readonly peakMebibytes: number;
}

interface Asked {
  readonly instance: InstanceProcess;
  readonly party: string;
  readonly format: ImportBenchFormat;
  readonly recordings: number;
}

async function newParty(instance: InstanceProcess): Promise<string> {
  const { id } = await ask<{ id: string }>(instance, instance.user('olive').token, '/api/parties', {
    method: 'POST',
    body: JSON.stringify({ name: 'Some Records', kind: 'ORGANISATION' }),
  });
  return id;
}

/** Sends a generated file as it is made, and waits for its import. */
async function take({ instance, party, format, recordings }: Asked): Promise<Taken> {
  const operator = instance.user('olive').token;
  const { type, make } = FORMATS[format];
  const init = {
    method: 'POST',
    headers: { 'content-type': type },
    body: Readable.toWeb(Readable.from(make({ recordings }), { objectMode: false })),
    duplex: 'half',
  };
  const path = `/api/parties/${party}/imports?fileName=bench`;
  let run = await ask<Import>(instance, operator, path, init as RequestInit);
  let [early, peak] = [0, 0];
  while (run.finishedAt === null) {
    await sleep(200);
    run = await ask<Import>(instance, operator, `/api/imports/${run.id}`);
    peak = Math.max(peak, await mebibytes(instance.child.pid));
    if (run.total === null || run.done * 5 <= run.total) early = peak;
  }
  if (run.state !== 'DONE') throw new Error(`the import ended ${run.state}: ${JSON.stringify(run.failure)}`);
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt ?? run.finishedAt)) / 1_000;
  return { seconds, counts: run.counts, earlyMebibytes: early, peakMebibytes: peak };
}

const BATCH = 500;

/** Seconds that the bare rows of such a catalogue take: the same tables and indexes, `UNNEST`, and nothing else. */
async function bareSeconds(databaseUrl: string, recordings: number): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query('DROP SCHEMA IF EXISTS bare CASCADE; CREATE SCHEMA bare');
    for (const table of ['recording', 'work', 'share', 'contributor', 'recording_work', 'import_row'])
      await client.query(`CREATE TABLE bare.${table} (LIKE public.${table} INCLUDING ALL)`);
    const started = performance.now();
    for (let at = 0; at < recordings; at += BATCH) {
      const serials = Array.from({ length: Math.min(BATCH, recordings - at) }, (_, index) => at + index);
      await client.query(BARE, [serials]);
    }
    return (performance.now() - started) / 1_000;
  } finally {
    await client.query('DROP SCHEMA IF EXISTS bare CASCADE');
    await client.end();
  }
}

/** What one recording of the generated CSV is in rows: itself, its work, two shares and one credit of each, link and report. */
const BARE = `
  WITH s AS (SELECT n, gen_random_uuid() AS r, gen_random_uuid() AS w, gen_random_uuid() AS p FROM unnest($1::int[]) n),
  a AS (INSERT INTO bare.recording (id, isrc, title, artist) SELECT r, 'QZFLI' || lpad(n::text, 7, '0'), 'Track ' || n, 'Artist' FROM s),
  b AS (INSERT INTO bare.work (id, iswc, title) SELECT w, 'T' || lpad(n::text, 10, '0'), 'Work ' || n FROM s),
  c AS (INSERT INTO bare.share (id, side, party_id, role, ppm, recording_id, territories, exclude_territories, source)
    SELECT gen_random_uuid(), 'MASTER', p, 'LABEL', x, r, '{WW}', '{}', 'BENCH' FROM s, unnest('{800000,200000}'::int[]) x),
  d AS (INSERT INTO bare.share (id, side, party_id, role, ppm, work_id, territories, exclude_territories, source)
    SELECT gen_random_uuid(), 'COMPOSITION', p, 'COMPOSER', x, w, '{WW}', '{}', 'BENCH' FROM s, unnest('{500000,500000}'::int[]) x),
  e AS (INSERT INTO bare.contributor (id, party_id, role, recording_id) SELECT gen_random_uuid(), p, 'MAIN_ARTIST', r FROM s),
  f AS (INSERT INTO bare.contributor (id, party_id, role, work_id) SELECT gen_random_uuid(), p, 'COMPOSER', w FROM s),
  g AS (INSERT INTO bare.recording_work (recording_id, work_id, ppm) SELECT r, w, 1000000 FROM s)
  INSERT INTO bare.import_row (import_id, position, line, kind, key, title, outcome, problem)
    SELECT '00000000-0000-4000-8000-000000000000'::uuid, 2 * n + x, n, 'WORK', n::text, 'x', 'CREATED', false FROM s, unnest('{0,1}'::int[]) x`;

/** Seconds until the listings have caught up with what was imported. */
async function listingSeconds(databaseUrl: string, recordings: number): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const started = performance.now();
  try {
    for (;;) {
      const { rows } = await client.query<{ listed: number }>(LISTED);
      if ((rows[0]?.listed ?? 0) >= recordings) return (performance.now() - started) / 1_000;
      if (performance.now() - started > 1_800_000)
        throw new Error('the listings did not catch up in half an hour');
      await sleep(500);
    }
  } finally {
    await client.end();
  }
}

const LISTED = `SELECT count(DISTINCT c.recording_id)::int AS listed
  FROM recording_clearance c JOIN recording r ON r.id = c.recording_id WHERE r.isrc LIKE 'QZFLI%'`;

/** What a process holds now, in MiB (Linux). */
async function mebibytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024);
}

interface Options {
  readonly recordings?: number;
  readonly format?: ImportBenchFormat;
}

async function measured(asked: Asked, databaseUrl: string): Promise<Measure[]> {
  const { format, recordings } = asked;
  const rows = recordings * FORMATS[format].rowsPerRecording;
  const first = await take(asked);
  const listed = await listingSeconds(databaseUrl, recordings);
  const again = await take(asked);
  const { created, updated, rejected } = again.counts;
  if (created + updated + rejected > 0)
    throw new Error(`the second import changed ${JSON.stringify(again.counts)}`);
  console.log(
    `${recordings} recordings as ${format}: ${first.seconds.toFixed(1)} s, listed ${listed.toFixed(1)} s later; once more, which changed nothing, ${again.seconds.toFixed(1)} s`,
  );
  const limit = await bareSeconds(databaseUrl, recordings);
  return [
    measure(
      `catalogue.import_rows_per_second${format === 'csv' ? '' : `_${format}`}`,
      'rows/s',
      rows / first.seconds,
      rows / limit,
    ),
    measure(`catalogue.import_peak_mb_${format}`, 'MiB', first.peakMebibytes, first.earlyMebibytes),
  ];
}

/**
 * How fast a catalogue is taken in by a running instance, follow-up jobs beside it, against the bare insertion of the
 * same rows in the same run; and the memory that it holds at most, against the first fifth of the import. Then the same
 * file once more, which has to change nothing.
 */
export async function importRate({ recordings = SHAPE.recordings, format = 'csv' }: Options = {}): Promise<
  Measure[]
> {
  const directory = mkdtempSync(join(tmpdir(), 'flipside-import-bench-'));
  chmodSync(directory, 0o755);
  const database = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  try {
    const instance = await startInstanceProcess({ state: directory, env: { DATABASE_URL: database.url } });
    try {
      return await measured({ instance, party: await newParty(instance), format, recordings }, database.url);
    } finally {
      await instance.stop();
    }
  } finally {
    await database.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
