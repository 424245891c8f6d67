import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeerWorld } from '../../../../../../test/support/peers.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import { startJobs } from '../../../create-app.ts';
import { HintService } from '../../../modules/federation/index.ts';
import { InstanceClient } from '../../../modules/federation/instance-client.ts';
import { flip } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const ISRC = 'GBTST2600005';
const HOUR_MS = 3_600_000;

let here: PeerWorld;
let registry: PeerWorld;
let artist: User;
let label: string;
let atRegistry: string;

interface Delivery {
  readonly acknowledged: string;
  readonly failures: number;
  readonly last_error: string | null;
  readonly wait: number;
}
const delivery = async (): Promise<Delivery> => {
  const { rows } = await registry.world.database.pool.query<Delivery>(
    `SELECT acknowledged::text, failures, last_error, extract(epoch FROM next_at - tried_at)::int AS wait
     FROM peer_delivery WHERE peer_id = $1 AND log = 'consent'`,
    [atRegistry],
  );
  return rows[0]!;
};
const head = async (): Promise<string> =>
  (
    await registry.world.database.pool.query<{ size: string }>(
      `SELECT size::text FROM log_head WHERE log = 'consent'`,
    )
  ).rows[0]!.size;

beforeAll(async () => {
  // Polls come once an hour here: what arrives meanwhile was told.
  here = await PeerWorld.open({ federation: { leaseMs: 168 * HOUR_MS, pollMs: HOUR_MS } });
  registry = await PeerWorld.open();
  artist = await registry.world.user('ada');
  label = await registry.world.party(artist, 'North Label');
  await registry.world.recording(registry.operator, ISRC, { label, writer: label });
  for (const side of ['MASTER', 'COMPOSITION'])
    await registry.world.post(`/api/parties/${label}/grants`, artist, {
      side,
      subject: { kind: 'CATALOGUE' },
    });
  await registry.sequence();
  await here.world.database.prisma.recording.create({
    data: {
      id: crypto.randomUUID(),
      isrc: ISRC,
      title: 'Tide',
      artist: 'The Artist',
      durationMs: 240_000,
      bpm: 120,
    },
  });
  const atHome = await here.befriend(registry);
  atRegistry = await registry.befriend(here);
  expect(await here.tail(atHome)).toBe('READ');
}, 60_000);
afterAll(async () => {
  await here.close();
  await registry.close();
});

describe('news for a peer', () => {
  test('wait as long as it is away, ever more patiently, and are delivered once it is back', async () => {
    const client = registry.world.app.get(InstanceClient);
    const hint = client.hint.bind(client);
    const hints = registry.world.app.get(HintService);
    client.hint = () => Promise.reject(new Error('no route'));
    // Three days of failures: none is the last, and the pause is an hour at most.
    for (let turn = 0; turn < 80; turn += 1) {
      expect(await hints.deliver(atRegistry, 'consent')).toBe(false);
      registry.pass(HOUR_MS);
    }
    expect(await delivery()).toMatchObject({
      acknowledged: '0',
      failures: 80,
      last_error: 'no route',
      wait: 3_600,
    });
    client.hint = hint;
    expect(await hints.deliver(atRegistry, 'consent')).toBe(true);
    expect(await delivery()).toEqual({ acknowledged: await head(), failures: 0, last_error: null, wait: 0 });
    await expect(
      registry.world.database.pool.query('UPDATE peer_delivery SET acknowledged = 0'),
    ).rejects.toThrow('go from');
  });

  test('are believed of a peer alone, and only with its signature', async () => {
    const hear = (checkpoint: string) => here.world.post('/api/federation/hints', null, { checkpoint });
    const own = (await registry.world.get('/log/consent/checkpoint')).text;
    expect((await hear(own)).status).toBe(204);
    const [origin, size, ...rest] = own.split('\n');
    const forged = await hear([origin, String(Number(size) + 1), ...rest].join('\n'));
    expect(forged).toMatchObject({ status: 422, json: { errors: [{ pointer: '/checkpoint' }] } });
    const foreign = (await here.world.get('/log/consent/checkpoint')).text;
    expect((await hear(foreign)).status).toBe(404);
    expect((await hear('nonsense')).status).toBe(400);
    expect((await here.world.post('/api/federation/hints', null, {})).status).toBe(400);
  });
});

describe('a withdrawal', () => {
  test('takes flips and plays away on the other server at once, from the button on', async () => {
    const producer = await here.world.user('pia');
    const published = await here.world.post('/api/recipes', producer, {
      recipe: flip([ISRC], 'Afar'),
      tags: [],
    });
    expect(published.status).toBe(201);
    const { hash } = published.json as { hash: string };
    const { code } = await here.world.database.prisma.shareLink.findFirstOrThrow({
      where: { recipeHash: hash },
    });
    const play = () => here.world.post('/api/plays/grants', null, { recipe: hash, device: new Device().did });
    const page = () => here.world.get(`/r/${code}`);
    expect([(await play()).status, (await page()).status]).toEqual([201, 200]);
    await startJobs(registry.world.app);
    await startJobs(here.world.app);
    const { items } = (await registry.world.get(`/api/parties/${label}/grants`, artist)).json as {
      items: { id: string }[];
    };
    const pressed = performance.now();
    await registry.world.post(`/api/grants/${items[0]!.id}/withdraw`, artist, {});
    const until = async (ask: () => Promise<{ status: number }>, status: number): Promise<number> => {
      while ((await ask()).status !== status) {
        if (performance.now() - pressed > 40_000) throw new Error(`still not ${status}`);
        await sleep(50);
      }
      return Math.round(performance.now() - pressed);
    };
    const refused = await until(play, 409);
    const gone = await until(page, 410);
    expect(gone).toBeGreaterThanOrEqual(refused);
  }, 60_000);
});
