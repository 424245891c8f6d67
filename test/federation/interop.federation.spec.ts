import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { Instance, until } from './support/instance.ts';
import { PlainServer } from './support/plain-server.ts';
import type { PlainActivity } from './support/plain-server.ts';

interface Followers {
  readonly items: { readonly actor: { readonly handle: string; readonly displayName: string } }[];
}

let [home, zoe]: [Instance, PlainServer] = [] as never;
let [olga, ada]: [User, User] = [] as never;

beforeAll(async () => {
  [home, zoe] = await Promise.all([Instance.start(), PlainServer.start()]);
  olga = await home.world.user('olga', { operator: true });
  ada = await home.world.user('ada');
  await home.furnish(olga, ada);
}, 120_000);
afterAll(async () => {
  zoe?.stop();
  await home?.stop();
});

const received = (type: string): Promise<PlainActivity> =>
  until(`the other server gets ${type}`, () =>
    Promise.resolve(zoe.received.find((activity) => activity.type === type) ?? null),
  );

test('a server that is not ours finds, follows, is accepted, reads a flip and loses it', async () => {
  const resource = encodeURIComponent(`acct:ada@${home.host}`);
  const finger = await zoe.read(`${home.origin}/.well-known/webfinger?resource=${resource}`);
  const self = (finger['links'] as { rel: string; href: string }[]).find(({ rel }) => rel === 'self')!.href;
  const actor = await zoe.read(self);
  expect(actor).toMatchObject({ type: 'Person', preferredUsername: 'ada', id: self });

  expect(await zoe.send(String(actor['inbox']), 'Follow', self)).toBe(202);
  const accept = await received('Accept');
  expect(accept).toMatchObject({ actor: self, object: { type: 'Follow', actor: zoe.actor, object: self } });
  // It knows the older signatures only, so the first knock was in vain.
  expect(zoe.unreadable).toBe(1);

  // Followers hear of both at once, and of the last name alone: that is looked at below, when it had the time.
  for (const displayName of ['Ada Lovelac', 'Ada Lovelace'])
    await home.ok(home.world.send('PATCH', '/api/me', ada, { displayName }));
  zoe.called = 'Zoe Lark';
  expect(await zoe.send(String(actor['inbox']), 'Update', zoe.describe())).toBe(202);
  const followers = async () => (await home.get<Followers>('/api/me/followers', ada)).items;
  expect((await followers())[0]?.actor).toMatchObject({ handle: 'zoe', displayName: 'Zoe Lark' });

  const { hash, code } = await home.publish(ada, 'Open Water', ['late-night']);
  const { object } = await received('Create');
  const note = object as {
    id: string;
    type: string;
    name: string;
    content: string;
    url: string;
    tag: object[];
  };
  expect(note).toMatchObject({ type: 'Note', name: 'Open Water 1', url: `${home.origin}/r/${code}` });
  expect(note.content).toContain('North Label');
  expect(note.content).toContain(`href="${home.origin}/r/${code}"`);
  expect(note.tag).toEqual([
    expect.objectContaining({
      type: 'Link',
      mediaType: 'application/vnd.flipside.recipe+json',
      href: `${home.origin}/api/recipes/${hash}/document`,
    }),
    expect.objectContaining({ type: 'Hashtag', name: '#late_night' }),
  ]);
  expect(await zoe.read(note.id)).toMatchObject({ id: note.id, attributedTo: self });
  // What was learned is remembered: nothing is knocked in vain twice.
  expect(zoe.unreadable).toBe(1);
  const page = await (await fetch(`${home.origin}/r/${code}`)).text();
  expect(page).toContain('property="og:title"');
  expect(page).toContain(`type="application/activity+json" href="${note.id}"`);

  expect(await zoe.send(String(actor['inbox']), 'Like', note.id)).toBe(202);
  const standing = await home.get<{ likes: string }>(`/api/flips/${hash}/social`);
  expect(standing.likes).toBe('1');

  await home.ok(home.world.post(`/api/recipes/${hash}/take-down`, ada, {}));
  expect(await received('Delete')).toMatchObject({ actor: self, object: { type: 'Tombstone', id: note.id } });

  expect(await received('Update')).toMatchObject({
    object: { type: 'Person', id: self, name: 'Ada Lovelace' },
  });

  const follow = { type: 'Follow', id: `${zoe.origin}/a/1`, actor: zoe.actor, object: self };
  expect(await zoe.send(String(actor['inbox']), 'Undo', follow)).toBe(202);
  expect(await followers()).toEqual([]);
});
