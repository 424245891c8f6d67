import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GrantBulkService } from '../../../modules/consent/index.ts';
import { RecipeStandingService } from '../../../modules/recipes/index.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

let world: FlipWorld;
let operator: User;
let lena: User;
let wim: User;
let label: string;
let now: Date;
const isrcs = ['GBBLK2600001', 'GBBLK2600002', 'GBBLK2600003', 'GBBLK2600004'];
const TITLES = ['Amber', 'Birch', 'Cedar', 'Dogwood'];
const MANY = 230;

interface Bulk {
  id: string;
  token: string;
  state: string;
  totals: Record<'NEW' | 'REVISED' | 'UNCHANGED' | 'REFUSED', number>;
  flips: { stopping: number; starting: number; bounded: boolean };
  applied: number;
}
interface Row {
  kind: string;
  id: string;
  isrc: string;
  title: string;
  clearance: string;
  own: { id: string; version: number; state: string } | null;
}

beforeAll(async () => {
  world = await FlipWorld.open();
  now = new Date();
  world.app.get(Clock).now = () => now;
  operator = await world.user('olga', { operator: true });
  lena = await world.user('lena');
  wim = await world.user('wim');
  await world.tariff(operator);
  label = await world.party(lena, 'North Label');
  const writer = await world.party(wim, 'Wim Writer');
  for (const [index, isrc] of isrcs.entries())
    await world.recording(operator, isrc, { label, writer, title: TITLES[index]! });
  const everything = { side: 'COMPOSITION', subject: { kind: 'CATALOGUE' } };
  expect((await world.post(`/api/parties/${writer}/grants`, wim, everything)).status).toBe(201);
  for (const isrc of isrcs.slice(0, 2)) await grant(isrc);
}, 120_000);
afterAll(() => world.close());

async function grant(isrc: string): Promise<string> {
  const body = { side: 'MASTER', subject: { kind: 'RECORDING', isrc } };
  const answer = await world.post(`/api/parties/${label}/grants`, lena, body);
  expect(answer.status).toBe(201);
  return (answer.json as { id: string }).id;
}

const rows = async (query = '') => {
  const answer = await world.get(`/api/parties/${label}/catalogue?limit=500&${query}`, lena);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json as { items: Row[]; nextCursor: string | null; total: number | null };
};
const titles = async (query: string) => (await rows(query)).items.map(({ title }) => title);
const preview = (selection: object, change: object) =>
  world.post(`/api/parties/${label}/grants/bulk/preview`, lena, { selection, change });
const previewed = async (selection: object, change: object) => {
  const answer = await preview(selection, change);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json as Bulk;
};
const apply = ({ id, token }: Pick<Bulk, 'id' | 'token'>) =>
  world.post(`/api/parties/${label}/grants/bulk`, lena, { preview: id, token });
const ALL = { kind: 'MATCHING', filter: {} };
const OPT_IN = { kind: 'GRANT' };

describe('the label’s table', () => {
  test('is by title, in pages, and says how many there are', async () => {
    const first = await rows();
    expect(first).toMatchObject({ total: 4, nextCursor: null });
    const pages: Row[] = [];
    let cursor: string | null = null;
    do {
      const answer = await world.get(
        `/api/parties/${label}/catalogue?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`,
        lena,
      );
      const page = answer.json as { items: Row[]; nextCursor: string | null; total: number | null };
      expect(page.total).toBe(cursor === null ? 4 : null);
      pages.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pages.map(({ title }) => title)).toEqual(TITLES);
  });

  test('is filtered by words, side, release, clearance, opt-in and flips, and by all together', async () => {
    const { prisma } = world.database;
    const release = newId();
    await prisma.release.create({ data: { id: release, title: 'Trees', artist: 'The Artist' } });
    for (const [position, isrc] of isrcs.slice(1, 3).entries()) {
      const { id: recordingId } = await prisma.recording.findUniqueOrThrow({ where: { isrc } });
      await prisma.releaseRecording.create({ data: { releaseId: release, recordingId, position } });
    }
    const published = await world.post('/api/recipes', lena, { recipe: flip([isrcs[0]!], 'Of Amber') });
    expect(published.status).toBe(201);
    expect(await titles('q=bir')).toEqual(['Birch']);
    expect(await titles(`q=${isrcs[3]}`)).toEqual(['Dogwood']);
    expect(await titles('q=%E2%80%A6')).toEqual([]);
    expect(await titles('side=COMPOSITION')).toEqual([]);
    expect(await titles(`release=${release}`)).toEqual(['Birch', 'Cedar']);
    expect(await titles('optedIn=true')).toEqual(['Amber', 'Birch']);
    expect(await titles('optedIn=false')).toEqual(['Cedar', 'Dogwood']);
    expect(await titles('clearance=CLEARED')).toEqual(['Amber', 'Birch']);
    expect(await titles('flipped=true')).toEqual(['Amber']);
    expect(await titles('flipped=false')).toEqual(['Birch', 'Cedar', 'Dogwood']);
    expect(await titles(`release=${release}&optedIn=false&side=MASTER`)).toEqual(['Cedar']);
    expect(await rows('optedIn=false')).toMatchObject({ total: 2 });
    const { items } = (await world.get(`/api/parties/${label}/releases`, lena)).json as { items: object[] };
    expect(items).toEqual([{ id: release, title: 'Trees', artist: 'The Artist' }]);
  });

  test('a filter that is not one is refused by name', async () => {
    const url = `/api/parties/${label}/catalogue`;
    expect(await world.get(`${url}?optedIn=maybe`, lena)).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/query/optedIn' }] },
    });
    expect((await world.get(`${url}?colour=red`, lena)).status).toBe(400);
  });
});

describe('a preview', () => {
  test('says of each subject what becomes of it, and what flips do', async () => {
    const bulk = await previewed(ALL, OPT_IN);
    expect(bulk).toMatchObject({
      state: 'PREVIEWED',
      totals: { NEW: 2, REVISED: 0, UNCHANGED: 2, REFUSED: 0 },
      flips: { stopping: 0, starting: 0, bounded: false },
      applied: 0,
    });
    const url = `/api/parties/${label}/grants/bulk/${bulk.id}/items`;
    const { items } = (await world.get(`${url}?outcome=NEW`, lena)).json as { items: object[] };
    expect(items).toMatchObject([
      { title: 'Cedar', outcome: 'NEW', grantId: null, applied: false },
      { title: 'Dogwood', outcome: 'NEW' },
    ]);
    expect((await rows('optedIn=true')).items).toHaveLength(2);
  });

  test('counts the flips that would stop, and those that would start again', async () => {
    const withdraw = { kind: 'WITHDRAW' };
    expect((await previewed(ALL, withdraw)).flips).toEqual({ stopping: 1, starting: 0, bounded: false });
    const tooShort = { kind: 'GRANT', scope: { maxSeconds: 5 } };
    expect((await previewed(ALL, tooShort)).flips.stopping).toBe(1);
    const longEnough = { kind: 'GRANT', scope: { maxSeconds: 8 } };
    expect((await previewed(ALL, longEnough)).flips.stopping).toBe(0);
    const [amber] = (await rows('q=amber')).items;
    await world.post(`/api/grants/${amber!.own!.id}/suspend`, lena, {});
    await world.settle(amber!.own!.id);
    expect((await previewed(ALL, { kind: 'RESUME' })).flips).toEqual({
      stopping: 0,
      starting: 1,
      bounded: false,
    });
    await world.post(`/api/grants/${amber!.own!.id}/resume`, lena, {});
    await world.settle(amber!.own!.id);
  });

  test('refuses by name what is not the party’s, and what has no grant to withdraw', async () => {
    const stranger = newId();
    const [amber, , , dogwood] = (await rows()).items;
    const subjects = [amber!, dogwood!].map(({ kind, id }) => ({ kind, id }));
    const selection = { kind: 'SUBJECTS', subjects: [...subjects, { kind: 'RECORDING', id: stranger }] };
    const bulk = await previewed(selection, { kind: 'SUSPEND', reason: 'Check' });
    expect(bulk.totals).toEqual({ NEW: 0, REVISED: 1, UNCHANGED: 0, REFUSED: 2 });
    const url = `/api/parties/${label}/grants/bulk/${bulk.id}/items?outcome=REFUSED`;
    expect((await world.get(url, lena)).json).toMatchObject({
      items: [
        { title: 'Dogwood', note: 'There is no grant for it.' },
        { id: stranger, note: 'The party has neither a share nor a role in this.' },
      ],
    });
  });

  test('of what cannot be asked is refused', async () => {
    const at = new Date(now.getTime() - 1000).toISOString();
    expect(await preview(ALL, { kind: 'WITHDRAW', at })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/change/at' }] },
    });
    expect((await preview(ALL, { kind: 'GRANT', scope: { colour: 'red' } })).status).toBe(400);
    expect((await preview({ kind: 'SUBJECTS', subjects: [] }, OPT_IN)).status).toBe(400);
    const foreign = await world.post(`/api/parties/${label}/grants/bulk/preview`, wim, {
      selection: ALL,
      change: OPT_IN,
    });
    expect(foreign.status).toBe(403);
  });
});

describe('applying', () => {
  test('does what was shown, once', async () => {
    const bulk = await previewed({ kind: 'MATCHING', filter: { q: 'cedar' } }, OPT_IN);
    const done = await apply(bulk);
    expect(done).toMatchObject({ status: 202, json: { state: 'DONE', applied: 1 } });
    expect(await titles('clearance=CLEARED')).toEqual(['Amber', 'Birch', 'Cedar']);
    const versions = () => world.database.prisma.grant.count({ where: { partyId: label } });
    const before = await versions();
    expect(await apply(bulk)).toMatchObject({ status: 202, json: { state: 'DONE', applied: 1 } });
    expect(await versions()).toBe(before);
  });

  test('is refused when a grant changed since, when the token is another’s, and after an hour', async () => {
    const change = { kind: 'GRANT', scope: { territories: ['DE'] } };
    const outdated = await previewed(ALL, change);
    const fresh = await previewed({ kind: 'MATCHING', filter: { q: 'birch' } }, change);
    const [amber] = (await rows('q=amber')).items;
    await world.post(`/api/grants/${amber!.own!.id}/suspend`, lena, {});
    expect(await apply(outdated)).toMatchObject({
      status: 409,
      json: {
        code: 'preview_outdated',
        detail: expect.stringContaining('1 of these grants was changed since'),
      },
    });
    expect(await apply({ ...fresh, token: outdated.token })).toMatchObject({
      status: 409,
      json: { code: 'preview_outdated' },
    });
    now = new Date(now.getTime() + 3_600_001);
    expect(await apply(fresh)).toMatchObject({ status: 409, json: { code: 'preview_outdated' } });
    expect(await titles('clearance=CLEARED')).toEqual(['Birch', 'Cedar']);
    await world.post(`/api/grants/${amber!.own!.id}/resume`, lena, {});
  });

  test('a preview of another party is not found', async () => {
    const bulk = await previewed(ALL, OPT_IN);
    const other = await world.party(wim, 'Another');
    const url = `/api/parties/${other}/grants/bulk`;
    expect((await world.post(url, wim, { preview: bulk.id, token: bulk.token })).status).toBe(404);
    expect((await world.get(`${url}/${bulk.id}`, wim)).status).toBe(404);
  });

  test('goes on as a job where the request stopped, and twice does nothing twice', async () => {
    const ids = await enterMany();
    const bulk = await previewed({ kind: 'MATCHING', filter: { q: 'many' } }, OPT_IN);
    expect(bulk.totals.NEW).toBe(MANY);
    expect(await apply(bulk)).toMatchObject({ status: 202, json: { state: 'RUNNING', applied: 100 } });
    const started = { topic: 'consent.bulk-started', key: bulk.id };
    expect(await world.database.prisma.outboxEvent.count({ where: started })).toBe(1);
    // Meanwhile somebody grants one of those that wait: that one is left alone, and said so.
    await grant('GBMNY2600229');
    const bulks = world.app.get(GrantBulkService);
    await Promise.all([bulks.run(bulk.id), bulks.run(bulk.id)]);
    const after = await world.get(`/api/parties/${label}/grants/bulk/${bulk.id}`, lena);
    expect(after.json).toMatchObject({
      ...{ state: 'DONE', applied: MANY - 1 },
      totals: { NEW: MANY - 1, REVISED: 0, UNCHANGED: 0, REFUSED: 1 },
    });
    const counts = await world.database.prisma.grant.groupBy({
      by: ['recordingId'],
      where: { partyId: label, recordingId: { in: ids } },
      _count: { _all: true },
    });
    expect(counts).toHaveLength(MANY);
    expect(new Set(counts.map(({ _count: { _all: all } }) => all))).toEqual(new Set([1]));
  });

  test('previews that nobody applied are forgotten after a day, applied ones are kept', async () => {
    const idle = await previewed(ALL, OPT_IN);
    now = new Date(now.getTime() + 25 * 3_600_000);
    expect(await world.app.get(GrantBulkService).forgetPreviews()).toBeGreaterThan(0);
    expect((await world.get(`/api/parties/${label}/grants/bulk/${idle.id}`, lena)).status).toBe(404);
    const kept = await world.database.prisma.grantBulk.groupBy({ by: ['state'], _count: { _all: true } });
    expect(kept).toEqual([{ state: 'DONE', _count: { _all: 2 } }]);
  });
});

test('a withdrawal of many stops their flips as one grant’s does', async () => {
  const bulk = await previewed(
    { kind: 'MATCHING', filter: { q: 'amber' } },
    { kind: 'WITHDRAW', reason: 'Over' },
  );
  expect(bulk.flips.stopping).toBe(1);
  await apply(bulk);
  const { items } = await rows('q=amber');
  await world.app.get(RecipeStandingService).reviewGrant(items[0]!.own!.id);
  const recipe = await world.database.prisma.recipe.findFirstOrThrow({
    select: { state: true, stateReason: true },
  });
  expect(recipe).toEqual({
    state: 'WITHDRAWN',
    stateReason: 'North Label (recording side) has withdrawn the grant.',
  });
});

/** Recordings entered as an import would, without shares of the composition. */
async function enterMany(): Promise<string[]> {
  const { prisma } = world.database;
  const made = Array.from({ length: MANY }, (_, index) => ({
    id: newId(),
    isrc: `GBMNY2600${String(index).padStart(3, '0')}`,
    title: `Many ${String(index).padStart(3, '0')}`,
    artist: 'The Artist',
  }));
  await prisma.recording.createMany({ data: made });
  const share = { side: 'MASTER' as const, partyId: label, role: 'LABEL', ppm: 1_000_000, source: 'TEST' };
  await prisma.share.createMany({
    data: made.map(({ id }) => ({
      id: newId(),
      recordingId: id,
      territories: ['WW'],
      excludeTerritories: [],
      ...share,
    })),
  });
  return made.map(({ id }) => id);
}
