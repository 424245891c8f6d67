import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { Instance, until } from './support/instance.ts';

interface FeedPage {
  items: {
    local: { hash: string; title: string } | null;
    boostedBy: { id: string | null; handle: string; host: string | null } | null;
    remote: {
      id: string;
      hash: string;
      title: string;
      tags: string[];
      uri: string;
      actor: { id: string; handle: string; host: string };
      credits: { text: string; sources: { recording: { name: string }[] }[] };
    } | null;
  }[];
}
interface Follows {
  items: { actor: { handle: string; host: string | null }; state: string }[];
}
interface Known {
  uri: string;
  movedTo: object | null;
}
interface Comments {
  items: { id: string; text: string; state: string; author: { handle: string; host: string | null } }[];
}
interface Standing {
  likes: string;
  boosts: string;
  comments: string;
  liked: boolean;
}

const ACTIVITY = 'application/activity+json';
let [home, away]: [Instance, Instance] = [] as never;
let [olga, ada, ben]: [User, User, User] = [] as never;
let ada_: { actorId: string } = { actorId: '' };

beforeAll(async () => {
  [home, away] = await Promise.all([Instance.start(), Instance.start()]);
  olga = await home.world.user('olga', { operator: true });
  ada = await home.world.user('ada');
  ben = await away.world.user('ben');
  await home.furnish(olga, ada);
}, 120_000);
afterAll(async () => {
  await Promise.all([home?.stop(), away?.stop()]);
});

const feed = async (): Promise<FeedPage['items']> =>
  (await away.get<FeedPage>('/api/social/feed', ben)).items;

describe('two instances', () => {
  test('find each other by handle and by address, and follow', async () => {
    const found = await away.get<{ kind: string; actorId: string }>(
      `/api/social/search?q=${encodeURIComponent(`@ada@${home.host}`)}`,
      ben,
    );
    expect(found.kind).toBe('actor');
    ada_ = found;
    const [{ uri } = { uri: '' }] = await away.query<{ uri: string }>('SELECT uri FROM social_actor');
    const again = await away.get<{ actorId: string }>(`/api/social/search?q=${encodeURIComponent(uri)}`, ben);
    expect(again.actorId).toBe(found.actorId);
    await away.ok(away.world.send('PUT', `/api/social/actors/${found.actorId}/follow`, ben));
    await until('the follow is accepted', async () => {
      const { follow } = await away.get<{ follow: string }>(`/api/social/actors/${found.actorId}`, ben);
      return follow === 'ACCEPTED';
    });
    const { items } = await home.get<{ items: { actor: { handle: string; host: string } }[] }>(
      '/api/me/followers',
      ada,
    );
    expect(items.map(({ actor }) => [actor.handle, actor.host])).toEqual([['ben', away.host]]);
  });

  test('a flip that is published appears natively, checked, with its credits', async () => {
    const { hash } = await home.publish(ada, 'Slow Tide');
    const shown = await until(
      'the flip',
      async () => (await feed()).find(({ remote }) => remote?.hash === hash) ?? null,
    );
    expect(shown.remote).toMatchObject({
      title: 'Slow Tide 1',
      tags: ['night-drive'],
      actor: { id: ada_.actorId, handle: 'ada', host: home.host },
    });
    expect(shown.remote?.credits.text).toContain('Remixed by');
    expect(shown.remote?.credits.sources[0]?.recording.map(({ name }) => name)).toContain('North Label');
    const view = await away.get<{ recipe: { title: string } }>(`/api/social/posts/${shown.remote?.id}`);
    expect(view.recipe.title).toBe('Slow Tide 1');
  });

  test('a flip that was only looked up is taken away here too, though nobody here follows its producer', async () => {
    const passer = await home.world.user('pim');
    const { hash, code } = await home.publish(passer, 'Passing By');
    const address = encodeURIComponent(`${home.origin}/r/${code}`);
    const { postId } = await away.get<{ postId: string }>(`/api/social/search?q=${address}`, ben);
    await until(
      'its recipe',
      async () => (await away.world.get(`/api/social/posts/${postId}`)).status === 200,
    );
    expect(await home.query('SELECT origin FROM recipe_reader WHERE recipe_hash = $1', [hash])).toEqual([
      { origin: away.origin },
    ]);
    await home.ok(
      home.world.post(`/api/recipes/${hash}/take-down`, passer, { reason: 'Not finished after all' }),
    );
    await until(
      'it is gone',
      async () => (await away.world.get(`/api/social/posts/${postId}`)).status === 410,
    );
  });

  test('likes, boosts and comments go both ways', async () => {
    const { hash, code } = await home.publish(ada, 'Glass Harbour');
    await until('the flip', async () => (await feed()).some(({ remote }) => remote?.hash === hash));
    await away.ok(away.world.send('PUT', `/api/flips/${hash}/like`, ben));
    await away.ok(away.world.send('PUT', `/api/flips/${hash}/boost`, ben));
    await away.ok(away.world.post(`/api/flips/${hash}/comments`, ben, { text: 'That bass <b>line</b>!' }));
    const heard = await until('what Ben made of it', async () => {
      const standing = await home.get<Standing>(`/api/flips/${hash}/social`);
      return standing.likes === '1' && standing.boosts === '1' && standing.comments === '1' ? standing : null;
    });
    expect(heard.liked).toBe(false);
    const { items } = await home.get<Comments>(`/api/flips/${hash}/comments`);
    expect(items).toMatchObject([
      { text: 'That bass <b>line</b>!', author: { handle: 'ben', host: away.host } },
    ]);
    await home.ok(
      home.world.post(`/api/flips/${hash}/comments`, ada, { text: 'Thanks', parentId: items[0]?.id }),
    );
    await until('the answer', async () =>
      (await away.get<Comments>(`/api/flips/${hash}/comments`)).items.some(
        ({ text, author }) => text === 'Thanks' && author.host === home.host,
      ),
    );
    await away.ok(away.world.send('DELETE', `/api/flips/${hash}/like`, ben));
    await until(
      'the like is taken back',
      async () => (await home.get<Standing>(`/api/flips/${hash}/social`)).likes === '0',
    );
    const notified = await until('Ada is told', async () => {
      const page = await home.get<{ items: { kind: string; text: string; link: string }[] }>(
        '/api/notifications',
        ada,
      );
      return page.items.find(({ kind }) => kind === 'comment-received') ?? null;
    });
    expect(notified).toMatchObject({ link: `/r/${code}` });
  });

  test('a flip that is taken down leaves, and one that comes back is there again', async () => {
    const { hash } = await home.publish(ada, 'Brittle');
    const first = await until(
      'the flip',
      async () => (await feed()).find(({ remote }) => remote?.hash === hash) ?? null,
    );
    await home.ok(home.world.post(`/api/recipes/${hash}/take-down`, ada, { reason: 'Not yet' }));
    await until('it leaves', async () => !(await feed()).some(({ remote }) => remote?.hash === hash));
    expect((await away.world.get(`/api/social/posts/${first.remote?.id}`)).status).toBe(410);
    const gone = await fetch(first.remote?.uri ?? '', { headers: { accept: 'application/activity+json' } });
    expect([gone.status, ((await gone.json()) as { type: string }).type]).toEqual([410, 'Tombstone']);
    await home.ok(home.world.post(`/api/recipes/${hash}/bring-back`, ada, {}));
    const back = await until(
      'it is back',
      async () => (await feed()).find(({ remote }) => remote?.hash === hash) ?? null,
    );
    expect(back.remote?.uri).toBe(`${first.remote?.uri}/1`);
  });

  test('a rotated key is taken at once, and what was signed before still holds', async () => {
    await home.ok(home.world.post('/api/me/social-keys', ada, {}));
    const { hash } = await home.publish(ada, 'New Key');
    await until('the flip', async () => (await feed()).some(({ remote }) => remote?.hash === hash));
    const [{ uri } = { uri: '' }] = await away.query<{ uri: string }>(
      `SELECT uri FROM social_actor WHERE handle = 'ada'`,
    );
    const answer = await fetch(uri, { headers: { accept: 'application/activity+json' } });
    const actor = (await answer.json()) as { publicKey: unknown[]; assertionMethod: unknown[] };
    expect([actor.publicKey.length, actor.assertionMethod.length]).toEqual([2, 4]);
  });

  test('what somebody who is followed boosts is in the feed, also where nobody had heard of it', async () => {
    const [cleo, dora] = [await home.world.user('cleo'), await away.world.user('dora')];
    await away.furnish(await away.world.user('olga', { operator: true }), ben);
    const doras = await home.follow(cleo, `@dora@${away.host}`);
    const { hash } = await away.publish(ben, 'Unheard');
    await away.ok(away.world.send('PUT', `/api/flips/${hash}/boost`, dora));
    const feedOfCleo = () => home.get<FeedPage>('/api/social/feed', cleo);
    const shown = await until(
      'the boosted flip',
      async () => (await feedOfCleo()).items.find(({ remote }) => remote?.hash === hash) ?? null,
    );
    expect(shown).toMatchObject({
      remote: { title: expect.stringContaining('Unheard'), actor: { handle: 'ben', host: away.host } },
      boostedBy: { id: doras, handle: 'dora', host: away.host },
    });
    // Whom one follows too is in the feed once, as the own word of who made it.
    await home.follow(cleo, `@ben@${away.host}`);
    const again = (await feedOfCleo()).items.filter(({ remote }) => remote?.hash === hash);
    expect(again.map(({ boostedBy }) => boostedBy)).toEqual([null]);
    await away.ok(away.world.send('DELETE', `/api/flips/${hash}/boost`, dora));
    await until('the boost is undone', async () => {
      const { boosts } = await home.get<Standing>(`/api/flips/${hash}/social`);
      return boosts === '0';
    });
  });

  test('an account that moves takes its followers along, from here and from elsewhere', async () => {
    const [eva, fay, gus] = [
      await home.world.user('eva'),
      await home.world.user('fay'),
      await away.world.user('gus'),
    ];
    const newEva = await away.world.user('eva');
    await home.ok(home.world.send('PUT', '/api/producers/eva/follow', fay));
    await away.follow(gus, `@eva@${home.host}`);
    const move = () => home.world.post('/api/me/move', eva, { account: `@eva@${away.host}` });
    expect(await move()).toMatchObject({ status: 422, json: { errors: [{ pointer: '/account' }] } });
    await away.ok(away.world.post('/api/me/aliases', newEva, { account: `@eva@${home.host}` }));
    await home.ok(move());
    const followed = async (at: Instance, who: User) =>
      (await at.get<Follows>('/api/me/following', who)).items.map(({ actor, state }) => [
        `@${actor.handle}@${actor.host ?? 'here'}`,
        state,
      ]);
    await until('Fay follows the new account', async () =>
      (await followed(home, fay)).join() === `@eva@${away.host},ACCEPTED` ? true : null,
    );
    await until('Gus follows the new account', async () =>
      (await followed(away, gus)).join() === '@eva@here,ACCEPTED' ? true : null,
    );
    const { uri, movedTo } = await home.get<Known>('/api/me/social', eva);
    expect(movedTo).toMatchObject({ handle: 'eva', host: away.host });
    const read = async () => (await (await fetch(uri, { headers: { accept: ACTIVITY } })).json()) as object;
    const { uri: newUri } = await away.get<Known>('/api/me/social', newEva);
    expect(await read()).toMatchObject({ movedTo: newUri });
    expect((await move()).status).toBe(409);
    await home.ok(home.world.send('DELETE', '/api/me/move', eva));
    expect(await read()).not.toHaveProperty('movedTo');
    // It moved a moment ago: others would not honour another move.
    expect((await move()).status).toBe(409);
  });

  test('who deletes the account is gone everywhere', async () => {
    const flips = (await feed()).length;
    expect(flips).toBeGreaterThan(0);
    await home.ok(home.world.send('DELETE', '/api/me', ada));
    await until('Ada is gone', async () => (await feed()).length === 0);
    expect((await away.world.get(`/api/social/actors/${ada_.actorId}`)).status).toBe(410);
  });
});
