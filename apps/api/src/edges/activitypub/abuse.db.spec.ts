import { exportSpki, generateCryptoKeyPair } from '@fedify/fedify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { canonicalise } from '@flipside/recipe';
import { RemotePostService } from '../../modules/social/index.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import { flip, FlipWorld, recipeHash } from '../http/common/flip-world.fixture.ts';
import type { User } from '../http/common/flip-world.fixture.ts';
import { CONTEXT, RemoteServer } from './remote-server.fixture.ts';

let [world, remote, other]: [FlipWorld, RemoteServer, RemoteServer] = [] as never;
let [ada, olga]: [User, User] = [] as never;
let [eve, mel]: [string, string] = ['', ''];
let serial = 0;

const to = (user: User) => `http://flipside.test/ap/users/${user.id}`;
const activity = (actor: string, type: string, object: unknown, over: object = {}) => {
  serial += 1;
  return { id: `${actor}/activities/${serial}`, type, actor, object, ...over };
};
const count = async (sql: string, parameters: unknown[] = []): Promise<number> =>
  Number(
    (await world.database.pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, parameters)).rows[0]!
      .n,
  );
const events = (kind: string) =>
  count(`outbox_event WHERE topic = 'social.acted' AND payload->>'kind' = $1`, [kind]);

/** A flip of a remote account, as its home announces it. */
function announced(actor: string, title: string, over: object = {}) {
  const recipe = flip(['GBTST2500001'], title);
  const hash = recipeHash(recipe);
  const path = `/api/recipes/${hash}/document`;
  const uri = `${actor}/notes/${hash}`;
  const note = {
    id: uri,
    type: 'Note',
    attributedTo: actor,
    name: title,
    content: `<p>${title}</p>`,
    url: uri,
    tag: [
      {
        type: 'Link',
        mediaType: 'application/vnd.flipside.recipe+json',
        href: `${new URL(actor).origin}${path}`,
      },
    ],
    ...over,
  };
  return { recipe, hash, path, uri, note };
}

beforeAll(async () => {
  world = await FlipWorld.open({ allowPrivateNetworks: true });
  [remote, other] = await Promise.all([RemoteServer.start(), RemoteServer.start()]);
  ada = await world.user('ada');
  olga = await world.user('olga', { operator: true });
  eve = await remote.actor('eve');
  mel = await remote.actor('mel');
}, 120_000);
beforeEach(() => world.database.pool.query('TRUNCATE rate_limit'));
afterAll(async () => {
  remote?.stop();
  other?.stop();
  await world?.close();
});

/** Ada follows, and is accepted. */
async function follow(actorUri: string): Promise<string> {
  const found = await world.get(`/api/social/search?q=${encodeURIComponent(actorUri)}`, ada);
  const { actorId } = found.json as { actorId: string };
  await world.send('PUT', `/api/social/actors/${actorId}/follow`, ada);
  await world.database.pool.query(`UPDATE social_follow SET state = 'ACCEPTED' WHERE actor_id = $1`, [
    actorId,
  ]);
  return actorId;
}

describe('the inbox', () => {
  test.each(['rfc9421', 'draft-cavage-http-signatures-12'] as const)(
    'takes what is signed by %s',
    async (spec) => {
      const actor = await remote.actor(`fan-${spec}`);
      const answer = await remote.post(world, activity(actor, 'Follow', to(ada)), { spec });
      expect(answer.status).toBe(202);
      expect(
        await count('social_follower f JOIN social_actor a ON a.id = f.actor_id WHERE a.uri = $1', [actor]),
      ).toBe(1);
    },
  );

  test('a sender that cannot be asked for its key just now is to come again, and is not refused for good', async () => {
    const late = await remote.actor('late');
    const document = remote.documents.get('/users/late')!;
    remote.documents.set('/users/late', { ...document, status: 503 });
    const sent = activity(late, 'Follow', to(ada));
    expect((await remote.post(world, sent)).status).toBe(503);
    remote.documents.set('/users/late', document);
    expect((await remote.post(world, sent)).status).toBe(202);
  });

  test('tampered bodies: what was signed is what counts', async () => {
    const before = await count('social_follower');
    const sent = activity(eve, 'Follow', to(ada));
    for (const spec of ['rfc9421', 'draft-cavage-http-signatures-12'] as const) {
      const tampered = JSON.stringify({ '@context': CONTEXT, ...sent, object: to(olga) });
      expect(await remote.post(world, sent, { spec, tampered })).toMatchObject({ status: 401 });
    }
    expect(await count('social_follower')).toBe(before);
  });

  test('unsigned activities are nobody\u2019s', async () => {
    const payload = JSON.stringify({ '@context': CONTEXT, ...activity(eve, 'Follow', to(ada)) });
    const headers = { 'content-type': 'application/activity+json' };
    const answer = await world.app.inject({ method: 'POST', url: '/ap/inbox', headers, payload });
    expect([answer.statusCode, answer.body]).toEqual([401, 'The request is not signed.']);
  });

  test('oversized JSON is refused unread, deep JSON before it is parsed', async () => {
    const headers = { 'content-type': 'application/activity+json' };
    const post = (payload: string) =>
      world.app.inject({ method: 'POST', url: '/ap/inbox', headers, payload });
    const large = await post(JSON.stringify({ type: 'Note', content: 'x'.repeat(1_048_577) }));
    expect(large.statusCode).toBe(413);
    const deep = await post(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`);
    expect([deep.statusCode, deep.body]).toEqual([400, 'It is nested deeper than 24.']);
    const wide = await post(`{"a":[${'1,'.repeat(30_000)}1]}`);
    expect([wide.statusCode, wide.body]).toEqual([400, 'It holds more than 20000 values.']);
    for (const nothing of ['', 'null', '[]', '{', '"x"', '{"id":1}'])
      expect((await post(nothing)).statusCode).toBe(400);
    expect((await world.get('/api/health')).status).toBe(200);
  });

  test('signature floods: forged signatures make few look-ups and are asked to wait', async () => {
    const forged = await generateCryptoKeyPair('RSASSA-PKCS1-v1_5');
    remote.hits.length = 0;
    const statuses: number[] = [];
    for (let sent = 0; sent < 15; sent += 1)
      statuses.push((await remote.post(world, activity(mel, 'Follow', to(ada)), { keys: forged })).status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.filter((status) => status === 401)).toHaveLength(6);
    expect(remote.hits.length).toBeLessThanOrEqual(7);
  });

  test('key confusion: a key of another server, of another account, or one that only claims to be the actor\u2019s', async () => {
    const forged = await generateCryptoKeyPair('RSASSA-PKCS1-v1_5');
    const stranger = await other.actor('stranger');
    const foreign = { keyId: `${stranger}#main-key`, keys: other.keys };
    expect(await remote.post(world, activity(eve, 'Follow', to(ada)), foreign)).toMatchObject({
      status: 401,
      text: 'The key is of another server than the actor.',
    });
    expect(
      (await remote.post(world, activity(eve, 'Follow', to(ada)), { keyId: `${mel}#main-key` })).status,
    ).toBe(401);
    // A document that eve's server hosts for somebody else, and that says it is eve's key.
    const claim = `${remote.origin}/uploads/key`;
    const publicKeyPem = await exportSpki(forged.publicKey);
    const key = { id: claim, type: 'CryptographicKey', owner: eve, publicKeyPem };
    remote.put('/uploads/key', { '@context': 'https://w3id.org/security/v1', ...key });
    const claimed = { keyId: claim, keys: forged };
    expect((await remote.post(world, activity(eve, 'Follow', to(ada)), claimed)).status).toBe(401);
  });

  test('origin mismatch: activity, object and author are of the actor\u2019s server', async () => {
    const { note, uri } = announced(eve, 'Elsewhere');
    const foreign = `${other.origin}/notes/1`;
    for (const sent of [
      { ...activity(eve, 'Create', note), id: `${other.origin}/activities/1` },
      activity(eve, 'Create', { ...note, id: foreign }),
      activity(eve, 'Create', { ...note, attributedTo: mel }),
      activity(eve, 'Create', {
        ...note,
        tag: [{ ...note.tag[0], href: `${other.origin}/api/recipes/sha256-${'0'.repeat(64)}/document` }],
      }),
      activity(eve, 'Create', foreign),
      activity(eve, 'Delete', foreign),
      activity(eve, 'Undo', { id: uri, type: 'Like', actor: mel, object: uri }),
      activity('http://flipside.test/ap/users/instance', 'Follow', to(ada)),
    ])
      expect([sent, (await remote.post(world, sent)).status]).toEqual([sent, 400]);
    expect(other.hits).not.toContain('/notes/1');
  });

  test('replayed activities change nothing, by whichever way they come', async () => {
    const sent = activity(eve, 'Follow', to(ada));
    expect((await remote.post(world, sent)).status).toBe(202);
    const accepts = await events('accept');
    await world.database.prisma.socialFollower.deleteMany();
    expect((await remote.post(world, sent)).status).toBe(202);
    expect([await events('accept'), await count('social_follower')]).toEqual([accepts, 0]);
    const old = new Date(Date.now() - 2 * 3_600_000);
    expect((await remote.post(world, activity(eve, 'Follow', to(ada)), { at: old })).status).toBe(401);
  });

  test('followers bombs: a server that sends them by the hundred has to wait', async () => {
    const rule = { name: 'ap.follows', points: 300, perSeconds: 3_600 };
    await world.app.get(RateLimiter).consume(rule, remote.host, 299);
    const [first, second] = [await remote.actor('bomb-1'), await remote.actor('bomb-2')];
    expect((await remote.post(world, activity(first, 'Follow', to(ada)))).status).toBe(202);
    expect((await remote.post(world, activity(second, 'Follow', to(ada)))).status).toBe(429);
    const elsewhere = await other.actor('quiet');
    expect((await other.post(world, activity(elsewhere, 'Follow', to(ada)))).status).toBe(202);
  });

  test('a server that sends too much waits, and others do not', async () => {
    await world.app
      .get(RateLimiter)
      .consume({ name: 'ap.server', points: 1_500, perSeconds: 60 }, remote.host, 1_500);
    expect((await remote.post(world, activity(eve, 'Like', 'x:y'))).status).toBe(429);
    const elsewhere = await other.actor('calm');
    expect((await other.post(world, activity(elsewhere, 'Follow', to(ada)))).status).toBe(202);
  });

  test('blocked servers are not listened to, with what is under them', async () => {
    const [host] = remote.host.split(':');
    await world.send('PUT', `/api/social/domains/${host}`, olga, {
      rule: 'BLOCK',
      reason: 'Nothing but noise',
    });
    expect((await remote.post(world, activity(eve, 'Follow', to(ada)))).status).toBe(403);
    expect((await world.get(`/api/social/search?q=${encodeURIComponent(eve)}`, ada)).status).toBe(502);
    await world.send('DELETE', `/api/social/domains/${host}`, olga, { reason: 'They are better now' });
    expect((await remote.post(world, activity(eve, 'Follow', to(ada)))).status).toBe(202);
    expect(await count('social_domain_change WHERE host = $1', [host])).toBe(2);
  });
});

describe('what is told', () => {
  test('a flip is kept when its recipe is what was announced, and refused when it is not', async () => {
    const actorId = await follow(eve);
    const good = announced(eve, 'Good');
    const bad = announced(eve, 'Bad');
    const credits = { remixer: 'Eve', sources: [], parents: [], corrections: [], text: 'Remixed by Eve' };
    for (const { path, recipe } of [good, { ...bad, recipe: { ...bad.recipe, title: 'Another' } }]) {
      remote.documents.set(path, {
        type: 'application/vnd.flipside.recipe+json',
        body: canonicalise(recipe),
        headers: { link: '<credits>; rel="describedby"; title="Credits"' },
      });
      remote.put(path.replace('/document', '/credits'), credits, {}, 'application/json');
    }
    for (const { note } of [good, bad])
      expect((await remote.post(world, activity(eve, 'Create', note))).status).toBe(202);
    const posts = await world.database.prisma.socialPost.findMany({ where: { actorId } });
    expect(posts).toHaveLength(2);
    for (const { id } of posts) await world.app.get(RemotePostService).fetch(id);
    const { items } = (await world.get('/api/social/feed', ada)).json as {
      items: { remote: { hash: string } }[];
    };
    expect(items.map((item) => item.remote.hash)).toEqual([good.hash]);
    const refused = await world.database.prisma.socialPost.findFirst({ where: { hash: bad.hash } });
    expect(refused).toMatchObject({
      state: 'REFUSED',
      refusal: 'The recipe is not the one that was announced.',
    });
  });

  test('tombstones outrank creations that come late, and only the author buries', async () => {
    await follow(eve);
    const late = announced(eve, 'Late');
    expect(
      (await remote.post(world, activity(eve, 'Delete', { id: late.uri, type: 'Tombstone' }))).status,
    ).toBe(202);
    expect((await remote.post(world, activity(eve, 'Create', late.note))).status).toBe(202);
    expect(await count('social_post WHERE uri = $1', [late.uri])).toBe(0);
    const kept = announced(eve, 'Kept');
    await remote.post(world, activity(eve, 'Create', kept.note));
    await remote.post(world, activity(mel, 'Delete', kept.uri));
    expect(await count(`social_post WHERE uri = $1 AND state = 'PENDING'`, [kept.uri])).toBe(1);
  });

  test('of whom nobody follows nothing is kept', async () => {
    const nobody = await other.actor('nobody');
    const { note, uri } = announced(nobody, 'Unheard');
    expect((await other.post(world, activity(nobody, 'Create', note))).status).toBe(202);
    expect(await count('social_post WHERE uri = $1', [uri])).toBe(0);
  });

  test('account moves need the word of both', async () => {
    const from = await other.actor('old');
    const id = await follow(from);
    const stranger = await other.actor('new');
    expect((await other.post(world, activity(from, 'Move', from, { target: stranger }))).status).toBe(400);
    const target = await remote.actor('new', { alsoKnownAs: [from] });
    expect((await other.post(world, activity(from, 'Move', from, { target }))).status).toBe(202);
    const moved = await world.database.prisma.socialActor.findUnique({
      where: { id },
      select: { movedTo: true },
    });
    expect(moved?.movedTo?.uri).toBe(target);
  });

  test('actor deletion takes the account\u2019s own things with it, and nobody else\u2019s', async () => {
    const gone = await other.actor('gone');
    const id = await follow(gone);
    const { note, uri } = announced(gone, 'Gone');
    await other.post(world, activity(gone, 'Create', note));
    other.documents.delete('/users/unheard-of');
    const unknown = `${other.origin}/users/unheard-of`;
    expect((await other.post(world, activity(unknown, 'Delete', unknown))).status).toBe(202);
    expect(other.hits).not.toContain('/users/unheard-of');
    const stranger = await other.actor('quiet-2');
    await other.post(world, activity(stranger, 'Delete', gone));
    expect((await world.get(`/api/social/actors/${id}`)).status).toBe(200);
    expect((await other.post(world, activity(gone, 'Delete', gone))).status).toBe(202);
    expect((await world.get(`/api/social/actors/${id}`)).status).toBe(410);
    expect(await count(`social_post WHERE uri = $1 AND state = 'GONE'`, [uri])).toBe(1);
    expect(await count('social_follow WHERE actor_id = $1', [id])).toBe(0);
  });
});

test('SSRF: nothing inside is asked, whoever names it', async () => {
  const guarded = await FlipWorld.open();
  try {
    const user = await guarded.user('cleo');
    remote.hits.length = 0;
    expect((await remote.post(guarded, activity(eve, 'Follow', to(user)))).status).toBe(401);
    for (const q of [
      eve,
      eve.replace('localhost', '127.0.0.1'),
      `@eve@${remote.host}`,
      'http://[::1]/x',
      'http://2130706433/x',
    ])
      expect([q, (await guarded.get(`/api/social/search?q=${encodeURIComponent(q)}`, user)).status]).toEqual([
        q,
        502,
      ]);
    expect(remote.hits).toEqual([]);
  } finally {
    await guarded.close();
  }
}, 60_000);
