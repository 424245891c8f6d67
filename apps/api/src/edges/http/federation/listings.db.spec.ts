import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeerWorld } from '../../../../../../test/support/peers.ts';
import { InstanceClient } from '../../../modules/federation/instance-client.ts';
import { UpstreamFailedError } from '../../../platform/problem/errors.ts';
import { flip } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const ISRC = 'GBTST2700001';

let [here, registry]: [PeerWorld, PeerWorld] = [] as never;
let producer: User;
let peerId: string;

beforeAll(async () => {
  here = await PeerWorld.open();
  registry = await PeerWorld.open();
  producer = await here.world.user('pia');
  const artist = await registry.world.user('ada');
  const label = await registry.world.party(artist, 'North Label');
  await registry.world.recording(registry.operator, ISRC, { label, writer: label, title: 'Far Shore' });
  for (const side of ['MASTER', 'COMPOSITION'])
    await registry.world.post(`/api/parties/${label}/grants`, artist, {
      side,
      subject: { kind: 'CATALOGUE' },
    });
  await registry.sequence();
  peerId = await here.befriend(registry);
}, 60_000);
afterAll(async () => {
  await here.close();
  await registry.close();
});

const list = (body: object, who = here.operator) => here.world.post('/api/federation/recordings', who, body);
const publish = () =>
  here.world.post('/api/recipes', producer, { recipe: flip([ISRC], 'From afar'), tags: [] });

test('a recording of which a peer keeps the rights is listed by name, cleared there and credited to its people', async () => {
  expect(await list({ isrc: ISRC })).toMatchObject({ status: 404, json: { code: 'not_found' } });
  expect(await here.tail(peerId)).toBe('READ');
  expect((await publish()).status).toBe(409);
  expect(await list({ isrc: ISRC })).toMatchObject({
    status: 201,
    json: {
      isrc: ISRC,
      title: 'Far Shore',
      artist: 'The Artist',
      durationMs: 240_000,
      registry: registry.url,
    },
  });
  const { rows } = await here.world.database.pool.query(
    'SELECT (SELECT count(*)::int FROM share) AS shares, (SELECT count(*)::int FROM contributor) AS credits',
  );
  expect(rows).toEqual([{ shares: 0, credits: 0 }]);
  const published = await publish();
  expect(published.status).toBe(201);
  expect(published.text).toContain('North Label');
  expect(await list({ isrc: ISRC })).toMatchObject({ status: 409, json: { code: 'already_exists' } });
});

test('what is no ISRC, unknown to every peer, or of a peer that is paused is refused by name', async () => {
  expect(await list({ isrc: 'nonsense' })).toMatchObject({
    status: 400,
    json: { errors: [{ pointer: '/isrc' }] },
  });
  expect((await list({ isrc: 'GBTST2700002' })).status).toBe(404);
  expect((await here.world.post('/api/federation/recordings', null, { isrc: ISRC })).status).toBe(401);
  const other = 'GBTST2700003';
  await registry.world.recording(registry.operator, other, await partiesOf());
  await registry.sequence();
  expect(await here.tail(peerId)).toBe('READ');
  const step = (name: string) =>
    here.world.post(`/api/federation/peers/${peerId}/${name}`, here.operator, { reason: 'Looking into it' });
  await step('pause');
  expect((await list({ isrc: other })).status).toBe(404);
  await step('resume');
  expect((await list({ isrc: other })).status).toBe(201);
});

describe('what other registries have', () => {
  const search = (q: string, who: User | null = producer) =>
    here.world.get(`/api/federation/recordings?q=${encodeURIComponent(q)}`, who);

  test('is found by a text, with its registry and whether it is cleared; what is not says who is missing', async () => {
    const writer = await registry.world.party(await registry.world.user('wim'), 'Wim Writes');
    const { label } = await partiesOf();
    const shut = { label, writer, title: 'Shut Shore' };
    await registry.world.recording(registry.operator, 'GBTST2700004', shut);
    await registry.sequence();
    expect(await here.tail(peerId)).toBe('READ');
    const { json } = await search('shore');
    expect(json).toMatchObject({ asked: [registry.url], silent: [] });
    const { items } = json as { items: { isrc: string; title: string }[] };
    const byIsrc = new Map(items.map((item) => [item.isrc, item]));
    expect(byIsrc.get(ISRC)).toMatchObject({ title: 'Far Shore', clearance: 'CLEARED', here: true });
    expect(byIsrc.get('GBTST2700004')).toMatchObject({ clearance: 'NOT_CLEARED', here: false });
    const why = await here.world.get('/api/federation/recordings/GBTST2700004', producer);
    expect(why.json).toMatchObject({
      registry: registry.url,
      sides: [
        { side: 'MASTER', state: 'CLEARED', reasons: [] },
        { side: 'COMPOSITION', state: 'NOT_CLEARED', reasons: [{ party: { name: 'Wim Writes' } }] },
      ],
    });
    expect((await search('shore', null)).status).toBe(401);
    expect((await here.world.get('/api/federation/recordings/GBTST2799999', producer)).status).toBe(404);
  });

  test('is not what they list by name themselves: its rights are somewhere else', async () => {
    const isrc = 'GBTST2700005';
    await registry.world.database.prisma.recording.create({
      data: {
        id: crypto.randomUUID(),
        isrc,
        title: 'Shore of others',
        artist: 'N',
        durationMs: 240_000,
        bpm: 120,
      },
    });
    await registry.sequence();
    expect(await here.tail(peerId)).toBe('READ');
    expect((await search('Shore')).text).not.toContain(isrc);
    expect((await list({ isrc }, producer)).status).toBe(404);
  });

  test('may be taken in by whoever makes flips', async () => {
    expect((await list({ isrc: 'GBTST2700004' }, producer)).status).toBe(201);
    const { items } = (await search('Shut')).json as { items: { here: boolean }[] };
    expect(items).toMatchObject([{ here: true }]);
  });

  test('of a registry that answers nonsense, or something else than its log says, is not shown', async () => {
    const instances = here.world.app.get(InstanceClient, { strict: false });
    const stranger = { isrc: 'GBTST2700999', title: 'Not of its log', artist: 'Nobody' };
    const about = { durationMs: null, bpm: null, key: null, clearance: 'CLEARED' as const };
    const real = instances.search.bind(instances);
    instances.search = async (...asked) => [...(await real(...asked)), { ...stranger, ...about }];
    expect((await search('Shut')).json).toMatchObject({ items: [{ title: 'Shut Shore' }] });
    instances.search = () => Promise.reject(new UpstreamFailedError('It hangs.'));
    expect((await search('Shut')).json).toEqual({ items: [], asked: [], silent: [registry.url] });
    instances.search = real;
  });
});

async function partiesOf(): Promise<{ label: string; writer: string }> {
  const { rows } = await registry.world.database.pool.query<{ id: string }>('SELECT id FROM party LIMIT 1');
  return { label: rows[0]!.id, writer: rows[0]!.id };
}
