import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Inbox } from '../../apps/api/src/edges/activitypub/inbox.ts';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { CONFIG } from '../../apps/api/src/platform/config/config.ts';
import type { Config } from '../../apps/api/src/platform/config/config.ts';
import { Instance, until } from './support/instance.ts';

/**
 * The process that delivers is killed while a delivery is under way: before the other server has read it, and after it
 * was taken in but before the sender could write that down. Nothing may be lost, and nothing may happen twice.
 */

const PATIENCE_MS = 90_000;
type Moment = 'before' | 'after';

let [home, away]: [Instance, Instance] = [] as never;
let [ada, ben]: [User, User] = [] as never;
let worker: ChildProcess;
/** When the next arrivals kill the sender. */
const kills: Moment[] = [];
/** Ids of activities, as often as they arrived. */
const arrived: string[] = [];

function startWorker(): ChildProcess {
  const inherited = { ...process.env };
  delete inherited['NODE_OPTIONS'];
  const { databaseUrl, sessionSecret, instanceSecret } = home.world.app.get<Config>(CONFIG);
  const env = {
    ...inherited,
    NODE_ENV: 'development',
    BASE_URL: home.origin,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: sessionSecret,
    INSTANCE_SECRET: instanceSecret,
    ALLOW_PRIVATE_NETWORKS: 'true',
    LOG_LEVEL: 'error',
  };
  return spawn(process.execPath, [resolve('apps/api/dist/worker.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function kill(): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

beforeAll(async () => {
  const built = spawnSync(process.execPath, [resolve('scripts/build.ts'), 'server'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  [home, away] = await Promise.all([Instance.start({}, { jobs: false }), Instance.start()]);
  const inbox = away.world.app.get(Inbox);
  const receive = inbox.receive.bind(inbox);
  inbox.receive = async (request, text, address) => {
    arrived.push((JSON.parse(text) as { id: string }).id);
    const moment = kills.shift();
    if (moment === 'before') {
      await kill();
      return { status: 503, words: 'Nobody hears this any more.' };
    }
    const answer = await receive(request, text, address);
    if (moment === 'after') await kill();
    return answer;
  };
  const olga = await home.world.user('olga', { operator: true });
  ada = await home.world.user('ada');
  ben = await away.world.user('ben');
  await home.furnish(olga, ada);
  worker = startWorker();
  await patiently('the sender runs', async () => {
    await away.follow(ben, `@ada@${home.host}`);
    return true;
  });
}, 240_000);
afterAll(async () => {
  if (worker !== undefined) await kill();
  await Promise.all([home?.stop(), away?.stop()]);
});

/** A process takes its time to start, and what another one had in hand is given to it half a minute later. */
async function patiently(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return void (await until(what, holds));
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Starts it anew; what the dead one had claimed is free after its lease, which is not waited for here. */
async function revive(): Promise<void> {
  await patiently('the sender is dead', () => Promise.resolve(worker.signalCode === 'SIGKILL'));
  worker = startWorker();
  await home.query(`UPDATE social_host SET next_at = now() WHERE next_at <> 'infinity'`);
}

test('a sender that is killed in the middle loses nothing and repeats nothing', async () => {
  const moments: Moment[] = ['after', 'before'];
  const hashes: string[] = [];
  for (const moment of moments) {
    kills.push(moment);
    hashes.push((await home.publish(ada, `Killed ${moment}`)).hash);
    hashes.push((await home.publish(ada, 'Beside it')).hash);
    await revive();
    await patiently('everything is delivered', async () => {
      const [{ n } = { n: '' }] = await home.query<{ n: string }>(
        `SELECT count(*) AS n FROM social_delivery d JOIN social_activity a ON a.id = d.activity_id
         WHERE a.kind = 'Create' AND d.state = 'DELIVERED'`,
      );
      return Number(n) === hashes.length;
    });
  }
  const posts = await away.query<{ hash: string; state: string }>('SELECT hash, state FROM social_post');
  expect(posts.map(({ hash }) => hash).toSorted()).toEqual(hashes.toSorted());
  const creations = arrived.filter((id) => id.endsWith('#create'));
  // Each kill left one whose arrival the sender did not know of, and which it therefore brought once more.
  expect([new Set(creations).size, creations.length]).toEqual([
    hashes.length,
    hashes.length + moments.length,
  ]);
  const [{ failed } = { failed: '' }] = await home.query<{ failed: string }>(
    `SELECT count(*) AS failed FROM social_delivery WHERE state <> 'DELIVERED'`,
  );
  expect(Number(failed)).toBe(0);
}, 300_000);
