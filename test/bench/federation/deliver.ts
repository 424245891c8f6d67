import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { migrate } from '../../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres } from '../../../scripts/database/embedded-postgres.ts';
import { measure, rate } from '../measure.ts';
import type { Measure } from '../measure.ts';

const SETTINGS = ['fsync=on', 'shared_buffers=256MB', 'max_wal_size=4GB'];
const SECONDS = 5;
/** As many at a time as the loop has lanes. */
const PARALLEL = 24;

const built = async <T>(path: string): Promise<T> =>
  (await import(pathToFileURL(resolve('apps/api/dist', path)).href)) as T;

/** A flip as it is announced: of the length that one has. */
const bodyOf = (id: string): string =>
  JSON.stringify({
    '@context': 'https://www.w3.org/ns/activitystreams',
    ...{ id: `http://here.localhost/ap/activities/${id}`, type: 'Create' },
    actor: 'http://here.localhost/ap/users/1',
    object: { type: 'Note', content: 'x'.repeat(2_500) },
  });

/** How often a second of the clock, and of this process's CPU, something was done. */
interface Rates {
  readonly wall: number;
  readonly cpu: number;
}

async function timed(work: () => Promise<number>): Promise<Rates> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const times = await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (times * 1_000) / (performance.now() - started), cpu: (times * 1e6) / (user + system) };
}

async function rates(work: () => Promise<unknown>): Promise<Rates> {
  return await timed(async () => {
    let times = 0;
    await rate(
      async () => {
        await work();
        times += 1;
      },
      { seconds: SECONDS, parallel: PARALLEL },
    );
    return times;
  });
}

/** POSTs without any signature, over connections that are kept as the courier's are. */
async function barePosts(port: number, body: string): Promise<Rates> {
  const agent = new Agent({ keepAlive: true, maxSockets: PARALLEL });
  const post = async (): Promise<void> => {
    const options = { host: '127.0.0.1', port, method: 'POST', path: '/inbox', agent } as const;
    const outgoing = request(options);
    outgoing.end(body);
    const [incoming] = (await once(outgoing, 'response')) as [NodeJS.ReadableStream];
    await once(incoming.resume(), 'end');
  };
  try {
    return await rates(post);
  } finally {
    agent.destroy();
  }
}

/** Somebody with followers, each with an inbox of their own, on so many servers. */
async function follow(client: pg.Client, port: number, hosts: number, each: number): Promise<string> {
  const user = randomUUID();
  await client.query(
    `INSERT INTO app_user (id, handle, display_name, updated_at) VALUES ($1, 'ada', 'Ada', now())`,
    [user],
  );
  await client.query(
    `INSERT INTO social_actor (id, uri, host, handle, display_name, url, inbox, fetched_at)
     SELECT gen_random_uuid(), 'http://' || host || '/u/' || n, host, 'u' || n, '', '', 'http://' || host || '/u/' || n || '/inbox', now()
     FROM (SELECT 'h' || h || '.localhost:' || $1::int AS host, n FROM generate_series(1, $2::int) h, generate_series(1, $3::int) n) all_of`,
    [port, hosts, each],
  );
  await client.query(
    `INSERT INTO social_follower (user_id, actor_id, follow_uri, created_at) SELECT $1, id, uri || '#follow', now() FROM social_actor`,
    [user],
  );
  return user;
}

/** One flip to all followers, by the courier and the loop that run in production. */
async function deliverAll(databaseUrl: string, port: number, followers: number, client: pg.Client) {
  const { createWorker } = await built<typeof import('../../../apps/api/src/create-app.ts')>('create-app.js');
  const { loadConfig } =
    await built<typeof import('../../../apps/api/src/platform/config/config.ts')>(
      'platform/config/config.js',
    );
  const { DeliveryLoop } = await built<
    typeof import('../../../apps/api/src/edges/activitypub/delivery-loop.ts')
  >('edges/activitypub/delivery-loop.js');
  const { SigningKeys } = await built<
    typeof import('../../../apps/api/src/edges/activitypub/signing-keys.ts')
  >('edges/activitypub/signing-keys.js');
  const { DeliveryRepository } =
    await built<typeof import('../../../apps/api/src/modules/social/index.ts')>('modules/social/index.js');
  // The library is the API's own dependency, as the courier has it.
  const fedify = createRequire(resolve('apps/api/package.json')).resolve('@fedify/fedify');
  const { signRequest } = (await import(pathToFileURL(fedify).href)) as {
    signRequest: (
      unsigned: Request,
      key: webcrypto.CryptoKey,
      keyId: URL,
      options: object,
    ) => Promise<Request>;
  };
  const app = await createWorker(
    loadConfig({
      ...{ NODE_ENV: 'test', DATABASE_URL: databaseUrl, LOG_LEVEL: 'error', ALLOW_PRIVATE_NETWORKS: 'true' },
      SESSION_SECRET: 'a session secret that guards nothing',
      INSTANCE_SECRET: 'an instance secret that guards nothing',
    }),
  );
  try {
    const owner = await follow(client, port, 200, followers / 200);
    const id = randomUUID();
    const body = bodyOf(id);
    const { request: signer } = await app.get(SigningKeys).of(owner);
    const bytes = new TextEncoder().encode(body).buffer;
    const signing = await rates(async () => {
      const unsigned = new Request(`http://h1.localhost:${port}/u/1/inbox`, { method: 'POST', body });
      return await signRequest(unsigned, signer.privateKey, signer.keyId, { spec: 'rfc9421', body: bytes });
    });
    const posting = await barePosts(port, body);
    const loop = app.get(DeliveryLoop);
    const activity = { id, owner, kind: 'Create', key: `bench:${id}`, body, createdAt: new Date() };
    await app.get(DeliveryRepository).put(activity, { followersOf: owner, inboxes: [] });
    const delivering = await timed(async () => {
      await loop.drain();
      return followers;
    });
    const { rows } = await client.query<{ n: string }>(
      `SELECT count(*)::text AS n FROM social_delivery WHERE state = 'DELIVERED'`,
    );
    if (rows[0]?.n !== String(followers))
      throw new Error(`${rows[0]?.n ?? '0'} of ${followers} were delivered`);
    return { delivering, signing, posting };
  } finally {
    await app.close();
  }
}

/** Delivers to 5,000 followers (`small`: 1,000) on 200 servers, on a database of its own. */
export async function benchDeliver(small: boolean): Promise<readonly Measure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
  chmodSync(directory, 0o755);
  const database = await startEmbeddedPostgres({ directory, settings: SETTINGS });
  const sink = spawn(process.execPath, [resolve('test/bench/federation/sink-process.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const client = new pg.Client(database.url);
  try {
    await migrate(database.url, 'prisma/migrations');
    await client.connect();
    const [line] = (await once(sink.stdout, 'data')) as [Buffer];
    const found = await deliverAll(database.url, Number(line.toString()), small ? 1_000 : 5_000, client);
    const { delivering, signing, posting } = found;
    // Nothing is delivered without a signature and a request: faster than the slower of both it cannot be.
    const limit = Math.min(signing.wall, posting.wall);
    // A signature and a request, each by itself, take so much of a processor together.
    const atLeast = 1 / (1 / signing.cpu + 1 / posting.cpu);
    return [
      measure('federation.deliver_ratio', 'deliveries/s', delivering.wall, limit),
      measure('federation.sign_ratio', 'deliveries/s', delivering.wall, signing.wall),
      measure('federation.post_ratio', 'deliveries/s', delivering.wall, posting.wall),
      measure('federation.deliver_cpu_ratio', 'deliveries/CPU s', delivering.cpu, atLeast),
    ];
  } finally {
    await client.end();
    sink.kill();
    await database.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
