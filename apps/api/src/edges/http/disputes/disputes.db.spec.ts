import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DisputeDetectionService } from '../../../modules/disputes/index.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const SAYS = { text: 'It is ours.', evidence: ['https://example.org/contract?page=2'] };
let world: FlipWorld;
let operator: User;
let ada: User;
let bo: User;
let north: string;
let south: string;
let serial = 0;

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  ada = await world.user('ada');
  bo = await world.user('bo');
  await world.tariff(operator);
  north = await world.party(ada, 'North Label');
  south = await world.party(bo, 'South Label');
  for (const [user, party] of [
    [ada, north],
    [bo, south],
  ] as const)
    for (const side of ['MASTER', 'COMPOSITION'])
      await world.post(`/api/parties/${party}/grants`, user, { side, subject: { kind: 'CATALOGUE' } });
}, 120_000);
afterAll(() => world.close());

interface Found {
  readonly id: string;
  readonly state: string;
  readonly revision: number;
  readonly claimedPpm: number;
  readonly parts: { territories: object; disputed: { shareId: string; party: { name: string } }[] }[];
  readonly events: { id: string; kind: string; evidence: string[] }[];
}

/** An operator enters a recording of which both labels claim too much in Germany. */
async function overclaimed() {
  const isrc = `GBTST27${String((serial += 1)).padStart(5, '0')}`;
  const credit = { partyId: north, role: 'MAIN_ARTIST' };
  const entered = await world.post('/api/recordings', operator, {
    isrc,
    title: 'Paper Lanterns',
    artist: 'Ada',
    shares: [
      { partyId: north, role: 'LABEL', ppm: 1_000_000 },
      { partyId: south, role: 'LABEL', ppm: 200_000, territories: ['DE'] },
    ],
    contributors: [credit],
    works: [
      {
        title: 'Paper Lanterns',
        ppm: 1_000_000,
        shares: [{ partyId: north, role: 'PUBLISHER', ppm: 1_000_000 }],
        contributors: [{ partyId: north, role: 'COMPOSER' }],
      },
    ],
  });
  expect(entered.status).toBe(201);
  const recording = await world.database.prisma.recording.findUniqueOrThrow({ where: { isrc } });
  const { payload } = await world.database.prisma.outboxEvent.findFirstOrThrow({
    where: { topic: 'catalogue.shares-changed', key: isrc },
  });
  await world.app
    .get(DisputeDetectionService)
    .review(payload as { recordingIds: string[]; workIds: string[] });
  const { items } = (await world.get(`/api/disputes?party=${south}&state=open&limit=1`, bo)).json as {
    items: { id: string; subject: object }[];
  };
  expect(items[0]?.subject).toEqual({
    ...{ kind: 'RECORDING', id: recording.id, isrc, title: 'Paper Lanterns', artist: 'Ada', iswc: null },
  });
  return { isrc, recording: recording.id, id: items[0]?.id ?? '' };
}

const detail = async (id: string, user: User) => (await world.get(`/api/disputes/${id}`, user)).json as Found;
const clearance = async (isrc: string, territory: string) =>
  ((await world.get(`/api/recordings/${isrc}/clearance?territory=${territory}`)).json as { state: string })
    .state;
const line = (partyId: string, ppm: number) => ({ partyId, role: 'LABEL', ppm });

describe('an overclaim by an operator’s entry', () => {
  test('is read by both parties, and puts its territory in conflict and no other', async () => {
    const { isrc, id } = await overclaimed();
    for (const user of [ada, bo, operator])
      expect(await detail(id, user)).toMatchObject({
        state: 'OPEN',
        side: 'MASTER',
        origin: 'OVERCLAIM',
        claimedPpm: 1_200_000,
        parts: [{ cause: 'OVERCLAIM', territories: { include: ['DE'], exclude: [] }, claimedPpm: 1_200_000 }],
        parties: [
          { name: 'North Label', isNamed: true, respondedAt: null },
          { name: 'South Label', isNamed: true, respondedAt: null },
        ],
        held: [],
      });
    expect(await clearance(isrc, 'DE')).toBe('CONFLICT');
    expect(await clearance(isrc, 'GB')).toBe('CLEARED');
  });

  test('refuses what is published for its territory, and lets it through for others', async () => {
    const { isrc } = await overclaimed();
    const publish = (territory: string) =>
      world.post('/api/recipes/preview', ada, { recipe: flip([isrc], `Flip ${newId()}`), territory });
    const state = async (territory: string) =>
      ((await publish(territory)).json as { clearance: { state: string } }).clearance.state;
    expect(await state('DE')).toBe('CONFLICT');
    expect(await state('GB')).toBe('CLEARED');
  });

  test('is settled, and everything is cleared again', async () => {
    const { isrc, id } = await overclaimed();
    const parts = [[line(north, 800_000), line(south, 200_000)]];
    const settled = await world.post(`/api/disputes/${id}/settle`, operator, { revision: 1, parts, ...SAYS });
    expect(settled.status).toBe(204);
    expect(await detail(id, bo)).toMatchObject({
      state: 'UPHELD',
      events: [
        { kind: 'OPENED', byOperator: false, party: null },
        {
          kind: 'UPHELD',
          byOperator: true,
          text: SAYS.text,
          evidence: SAYS.evidence,
          split: [[{ party: { name: 'North Label' }, ppm: 800_000 }, { party: { name: 'South Label' } }]],
        },
      ],
    });
    expect([await clearance(isrc, 'DE'), await clearance(isrc, 'GB')]).toEqual(['CLEARED', 'CLEARED']);
    const late = await world.post(`/api/disputes/${id}/release`, operator, SAYS);
    expect(late).toMatchObject({ status: 409, json: { code: 'invalid_transition' } });
  });

  test('is settled by agreement', async () => {
    const { id } = await overclaimed();
    const parts = [[line(north, 850_000), line(south, 150_000)]];
    const proposal = { partyId: south, revision: 1, parts, ...SAYS };
    expect((await world.post(`/api/disputes/${id}/proposals`, bo, proposal)).status).toBe(204);
    const { events } = await detail(id, ada);
    const proposed = events.find(({ kind }) => kind === 'PROPOSED');
    const accept = `/api/disputes/${id}/proposals/${proposed?.id ?? ''}/accept`;
    expect((await world.post(accept, ada, { partyId: north })).status).toBe(204);
    const { state, events: all } = await detail(id, ada);
    expect([state, ...all.map(({ kind }) => kind)]).toEqual([
      'UPHELD',
      'OPENED',
      'PROPOSED',
      'ACCEPTED',
      'AGREED',
    ]);
    const unknown = `/api/disputes/${id}/proposals/${newId()}/accept`;
    expect((await world.post(unknown, ada, { partyId: north })).status).toBe(404);
  });
});

describe('a contested share', () => {
  test('is named from the subject’s shares; the recording stays cleared meanwhile', async () => {
    const isrc = 'GBTST2799999';
    await world.recording(operator, isrc, { label: north, writer: south });
    const { id: recording } = await world.database.prisma.recording.findUniqueOrThrow({ where: { isrc } });
    const url = `/api/disputes/subjects/RECORDING/${recording}`;
    const subject = (await world.get(`${url}?party=${north}`, ada)).json as { shares: { id: string }[] };
    expect(subject).toMatchObject({
      disputeId: null,
      shares: [{ party: { name: 'North Label' }, ppm: 1_000_000 }],
    });
    expect((await world.get(`${url}?party=${south}`, bo)).status).toBe(403);
    expect((await world.get(url, operator)).status).toBe(200);
    const opened = await world.post('/api/disputes', operator, {
      subject: { kind: 'RECORDING', id: recording },
      shareIds: subject.shares.map(({ id }) => id),
      ...SAYS,
    });
    expect(opened).toMatchObject({
      status: 201,
      json: { origin: 'OPERATOR', parts: [{ cause: 'CONTESTED' }] },
    });
    expect(await clearance(isrc, 'GB')).toBe('CLEARED');
    const { id } = opened.json as { id: string };
    expect((await world.get(`${url}?party=${north}`, ada)).json).toMatchObject({
      disputeId: id,
      shares: [{ status: 'DISPUTED' }],
    });
    expect((await world.get(`/api/disputes/${id}`, bo)).status).toBe(403);
    expect((await world.post(`/api/disputes/${id}/release`, operator, SAYS)).status).toBe(204);
    expect(await detail(id, ada)).toMatchObject({ state: 'RELEASED' });
  });
});

describe('what is refused', () => {
  test.each([
    ['not https', { evidence: ['http://example.org/'] }, '/evidence/0'],
    ['not an address', { evidence: ['contract.pdf'] }, '/evidence/0'],
    ['a script', { evidence: ['javascript:alert(1)'] }, '/evidence/0'],
    ['with a password in it', { evidence: ['https://me:secret@example.org/'] }, '/evidence/0'],
    ['too long', { evidence: [`https://example.org/${'x'.repeat(500)}`] }, '/evidence/0'],
    [
      'too many',
      { evidence: Array.from({ length: 11 }, (_, at) => `https://example.org/${at}`) },
      '/evidence',
    ],
    ['nothing said', { text: '  ' }, '/text'],
    ['too much said', { text: 'x'.repeat(4_001) }, '/text'],
    ['an upload', { file: 'AAAA' }, ''],
  ])('evidence that is %s', async (_name, over, pointer) => {
    const { id } = await overclaimed();
    const body = { partyId: north, ...SAYS, ...over };
    const answer = await world.post(`/api/disputes/${id}/evidence`, ada, body);
    expect(answer.status).toBe(400);
    const { errors } = answer.json as { errors: { pointer: string }[] };
    if (pointer !== '') expect(errors.map((error) => error.pointer)).toContain(pointer);
    expect(errors.length).toBeGreaterThan(0);
  });

  test('a split of a thousandth more, and a list asked for wrongly', async () => {
    const { id } = await overclaimed();
    const parts = [[line(north, 1_000_000), line(south, 1_000)]];
    const answer = await world.post(`/api/disputes/${id}/settle`, operator, { revision: 1, parts, ...SAYS });
    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'unprocessable', errors: [{ pointer: '/parts' }] },
    });
    expect((await world.get('/api/disputes?state=LOST', ada)).status).toBe(400);
    expect((await world.get('/api/disputes?cursor=bm9uZQ', ada)).status).toBe(400);
    expect((await world.get(`/api/disputes/${newId()}`, ada)).status).toBe(404);
  });

  test('somebody else’s list; one’s own is paged, and filtered', async () => {
    expect((await world.get(`/api/disputes?party=${north}`, bo)).status).toBe(403);
    const first = (await world.get('/api/disputes?limit=1&state=open', bo)).json as {
      items: { id: string }[];
      nextCursor: string;
    };
    const next = (await world.get(`/api/disputes?limit=1&state=open&cursor=${first.nextCursor}`, bo))
      .json as {
      items: { id: string }[];
    };
    expect((next.items[0]?.id ?? 'z') < (first.items[0]?.id ?? '')).toBe(true);
    const over = (await world.get('/api/disputes?state=over', operator)).json as {
      items: { state: string }[];
    };
    expect(new Set(over.items.map(({ state }) => state))).toEqual(new Set(['UPHELD', 'RELEASED']));
    expect((await world.get('/api/disputes?overdue=true', operator)).json).toMatchObject({ items: [] });
  });

  test('what began at another time than asked for', async () => {
    const began = async (query: string) =>
      (
        (await world.get(`/api/disputes?limit=100${query}`, operator)).json as {
          items: { openedAt: string }[];
        }
      ).items.map(({ openedAt }) => openedAt);
    const all = await began('');
    const middle = all[Math.floor(all.length / 2)] ?? '';
    const [early, late] = [await began(`&before=${middle}`), await began(`&from=${middle}`)];
    expect([...late, ...early]).toEqual(all);
    expect(Math.min(early.length, late.length)).toBeGreaterThan(0);
    expect(late.at(-1)).toBe(middle);
    expect(await world.get(`/api/disputes?from=${middle}&before=${middle}`, operator)).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/query/from' }] },
    });
    expect((await world.get('/api/disputes?from=0000-01-01T00:00:00Z', operator)).status).toBe(400);
    expect((await world.get('/api/disputes?before=yesterday', operator)).status).toBe(400);
  });
});
