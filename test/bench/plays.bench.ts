import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { measure, type Bench, type Measure } from './measure.ts';
import { accounts, SELF, spent, type Accounts } from './plays/accounts.ts';
import { startApi, type ApiProcess } from './plays/api-process.ts';
import { Lane, requestOf } from './plays/client.ts';
import { insertRate, verifyRate } from './plays/ceilings.ts';
import { makeLoad, prepare, store, type Load } from './plays/world.ts';

/** Durable as an instance is: PostgreSQL's own defaults for fsync and synchronous_commit, written down. */
const SETTINGS = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'max_wal_size=4GB'];
const BATCH = 500;
/** Requests under way at a time: enough that signatures of one batch are checked while another is stored. */
const PARALLEL = 8;
const RECEIPTS = { small: 20_000, whole: 60_000 };
const WARM_UP = 10_000;
const STORED = { from: 10_000, small: 100_000, whole: 1_000_000 };

interface Run {
  readonly perSecond: number;
  /** Milliseconds of each request. */
  readonly times: readonly number[];
}

let sent = 0;

const requestsOf = ({ baseUrl }: ApiProcess, { bodies }: Load): Buffer[] =>
  bodies.map((body) => requestOf(baseUrl, body, (sent += 1)));

/** Sends requests of {@link BATCH} receipts each. */
async function drive({ baseUrl }: ApiProcess, requests: readonly Buffer[]): Promise<Run> {
  const queue = [...requests];
  const lanes = await Promise.all(Array.from({ length: PARALLEL }, () => Lane.open(baseUrl)));
  const times: number[] = [];
  const started = performance.now();
  const work = async (lane: Lane): Promise<void> => {
    for (let request = queue.shift(); request !== undefined; request = queue.shift()) {
      const begun = performance.now();
      await lane.send(request, BATCH);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(lanes.map(work));
  const perSecond = (requests.length * BATCH * 1000) / (performance.now() - started);
  for (const lane of lanes) lane.close();
  return { perSecond, times };
}

const p99 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? 0;

async function measureAll(
  client: pg.Client,
  url: string,
  database: number,
  isSmall: boolean,
): Promise<Measure[]> {
  const receipts = isSmall ? RECEIPTS.small : RECEIPTS.whole;
  const many = isSmall ? STORED.small : STORED.whole;
  await prepare(client);
  const api = await startApi(url);
  try {
    await drive(api, requestsOf(api, await makeLoad(client, api.baseUrl, WARM_UP, BATCH)));
    await store(client, 0, STORED.from);
    const load = await makeLoad(client, api.baseUrl, receipts, BATCH);
    const texts = load.bodies.slice(0, 1).flatMap((body) => receiptsOf(body));
    const limits = async () => ({
      node: await verifyRate(load.signed, 'node'),
      inserted: await insertRate(url, texts),
    });
    // What else the machine does may not flatter the ratios: of the limits before and after the higher ones count.
    const before = await limits();
    const requests = requestsOf(api, load);
    const idle = accounts(api.pid, database);
    const few = await drive(api, requests);
    const used = accounts(api.pid, database);
    const after = await limits();
    const libsodium = await verifyRate(load.signed, 'libsodium');
    const verified = Math.max(before.node.perSecond, after.node.perSecond);
    const inserted = Math.max(before.inserted, after.inserted);
    console.log(`    10k  ${few.perSecond.toFixed(0)} receipts/s`);
    await store(client, STORED.from, many);
    const more = await makeLoad(client, api.baseUrl, receipts, BATCH);
    const grown = await drive(api, requestsOf(api, more));
    console.log(`  ${many}  ${grown.perSecond.toFixed(0)} receipts/s`);
    const { rows } = await client.query<{ plays: string; keys: string }>(
      'SELECT (SELECT count(*) FROM play) AS plays, (SELECT count(*) FROM play_key) AS keys',
    );
    const expected = String(WARM_UP + many + 2 * receipts);
    if (rows[0]?.plays !== expected || rows[0].keys !== expected)
      throw new Error(`${expected} plays were sent, and ${JSON.stringify(rows)} are stored`);
    return [
      measure('plays.accept_ratio', 'receipts/s', few.perSecond, verified),
      measure('plays.insert_ratio', 'receipts/s', few.perSecond, inserted),
      // What so many requests at a time would take if checking signatures were all there is to do.
      measure('plays.p99_ms', 'ms, 500 each', p99(few.times), (PARALLEL * BATCH * 1000) / verified),
      measure('plays.growth_ratio', 'receipts/s', grown.perSecond, few.perSecond),
      // The intake's own verifier is not the ceiling: how much faster it is stands here.
      measure('plays.verifier_ratio', 'libsodium verifications/s', libsodium.perSecond, verified),
      ...cpuOf(idle, used, receipts, (before.node.micros + after.node.micros) / 2),
    ];
  } finally {
    await api.stop();
  }
}

/** CPU of a receipt in API and PostgreSQL, against that of one verification by `node:crypto`. */
function cpuOf(
  before: Accounts | null,
  after: Accounts | null,
  receipts: number,
  verification: number,
): Measure[] {
  if (before === null || after === null) return [];
  const each = spent(before, after, receipts);
  let total = 0;
  for (const [name, micros] of each) {
    if (micros >= 0.05) console.log(`${micros.toFixed(1).padStart(8)} µs a receipt: ${name}`);
    if (name !== SELF) total += micros;
  }
  return [measure('plays.cpu_us', 'µs a receipt', total, verification)];
}

function receiptsOf(body: Buffer): string[] {
  const { receipts } = JSON.parse(body.toString()) as { receipts: object[] };
  return receipts.map((receipt) => JSON.stringify(receipt));
}

/** Receipts counted durably by one API process over HTTP, with 10,000 and 1,000,000 (`--small`: 100,000) plays stored. */
const plays: Bench = {
  name: 'plays',
  run: async ({ small }) => {
    const directory = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
    chmodSync(directory, 0o755);
    const server = await startEmbeddedPostgres({ directory, settings: SETTINGS });
    try {
      await migrate(server.url, 'prisma/migrations');
      const client = new pg.Client(server.url);
      await client.connect();
      try {
        return await measureAll(client, server.url, server.pid, small);
      } finally {
        await client.end();
      }
    } finally {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

export default plays;
