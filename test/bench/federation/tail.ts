import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseVkey, readEntries, readHead } from '@flipside/transparency';
import type { LogReader } from '@flipside/transparency';
import pg from 'pg';
import { migrate } from '../../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres } from '../../../scripts/database/embedded-postgres.ts';
import { measure } from '../measure.ts';
import type { Measure } from '../measure.ts';

const SETTINGS = ['fsync=on', 'shared_buffers=256MB', 'max_wal_size=4GB'];

interface Registry {
  readonly child: ChildProcess;
  readonly url: string;
  readonly vkey: string;
}

const built = async (path: string): Promise<unknown> =>
  await import(pathToFileURL(resolve('apps/api/dist', path)).href);

async function startRegistry(leaves: number): Promise<Registry> {
  const child = spawn(process.execPath, [resolve('test/bench/federation/log-process.ts'), String(leaves)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const died = once(child, 'exit').then(() => {
    throw new Error('the registry did not start');
  });
  const [line] = (await Promise.race([once(child.stdout, 'data'), died])) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { url: string; vkey: string }) };
}

/** Leaves a second when every one is fetched and checked up to the root, and nothing is kept: the limit. */
async function verifyAll({ url, vkey }: Registry, leaves: number): Promise<number> {
  const key = parseVkey(vkey);
  if (!key.ok) throw new Error(key.message);
  const read: LogReader = async (path) => {
    const answer = await fetch(`${url}/log/consent/${path}`);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  };
  const started = performance.now();
  const head = await readHead(read, { origin: key.value.name, logKeys: [key.value] }, null);
  if (!head.ok) throw new Error(head.message);
  let seen = 0;
  for await (const batch of readEntries(read, head.value.tiles, 0)) {
    if (!batch.ok) throw new Error(batch.message);
    seen += batch.value.entries.length;
  }
  if (seen !== leaves) throw new Error(`${seen} of ${leaves} leaves were read`);
  return (leaves * 1_000) / (performance.now() - started);
}

/** Leaves a second as an instance reads them: fetched, checked, kept as facts with the cursor, in PostgreSQL. */
async function tailAll({ url, vkey }: Registry, leaves: number, databaseUrl: string): Promise<number> {
  const { createWorker } = (await built(
    'create-app.js',
  )) as typeof import('../../../apps/api/src/create-app.ts');
  const { TailService } = (await built(
    'modules/federation/index.js',
  )) as typeof import('../../../apps/api/src/modules/federation/index.ts');
  const { loadConfig } = (await built(
    'platform/config/config.js',
  )) as typeof import('../../../apps/api/src/platform/config/config.ts');
  const app = await createWorker(
    loadConfig({
      ...{ NODE_ENV: 'test', DATABASE_URL: databaseUrl, LOG_LEVEL: 'error', ALLOW_PRIVATE_NETWORKS: 'true' },
      SESSION_SECRET: 'a session secret that guards nothing',
      INSTANCE_SECRET: 'an instance secret that guards nothing',
    }),
  );
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const peer = randomUUID();
    await client.query(
      `INSERT INTO peer (id, url, origin, state, consent_key, plays_key, witness_key, created_at)
       VALUES ($1, $2, split_part($3, '+', 1), 'ACTIVE', $3, $3, $3, now())`,
      [peer, url, vkey],
    );
    await client.query(
      `INSERT INTO peer_log (peer_id, log, cursor, head_size, next_at, failures) VALUES ($1, 'consent', 0, 0, now(), 0)`,
      [peer],
    );
    const started = performance.now();
    const outcome = await app.get(TailService).tail(peer, 'consent');
    const took = performance.now() - started;
    const { rows } = await client.query<{ cursor: string; facts: string }>(
      `SELECT cursor::text, (SELECT count(*) FROM peer_fact)::text AS facts FROM peer_log`,
    );
    if (outcome !== 'READ' || rows[0]?.cursor !== String(leaves) || rows[0].facts !== String(leaves))
      throw new Error(`${outcome}: of ${leaves} leaves ${JSON.stringify(rows)} are kept`);
    return (leaves * 1_000) / took;
  } finally {
    await client.end();
    await app.close();
  }
}

/** Tails the consent log of a registry of 1,000,000 leaves (`small`: 100,000) on a database of its own. */
export async function benchTail(small: boolean): Promise<readonly Measure[]> {
  const leaves = small ? 100_000 : 1_000_000;
  const directory = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
  chmodSync(directory, 0o755);
  const server = await startEmbeddedPostgres({ directory, settings: SETTINGS });
  const registry = await startRegistry(leaves);
  try {
    await migrate(server.url, 'prisma/migrations');
    const limit = await verifyAll(registry, leaves);
    const perSecond = await tailAll(registry, leaves, server.url);
    return [measure('federation.tail_leaves_per_second', 'leaves/s', perSecond, limit)];
  } finally {
    registry.child.kill();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
