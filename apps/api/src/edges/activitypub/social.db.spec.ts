import { generateCryptoKeyPair, signObject, verifyObject } from '@fedify/fedify';
import { Create, Follow, Multikey } from '@fedify/vocab';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { flip, FlipWorld, recipeHash } from '../http/common/flip-world.fixture.ts';
import type { User } from '../http/common/flip-world.fixture.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import { Documents } from './documents.ts';
import { Outgoing } from './outgoing.ts';
import { CONTEXT, RemoteServer } from './remote-server.fixture.ts';

const ISRC = 'GBTST2500001';
const HOME = 'http://flipside.test';
let [world, remote]: [FlipWorld, RemoteServer] = [] as never;
let [ada, olga, hash]: [User, User, string] = [] as never;
let serial = 0;

const to = (user: User) => `${HOME}/ap/users/${user.id}`;
const activity = (actor: string, type: string, object: unknown) => {
  serial += 1;
  return { id: `${actor}/activities/${serial}`, type, actor, object };
};
const rows = async <T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
  (await world.database.pool.query(sql, parameters)).rows as T[];
const followers = async (user: User) =>
  (
    await rows<{ uri: string }>(
      'SELECT a.uri FROM social_follower f JOIN social_actor a ON a.id = f.actor_id WHERE f.user_id = $1',
      [user.id],
    )
  ).map(({ uri }) => uri);
const comments = async (reader: User | null = null) =>
  ((await world.get(`/api/flips/${hash}/comments`, reader)).json as { items: { text: string }[] }).items.map(
    ({ text }) => text,
  );
const about = (actor: string, content: string) => {
  serial += 1;
  const inReplyTo = `${HOME}/ap/flips/${hash}`;
  const note = { id: `${actor}/notes/${serial}`, type: 'Note', attributedTo: actor, inReplyTo, content };
  return activity(actor, 'Create', note);
};

beforeAll(async () => {
  world = await FlipWorld.open({ allowPrivateNetworks: true });
  remote = await RemoteServer.start();
  olga = await world.user('olga', { operator: true });
  ada = await world.user('ada');
  await world.tariff(olga);
  const party = await world.party(ada, 'North Label');
  await world.recording(olga, ISRC, { label: party, writer: party });
  for (const side of ['MASTER', 'COMPOSITION'])
    await world.post(`/api/parties/${party}/grants`, ada, { side, subject: { kind: 'CATALOGUE' } });
  const recipe = flip([ISRC], 'Midnight');
  hash = recipeHash(recipe);
  await world.post('/api/recipes', ada, { recipe });
}, 120_000);
beforeEach(() => world.database.pool.query('TRUNCATE rate_limit'));
afterAll(async () => {
  remote?.stop();
  await world?.close();
});

describe('object integrity proofs', () => {
  const post = (body: object) =>
    world.app.inject({
      method: 'POST',
      url: '/ap/inbox',
      headers: { 'content-type': 'application/activity+json' },
      payload: JSON.stringify(body),
    });

  test('are enough for an activity that comes unsigned, and hold for what was signed alone', async () => {
    const keys = await generateCryptoKeyPair('Ed25519');
    const uri = `${remote.origin}/users/proud`;
    const key = `${uri}#ed`;
    const { publicKey } = keys;
    const method = new Multikey({ id: new URL(key), controller: new URL(uri), publicKey });
    const proud = await remote.actor('proud', {
      '@context': [
        ...[CONTEXT, 'https://w3id.org/security/v1', 'https://w3id.org/security/multikey/v1'],
        'https://www.w3.org/ns/did/v1',
      ],
      assertionMethod: [await method.toJsonLd({ format: 'compact' })],
    });
    const follow = new Follow({
      id: new URL(`${proud}/activities/proved`),
      actor: new URL(proud),
      object: new URL(to(ada)),
    });
    const signed = await signObject(follow, keys.privateKey, new URL(key));
    const body = (await signed.toJsonLd({ format: 'compact' })) as Record<string, unknown>;
    expect((await post({ ...body, object: to(olga) })).statusCode).toBe(401);
    const answer = await post(body);
    expect([answer.statusCode, answer.body]).toEqual([202, 'taken in']);
    expect([await followers(ada), await followers(olga)]).toEqual([[proud], []]);
  });

  test('are on what is sent, and one delivery serves all followers of a server', async () => {
    const sharedInbox = `${remote.origin}/inbox`;
    for (const name of ['one', 'two']) {
      const actor = await remote.actor(name, { endpoints: { sharedInbox } });
      expect((await remote.post(world, activity(actor, 'Follow', to(ada)))).status).toBe(202);
    }
    await world.app.get(Outgoing).announce(hash);
    await world.app.get(Outgoing).announce(hash);
    const sent = await rows<{ inbox: string; body: string }>(
      `SELECT d.inbox, a.body FROM social_delivery d JOIN social_activity a ON a.id = d.activity_id
       WHERE a.kind = 'Create' ORDER BY d.inbox`,
    );
    expect(sent.map(({ inbox }) => inbox)).toEqual([sharedInbox, `${remote.origin}/users/proud/inbox`]);
    const { context } = world.app.get(Documents);
    const loaders = {
      contextLoader: context,
      documentLoader: async (url: string) => {
        const answer = await world.app.inject({
          url: new URL(url).pathname,
          headers: { accept: 'application/json' },
        });
        return { contextUrl: null, documentUrl: url, document: answer.json() };
      },
    };
    const body = JSON.parse(sent[0]!.body) as Record<string, unknown>;
    expect((await verifyObject(Create, body, loaders))?.actorId?.href).toBe(to(ada));
    expect(await verifyObject(Create, { ...body, published: '2020-01-01T00:00:00Z' }, loaders)).toBeNull();
  });

  test('a correction is told as an update of the same note', async () => {
    await world.app.get(Outgoing).retell(hash, 'an-event');
    const [{ body } = { body: '{}' }] = await rows<{ body: string }>(
      `SELECT body FROM social_activity WHERE kind = 'Update'`,
    );
    expect(JSON.parse(body)).toMatchObject({
      type: 'Update',
      actor: to(ada),
      object: { id: `${HOME}/ap/flips/${hash}`, type: 'Note' },
    });
  });
});

describe('whom one does not want to hear of', () => {
  test('is answered with a refusal, and what they say is not kept', async () => {
    const rude = await remote.actor('rude');
    const found = await world.get(`/api/social/search?q=${encodeURIComponent(rude)}`, ada);
    const { actorId } = found.json as { actorId: string };
    await remote.post(world, activity(rude, 'Follow', to(ada)));
    await world.post('/api/me/blocks', ada, { actorId });
    expect(await followers(ada)).not.toContain(rude);
    expect((await remote.post(world, activity(rude, 'Follow', to(ada)))).status).toBe(202);
    const [last] = await rows<{ kind: string }>(
      `SELECT payload->>'kind' AS kind FROM outbox_event WHERE topic = 'social.acted' ORDER BY id DESC LIMIT 1`,
    );
    expect([last?.kind, (await followers(ada)).includes(rude)]).toEqual(['reject', false]);
    expect((await remote.post(world, about(rude, 'Rubbish'))).status).toBe(202);
    expect(await comments()).toEqual([]);
  });

  test('may be a whole server: ties to it end, and nothing of it is kept', async () => {
    const far = await RemoteServer.start();
    try {
      const [fan, idol] = [await far.actor('fan'), await far.actor('idol')];
      await far.post(world, activity(fan, 'Follow', to(ada)));
      const found = await world.get(`/api/social/search?q=${encodeURIComponent(idol)}`, ada);
      const { actorId } = found.json as { actorId: string };
      await world.send('PUT', `/api/social/actors/${actorId}/follow`, ada);
      expect((await world.post('/api/me/blocks', ada, { host: far.host })).status).toBe(204);
      expect(await followers(ada)).not.toContain(fan);
      expect(await rows('SELECT 1 FROM social_follow WHERE user_id = $1', [ada.id])).toEqual([]);
      await far.post(world, about(fan, 'From a blocked server'));
      expect(await comments()).toEqual([]);
      // Somebody else may hear of them.
      expect((await far.post(world, activity(fan, 'Follow', to(olga)))).status).toBe(202);
      expect(await followers(olga)).toEqual([fan]);
    } finally {
      far.stop();
    }
  });

  test('a silenced server is heard by nobody until the rule is taken back', async () => {
    const loud = await remote.actor('loud');
    await remote.post(world, about(loud, 'Heard'));
    expect(await comments(ada)).toEqual(['Heard']);
    const path = `/api/social/domains/${remote.host}`;
    await world.send('PUT', path, olga, { rule: 'SILENCE', reason: 'Too loud' });
    expect(await comments(ada)).toEqual([]);
    await world.send('DELETE', path, olga, { reason: 'Calm again' });
    expect(await comments(ada)).toEqual(['Heard']);
  });
});

test('an address that sends too much waits before anything of it is read', async () => {
  const rule = { name: 'ap.address', points: 3_000, perSeconds: 60 };
  await world.app.get(RateLimiter).consume(rule, '127.0.0.1', 3_000);
  remote.hits.length = 0;
  const fresh = await remote.actor('fresh');
  expect((await remote.post(world, activity(fresh, 'Follow', to(ada)))).status).toBe(429);
  expect(remote.hits).toEqual([]);
});
