import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeriodCloseService } from '../../../modules/royalty/index.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import { flip, FlipWorld, linkTo } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const [TIDE, ROOF, LAMP] = ['GBAAA2400031', 'GBAAA2400032', 'GBAAA2400033'];
const UNKNOWN = `sha256-${'e'.repeat(64)}`;
let world: FlipWorld;
let operator: User;
let producers: User[];
let owner: User;
let label: string;
let writer: string;
let work: string;
let grandparent: string;
let other: string;
let middle: string;
let child: string;
const grandchildren: string[] = [];

interface Node {
  hash: string;
  depth: number;
  parents: string[];
  adds: { isrc: string }[];
  credits: { sources: { isrc: string }[]; remixer: string };
  state: string;
  children: string;
}
interface Tree {
  root: Node;
  ancestors: Node[];
  descendants: Node[];
  unknown: object[];
  sources: { isrc: string; own: boolean; through: string[] }[];
  nextCursor: string | null;
  truncated: boolean;
}

const tree = async (hash: string, query = '') =>
  (await world.get(`/api/recipes/${hash}/tree${query}`)).json as Tree;

async function publish(user: User, isrcs: string[], title: string, parents: string[] = []): Promise<string> {
  const provenance = { parents: parents.map(linkTo), supersedes: null };
  const answer = await world.post('/api/recipes', user, { recipe: flip(isrcs, title, { provenance }) });
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.json as { hash: string }).hash;
}

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  producers = [await world.user('pia'), await world.user('otto'), await world.user('rita')];
  owner = await world.user('nora');
  await world.tariff(operator);
  label = await world.party(owner, 'North Label');
  writer = await world.party(owner, 'Ada Writer');
  const rest = await world.party(owner, 'South Label');
  work = await world.recording(operator, TIDE!, { label, writer, title: 'Tide' });
  await world.recording(operator, ROOF!, { label: rest, writer: rest, title: 'Roof' });
  await world.recording(operator, LAMP!, { label: rest, writer: rest, title: 'Lamp' });
  for (const party of [label, writer, rest])
    for (const side of ['MASTER', 'COMPOSITION'])
      await world.post(`/api/parties/${party}/grants`, owner, { side, subject: { kind: 'CATALOGUE' } });
  const [pia, otto, rita] = producers as [User, User, User];
  grandparent = await publish(pia, [TIDE!], 'Oldest');
  other = await publish(otto, [LAMP!], 'Other line', [UNKNOWN]);
  middle = await publish(otto, [TIDE!, ROOF!], 'Middle', [grandparent, other]);
  child = await publish(rita, [TIDE!, ROOF!, LAMP!], 'Child', [middle, grandparent]);
  for (let index = 0; index < 12; index += 1)
    grandchildren.push(await publish(pia, [ROOF!], `Grandchild ${index}`, [child]));
}, 60_000);
afterAll(() => world.close());

describe('the tree of a flip', () => {
  test('has its ancestors once each, nearest first, and what each step added', async () => {
    const { root, ancestors, unknown, truncated } = await tree(child);
    expect(root).toMatchObject({
      hash: child,
      depth: 0,
      parents: [middle, grandparent].toSorted(),
      children: '12',
    });
    expect(ancestors.map(({ hash, depth }) => [hash, depth])).toEqual([
      ...[middle, grandparent].toSorted().map((hash) => [hash, -1]),
      [other, -2],
    ]);
    const added = new Map([root, ...ancestors].map(({ hash, adds }) => [hash, adds.map(({ isrc }) => isrc)]));
    expect(added.get(grandparent)).toEqual([TIDE]);
    expect(added.get(other)).toEqual([LAMP]);
    expect(added.get(middle)).toEqual([ROOF]);
    // Its parents do not use it; it came in again here.
    expect(added.get(child)).toEqual([LAMP]);
    expect(unknown).toEqual([{ hash: UNKNOWN, depth: -3, child: other }]);
    expect(truncated).toBe(false);
    for (const node of [root, ...ancestors]) expect(node.credits.sources.length).toBeGreaterThan(0);
  });

  test('tells through which flips each recording came', async () => {
    const { sources } = await tree(grandchildren[0]!);
    expect(sources.map(({ isrc, own }) => [isrc, own])).toEqual([
      [ROOF, true],
      [TIDE, false],
      [LAMP, false],
    ]);
    expect(sources[0]!.through).toEqual([child, middle]);
    expect(sources[1]!.through.toSorted()).toEqual([child, middle, grandparent].toSorted());
    expect(sources[2]!.through).toEqual([child, other]);
  });

  test('has the flips made from it, generation by generation, each once', async () => {
    const { descendants, nextCursor, truncated } = await tree(grandparent);
    const at = (depth: number) => descendants.filter((node) => node.depth === depth).map(({ hash }) => hash);
    expect(at(1)).toEqual([child, middle]);
    expect(at(2)).toEqual(grandchildren.slice(-8).toReversed());
    expect(new Set(descendants.map(({ hash }) => hash)).size).toBe(descendants.length);
    expect(descendants.find(({ hash }) => hash === child)).toMatchObject({
      parents: [middle, grandparent].toSorted(),
    });
    expect([nextCursor, truncated]).toEqual([null, true]);
    expect((await tree(grandparent, '?depth=1')).descendants.map(({ hash }) => hash)).toEqual([
      child,
      middle,
    ]);
  });

  test('goes on page by page', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await tree(child, `?limit=5${cursor}`);
      seen.push(...page.descendants.map(({ hash }) => hash));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(grandchildren.toReversed());
  });

  test('marks what was taken away, and does not hide it', async () => {
    await world.post(`/api/recipes/${middle}/take-down`, producers[1]!, { reason: 'Not my best' });
    const { ancestors, descendants } = await tree(child);
    const marked = {
      hash: middle,
      state: 'TAKEN_DOWN',
      stateReason: 'Its producer took it down: Not my best',
      credits: { remixer: 'Otto' },
    };
    expect(ancestors).toContainEqual(
      expect.objectContaining({ ...marked, credits: expect.objectContaining(marked.credits) }),
    );
    expect((await tree(grandparent)).descendants.map(({ hash }) => hash)).toContain(middle);
    expect((await tree(middle)).root).toMatchObject(marked);
    expect(descendants).toHaveLength(12);
    await world.post(`/api/recipes/${middle}/bring-back`, producers[1]!, {});
  });

  test('needs one query for all ancestors and one for each generation below', async () => {
    const { pool } = world.database;
    const query = pool.query.bind(pool);
    const asked: string[] = [];
    const spied = pool as unknown as { query: (...values: unknown[]) => unknown };
    spied.query = (...values) => {
      asked.push(typeof values[0] === 'string' ? values[0] : '');
      return (query as (...all: unknown[]) => unknown)(...values);
    };
    try {
      await tree(grandparent, '?depth=4');
    } finally {
      spied.query = query as never;
    }
    const trees = asked.filter((sql) => sql.includes('recipe_parent'));
    // The flip itself, its ancestors, and the generations below: two that are there and one that is empty.
    expect(trees).toHaveLength(5);
  });

  test('is refused beyond its bounds, and unknown flips are not found', async () => {
    for (const query of ['?depth=7', '?limit=51', '?depth=0', '?cursor=AAAA', '?width=3'])
      expect([query, (await world.get(`/api/recipes/${child}/tree${query}`)).status]).toEqual([query, 400]);
    expect((await world.get(`/api/recipes/${UNKNOWN}/tree`)).status).toBe(404);
  });
});

describe('renderings', () => {
  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/plain', 'text/plain'],
    ['application/ld+json, application/json;q=0.5', 'application/ld+json'],
    ['application/xml', 'application/xml'],
    ['text/xml', 'application/xml'],
    ['text/*, */*;q=0.1', 'text/plain'],
    ['application/json;q=0, application/*;q=0.4', 'application/ld+json'],
  ])('Accept %s gives %s', async (accept, type) => {
    const answer = await world.app.inject({
      method: 'GET',
      url: `/api/recipes/${middle}/credits`,
      headers: accept === undefined ? {} : { accept },
    });
    expect([answer.statusCode, String(answer.headers['content-type'])]).toEqual([
      200,
      `${type}; charset=utf-8`,
    ]);
    expect(answer.headers['vary']).toContain('accept');
    expect(answer.body).toContain('Otto');
  });

  test('that nobody has are not acceptable', async () => {
    const headers = { accept: 'audio/mpeg' };
    const answer = await world.app.inject({ method: 'GET', url: `/api/recipes/${middle}/credits`, headers });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([406, 'not_acceptable']);
  });

  test('name the parent and every source', async () => {
    const ern = await world.get(`/api/recipes/${middle}/credits.ern.xml`);
    expect(ern.headers['content-disposition']).toContain('credits.ern.xml');
    expect(ern.text.match(/<ResourceRelationshipType>HasContentFrom</g)).toHaveLength(2);
    expect(ern.text).toContain('<StartPoint>8</StartPoint><DurationUsed>PT8S</DurationUsed>');
    expect(ern.text).toContain('<MessageControlType>TestMessage</MessageControlType>');
    const text = (await world.get(`/api/recipes/${middle}/credits.txt`)).text;
    expect(text).toContain('Builds on Oldest by Pia');
    const { isBasedOn } = (await world.get(`/api/recipes/${middle}/credits.jsonld`)).json as {
      isBasedOn: object[];
    };
    expect(isBasedOn).toHaveLength(4);
    const link = (await world.get(`/api/recipes/${middle}/document`)).headers['link'];
    expect(link).toBe('<credits>; rel="describedby"; title="Credits"');
  });
});

describe('derivatives of a party’s music', () => {
  const list = async (party: string, query = '') =>
    (await world.get(`/api/parties/${party}/derivatives${query}`, owner)).json as {
      items: { hash: string; ownSources: object[]; earned: object[]; children: string }[];
      nextCursor: string | null;
    };

  test('are the flips that use it, with the sides and seconds, newest first', async () => {
    const { items } = await list(label);
    expect(items.map(({ hash }) => hash)).toEqual([child, middle, grandparent]);
    expect(items[1]).toMatchObject({
      ownSources: [{ isrc: TIDE, title: 'Tide', usageMs: 8000, sides: ['MASTER'] }],
      earned: [],
      children: '1',
      state: 'PUBLISHED',
      credits: { remixer: 'Otto' },
    });
    expect((await list(writer)).items[0]).toMatchObject({
      ownSources: [{ isrc: TIDE, sides: ['COMPOSITION'] }],
    });
  });

  test('page and filter by recording, work, state and date', async () => {
    const first = await list(label, '?limit=2');
    const second = await list(label, `?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ hash }) => hash)).toEqual([child, middle, grandparent]);
    expect((await list(label, `?isrc=${ROOF}`)).items).toEqual([]);
    expect((await list(label, `?isrc=${TIDE}`)).items).toHaveLength(3);
    expect((await list(writer, `?work=${work}`)).items).toHaveLength(3);
    expect((await list(label, '?state=TAKEN_DOWN')).items).toEqual([]);
    await world.post(`/api/recipes/${middle}/take-down`, producers[1]!, {});
    expect((await list(label, '?state=TAKEN_DOWN')).items.map(({ hash }) => hash)).toEqual([middle]);
    await world.post(`/api/recipes/${middle}/bring-back`, producers[1]!, {});
    expect((await list(label, '?from=2999-01-01T00:00:00.000Z')).items).toEqual([]);
    expect((await list(label, '?to=2999-01-01T00:00:00.000Z')).items).toHaveLength(3);
    expect((await world.get(`/api/parties/${label}/derivatives`, producers[0]!)).status).toBe(403);
  });

  test('say what they were stated to pay, in all and by play', async () => {
    const device = new Device();
    for (const _play of [1, 2]) {
      const grant = await world.post('/api/plays/grants', null, { recipe: grandparent, device: device.did });
      const start = new Date(Date.now() - 60_000 * _play);
      await world.post('/api/plays', null, { receipts: [device.receipt(grant.json, start, 8_000)] });
    }
    const { items } = (await world.get('/api/royalties/periods', owner)).json as { items: { id: string }[] };
    await world.post(`/api/royalties/periods/${items[0]!.id}/close`, operator, {});
    await world.app.get(PeriodCloseService).run(items[0]!.id);
    const found = (await list(label)).items.find(({ hash }) => hash === grandparent);
    const plays = (found as unknown as { playCount: string }).playCount;
    expect(Number(plays)).toBeGreaterThan(0);
    // 500,000 ppm of 4,000 micro-units a play.
    expect(found!.earned).toEqual([
      { currency: 'EUR', plays, amountMicros: String(2_000 * Number(plays)), perPlayMicros: '2000' },
    ]);
    expect((await list(writer)).items.find(({ hash }) => hash === grandparent)!.earned).toMatchObject([
      { perPlayMicros: '600' },
    ]);
  });
});
