import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PeerWorld } from '../../../../../../test/support/peers.ts';
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
  expect((await list({ isrc: ISRC }, producer)).status).toBe(403);
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

async function partiesOf(): Promise<{ label: string; writer: string }> {
  const { rows } = await registry.world.database.pool.query<{ id: string }>('SELECT id FROM party LIMIT 1');
  return { label: rows[0]!.id, writer: rows[0]!.id };
}
