import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { measure, type Bench, type Measure } from './measure.ts';
import { startApi, type ApiProcess } from './plays/api-process.ts';
import { insertRate, verifyRate } from './plays/ceilings.ts';
import { makeLoad, prepare, store, type Load } from './plays/world.ts';

/** Durable as an instance is: PostgreSQL's own defaults for fsync and synchronous_commit, written down. */
const SETTINGS = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'max_wal_size=4GB'];
const BATCH = 500;
/** Requests under way at a time: enough that signatures of one batch are checked while another is stored. */
const PARALLEL = 6;
const RECEIPTS = { small: 20_000, whole: 60_000 };
const WARM_UP = 10_000;
const STORED = { from: 10_000, small: 100_000, whole: 1_000_000 };

interface Run {
  readonly perSecond: number;
  /** Milliseconds of each request. */
  readonly times: readonly number[];
}

const agent = new Agent({ keepAlive: true, maxSockets: PARALLEL });

/** Sends one body and checks that every receipt in it was counted. Each comes from another address, as listeners do. */
async function send({ baseUrl }: ApiProcess, body: Buffer, number: number): Promise<void> {
  const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  const answer = await new Promise<string>((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-forwarded-for': address,
    };
    const call = request(`${baseUrl}/api/plays`, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts).toString()));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
  const counted = answer.split('"status":"counted"').length - 1;
  if (counted !== BATCH)
    throw new Error(`of ${BATCH} receipts ${counted} were counted: ${answer.slice(0, 500)}`);
}

let sent = 0;

async function drive(api: ApiProcess, { bodies, receipts }: Load): Promise<Run> {
  const queue = [...bodies];
  const times: number[] = [];
  const started = performance.now();
  const lane = async (): Promise<void> => {
    for (let body = queue.shift(); body !== undefined; body = queue.shift()) {
      const begun = performance.now();
      await send(api, body, (sent += 1));
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
  return { perSecond: (receipts * 1000) / (performance.now() - started), times };
}

const p99 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? 0;

async function measureAll(client: pg.Client, url: string, isSmall: boolean): Promise<Measure[]> {
  const receipts = isSmall ? RECEIPTS.small : RECEIPTS.whole;
  const many = isSmall ? STORED.small : STORED.whole;
  await prepare(client);
  const api = await startApi(url);
  try {
    await drive(api, await makeLoad(client, api.baseUrl, WARM_UP, BATCH));
    await store(client, 0, STORED.from);
    const load = await makeLoad(client, api.baseUrl, receipts, BATCH);
    const texts = load.bodies.slice(0, 1).flatMap((body) => receiptsOf(body));
    const limits = async () => ({
      verified: await verifyRate(load.signed),
      inserted: await insertRate(url, texts),
    });
    // What else the machine does may not flatter the ratios: of the limits before and after the higher ones count.
    const before = await limits();
    const few = await drive(api, load);
    const after = await limits();
    const verified = Math.max(before.verified, after.verified);
    const inserted = Math.max(before.inserted, after.inserted);
    console.log(`    10k  ${few.perSecond.toFixed(0)} receipts/s`);
    await store(client, STORED.from, many);
    const grown = await drive(api, await makeLoad(client, api.baseUrl, receipts, BATCH));
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
    ];
  } finally {
    await api.stop();
  }
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
        return await measureAll(client, server.url, small);
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
