import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Device } from '../../../../../../test/support/played-world.ts';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const ISRC = 'GBAAA2400011';
let world: FlipWorld;
let operator: User;
let producer: User;
let other: User;
let artist: User;
let grant: string;
let hash: string;
let code: string;
let serial = 0;

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  [producer, other, artist] = [await world.user('pia'), await world.user('otto'), await world.user('ada')];
  await world.tariff(operator);
  const label = await world.party(artist, 'North Label');
  const writer = await world.party(artist, 'Ada Writer');
  await world.recording(operator, ISRC, { label, writer, title: 'Tide' });
  const give = async (party: string, side: string) =>
    (
      (await world.post(`/api/parties/${party}/grants`, artist, { side, subject: { kind: 'CATALOGUE' } }))
        .json as { id: string }
    ).id;
  await give(label, 'MASTER');
  grant = await give(writer, 'COMPOSITION');
});
beforeEach(async () => {
  const recipe = flip([ISRC], `Midnight ${(serial += 1)}`);
  const published = await world.post('/api/recipes', producer, { recipe, tags: ['dub'] });
  ({ hash, code } = published.json as { hash: string; code: string });
});
afterAll(() => world.close());

const step = (name: string, user: User, reason = 'Because') =>
  world.post(`/api/recipes/${hash}/${name}`, user, { reason });
const stateOf = async () => (await world.database.prisma.recipe.findUniqueOrThrow({ where: { hash } })).state;
const inFeed = async () =>
  ((await world.get('/api/feed')).json as { items: { hash: string }[] }).items.some(
    (item) => item.hash === hash,
  );
const play = () => world.post('/api/plays/grants', null, { recipe: hash, device: new Device().did });
const withdraw = async () => {
  await world.post(`/api/grants/${grant}/withdraw`, artist, {});
  await world.settle(grant);
};
const giveAgain = async () => {
  await world.send('PUT', `/api/grants/${grant}`, artist, { policy: 'MONETISE', scope: {} });
  await world.settle(grant);
};

describe('a flip that its producer takes down', () => {
  test('is gone everywhere, says who took it down, and keeps its credits', async () => {
    const answer = await step('take-down', producer, 'Not my best');
    expect(answer).toMatchObject({
      status: 200,
      json: { from: 'PUBLISHED', to: 'TAKEN_DOWN', cause: 'PRODUCER', reason: 'Not my best' },
    });
    const detail = 'Its producer took it down: Not my best';
    for (const url of [
      `/api/share-links/${code}`,
      `/api/recipes/${hash}`,
      `/oembed?url=http://flipside.test/r/${code}`,
    ]) {
      const gone = await world.get(url);
      expect([url, gone.status]).toEqual([url, 410]);
      expect(gone.json).toMatchObject({
        code: 'gone',
        detail,
        flip: {
          hash,
          code,
          state: 'TAKEN_DOWN',
          since: (answer.json as { at: string }).at,
          producer: { displayName: 'Pia' },
          credits: { remixer: 'Pia', sources: [{ title: 'Tide' }], corrections: [] },
        },
      });
    }
    for (const url of [`/r/${code}`, `/embed/${code}`]) {
      const page = await world.get(url);
      expect([url, page.status]).toEqual([url, 410]);
      for (const words of [detail, 'Remixed by Pia', 'Ada Writer', 'noindex'])
        expect(page.text).toContain(words);
      expect(page.text).not.toContain('application/ld+json');
    }
    expect((await world.get(`/api/recipes/${hash}/document`)).status).toBe(410);
    expect(await world.get(`/api/recipes/${hash}/credits.ern.xml`)).toMatchObject({
      status: 410,
      json: { credits: { remixer: 'Pia' } },
    });
    expect(await inFeed()).toBe(false);
    expect(await play()).toMatchObject({ status: 410, json: { code: 'gone', detail } });
  });

  test('is told to feed readers, which keep entries', async () => {
    await step('take-down', producer, 'A <b> & c');
    const atom = await world.get('/feed.atom');
    expect(atom.text).toMatch(
      new RegExp(
        `<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="http://flipside.test/r/${code}" when="[^"]+"><at:comment>[^<]*A &lt;b&gt; &amp; c[^<]*Remixed by Pia`,
      ),
    );
    expect(atom.text.trimEnd().endsWith('</feed>')).toBe(true);
    const json = (await world.get('/feed.json?tag=dub')).json as unknown as { _flipside: { gone: object[] } };
    expect(json._flipside.gone[0]).toMatchObject({
      id: `http://flipside.test/r/${code}`,
      reason: 'Its producer took it down: A <b> & c',
      credits: expect.stringContaining('Remixed by Pia'),
    });
    expect((await world.get('/feed.json?tag=none')).json).not.toHaveProperty('_flipside');
  });

  test('comes back by the producer alone, and never by a grant', async () => {
    await step('take-down', producer);
    await withdraw();
    await giveAgain();
    expect(await stateOf()).toBe('TAKEN_DOWN');
    expect((await step('bring-back', other)).status).toBe(403);
    expect((await step('bring-back', operator)).status).toBe(403);
    expect(await step('bring-back', producer)).toMatchObject({
      status: 200,
      json: { from: 'TAKEN_DOWN', to: 'PUBLISHED', cause: 'PRODUCER' },
    });
    expect([await inFeed(), (await world.get(`/r/${code}`)).status, (await play()).status]).toEqual([
      true,
      200,
      201,
    ]);
    expect(await step('bring-back', producer)).toMatchObject({
      status: 409,
      json: { code: 'invalid_transition' },
    });
  });

  test('that is not cleared any more comes back withdrawn, with the reason of whoever withdrew', async () => {
    await step('take-down', producer);
    await withdraw();
    expect(await step('bring-back', producer)).toMatchObject({
      json: { to: 'WITHDRAWN', reason: expect.stringContaining('Ada Writer (composition side)') },
    });
    expect((await world.get(`/api/share-links/${code}`)).json).toMatchObject({
      detail: expect.stringMatching(/^Ada Writer/),
    });
    await giveAgain();
    expect(await stateOf()).toBe('PUBLISHED');
  });

  test('is the producer’s to take down, and nobody else’s', async () => {
    expect((await step('take-down', other)).status).toBe(403);
    expect((await step('take-down', operator)).status).toBe(403);
    expect((await world.post(`/api/recipes/sha256-${'0'.repeat(64)}/take-down`, producer, {})).status).toBe(
      404,
    );
    expect(await stateOf()).toBe('PUBLISHED');
  });
});

describe('a flip that an operator removes', () => {
  test('says so, and is restored by an operator alone', async () => {
    expect((await step('remove', producer)).status).toBe(403);
    expect((await world.post(`/api/recipes/${hash}/remove`, operator, {})).json).toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '/reason' }],
    });
    await step('remove', operator, 'By order of a court');
    expect((await world.get(`/r/${code}`)).text).toContain(
      'An operator of this instance removed it: By order of a court',
    );
    await withdraw();
    await giveAgain();
    expect(await stateOf()).toBe('REMOVED');
    expect((await step('bring-back', producer)).status).toBe(409);
    expect((await step('take-down', producer)).status).toBe(409);
    expect((await step('restore', producer)).status).toBe(403);
    expect(await step('restore', operator, 'Lifted')).toMatchObject({
      status: 200,
      json: { to: 'PUBLISHED' },
    });
    expect((await play()).status).toBe(201);
  });

  test('after its producer took it down stays down when it is restored, in the producer’s words', async () => {
    await step('take-down', producer, 'Not my best');
    await step('remove', operator, 'By order');
    expect(await step('restore', operator, 'Lifted')).toMatchObject({ json: { to: 'TAKEN_DOWN' } });
    expect((await world.get(`/api/share-links/${code}`)).json).toMatchObject({
      detail: 'Its producer took it down: Not my best',
    });
    expect((await step('bring-back', producer)).json).toMatchObject({ to: 'PUBLISHED' });
  });
});

describe('the history', () => {
  test('holds every step, for the producer and operators, and cannot be changed', async () => {
    await withdraw();
    await giveAgain();
    await step('take-down', producer, '');
    await step('remove', operator, 'By order');
    const history = await world.get(`/api/recipes/${hash}/history`, producer);
    const items = (history.json as { items: { from: string; to: string; cause: string }[] }).items;
    expect(items.map(({ from, to, cause }) => `${from} ${to} ${cause}`)).toEqual([
      'TAKEN_DOWN REMOVED OPERATOR',
      'PUBLISHED TAKEN_DOWN PRODUCER',
      'WITHDRAWN PUBLISHED CLEARANCE',
      'PUBLISHED WITHDRAWN CLEARANCE',
    ]);
    expect((await world.get(`/api/recipes/${hash}/history`, operator)).json).toEqual(history.json);
    expect((await world.get(`/api/recipes/${hash}/history`, other)).status).toBe(403);
    for (const sql of [
      'UPDATE recipe_state_change SET reason = $$x$$',
      'DELETE FROM recipe_state_change',
      'TRUNCATE recipe_state_change',
    ])
      await expect(world.database.pool.query(sql)).rejects.toThrow('append-only');
    const changes = await world.get('/api/recipe-changes?limit=2', operator);
    const page = changes.json as { items: object[]; nextCursor: string };
    expect(page.items).toMatchObject([
      { to: 'REMOVED', flip: { hash, state: 'REMOVED', credits: { remixer: 'Pia' } } },
      { to: 'TAKEN_DOWN', flip: { hash } },
    ]);
    const next = await world.get(`/api/recipe-changes?limit=2&cursor=${page.nextCursor}`, operator);
    expect((next.json as { items: object[] }).items).toMatchObject([
      { to: 'PUBLISHED', cause: 'CLEARANCE' },
      { to: 'PUBLISHED', cause: 'CLEARANCE' },
    ]);
  });

  test('is told to the producer: who, what and why', async () => {
    await withdraw();
    await giveAgain();
    await step('remove', operator, 'By order');
    const events = await world.database.prisma.outboxEvent.findMany({
      where: { key: hash, topic: { in: ['recipe.withdrawn', 'recipe.restored'] } },
      orderBy: { id: 'asc' },
    });
    const about = { hash, code, producerId: producer.id, title: `Midnight ${serial}` };
    expect(events.map(({ topic, payload }) => [topic, payload])).toEqual([
      ['recipe.withdrawn', { ...about, cause: 'CLEARANCE', reason: expect.stringContaining('Ada Writer') }],
      ['recipe.restored', { ...about, cause: 'CLEARANCE' }],
      ['recipe.withdrawn', { ...about, cause: 'OPERATOR', reason: 'By order' }],
    ]);
  });

  test('is on the producer’s own list, whatever became of each flip', async () => {
    await step('take-down', producer, 'Not my best');
    const own = await world.get('/api/me/flips?limit=1', producer);
    expect(own.json).toMatchObject({
      items: [
        {
          hash,
          state: 'TAKEN_DOWN',
          stateReason: 'Its producer took it down: Not my best',
          children: '0',
          supersededBy: null,
          credits: { remixer: 'Pia' },
        },
      ],
      nextCursor: expect.any(String),
    });
    expect((await world.get('/api/me/flips', other)).json).toEqual({ items: [], nextCursor: null });
  });
});
