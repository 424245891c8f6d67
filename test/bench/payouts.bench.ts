import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { migrate } from '../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { measure, type Bench, type Measure } from './measure.ts';
import { owe, OPERATORS } from './payouts/seed.ts';
import { openPayouts, type Payouts } from './payouts/services.ts';

/** The data lives as long as the run. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=4GB'];
const SIZES = [10_000, 100_000];
const MIB = 2 ** 20;
/** Often enough to see what lives, and seldom enough to cost little: on a machine that is busy a look takes long. */
const CHECKED_EVERY_MS = 250;
const LOOKS_PART = 20;
/** Payees held at once are some thousand, whatever the size. */
const FLAT_MB = 64;

const nameOf = (size: number): string => `${size / 1_000}k`;

interface Step {
  readonly ms: number;
  /** The most that lived at once, of the heap and of buffers beside it, beyond what lived before. */
  readonly peakMb: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What lives: only collecting tells it from what is not collected yet. */
const used = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

async function timed(work: () => Promise<void>): Promise<Step> {
  const before = used();
  let peak = before;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const began = performance.now();
    peak = Math.max(peak, used());
    timer = setTimeout(look, Math.max(CHECKED_EVERY_MS, LOOKS_PART * (performance.now() - began)));
  };
  timer = setTimeout(look, CHECKED_EVERY_MS);
  const started = performance.now();
  try {
    await work();
  } finally {
    clearTimeout(timer);
  }
  return { ms: performance.now() - started, peakMb: (Math.max(peak, used()) - before) / MIB };
}

async function drain(text: AsyncIterable<string>): Promise<void> {
  let length = 0;
  for await (const chunk of text) length += chunk.length;
  if (length === 0) throw new Error('the file is empty');
}

/** What any draft costs at least: what everybody is owed, by one query, and a row for each. */
const BARE_DRAFT = `WITH owed AS (
    SELECT o.account, sum(o.amount_micros) AS payable FROM posting o JOIN journal_entry e ON e.id = o.entry_id
    WHERE o.account LIKE 'payable:%' AND e.currency = 'EUR' GROUP BY 1 HAVING sum(o.amount_micros) <> 0
  ) INSERT INTO bench_line (account, payable) SELECT * FROM owed`;
/** What any sending costs at least: the entries and postings of all payments, by two statements, with the ledger's rules. */
const BARE_SEND = [
  `INSERT INTO journal_entry (id, kind, reference, currency, period_id, created_at)
    SELECT gen_random_uuid(), 'PAYOUT', 'bare-' || account, 'EUR', '2026-12', now() FROM bench_line`,
  `INSERT INTO posting (entry_id, position, account, amount_micros)
    SELECT e.id, n, CASE n WHEN 0 THEN l.account ELSE 'paid:' || l.account END, CASE n WHEN 0 THEN -l.payable ELSE l.payable END
    FROM bench_line l JOIN journal_entry e ON e.kind = 'PAYOUT' AND e.reference = 'bare-' || l.account, generate_series(0, 1) n`,
];

async function bareMs(client: pg.Client, statements: readonly string[]): Promise<number> {
  await client.query('BEGIN');
  const started = performance.now();
  for (const sql of statements) await client.query(sql);
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  const ms = performance.now() - started;
  await client.query('ROLLBACK');
  return ms;
}

async function measureSize(payouts: Payouts, client: pg.Client, size: number): Promise<Measure[]> {
  const name = nameOf(size);
  await owe(client, payouts.seal, size);
  await client.query('CREATE TABLE bench_line (account text, payable bigint)');
  const bareDraft = await bareMs(client, [BARE_DRAFT]);
  await client.query(BARE_DRAFT);
  const bareSend = await bareMs(client, BARE_SEND);
  let run = '';
  const steps: [string, number, Step][] = [
    [
      'draft',
      bareDraft,
      await timed(async () => {
        run = await payouts.draft();
      }),
    ],
    ['send', bareSend, await timed(() => payouts.send(run))],
    ['pain', bareDraft, await timed(async () => drain(await payouts.pain(run)))],
    ['csv', bareDraft, await timed(async () => drain(await payouts.csv(run)))],
    ['settle', bareSend, await timed(() => payouts.settle(run))],
  ];
  await client.query('DROP TABLE bench_line');
  const { rows } = await client.query<{ paid: number }>(
    `SELECT count(*)::int AS paid FROM payout_line WHERE run_id = $1 AND state = 'SETTLED'`,
    [run],
  );
  if (rows[0]?.paid !== size) throw new Error(`${rows[0]?.paid} of ${size} were paid`);
  return steps.flatMap(([step, limit, { ms, peakMb }]) => {
    console.log(
      `${name.padStart(5)}  ${step.padEnd(6)} ${(ms / 1_000).toFixed(2)} s, peak ${peakMb.toFixed(1)} MiB, bare ${(limit / 1_000).toFixed(2)} s`,
    );
    return [
      measure(`payouts.${step}_ratio_${name}`, 'ms', ms, limit),
      measure(`payouts.${step}_peak_mb_${name}`, 'MiB', peakMb, FLAT_MB),
    ];
  });
}

/** A run over everybody: drafted, sent, as files; against the bare queries that any way of doing it needs. */
const payouts: Bench = {
  name: 'payouts',
  run: async ({ small }) => {
    const directory = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
    chmodSync(directory, 0o755);
    const server = await startEmbeddedPostgres({ directory, settings: SETTINGS });
    try {
      await migrate(server.url, 'prisma/migrations');
      const client = new pg.Client(server.url);
      await client.connect();
      await client.query(OPERATORS);
      const opened = await openPayouts(server.url);
      try {
        const measures: Measure[] = [];
        for (const size of small ? SIZES.slice(0, 1) : SIZES)
          measures.push(...(await measureSize(opened, client, size)));
        return measures;
      } finally {
        await opened.stop();
        await client.end();
      }
    } finally {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

export default payouts;
