import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { listingCalls } from './catalogue/queries.ts';
import { grow, prepare } from './catalogue/seed.ts';
import { openServices } from './catalogue/services.ts';
import { importRate } from './import-rate.ts';
import { cpuOf } from './cpu.ts';
import { measure, type Bench, type Measure } from './measure.ts';

/** The data lives as long as the run; it is larger than PostgreSQL's default memory on purpose. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_wal_size=4GB',
  'maintenance_work_mem=256MB',
];
const SIZES = [10_000, 100_000, 1_000_000];
const SMALL = [10_000, 100_000];
const CALLS_PER_KIND = 60;
const ROUNDS = 5;
const REFRESHED = 10_000;
const REFRESH_BATCH = 500;
const LIMIT = 24;

const nameOf = (size: number): string => (size < 1_000_000 ? `${size / 1_000}k` : `${size / 1_000_000}m`);

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

type Services = Awaited<ReturnType<typeof openServices>>;

const median = (times: number[]): number =>
  quantile(
    times.sort((a, b) => a - b),
    0.5,
  );

interface Spent {
  readonly wall: number;
  /** Of this process and of the database's; `null` where the system does not tell. */
  readonly cpu: number | null;
}

/** What some work takes, with what `backends` had of the processor meanwhile. */
async function spent(work: () => Promise<unknown>, backends: readonly number[]): Promise<Spent> {
  const [before, own] = [cpuOf(backends), process.cpuUsage()];
  const wall = await timed(work);
  const [after, { user, system }] = [cpuOf(backends), process.cpuUsage(own)];
  return { wall, cpu: before === null || after === null ? null : after - before + (user + system) / 1_000 };
}

/** Medians of the rounds of one call, or of many calls in order. */
const middle = (rounds: readonly Spent[]): Spent => {
  const cpus = rounds.flatMap(({ cpu }) => (cpu === null ? [] : [cpu]));
  return {
    wall: median(rounds.map(({ wall }) => wall)),
    cpu: cpus.length === rounds.length ? median(cpus) : null,
  };
};

/**
 * Milliseconds of every call, kind by kind, and of a look-up by primary key beside each. A call counts with the median
 * of its rounds: what differs is what is asked, not what else the machine did.
 */
async function listings({ database, listing }: Services, client: pg.Client) {
  const calls = await listingCalls(client, CALLS_PER_KIND);
  const sql = 'SELECT id FROM recording ORDER BY id LIMIT $1';
  const { rows } = await database.pool.query<{ id: string }>(sql, [CALLS_PER_KIND]);
  const activity = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'";
  const backends = (await client.query<{ pid: number }>(activity)).rows.map(({ pid }) => pid);
  const kinds = new Map<string, Spent[]>();
  const lookups: Spent[] = [];
  for (const [kind, ofKind] of calls) {
    const lists = ofKind.map((): Spent[] => []);
    const keys = ofKind.map((): Spent[] => []);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [index, { search, below }] of ofKind.entries()) {
        const after = below === null ? null : { key: '0', id: below };
        const id = rows[index % rows.length]?.id;
        const find = 'SELECT id, isrc, title, artist FROM recording WHERE id = $1';
        keys[index]?.push(await spent(() => database.pool.query(find, [id]), backends));
        lists[index]?.push(await spent(() => listing.list(search, { after, limit: LIMIT }), backends));
      }
    kinds.set(kind, lists.map(middle));
    lookups.push(...keys.map(middle));
  }
  return { kinds, lookups };
}

const sortedOf = (calls: readonly Spent[], what: 'wall' | 'cpu'): number[] =>
  calls.flatMap(({ [what]: taken }) => (taken === null ? [] : [taken])).sort((a, b) => a - b);

async function measureListing(services: Services, client: pg.Client, size: number): Promise<Measure[]> {
  const { kinds, lookups } = await listings(services, client);
  for (const [kind, calls] of kinds) {
    const [wall, cpu] = [sortedOf(calls, 'wall'), sortedOf(calls, 'cpu')];
    const figures = [quantile(wall, 0.5), quantile(wall, 0.95), quantile(cpu, 0.5), quantile(cpu, 0.95)];
    const [p50, p95, cpu50, cpu95] = figures.map((one) => one.toFixed(2));
    console.log(
      `${nameOf(size).padStart(5)}  ${kind.padEnd(26)} p50 ${p50} ms  p95 ${p95} ms  CPU p50 ${cpu50} ms  p95 ${cpu95} ms`,
    );
  }
  const all = [...kinds.values()].flat();
  const ratio = (id: string, unit: string, what: 'wall' | 'cpu', part: number): Measure[] => {
    const [taken, keys] = [sortedOf(all, what), sortedOf(lookups, what)];
    const name = `catalogue.${id}_${nameOf(size)}`;
    return keys.length === 0 ? [] : [measure(name, unit, quantile(taken, part), quantile(keys, part))];
  };
  return [
    ...ratio('list_ratio', 'ms, p95', 'wall', 0.95),
    ...ratio('list_median', 'ms, p50', 'wall', 0.5),
    ...ratio('list_cpu_ratio', 'ms of CPU, p95', 'cpu', 0.95),
  ];
}

/** Recordings decided anew and listed per second, as after an import or a grant, against bare listing. */
async function measureRefresh(services: Services, client: pg.Client): Promise<Measure> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM recording ORDER BY id LIMIT $1', [
    REFRESHED,
  ]);
  const batches = Array.from({ length: Math.ceil(rows.length / REFRESH_BATCH) }, (_, index) =>
    rows.slice(index * REFRESH_BATCH, (index + 1) * REFRESH_BATCH).map(({ id }) => id),
  );
  const decided = await timed(async () => {
    for (const ids of batches)
      await services.database.transaction((tx) => services.clearances.refresh(tx, ids), {
        timeoutMs: 60_000,
      });
  });
  const listed = await timed(async () => {
    for (const ids of batches) await client.query('SELECT refresh_recording_listing($1)', [ids]);
  });
  return measure(
    'catalogue.refresh_per_second',
    'recordings/s',
    (rows.length * 1000) / decided,
    (rows.length * 1000) / listed,
  );
}

async function run(client: pg.Client, services: Services, sizes: readonly number[]): Promise<Measure[]> {
  const measures: Measure[] = [];
  await prepare(client);
  let from = 0;
  for (const size of sizes) {
    const started = performance.now();
    await grow(client, from, size);
    console.log(
      `${nameOf(size).padStart(5)}  seeded in ${((performance.now() - started) / 1000).toFixed(0)} s`,
    );
    measures.push(...(await measureListing(services, client, size)));
    if (from === 0) measures.push(await measureRefresh(services, client));
    from = size;
  }
  return measures;
}

/** What an import takes, and the listing at 10,000, 100,000 and (not with `--small`) 1,000,000 recordings. */
const catalogue: Bench = {
  name: 'catalogue',
  run: async ({ small }) => {
    const directory = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
    chmodSync(directory, 0o755);
    const server = await startEmbeddedPostgres({ directory, settings: SETTINGS });
    try {
      await migrate(server.url, 'prisma/migrations');
      const client = new pg.Client(server.url);
      await client.connect();
      const services = await openServices(server.url);
      try {
        const listed = await run(client, services, small ? SMALL : SIZES);
        return [...listed, ...(await importRate({ recordings: small ? 500 : 5_000 }))];
      } finally {
        await client.end();
        await services.database.onApplicationShutdown();
      }
    } finally {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

export default catalogue;
