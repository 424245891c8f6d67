import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeerWorld } from '../../../../../../test/support/peers.ts';
import { InstanceClient } from '../../../modules/federation/instance-client.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import { flip } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const DAY_MS = 86_400_000;
const ISRC = 'GBTST2600001';

let here: PeerWorld;
let registry: PeerWorld;
let peerId: string;
let artist: User;
let producer: User;
let label: string;

interface Clearance {
  readonly state: string;
  readonly reasons: readonly { code: string; detail: string; party: { name: string } | null }[];
}
const cleared = async (isrc = ISRC): Promise<Clearance> => {
  const { state, sides } = (await here.world.get(`/api/recordings/${isrc}/clearance`)).json as {
    state: string;
    sides: Clearance[];
  };
  return { state, reasons: sides.flatMap(({ reasons }) => reasons) };
};
const listed = async (isrc = ISRC): Promise<string | undefined> => {
  const { rows } = await here.world.database.pool.query<{ state: string }>(
    `SELECT c.state FROM recording_clearance c JOIN recording r ON r.id = c.recording_id
     WHERE r.isrc = $1 AND c.territory = 'WW'`,
    [isrc],
  );
  return rows[0]?.state;
};
const grantIds = async (): Promise<string[]> =>
  (
    (await registry.world.get(`/api/parties/${label}/grants`, artist)).json as { items: { id: string }[] }
  ).items.map(({ id }) => id);
const sync = async (): Promise<string> => {
  await registry.sequence();
  return await here.tail(peerId);
};

/** A recording that this catalogue knows by name alone: nobody here has a share of it. */
async function unclaimed(isrc: string): Promise<void> {
  await here.world.database.prisma.recording.create({
    data: {
      id: crypto.randomUUID(),
      isrc,
      title: 'Tide',
      artist: 'The Artist',
      durationMs: 240_000,
      bpm: 120,
    },
  });
}

beforeAll(async () => {
  here = await PeerWorld.open();
  registry = await PeerWorld.open();
  producer = await here.world.user('pia');
  artist = await registry.world.user('ada');
  label = await registry.world.party(artist, 'North Label');
  await registry.world.recording(registry.operator, ISRC, { label, writer: label });
  for (const side of ['MASTER', 'COMPOSITION'])
    await registry.world.post(`/api/parties/${label}/grants`, artist, {
      side,
      subject: { kind: 'CATALOGUE' },
    });
  await registry.sequence();
  await unclaimed(ISRC);
}, 60_000);
afterAll(async () => {
  await here.close();
  await registry.close();
});

describe('adding a peer', () => {
  test('asks it for its keys, and nothing rests on it before they are confirmed', async () => {
    const answer = await here.world.post('/api/federation/peers', here.operator, { url: registry.url });
    expect(answer.status).toBe(201);
    const peer = answer.json as { id: string; state: string; consentKey: string };
    expect(peer).toMatchObject({ state: 'PROPOSED', url: registry.url, leaseEndsAt: null });
    const { logs } = (await registry.world.get('/api/logs')).json as { logs: { vkey: string }[] };
    expect(logs.map(({ vkey }) => vkey)).toContain(peer.consentKey);
    expect(await here.tail(peer.id)).toBe('IDLE');
    expect((await cleared()).state).toBe('NOT_CLEARED');
    const again = await here.world.post('/api/federation/peers', here.operator, { url: `${registry.url}/` });
    expect(again).toMatchObject({ status: 409, json: { code: 'already_exists' } });
    peerId = peer.id;
  });

  test('refuses itself, a path, what is no instance, and keys in the name of somebody else', async () => {
    const propose = (url: string) => here.world.post('/api/federation/peers', here.operator, { url });
    expect(await propose(here.url)).toMatchObject({ status: 400, json: { errors: [{ pointer: '/url' }] } });
    expect((await propose(`${registry.url}/log`)).status).toBe(400);
    expect(await propose('http://127.0.0.1:1')).toMatchObject({
      status: 502,
      json: { code: 'upstream_failed' },
    });
    // The same server by another name: its keys are of 127.0.0.1.
    const alias = await propose(registry.url.replace('127.0.0.1', 'localhost'));
    expect(alias).toMatchObject({ status: 502 });
    expect(alias.text).toMatch(/in the name of 127\.0\.0\.1/);
  });

  test('is confirmed by the fingerprint that its operator reads out, or its keys in full, and by nothing else', async () => {
    const url = `/api/federation/peers/${peerId}/confirm`;
    const wrong = await here.world.post(url, here.operator, {
      keys: '0000 1111 2222 3333 4444 5555 6666 7777',
    });
    expect(wrong).toMatchObject({ status: 422, json: { errors: [{ pointer: '/keys' }] } });
    const own = (await here.world.get('/api/federation/peers', here.operator)).json as {
      fingerprint: string;
    };
    expect((await here.world.post(url, here.operator, { keys: own.fingerprint })).status).toBe(422);
    const told = (await registry.world.get('/api/federation/peers', registry.operator)).json as {
      fingerprint: string;
    };
    const answer = await here.world.post(url, here.operator, { keys: told.fingerprint.toUpperCase() });
    expect(answer).toMatchObject({
      status: 200,
      json: { state: 'ACTIVE', events: [{ kind: 'CONFIRMED' }, {}] },
    });
    expect((await here.world.post(url, here.operator, { keys: told.fingerprint })).status).toBe(409);
  });
});

describe('reading its consent log', () => {
  test('clears what its parties opted in for, in the names that they have there', async () => {
    expect(await here.tail(peerId)).toBe('READ');
    expect(await cleared()).toMatchObject({ state: 'CLEARED', reasons: [] });
    expect(await listed()).toBe('CLEARED');
    const recipe = flip([ISRC], 'From afar');
    const published = await here.world.post('/api/recipes', producer, { recipe, tags: [] });
    expect(published.status).toBe(201);
    expect(published.text).toContain('North Label');
  });

  test('a play grant says which head of which registry it rests on', async () => {
    const { items } = (await here.world.get('/api/feed')).json as { items: { hash: string }[] };
    const grant = await here.world.post('/api/plays/grants', null, {
      recipe: items[0]!.hash,
      device: new Device().did,
    });
    expect(grant).toMatchObject({
      status: 201,
      json: { heads: [{ origin: `${new URL(registry.url).host}/log/consent`, size: expect.any(Number) }] },
    });
  });

  test('reads on from where it was, and again changes nothing', async () => {
    const facts = async () =>
      (await here.world.database.pool.query('SELECT kind, key, version, body FROM peer_fact ORDER BY 1, 2'))
        .rows;
    const before = await facts();
    expect(before.length).toBeGreaterThan(5);
    expect(await here.tail(peerId)).toBe('READ');
    expect(await facts()).toEqual(before);
    await here.world.database.pool.query('DELETE FROM peer_fact');
    await expect(
      here.world.database.pool.query('UPDATE peer_log SET cursor = 0 WHERE peer_id = $1', [peerId]),
    ).rejects.toThrow('cursor');
    // Facts are a projection of the log: a cursor at the beginning of a new log table gives the same ones.
    await here.world.database.pool.query(
      `ALTER TABLE peer_log DISABLE TRIGGER peer_log_forward; UPDATE peer_log SET cursor = 0;
       ALTER TABLE peer_log ENABLE TRIGGER peer_log_forward`,
    );
    expect(await here.tail(peerId)).toBe('READ');
    expect(await facts()).toEqual(before);
  });

  test('a withdrawal there is one here with the next reading: pages, listings and plays', async () => {
    const { items } = (await here.world.get('/api/feed')).json as { items: { hash: string }[] };
    const [id = ''] = await grantIds();
    await registry.world.post(`/api/grants/${id}/withdraw`, artist, { reason: 'No more' });
    expect(await sync()).toBe('READ');
    expect(await cleared()).toMatchObject({
      state: 'NOT_CLEARED',
      reasons: [{ code: 'GRANT_WITHDRAWN', party: { name: 'North Label' } }],
    });
    expect(await listed()).toBe('NOT_CLEARED');
    const play = await here.world.post('/api/plays/grants', null, {
      recipe: items[0]!.hash,
      device: new Device().did,
    });
    expect(play).toMatchObject({ status: 409, json: { code: 'not_cleared' } });
    await registry.world.send('PUT', `/api/grants/${id}`, artist, { policy: 'MONETISE', scope: {} });
    await sync();
    expect((await cleared()).state).toBe('CLEARED');
  });

  test('shares of both registries have to make one whole', async () => {
    const own = await here.world.party(producer, 'South Label');
    const { rows } = await here.world.database.pool.query<{ id: string }>(
      'SELECT id FROM recording WHERE isrc = $1',
      [ISRC],
    );
    const share = await here.world.database.prisma.share.create({
      data: {
        ...{ id: crypto.randomUUID(), recordingId: rows[0]!.id, side: 'MASTER', partyId: own, role: 'LABEL' },
        ...{ ppm: 500_000, territories: ['WW'], excludeTerritories: [], source: 'test', status: 'ACTIVE' },
      },
    });
    const { state, reasons } = await cleared();
    expect(state).toBe('CONFLICT');
    expect(
      reasons.filter(({ code }) => code === 'SHARES_OVERCLAIMED').map(({ party }) => party?.name),
    ).toEqual(expect.arrayContaining(['North Label', 'South Label']));
    await here.world.database.prisma.share.delete({ where: { id: share.id } });
  });

  test('a registry cannot speak for a party of this instance', async () => {
    const party = await here.world.party(producer, 'Trusting Label');
    for (const side of ['MASTER', 'COMPOSITION'])
      await here.world.post(`/api/parties/${party}/grants`, producer, {
        side,
        subject: { kind: 'CATALOGUE' },
      });
    const isrc = 'GBTST2600002';
    // The other registry says that all of a recording belongs to a party with the id of one that is here.
    await registry.world.database.prisma.party.create({
      data: { id: party, name: 'Trusting Label', kind: 'ORGANISATION' },
    });
    await registry.world.recording(registry.operator, isrc, { label: party, writer: party });
    await unclaimed(isrc);
    // What the party granted here is looked at, for it played on the recording.
    const { id: recordingId } = await here.world.database.prisma.recording.findUniqueOrThrow({
      where: { isrc },
    });
    await here.world.database.prisma.contributor.create({
      data: { id: crypto.randomUUID(), recordingId, partyId: party, role: 'MUSICIAN' },
    });
    await sync();
    const { state, reasons } = await cleared(isrc);
    expect(state).toBe('NOT_CLEARED');
    expect(new Set(reasons.map(({ code }) => code))).toEqual(new Set(['NO_GRANT']));
  });
});

describe('a registry that is silent', () => {
  test('clears nothing when its lease is over, by name, and again when it is heard', async () => {
    expect((await cleared()).state).toBe('CLEARED');
    here.pass(7 * DAY_MS - 60_000);
    expect((await cleared()).state).toBe('CLEARED');
    here.pass(120_000);
    const host = new URL(registry.url).host;
    expect(await cleared()).toMatchObject({
      state: 'NOT_CLEARED',
      reasons: [
        { code: 'REGISTRY_SILENT', detail: expect.stringContaining(host) },
        { code: 'REGISTRY_SILENT' },
      ],
    });
    expect(await listed()).toBe('CLEARED');
    await here.world.refreshStale();
    expect(await listed()).toBe('NOT_CLEARED');
    const play = await here.world.post('/api/plays/grants', null, {
      recipe: ((await here.world.database.pool.query('SELECT hash FROM recipe')).rows[0] as { hash: string })
        .hash,
      device: new Device().did,
    });
    expect(play).toMatchObject({ status: 409, json: { code: 'not_cleared' } });
    expect(await sync()).toBe('READ');
    expect((await cleared()).state).toBe('CLEARED');
    expect(await listed()).toBe('CLEARED');
  });

  test('is asked again ever more seldom, and the page says why', async () => {
    const client = here.world.app.get(InstanceClient);
    const reader = client.reader.bind(client);
    client.reader = () => () => Promise.reject(new Error('no route'));
    for (let turn = 0; turn < 3; turn += 1) expect(await here.tail(peerId)).toBe('FAILED');
    client.reader = reader;
    const peer = (await here.world.get(`/api/federation/peers/${peerId}`, here.operator)).json as {
      state: string;
      logs: { log: string; failures: number; lastError: string; triedAt: string; nextAt: string }[];
    };
    const log = peer.logs.find((one) => one.log === 'consent')!;
    expect(log).toMatchObject({ failures: 3, lastError: 'no route' });
    expect(Date.parse(log.nextAt) - Date.parse(log.triedAt)).toBe(40_000);
    expect(peer.state).toBe('ACTIVE');
    expect(await here.tail(peerId)).toBe('READ');
  });

  test('was heard when it was asked, however long its answer took', async () => {
    const client = here.world.app.get(InstanceClient);
    const reader = client.reader.bind(client);
    const asked = here.world.app.get(Clock).now().getTime();
    let passed = 0;
    client.reader = (url, log) => {
      const read = reader(url, log);
      return async (path) => {
        const bytes = await read(path);
        here.pass(DAY_MS);
        passed += DAY_MS;
        return bytes;
      };
    };
    expect(await here.tail(peerId)).toBe('READ');
    client.reader = reader;
    here.pass(-passed);
    const { logs } = (await here.world.get(`/api/federation/peers/${peerId}`, here.operator)).json as {
      logs: { log: string; heardAt: string; triedAt: string }[];
    };
    const { heardAt, triedAt } = logs.find((one) => one.log === 'consent')!;
    expect(Math.abs(Date.parse(heardAt) - asked)).toBeLessThan(DAY_MS / 2);
    expect(Date.parse(triedAt) - asked).toBeGreaterThan(DAY_MS / 2);
    expect(await here.tail(peerId)).toBe('READ');
  });
});

describe('a peer that is paused or removed', () => {
  test('is not read meanwhile, holds until its lease ends, and is forgotten when it goes', async () => {
    const step = (name: string) =>
      here.world.post(`/api/federation/peers/${peerId}/${name}`, here.operator, {
        reason: 'Looking into it',
      });
    expect(await step('pause')).toMatchObject({ status: 200, json: { state: 'PAUSED' } });
    expect(await here.tail(peerId)).toBe('IDLE');
    expect((await cleared()).state).toBe('CLEARED');
    expect((await step('pause')).status).toBe(409);
    expect(await step('resume')).toMatchObject({ status: 200, json: { state: 'ACTIVE' } });
    expect(await step('remove')).toMatchObject({
      status: 200,
      json: {
        state: 'REMOVED',
        events: [{ kind: 'REMOVED', reason: 'Looking into it', by: 'Olga' }, {}, {}, {}, {}],
      },
    });
    await here.follow();
    expect(await cleared()).toMatchObject({ state: 'NOT_CLEARED' });
    expect(await listed()).toBe('NOT_CLEARED');
    await expect(here.world.database.pool.query('DELETE FROM peer_event')).rejects.toThrow();
    const list = (await here.world.get('/api/federation/peers', here.operator)).json as { items: object[] };
    expect(list.items).toEqual([]);
    const anew = await here.befriend(registry);
    expect(await here.tail(anew)).toBe('READ');
    expect((await cleared()).state).toBe('CLEARED');
  });
});
