import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { migrate } from '../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { PERIOD, grow, prepare, reopen } from './close/seed.ts';
import { cpuOf } from './cpu.ts';
import { measure, type Bench, type Measure } from './measure.ts';

const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_wal_size=4GB',
  'maintenance_work_mem=256MB',
];
/** What the plays alone cost when each is looked at once. A close reads sums that were kept as they were counted (ADR 33). */
const BARE = `SELECT recipe_hash, territory, origin_period_id, count(*) FROM play
  WHERE period_id = '${PERIOD}' AND tariff_version = 1 GROUP BY 1, 2, 3`;
const RECIPES = 2_000;
const ROUNDS = 3;

const nameOf = (size: number): string => (size < 1_000_000 ? `${size / 1_000}k` : `${size / 1_000_000}m`);

interface Closed {
  readonly closeMs: number;
  /** Of the process and its database connections together. */
  readonly cpuMs: number | null;
  /** Of the process before it begins: the whole worker, idle. */
  readonly startMb: number;
  readonly peakMb: number;
  readonly stateMs: number;
}

async function close(url: string, states: boolean): Promise<Closed> {
  const script = 'test/bench/close/closing-process.ts';
  const parameters = [script, url, PERIOD, states ? 'state' : ''];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { maxBuffer: 1e7 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Closed;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** CPU of the bare aggregate on one core. */
async function bareCpu(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pids = rows.map(({ pid }) => pid);
  await client.query('SET max_parallel_workers_per_gather = 0');
  const before = cpuOf(pids);
  await client.query(BARE);
  const after = cpuOf(pids);
  await client.query('RESET max_parallel_workers_per_gather');
  return before === null || after === null ? null : after - before;
}

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** Rounds of both, turn by turn: what the machine does meanwhile, it does to both. */
async function rounds(
  client: pg.Client,
  url: string,
  number: number,
): Promise<{ bare: number; bareCpuMs: number | null; closed: Closed }> {
  await client.query(BARE);
  const bare: number[] = [];
  const cpu: (number | null)[] = [];
  const closes: Closed[] = [];
  for (let round = 0; round < number; round += 1) {
    bare.push(await timed(() => client.query(BARE)));
    cpu.push(await bareCpu(client));
    await reopen(client);
    closes.push(await close(url, false));
  }
  const closeMs = median(closes.map((one) => one.closeMs));
  const peakMb = Math.max(...closes.map((one) => one.peakMb));
  const startMb = median(closes.map((one) => one.startMb));
  const cpus = known(closes.map((one) => one.cpuMs));
  const cpuMs = cpus.length === 0 ? null : median(cpus);
  const bareCpuMs = known(cpu).length === 0 ? null : median(known(cpu));
  return { bare: median(bare), bareCpuMs, closed: { closeMs, cpuMs, startMb, peakMb, stateMs: 0 } };
}

async function countsOf(client: pg.Client) {
  const sql = `SELECT (SELECT count(*) FROM allocation_cell)::int AS cells, (SELECT count(*) FROM allocation_line)::int AS lines,
    (SELECT count(*) FROM posting)::int AS postings, (SELECT count(*) FROM statement)::int AS statements`;
  const { rows } = await client.query<Record<'cells' | 'lines' | 'postings' | 'statements', number>>(sql);
  const [counts] = rows;
  if (counts === undefined) throw new Error('nothing was counted');
  return counts;
}

/** Everything that a close writes, as one hash. */
async function digest(client: pg.Client): Promise<string> {
  // As the job does before it reads what it wrote.
  await client.query('ANALYZE');
  const { rows } = await client.query<{
    digest: string;
  }>(`SELECT encode(sha256(convert_to(string_agg(row, E'\\n' ORDER BY row), 'UTF8')), 'hex') AS digest FROM (
    SELECT l::text AS row FROM allocation_line l UNION ALL SELECT concat_ws(' ', e.kind, e.reference, o.position, o.account, o.amount_micros)
    FROM journal_entry e JOIN posting o ON o.entry_id = e.id) written`);
  return rows[0]?.digest ?? '';
}

/** Kills the closing process with SIGKILL, again and again, each time a little later, until one comes to its end. */
async function assertResumes(client: pg.Client, url: string, closeMs: number): Promise<void> {
  const whole = await digest(client);
  await reopen(client);
  let kills = 0;
  for (let allowedMs = 700; ; allowedMs += closeMs / 8) {
    const child = spawn(process.execPath, ['test/bench/close/closing-process.ts', url, PERIOD], {
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), allowedMs);
    const [code] = (await once(child, 'exit')) as [number | null];
    clearTimeout(timer);
    if (code !== null) break;
    kills += 1;
  }
  const { rows } = await client.query<{ state: string }>(
    `SELECT state::text FROM period WHERE id = '${PERIOD}'`,
  );
  if (rows[0]?.state !== 'CLOSED')
    throw new Error(`after ${kills} kills the period is ${rows[0]?.state ?? 'gone'}`);
  if ((await digest(client)) !== whole) throw new Error(`after ${kills} kills other lines were booked`);
  console.log(`       killed ${kills} times with SIGKILL, and came to the same bytes`);
}

async function measureSize(client: pg.Client, url: string, size: number): Promise<Measure[]> {
  const { bare, bareCpuMs, closed } = await rounds(client, url, size > 1_000_000 ? 1 : ROUNDS);
  const { cells, lines, postings } = await countsOf(client);
  const name = nameOf(size);
  console.log(
    `${name.padStart(5)}  bare ${bare.toFixed(0)} ms  close ${closed.closeMs.toFixed(0)} ms  peak ${closed.peakMb.toFixed(0)} MB  ` +
      `${cells} cells  ${lines} lines  ${postings} postings`,
  );
  return [
    measure(`close.ratio_${name}`, 'ms', closed.closeMs, bare),
    ...(closed.cpuMs === null || bareCpuMs === null
      ? []
      : [measure(`close.cpu_ratio_${name}`, 'ms of CPU', closed.cpuMs, bareCpuMs)]),
    measure(`close.peak_mb_${name}`, 'MB', closed.peakMb, closed.startMb),
    measure(
      `close.lines_per_second_${name}`,
      'lines/s',
      (lines * 1000) / closed.closeMs,
      (lines * 1000) / bare,
    ),
  ];
}

async function run(client: pg.Client, url: string, sizes: readonly number[]): Promise<Measure[]> {
  const measures: Measure[] = [];
  await prepare(client, RECIPES);
  let from = 0;
  for (const size of sizes) {
    const seconds = (await timed(() => grow(client, from, size, RECIPES))) / 1000;
    console.log(`${nameOf(size).padStart(5)}  seeded in ${seconds.toFixed(0)} s`);
    measures.push(...(await measureSize(client, url, size)));
    if (from === 0) {
      await assertResumes(client, url, measures[0]?.value ?? 1_000);
      const { stateMs } = await close(url, true);
      const { statements } = await countsOf(client);
      const rate = (statements * 1000) / stateMs;
      measures.push(measure('close.statements_per_second', 'statements/s', rate, rate));
    }
    from = size;
  }
  return measures;
}

/** The close of 100,000, 1,000,000 and (with `--full`) 10,000,000 plays, in a process of its own. */
const closing: Bench = {
  name: 'close',
  run: async ({ full, small }) => {
    const directory = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
    chmodSync(directory, 0o755);
    const server = await startEmbeddedPostgres({ directory, settings: SETTINGS });
    try {
      await migrate(server.url, 'prisma/migrations');
      const client = new pg.Client(server.url);
      await client.connect();
      try {
        const sizes = small ? [100_000] : [100_000, 1_000_000];
        return await run(client, server.url, full ? [...sizes, 10_000_000] : sizes);
      } finally {
        await client.end();
      }
    } finally {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

export default closing;
