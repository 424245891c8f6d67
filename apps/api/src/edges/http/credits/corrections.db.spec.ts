import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RecordingClearanceService } from '../../../modules/consent/index.ts';
import { RecipeStandingService } from '../../../modules/recipes/index.ts';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const ISRC = 'GBAAA2400021';
let world: FlipWorld;
let operator: User;
let producer: User;
let labelOwner: User;
let writerOwner: User;
let stranger: User;
let label: string;
let writer: string;
let outsider: string;
let remixer: string;
let work: string;
let hash: string;
let code: string;

interface Correction {
  id: string;
  state: string;
  mayDecide: boolean;
}
interface Sheet {
  corrections: { credited: object | null; proposed: object | null }[];
  text: string;
  sources: { recording: object[]; composition: object[] }[];
}

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  producer = await world.user('pia');
  labelOwner = await world.user('nora');
  writerOwner = await world.user('ada');
  stranger = await world.user('otto');
  await world.tariff(operator);
  label = await world.party(labelOwner, 'North Label');
  writer = await world.party(writerOwner, 'Ada Writer');
  outsider = await world.party(stranger, 'Otto Outsider');
  work = await world.recording(operator, ISRC, { label, writer, title: 'Tide' });
  const subject = { kind: 'CATALOGUE' };
  await world.post(`/api/parties/${label}/grants`, labelOwner, { side: 'MASTER', subject });
  await world.post(`/api/parties/${writer}/grants`, writerOwner, { side: 'COMPOSITION', subject });
  ({ hash, code } = await publish('Midnight'));
  const { remixerPartyId } = await world.database.prisma.recipe.findUniqueOrThrow({ where: { hash } });
  remixer = remixerPartyId;
});
afterAll(() => world.close());

async function publish(title: string): Promise<{ hash: string; code: string }> {
  const answer = await world.post('/api/recipes', producer, { recipe: flip([ISRC], title) });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json;
}

const recordings = `/api/recordings/${ISRC}/credit-corrections`;
const flips = () => `/api/recipes/${hash}/credit-corrections`;
const works = () => `/api/works/${work}/credit-corrections`;
const draft = (over: object = {}) => ({ explanation: 'The sleeve says so', ...over });

async function ask(url: string, user: User, body: object): Promise<Correction> {
  const answer = await world.post(url, user, draft(body));
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json;
}
const decide = (id: string, how: string, user: User, reason = 'As the sleeve says') =>
  world.post(`/api/credit-corrections/${id}/${how}`, user, { reason });
const sheet = async (of = hash) =>
  ((await world.get(`/api/recipes/${of}`)).json as { credits: Sheet }).credits;

describe('asking for a correction', () => {
  test.each([
    ['nothing to change', {}, 'unprocessable', '/proposed'],
    [
      'a credit that is not there',
      { credited: { name: 'Nobody', role: 'Producer' } },
      'unprocessable',
      '/credited',
    ],
    [
      'one that is there already',
      { proposed: { name: 'North Label', role: 'MainArtist' } },
      'unprocessable',
      '/proposed',
    ],
    [
      'a role that follows from shares',
      { proposed: { name: 'X', role: 'RightsHolder' } },
      'unprocessable',
      '/proposed/role',
    ],
    [
      'a role that nobody knows',
      { proposed: { name: 'X', role: 'Wizard' } },
      'unprocessable',
      '/proposed/role',
    ],
    [
      'a role in other letters',
      { proposed: { name: 'X', role: 'MAIN_ARTIST' } },
      'invalid_request',
      '/proposed/role',
    ],
    [
      'evidence that a browser would run',
      { proposed: { name: 'X', role: 'Producer' }, evidence: ['javascript:alert(1)'] },
      'invalid_request',
      '/evidence/0',
    ],
    [
      'a party that is not there',
      { proposed: { name: 'X', role: 'Producer', partyId: '0190a000-0000-7000-8000-000000000001' } },
      'unprocessable',
      '/proposed/partyId',
    ],
    [
      'an unknown field',
      { proposed: { name: 'X', role: 'Producer' }, side: 'REMIX' },
      'invalid_request',
      '/side',
    ],
  ])('%s is refused by name', async (_name, body, problem, pointer) => {
    const answer = await world.post(recordings, stranger, draft({ partyId: outsider, ...body }));
    expect(answer.status).toBe(problem === 'invalid_request' ? 400 : 422);
    expect(answer.json).toMatchObject({ code: problem, errors: [expect.objectContaining({ pointer })] });
  });

  test('needs a source on the two sides of a source, and a party that one acts for', async () => {
    const proposed = { name: 'X', role: 'Producer' };
    const body = { partyId: outsider, proposed, side: 'RECORDING' };
    expect((await world.post(flips(), stranger, draft(body))).json).toMatchObject({
      errors: [{ pointer: '/sourceId' }],
    });
    expect((await world.post(flips(), stranger, draft({ ...body, sourceId: 's9' }))).status).toBe(404);
    expect((await world.post(recordings, stranger, draft({ partyId: label, proposed }))).status).toBe(403);
    expect(
      (
        await world.post(
          '/api/recordings/GBAAA9999999/credit-corrections',
          stranger,
          draft({ partyId: outsider, proposed }),
        )
      ).status,
    ).toBe(404);
  });
});

describe('a correction of one flip', () => {
  test('is decided by whoever holds what it is about, shown everywhere, and changes nothing that was frozen', async () => {
    const before = await sheet();
    const frozen = await world.database.prisma.recipe.findUniqueOrThrow({ where: { hash } });
    const asked = await ask(flips(), stranger, {
      partyId: outsider,
      side: 'RECORDING',
      sourceId: 's1',
      credited: { name: 'North Label', role: 'MainArtist' },
      proposed: { name: 'Otto <&> Band', role: 'MainArtist' },
      evidence: ['https://example.org/sleeve'],
    });
    expect(asked).toMatchObject({ state: 'REQUESTED', mayDecide: false });
    for (const user of [producer, writerOwner, stranger])
      expect([user.handle, (await decide(asked.id, 'accept', user)).status]).toEqual([user.handle, 403]);
    const accepted = await decide(asked.id, 'accept', labelOwner);
    expect(accepted).toMatchObject({
      status: 200,
      json: {
        state: 'ACCEPTED',
        events: [{ state: 'REQUESTED' }, { state: 'ACCEPTED', reason: 'As the sleeve says' }],
        subject: { kind: 'RECIPE', hash, code, title: 'Midnight', credits: { remixer: 'Pia' } },
      },
    });
    const after = await sheet();
    expect(after.sources).toEqual(before.sources);
    expect(after.corrections).toMatchObject([
      {
        id: asked.id,
        side: 'RECORDING',
        subject: 'Tide',
        isrc: ISRC,
        credited: { name: 'North Label', role: 'MainArtist' },
        proposed: { name: 'Otto <&> Band', role: 'MainArtist' },
      },
    ]);
    const words = `Tide [${ISRC}]: Otto <&> Band (MainArtist) instead of North Label (MainArtist)`;
    expect(after.text).toBe(
      `${before.text}\n\nCorrected on ${new Date().toISOString().slice(0, 10)}, ${words}`,
    );
    const kept = await world.database.prisma.recipe.findUniqueOrThrow({ where: { hash } });
    expect([kept.credits, kept.creditDocument]).toEqual([frozen.credits, frozen.creditDocument]);
    const escaped = 'Otto &lt;&amp;&gt; Band (MainArtist) instead of';
    for (const url of [`/r/${code}`, `/embed/${code}`, '/feed.json'])
      expect([url, (await world.get(url)).text.includes(escaped)]).toEqual([url, true]);
    expect((await world.get(`/r/${code}`)).text).toContain('"CorrectionComment"');
    for (const rendering of ['credits', 'credits.txt', 'credits.jsonld'])
      expect((await world.get(`/api/recipes/${hash}/${rendering}`)).text).toContain('Otto <&> Band');
    expect((await world.get(`/api/recipes/${hash}/credits.ern.xml`)).text).toContain(
      'Otto &lt;&amp;&gt; Band',
    );
    expect(
      await world.database.prisma.contributor.count({ where: { party: { name: 'Otto <&> Band' } } }),
    ).toBe(0);
  });

  test('of the flip itself is decided by its producer', async () => {
    const asked = await ask(flips(), stranger, {
      partyId: outsider,
      side: 'REMIX',
      proposed: { name: 'Otto Outsider', role: 'Remixer' },
    });
    const mine = await world.get(`/api/credit-corrections?state=REQUESTED`, producer);
    expect(mine.json).toMatchObject({ items: [{ id: asked.id, mayDecide: true }], nextCursor: null });
    expect((await world.get(`/api/credit-corrections?party=${remixer}`, producer)).json).toMatchObject({
      items: [{ id: asked.id }],
    });
    expect((await decide(asked.id, 'decline', labelOwner)).status).toBe(403);
    expect((await world.post(`/api/credit-corrections/${asked.id}/decline`, producer, {})).status).toBe(400);
    expect(await decide(asked.id, 'decline', producer, 'It was me alone')).toMatchObject({
      status: 200,
      json: { state: 'DECLINED', events: [{}, { reason: 'It was me alone' }] },
    });
    expect(await decide(asked.id, 'accept', operator)).toMatchObject({
      status: 409,
      json: { code: 'invalid_transition' },
    });
    expect((await sheet()).corrections).toHaveLength(1);
  });

  test('is taken back by whoever asked, and by nobody else', async () => {
    const body = {
      partyId: outsider,
      side: 'COMPOSITION',
      sourceId: 's1',
      proposed: { name: 'Z', role: 'Arranger' },
    };
    const asked = await ask(flips(), stranger, body);
    expect((await decide(asked.id, 'withdraw', writerOwner)).status).toBe(403);
    expect((await decide(asked.id, 'withdraw', stranger)).json).toMatchObject({ state: 'WITHDRAWN' });
    expect((await decide(asked.id, 'accept', writerOwner)).status).toBe(409);
    expect((await world.get(`/api/credit-corrections/${asked.id}`, labelOwner)).status).toBe(403);
    expect((await world.get(`/api/credit-corrections/${asked.id}`, writerOwner)).status).toBe(200);
  });

  test('is decided once, however many decide at the same time', async () => {
    const body = { partyId: outsider, side: 'REMIX', proposed: { name: 'Q', role: 'Remixer' } };
    const { id } = await ask(flips(), stranger, body);
    const answers = await Promise.all([
      decide(id, 'accept', producer),
      decide(id, 'decline', operator),
      decide(id, 'accept', operator),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await world.database.prisma.creditCorrectionEvent.count({ where: { correctionId: id } })).toBe(2);
  });
});

describe('a correction of a recording', () => {
  test('is shown on flips that are there, and frozen into those that come', async () => {
    const { id } = await ask(recordings, stranger, {
      partyId: outsider,
      proposed: { name: 'whatever', role: 'Producer', partyId: outsider },
    });
    expect((await decide(id, 'accept', labelOwner)).status).toBe(200);
    expect((await sheet()).corrections.at(-1)).toMatchObject({
      subject: 'Tide',
      credited: null,
      proposed: { name: 'Otto Outsider', role: 'Producer' },
    });
    const next = await publish('After it');
    const frozen = await sheet(next.hash);
    expect(frozen.corrections).toEqual([]);
    expect(frozen.sources[0]!.recording).toContainEqual({ name: 'Otto Outsider', role: 'Producer' });
    const events = await world.database.prisma.outboxEvent.findMany({
      where: { topic: 'catalogue.shares-changed' },
    });
    // Its entry, and the correction.
    expect(events).toHaveLength(2);
    const told = await world.database.prisma.outboxEvent.findMany({
      where: { key: id, topic: { startsWith: 'credits.' } },
      orderBy: { id: 'asc' },
    });
    expect(told.map(({ topic, payload }) => [topic, payload])).toEqual([
      [
        'credits.correction-requested',
        { correctionId: id, title: 'Tide', requestedBy: stranger.id, partyId: outsider, deciders: [label] },
      ],
      [
        'credits.correction-decided',
        {
          correctionId: id,
          title: 'Tide',
          requestedBy: stranger.id,
          partyId: outsider,
          state: 'ACCEPTED',
          reason: 'As the sleeve says',
        },
      ],
    ]);
  });

  test('that names somebody new makes a party that waits to be claimed, once', async () => {
    const proposed = { name: 'Nina New', role: 'Mixer' };
    const first = await ask(recordings, stranger, { partyId: outsider, proposed });
    await decide(first.id, 'accept', labelOwner);
    const second = await ask(recordings, stranger, {
      partyId: outsider,
      proposed: { ...proposed, role: 'Producer' },
    });
    await decide(second.id, 'accept', operator);
    const [party, ...more] = await world.database.prisma.party.findMany({
      where: { name: 'Nina New' },
      select: { contributors: { select: { role: true } }, members: true },
    });
    expect(more).toEqual([]);
    expect(party).toMatchObject({ members: [], contributors: [{ role: 'MIXER' }, { role: 'PRODUCER' }] });
  });

  test('that takes a credit away removes it, and only there', async () => {
    const credited = { name: 'Nina New', role: 'Mixer' };
    const { id } = await ask(recordings, stranger, { partyId: outsider, credited });
    await decide(id, 'accept', labelOwner);
    expect(
      await world.database.prisma.contributor.findMany({
        where: { party: { name: 'Nina New' } },
        select: { role: true },
      }),
    ).toEqual([{ role: 'PRODUCER' }]);
  });
});

describe('whoever has to opt in', () => {
  const credited = { name: 'Ada Writer', role: 'Composer' };

  test('is not taken out of the credits by somebody else', async () => {
    const other = await world.party(labelOwner, 'Other Publisher');
    // Half of the work is another's, who would like the composer to be gone.
    await world.database.prisma.share.updateMany({ where: { workId: work }, data: { ppm: 500_000 } });
    const share = await world.database.prisma.share.findFirstOrThrow({ where: { workId: work } });
    await world.database.prisma.share.create({ data: { ...share, id: crypto.randomUUID(), partyId: other } });
    const { id } = await ask(works(), labelOwner, { partyId: label, credited });
    expect(await decide(id, 'accept', labelOwner)).toMatchObject({
      status: 403,
      json: { detail: 'Only Ada Writer or an operator can take Ada Writer out of these credits.' },
    });
    // Being an operator is no way round it either, for somebody who acts for a party that gains.
    const appointed = (is: boolean) =>
      world.database.prisma.user.update({ where: { id: labelOwner.id }, data: { operator: is } });
    await appointed(true);
    expect(await decide(id, 'accept', labelOwner)).toMatchObject({
      status: 409,
      json: { code: 'own_cause' },
    });
    await appointed(false);
    expect((await decide(id, 'accept', writerOwner)).status).toBe(200);
    await world.database.prisma.share.deleteMany({ where: { partyId: other } });
    await world.database.prisma.share.updateMany({ where: { workId: work }, data: { ppm: 1_000_000 } });
  });

  test('and is added stops plays until then', async () => {
    const { id } = await ask(works(), stranger, {
      partyId: outsider,
      proposed: { name: 'Otto Outsider', role: 'Lyricist', partyId: outsider },
    });
    await decide(id, 'accept', writerOwner);
    const { id: recordingId } = await world.database.prisma.recording.findUniqueOrThrow({
      where: { isrc: ISRC },
    });
    await world.app.get(RecordingClearanceService).refreshSubjects({ recordingIds: [], workIds: [work] });
    await world.app.get(RecipeStandingService).reviewRecordings([recordingId]);
    expect((await world.get(`/api/share-links/${code}`)).json).toMatchObject({
      detail: expect.stringContaining('Otto Outsider (composition side)'),
      flip: {
        state: 'WITHDRAWN',
        credits: { corrections: expect.arrayContaining([expect.objectContaining({ side: 'COMPOSITION' })]) },
      },
    });
    const subject = { kind: 'WORK', id: work };
    const answer = await world.post(`/api/parties/${outsider}/grants`, stranger, {
      side: 'COMPOSITION',
      subject,
    });
    await world.settle((answer.json as { id: string }).id);
    expect((await world.get(`/api/share-links/${code}`)).status).toBe(200);
  });
});

test('lists are by box, party and state, page by page, for those concerned', async () => {
  const list = async (query: string, user: User) =>
    (await world.get(`/api/credit-corrections?${query}`, user)).json as {
      items: Correction[];
      nextCursor: string | null;
    };
  const all = await list('limit=100', operator);
  expect(all.items.length).toBeGreaterThan(7);
  const pages: string[] = [];
  let cursor = '';
  do {
    const page = await list(`limit=3${cursor}`, operator);
    pages.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  expect(pages).toEqual(all.items.map(({ id }) => id));
  const asked = await list('box=asked&limit=100', stranger);
  expect(asked.items.length).toBe(all.items.length - 1);
  expect((await list('box=asked', producer)).items).toEqual([]);
  const declined = all.items.filter(({ state }) => state === 'DECLINED');
  expect(declined.length).toBeGreaterThan(0);
  expect((await list('state=DECLINED', operator)).items).toEqual(declined);
  expect((await list('', stranger)).items.every(({ mayDecide }) => mayDecide)).toBe(true);
  expect((await world.get(`/api/credit-corrections?party=${label}`, stranger)).status).toBe(403);
});

test('what was asked, decided and accepted is never changed', async () => {
  for (const table of ['credit_correction', 'credit_correction_event', 'credit_amendment']) {
    for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
      await expect(world.database.pool.query(sql)).rejects.toThrow('append-only');
  }
  await expect(world.database.pool.query(`UPDATE credit_amendment SET shown = '{}'`)).rejects.toThrow(
    'append-only',
  );
});
