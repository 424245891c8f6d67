import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { migrate } from '../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { measure, type Bench, type Measure } from './measure.ts';
import { openExports, type Exports } from './statements/services.ts';
import { growStatement } from './statements/seed.ts';

/** The data lives as long as the run. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=4GB'];
const SIZES = [10_000, 100_000, 1_000_000];
const SMALL = [10_000, 100_000];
const MIB = 2 ** 20;

const nameOf = (size: number): string => (size < 1_000_000 ? `${size / 1_000}k` : `${size / 1_000_000}m`);

interface Read {
  readonly ms: number;
  readonly bytes: number;
  /** The most that lived at once, beyond what lived before. */
  readonly peakMb: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const CHECKED_EVERY_MS = 50;

/** Once for the time, and once for what lives, which only collecting all the time can tell. */
async function readAll(open: () => Promise<AsyncIterable<string | Uint8Array>>): Promise<Read> {
  const started = performance.now();
  let bytes = 0;
  for await (const chunk of await open()) bytes += Buffer.byteLength(chunk);
  const ms = performance.now() - started;
  collect();
  const before = process.memoryUsage().heapUsed;
  let [peak, checked] = [before, 0];
  for await (const _chunk of await open()) {
    if (performance.now() - checked < CHECKED_EVERY_MS) continue;
    collect();
    peak = Math.max(peak, process.memoryUsage().heapUsed);
    checked = performance.now();
  }
  return { ms, bytes, peakMb: (peak - before) / MIB };
}

/** What any export costs at least: the same rows over the same cursor, as rows. */
async function bareMs(client: pg.Client, id: string): Promise<number> {
  const started = performance.now();
  for (let after = -1; ;) {
    const { rows } = await client.query<{ position: number }>(
      'SELECT * FROM statement_line WHERE statement_id = $1 AND position > $2 ORDER BY position LIMIT 1000',
      [id, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return performance.now() - started;
    after = last.position;
  }
}

async function measureSize(exports: Exports, client: pg.Client, size: number): Promise<Measure[]> {
  const id = await growStatement(client, size);
  const name = nameOf(size);
  await readAll(() => exports.csv(id));
  const bare = await bareMs(client, id);
  const measures: Measure[] = [];
  for (const [format, open] of Object.entries(exports)) {
    const { ms, bytes, peakMb } = await readAll(() => open(id));
    console.log(
      `${name.padStart(5)}  ${format.padEnd(9)} ${(ms / 1_000).toFixed(2)} s, ${(bytes / MIB).toFixed(1)} MiB, peak ${peakMb.toFixed(1)} MiB`,
    );
    measures.push(
      measure(`statements.${format}_ratio_${name}`, 'ms', ms, bare),
      measure(`statements.${format}_peak_mb_${name}`, 'MiB', peakMb, FLAT_MB),
    );
  }
  return measures;
}

/** Lines held at once are some thousand, whatever the size. */
const FLAT_MB = 16;

/** A statement as files, against reading its rows over the same cursor; and the most memory that lived at once. */
const statements: Bench = {
  name: 'statements',
  run: async ({ small }) => {
    const directory = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
    chmodSync(directory, 0o755);
    const server = await startEmbeddedPostgres({ directory, settings: SETTINGS });
    try {
      await migrate(server.url, 'prisma/migrations');
      const client = new pg.Client(server.url);
      await client.connect();
      const { exports, stop } = await openExports(server.url);
      try {
        const measures: Measure[] = [];
        for (const size of small ? SMALL : SIZES)
          measures.push(...(await measureSize(exports, client, size)));
        return measures;
      } finally {
        await stop();
        await client.end();
      }
    } finally {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

export default statements;
