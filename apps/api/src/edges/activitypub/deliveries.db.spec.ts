import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { DeliveryRepository } from '../../modules/social/index.ts';
import { newId } from '../../platform/ids/ids.ts';
import { FlipWorld } from '../http/common/flip-world.fixture.ts';
import type { User } from '../http/common/flip-world.fixture.ts';
import { DeliveryLoop } from './delivery-loop.ts';

/** What servers were brought, by host, and the keys that it was signed with. */
const brought = new Map<string, string[]>();
const keys = new Set<string>();
const connections = new Map<string, number>();
/** Hosts that answer no more than that they cannot. */
const dead = new Set<string>();
let [world, server, ada]: [FlipWorld, Server, User] = [] as never;
let port = 0;

const host = (name: string): string => `${name}.localhost:${port}`;
const rows = async <T extends object>(sql: string): Promise<T[]> =>
  (await world.database.pool.query<T>(sql)).rows;

/** An activity to all of those, two inboxes at each. @returns its number. */
async function send(text: string, ...names: readonly string[]): Promise<void> {
  const inboxes = names.flatMap((name) =>
    ['u', 'v'].map((who) => ({ host: host(name), inbox: `http://${host(name)}/${who}/inbox` })),
  );
  const activity = {
    id: newId(),
    owner: ada.id,
    kind: 'Create',
    key: text,
    body: text,
    createdAt: new Date(),
  };
  await world.app.get(DeliveryRepository).put(activity, { followersOf: null, inboxes });
}

const drain = () => world.app.get(DeliveryLoop).drain();
const states = () =>
  rows<{ host: string; state: string; n: number }>(
    `SELECT split_part(host, '.', 1) AS host, state::text, count(*)::int AS n FROM social_delivery GROUP BY 1, 2 ORDER BY 1, 2`,
  );

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = request.headers.host?.split('.')[0] ?? '';
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      if (dead.has(name)) return void response.writeHead(503).end();
      brought.set(name, [...(brought.get(name) ?? []), text]);
      keys.add(/keyid="([^"]+)"/.exec(String(request.headers['signature-input']))?.[1] ?? '');
      response.writeHead(202).end();
    });
  }).on('connection', (socket) =>
    socket.once('data', (data: Buffer) => {
      const name = /host: (\w+)\./i.exec(data.toString('latin1'))?.[1] ?? '';
      connections.set(name, (connections.get(name) ?? 0) + 1);
    }),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
  world = await FlipWorld.open({ allowPrivateNetworks: true });
  ada = await world.user('ada');
}, 120_000);
beforeEach(() => {
  for (const kept of [brought, keys, connections]) kept.clear();
});
afterAll(async () => {
  await world?.close();
  server?.closeAllConnections();
  server?.close();
});

test('each server has its own in order over one connection, and a dead one holds up itself alone', async () => {
  dead.add('dead');
  for (const text of ['first', 'second', 'third']) await send(text, 'near', 'far', 'dead');
  await drain();
  const all = ['first', 'first', 'second', 'second', 'third', 'third'];
  expect([brought.get('near'), brought.get('far'), brought.get('dead')]).toEqual([all, all, undefined]);
  expect([connections.get('near'), connections.get('far')]).toEqual([1, 1]);
  expect(await states()).toEqual([
    { host: 'dead', state: 'PENDING', n: 6 },
    { host: 'far', state: 'DELIVERED', n: 6 },
    { host: 'near', state: 'DELIVERED', n: 6 },
  ]);
  dead.clear();
  await world.database.pool.query(
    `UPDATE social_host SET next_at = now() - interval '1 s' WHERE host LIKE 'dead.%'`,
  );
  await drain();
  expect(brought.get('dead')).toEqual(all);
});

test('what was brought before a server died is not brought again', async () => {
  await send('taken', 'near');
  await drain();
  await send('lost', 'near');
  dead.add('near');
  await drain();
  dead.clear();
  await world.database.pool.query(
    `UPDATE social_host SET next_at = now() - interval '1 s' WHERE host LIKE 'near.%'`,
  );
  await drain();
  expect(brought.get('near')).toEqual(['taken', 'taken', 'lost', 'lost']);
});

test('keys that were replaced sign from then on, and a blocked server gets nothing', async () => {
  await send('old key', 'near');
  await drain();
  expect((await world.post('/api/me/social-keys', ada, {})).status).toBeLessThan(300);
  const olga = await world.user('olga', { operator: true });
  const rule = { rule: 'BLOCK', reason: 'They do nothing but advertise.' };
  expect((await world.send('PUT', `/api/social/domains/far.localhost`, olga, rule)).status).toBeLessThan(300);
  await send('new key', 'near', 'far');
  await drain();
  expect(keys.size).toBe(2);
  expect(brought.get('far')).toBeUndefined();
  expect((await states()).filter((one) => one.host === 'far')).toEqual([
    { host: 'far', state: 'DELIVERED', n: 6 },
    { host: 'far', state: 'FAILED', n: 2 },
  ]);
});
