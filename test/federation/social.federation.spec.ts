import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { Instance, until } from './support/instance.ts';

interface FeedPage {
  items: {
    local: { hash: string; title: string } | null;
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
interface Comments {
  items: { id: string; text: string; state: string; author: { handle: string; host: string | null } }[];
}
interface Standing {
  likes: string;
  boosts: string;
  comments: string;
  liked: boolean;
}

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
    const [{ uri } = { uri: '' }] = await away.query<{ uri: string }>('SELECT uri FROM social_actor');
    const answer = await fetch(uri, { headers: { accept: 'application/activity+json' } });
    const actor = (await answer.json()) as { publicKey: unknown[]; assertionMethod: unknown[] };
    expect([actor.publicKey.length, actor.assertionMethod.length]).toEqual([2, 4]);
  });

  test('who deletes the account is gone everywhere', async () => {
    const flips = (await feed()).length;
    expect(flips).toBeGreaterThan(0);
    await home.ok(home.world.send('DELETE', '/api/me', ada));
    await until('Ada is gone', async () => (await feed()).length === 0);
    expect((await away.world.get(`/api/social/actors/${ada_.actorId}`)).status).toBe(410);
  });
});
