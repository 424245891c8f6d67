import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startJobs } from '../../apps/api/src/create-app.ts';
import { flip, FlipWorld } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { OutboxRepository } from '../../apps/api/src/platform/outbox/outbox.repository.ts';
import { Device } from '../support/played-world.ts';

const ISRC = 'GBTST2600001';
let world: FlipWorld;
let artist: User;
let grant: string;
let hash: string;
let code: string;

beforeAll(async () => {
  world = await FlipWorld.open();
  const operator = await world.user('olga', { operator: true });
  artist = await world.user('ada');
  await world.tariff(operator);
  const label = await world.party(artist, 'North Label');
  const writer = await world.party(artist, 'Ada Writer');
  await world.recording(operator, ISRC, { label, writer });
  const give = async (party: string, side: string) => {
    const subject = { kind: 'CATALOGUE' };
    const answer = await world.post(`/api/parties/${party}/grants`, artist, { side, subject });
    return (answer.json as { id: string }).id;
  };
  await give(label, 'MASTER');
  grant = await give(writer, 'COMPOSITION');
  const published = await world.post('/api/recipes', await world.user('pia'), {
    recipe: flip([ISRC], 'Midnight'),
  });
  ({ hash, code } = published.json as { hash: string; code: string });
  await startJobs(world.app);
}, 120_000);
afterAll(() => world.close());

/** Asks until the answer is what it is to become; the last answer when it never is. */
async function eventually<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + 30_000;
  let answer = await ask();
  while (!isThere(answer) && Date.now() < until) {
    await sleep(50);
    answer = await ask();
  }
  return answer;
}

const link = () => world.get(`/api/share-links/${code}`);
const feed = async () => {
  const { items } = (await world.get('/api/feed')).json as { items: { hash: string }[] };
  return items.map((item) => item.hash);
};
const askToPlay = () => world.post('/api/plays/grants', null, { recipe: hash, device: new Device().did });

describe('consent over HTTP, the outbox, the queue and its handlers', () => {
  test('what is granted is in the feed, opens and may be played', async () => {
    expect(await feed()).toEqual([hash]);
    expect((await link()).status).toBe(200);
    expect((await askToPlay()).status).toBe(201);
  });

  test('a withdrawal stops plays at once, and closes link, page and feed when its job has run', async () => {
    const withdrawn = await world.post(`/api/grants/${grant}/withdraw`, artist, { reason: 'Not now' });
    expect(withdrawn).toMatchObject({ status: 200, json: { state: 'WITHDRAWN', version: 2 } });
    expect(await askToPlay()).toMatchObject({ status: 409, json: { code: 'not_cleared' } });
    const gone = await eventually(link, ({ status }) => status === 410);
    expect(gone).toMatchObject({
      status: 410,
      json: { code: 'gone', detail: expect.stringContaining('Ada Writer (composition side)') },
    });
    expect(await feed()).toEqual([]);
    expect((await world.get(`/r/${code}`)).status).toBe(410);
    const reader = (await world.get('/feed.json')).json as {
      items: object[];
      _flipside: { gone: object[] };
    };
    expect(reader.items).toEqual([]);
    expect(reader._flipside.gone).toMatchObject([{ id: `http://flipside.test/r/${code}` }]);
    expect((await world.get(`/api/recipes/${hash}`)).json).toMatchObject({ state: 'WITHDRAWN' });
  });

  test('the next version of the grant brings all of it back', async () => {
    const terms = { policy: 'MONETISE', scope: {} };
    expect((await world.send('PUT', `/api/grants/${grant}`, artist, terms)).status).toBe(200);
    expect((await eventually(link, ({ status }) => status === 200)).status).toBe(200);
    expect(await feed()).toEqual([hash]);
    expect((await world.get(`/r/${code}`)).text).toContain('Midnight');
    expect((await askToPlay()).status).toBe(201);
  });

  test('no event is left behind and none failed', async () => {
    const outbox = world.app.get(OutboxRepository);
    expect(
      await eventually(
        () => outbox.pending(),
        (pending) => pending === 0,
      ),
    ).toBe(0);
    expect(await world.database.prisma.deadLetter.count()).toBe(0);
    const { rows } = await world.database.pool.query<{ topic: string; events: number }>(
      'SELECT topic, count(*)::int AS events FROM outbox_event GROUP BY topic ORDER BY topic',
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { topic: expect.stringMatching(/grant/), events: 4 },
        { topic: expect.stringMatching(/withdrawn/), events: 1 },
        { topic: expect.stringMatching(/restored/), events: 1 },
      ]),
    );
  });
});
