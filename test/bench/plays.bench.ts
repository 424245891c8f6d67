import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { measure, type Bench, type Measure } from './measure.ts';
import { SELF } from './plays/accounts.ts';
import { insertRate, verifyRate } from './plays/ceilings.ts';
import { BATCH, BenchInstance, PARALLEL, WARM_UP, type Turn } from './plays/instance.ts';

/** Durable as an instance is: PostgreSQL's own defaults for fsync and synchronous_commit, written down. */
const SETTINGS = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'max_wal_size=4GB'];
/** Of one turn. */
const RECEIPTS = { small: 10_000, whole: 30_000 };
/** At the beginning; what the turns send comes on top. Few are those that made the API warm. */
const STORED = { few: WARM_UP, small: 100_000, whole: 1_000_000 };

const p99 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? 0;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const perSecond = (turns: readonly Turn[]): number =>
  (1000 * sum(turns.map(({ receipts }) => receipts))) / sum(turns.map(({ milliseconds }) => milliseconds));

/** CPU of a receipt in API and PostgreSQL, over all turns; `null` where the system does not tell. */
function cpuOf(turns: readonly Turn[]): number | null {
  const totals = turns.map(({ cpu }) =>
    cpu === null ? NaN : sum([...cpu].map(([who, micros]) => (who === SELF ? 0 : micros))),
  );
  const mean = sum(totals) / totals.length;
  return Number.isNaN(mean) ? null : mean;
}

function describe(stored: number, turns: readonly Turn[]): void {
  const logged = sum(turns.map((turn) => turn.logged)) / turns.length;
  console.log(
    `${stored} stored: ${perSecond(turns).toFixed(0)} receipts/s, ${logged.toFixed(0)} bytes of log a receipt`,
  );
  for (const who of turns[0]?.cpu?.keys() ?? []) {
    const micros = sum(turns.map(({ cpu }) => cpu?.get(who) ?? 0)) / turns.length;
    if (micros >= 0.05) console.log(`${micros.toFixed(1).padStart(8)} µs a receipt: ${who}`);
  }
}

async function measureAll(
  server: EmbeddedPostgres,
  few: BenchInstance,
  many: BenchInstance,
  isSmall: boolean,
) {
  const receipts = isSmall ? RECEIPTS.small : RECEIPTS.whole;
  const [first, ...rest] = [await few.load(receipts), await many.load(receipts), await many.load(receipts)];
  const last = await few.load(receipts);
  const texts = first.bodies.slice(0, 1).flatMap((body) => receiptsOf(body));
  const limits = async () => ({
    node: await verifyRate(first.signed, 'node'),
    inserted: await insertRate(few.url, texts),
  });
  // What else the machine does may not flatter the ratios: of the limits before and after the higher ones count.
  const before = await limits();
  // By turns, so that what else the machine does, and what gets warm meanwhile, is the same for both.
  const fewTurns = [await few.turn(first, server.pid)];
  const manyTurns: Turn[] = [];
  for (const load of rest) manyTurns.push(await many.turn(load, server.pid));
  fewTurns.push(await few.turn(last, server.pid));
  const after = await limits();
  const libsodium = await verifyRate(first.signed, 'libsodium');
  const stored = isSmall ? STORED.small : STORED.whole;
  describe(STORED.few, fewTurns);
  describe(stored, manyTurns);
  await few.requireStored(STORED.few + 2 * receipts);
  await many.requireStored(stored + 2 * receipts);
  const verified = Math.max(before.node.perSecond, after.node.perSecond);
  const rate = perSecond(fewTurns);
  const times = fewTurns.flatMap((turn) => turn.times);
  return [
    measure('plays.accept_ratio', 'receipts/s', rate, verified),
    measure('plays.insert_ratio', 'receipts/s', rate, Math.max(before.inserted, after.inserted)),
    // What so many requests at a time would take if checking signatures were all there is to do.
    measure('plays.p99_ms', 'ms, 500 each', p99(times), (PARALLEL * BATCH * 1000) / verified),
    measure('plays.growth_ratio', 'receipts/s', perSecond(manyTurns), rate),
    // The intake's own verifier is not the ceiling: how much faster it is stands here.
    measure('plays.verifier_ratio', 'libsodium verifications/s', libsodium.perSecond, verified),
    ...cpuMeasures(cpuOf(fewTurns), cpuOf(manyTurns), (before.node.micros + after.node.micros) / 2),
  ];
}

/** CPU of a receipt, against that of one verification by `node:crypto`, and with few plays stored against many. */
function cpuMeasures(few: number | null, many: number | null, verification: number): Measure[] {
  if (few === null || many === null) return [];
  return [
    measure('plays.cpu_us', 'µs a receipt', few, verification),
    measure('plays.growth_cpu_ratio', 'µs a receipt', few, many),
  ];
}

function receiptsOf(body: Buffer): string[] {
  const { receipts } = JSON.parse(body.toString()) as { receipts: object[] };
  return receipts.map((receipt) => JSON.stringify(receipt));
}

/** A database beside the one that a server begins with. */
async function withSecond(server: EmbeddedPostgres, few: BenchInstance): Promise<string> {
  await few.client.query('CREATE DATABASE grown');
  const url = new URL(server.url);
  url.pathname = '/grown';
  return url.href;
}

/** Receipts counted durably by one API process over HTTP, with 20,000 and 1,000,000 (`--small`: 100,000) plays stored. */
const plays: Bench = {
  name: 'plays',
  run: async ({ small }) => {
    const directory = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
    chmodSync(directory, 0o755);
    const server = await startEmbeddedPostgres({ directory, settings: SETTINGS });
    const open: BenchInstance[] = [];
    try {
      const few = await BenchInstance.open(server.url, STORED.few);
      open.push(few);
      const many = await BenchInstance.open(
        await withSecond(server, few),
        small ? STORED.small : STORED.whole,
      );
      open.push(many);
      return await measureAll(server, few, many, small);
    } finally {
      for (const instance of open) await instance.close();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

export default plays;
