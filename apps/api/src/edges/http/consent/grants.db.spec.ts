import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GrantService } from '../../../modules/consent/index.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: FlipWorld;
let operator: User;
let artist: User;
let writerUser: User;
let label: string;
let writer: string;
let serial = 0;
let now: Date;

const nextIsrc = () => `GBGRT26${String((serial += 1)).padStart(5, '0')}`;
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

beforeAll(async () => {
  world = await FlipWorld.open();
  now = new Date();
  // Sessions and tokens go by it too: it moves by days, and tokens do not end.
  world.app.get(Clock).now = () => now;
  operator = await world.user('olga', { operator: true });
  artist = await world.user('ada');
  writerUser = await world.user('wim');
  await world.tariff(operator);
  label = await world.party(artist, 'North Label');
  writer = await world.party(writerUser, 'Wim Writer');
}, 120_000);
afterAll(() => world.close());

async function recording(): Promise<{ isrc: string; work: string; id: string }> {
  const isrc = nextIsrc();
  const work = await world.recording(operator, isrc, { label, writer });
  const { id } = await world.database.prisma.recording.findUniqueOrThrow({ where: { isrc } });
  return { isrc, work, id };
}

async function ok<T>(answer: Promise<{ status: number; text: string; json: unknown }>): Promise<T> {
  const { status, text, json } = await answer;
  if (status >= 300) throw new Error(`${status} ${text}`);
  return json as T;
}

interface Grant {
  id: string;
  version: number;
  state: string;
  withdrawnFrom: string | null;
}
const give = (user: User, party: string, side: string, subject: object, more: object = {}) =>
  ok<Grant>(world.post(`/api/parties/${party}/grants`, user, { side, subject, ...more }));
const act = (user: User, id: string, action: string, body: object = {}) =>
  ok<Grant>(world.post(`/api/grants/${id}/${action}`, user, body));

const stateOf = async (isrc: string) =>
  (await ok<{ state: string }>(world.get(`/api/recordings/${isrc}/clearance`))).state;
const listed = async (isrc: string) =>
  await ok<{ clearance: string; closesAt: string | null }>(world.get(`/api/recordings/${isrc}`));

describe('a grant for a release', () => {
  test('covers what is issued on it, on each side, and follows it', async () => {
    const [first, second, other] = [await recording(), await recording(), await recording()];
    const release = newId();
    const { prisma } = world.database;
    await prisma.release.create({ data: { id: release, title: 'Long Player', artist: 'The Artist' } });
    await prisma.releaseRecording.create({
      data: { releaseId: release, recordingId: first.id, position: 1 },
    });
    const master = await give(artist, label, 'MASTER', { kind: 'RELEASE', id: release });
    expect(master).toMatchObject({ subject: { kind: 'RELEASE', id: release, title: 'Long Player' } });
    expect(await stateOf(first.isrc)).toBe('NOT_CLEARED');
    await give(writerUser, writer, 'COMPOSITION', { kind: 'RELEASE', id: release });
    expect([await stateOf(first.isrc), await stateOf(other.isrc)]).toEqual(['CLEARED', 'NOT_CLEARED']);
    expect((await listed(first.isrc)).clearance).toBe('CLEARED');

    await prisma.releaseRecording.create({
      data: { releaseId: release, recordingId: second.id, position: 2 },
    });
    expect(await stateOf(second.isrc)).toBe('CLEARED');
    await act(artist, master.id, 'withdraw');
    expect([await stateOf(first.isrc), await stateOf(second.isrc)]).toEqual(['NOT_CLEARED', 'NOT_CLEARED']);
    expect((await listed(first.isrc)).clearance).toBe('NOT_CLEARED');
    expect((await listed(second.isrc)).clearance).toBe('NOT_CLEARED');
  });

  test('is for parties with something on it, once per side', async () => {
    const one = await recording();
    const release = newId();
    await world.database.prisma.release.create({ data: { id: release, title: 'EP', artist: 'X' } });
    const subject = { kind: 'RELEASE', id: release };
    expect(
      await world.post(`/api/parties/${label}/grants`, artist, { side: 'MASTER', subject }),
    ).toMatchObject({
      status: 403,
    });
    await world.database.prisma.releaseRecording.create({
      data: { releaseId: release, recordingId: one.id, position: 1 },
    });
    await give(artist, label, 'MASTER', subject);
    expect(
      await world.post(`/api/parties/${label}/grants`, artist, { side: 'MASTER', subject }),
    ).toMatchObject({
      status: 409,
      json: { code: 'already_exists' },
    });
    const unknown = { side: 'MASTER', subject: { kind: 'RELEASE', id: newId() } };
    expect(await world.post(`/api/parties/${label}/grants`, artist, unknown)).toMatchObject({
      status: 404,
      json: { detail: expect.stringContaining('Release') },
    });
  });
});

describe('time', () => {
  test('a scheduled grant begins and ends by itself, and its history says so', async () => {
    const { isrc, work } = await recording();
    const scope = { from: later(DAY).toISOString(), to: later(3 * DAY).toISOString() };
    const grant = await give(artist, label, 'MASTER', { kind: 'RECORDING', isrc }, { scope });
    await give(writerUser, writer, 'COMPOSITION', { kind: 'WORK', id: work });
    expect((await listed(isrc)).clearance).toBe('NOT_CLEARED');
    now = later(DAY);
    await world.refreshStale();
    expect((await listed(isrc)).clearance).toBe('CLEARED');
    now = later(2 * DAY);
    expect(await stateOf(isrc)).toBe('NOT_CLEARED');
    await world.refreshStale();
    expect((await listed(isrc)).clearance).toBe('NOT_CLEARED');
    const grants = world.app.get(GrantService);
    await grants.settleDue();
    await grants.settleDue();
    const { items } = await ok<{ items: object[] }>(world.get(`/api/grants/${grant.id}/versions`, artist));
    expect(items).toMatchObject([
      { version: 2, state: 'EXPIRED', createdBy: null },
      { version: 1, state: 'GRANTED', createdBy: 'Ada' },
    ]);
    const past = { policy: 'MONETISE', scope: { to: later(-1).toISOString() } };
    expect(await world.send('PUT', `/api/grants/${grant.id}`, artist, past)).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/scope/to', detail: 'must be in the future' }] },
    });
    const again = await ok<Grant>(
      world.send('PUT', `/api/grants/${grant.id}`, artist, { policy: 'MONETISE', scope: {} }),
    );
    expect(again).toMatchObject({ version: 3, state: 'GRANTED' });
    expect(await stateOf(isrc)).toBe('CLEARED');
  });

  test('an announced withdrawal is told everywhere, holds until its day, and then stops without anybody', async () => {
    const { isrc, work } = await recording();
    await give(artist, label, 'MASTER', { kind: 'RECORDING', isrc });
    const grant = await give(writerUser, writer, 'COMPOSITION', { kind: 'WORK', id: work });
    const { hash, code } = await ok<{ hash: string; code: string }>(
      world.post('/api/recipes', artist, { recipe: flip([isrc], `Leaving ${serial}`) }),
    );
    const play = () => world.post('/api/plays/grants', null, { recipe: hash, device: new Device().did });
    const day = later(2 * DAY).toISOString();
    const announced = await act(writerUser, grant.id, 'withdraw', { reason: 'New publisher', at: day });
    expect(announced).toMatchObject({ version: 2, state: 'GRANTED', withdrawnFrom: day });
    await world.settle(grant.id);
    expect(await listed(isrc)).toMatchObject({ clearance: 'CLEARED', closesAt: day });
    const page = () => ok<object>(world.get(`/api/share-links/${code}`));
    expect(await page()).toMatchObject({
      clearance: {
        state: 'CLEARED',
        closing: {
          at: day,
          reasons: [{ code: 'GRANT_WITHDRAWN', side: 'COMPOSITION', party: { name: 'Wim Writer' } }],
        },
      },
    });
    expect((await play()).status).toBe(201);
    const events = await world.database.prisma.outboxEvent.findMany({
      where: { topic: 'consent.withdrawal-announced', key: grant.id },
    });
    expect(events).toMatchObject([
      { payload: { partyId: writer, side: 'COMPOSITION', withdrawnFrom: day, reason: 'New publisher' } },
    ]);

    await act(writerUser, grant.id, 'keep');
    expect(await page()).toMatchObject({ clearance: { closing: null } });
    expect((await listed(isrc)).closesAt).toBeNull();
    expect(await world.post(`/api/grants/${grant.id}/keep`, writerUser, {})).toMatchObject({
      status: 409,
      json: { code: 'invalid_transition' },
    });

    await act(writerUser, grant.id, 'withdraw', { at: later(HOUR).toISOString() });
    now = later(HOUR);
    expect(await play()).toMatchObject({ status: 409, json: { code: 'not_cleared' } });
    expect(await world.post(`/api/grants/${grant.id}/keep`, writerUser, {})).toMatchObject({ status: 409 });
    await world.refreshStale();
    expect(await listed(isrc)).toMatchObject({ clearance: 'NOT_CLEARED', closesAt: null });
    await world.app.get(GrantService).settleDue();
    const { items } = await ok<{ items: object[] }>(
      world.get(`/api/grants/${grant.id}/versions`, artist).then((answer) => {
        expect(answer.status).toBe(403);
        return world.get(`/api/grants/${grant.id}/versions?limit=2`, writerUser);
      }),
    );
    expect(items).toMatchObject([
      { version: 5, state: 'WITHDRAWN', withdrawnFrom: null, createdBy: null },
      { version: 4, state: 'GRANTED', createdBy: 'Wim' },
    ]);
  });

  test('a withdrawal cannot be announced for a day that has passed', async () => {
    const { isrc } = await recording();
    const grant = await give(artist, label, 'MASTER', { kind: 'RECORDING', isrc });
    const at = later(0).toISOString();
    expect(await world.post(`/api/grants/${grant.id}/withdraw`, artist, { at })).toMatchObject({
      status: 422,
      json: { code: 'unprocessable', errors: [{ pointer: '/at' }] },
    });
    const listedGrant = await ok<Grant>(world.post(`/api/grants/${grant.id}/withdraw`, artist, {}));
    expect(listedGrant).toMatchObject({ state: 'WITHDRAWN' });
  });
});

test('a suspended grant lets nothing play, keeps its terms, and holds again when it is resumed', async () => {
  const { isrc, work } = await recording();
  const scope = { maxSeconds: 90, allowedStems: ['vocals'] };
  const grant = await give(artist, label, 'MASTER', { kind: 'RECORDING', isrc }, { scope });
  await give(writerUser, writer, 'COMPOSITION', { kind: 'WORK', id: work });
  expect(await stateOf(isrc)).toBe('CLEARED');
  const suspended = await act(artist, grant.id, 'suspend', { reason: 'A sample is to be checked' });
  expect(suspended).toMatchObject({ state: 'SUSPENDED', version: 2, scope });
  const { sides } = await ok<{ sides: { reasons: { code: string; detail: string }[] }[] }>(
    world.get(`/api/recordings/${isrc}/clearance`),
  );
  expect(sides[0]?.reasons).toMatchObject([{ code: 'GRANT_SUSPENDED', detail: 'has suspended the grant' }]);
  expect(await world.post(`/api/grants/${grant.id}/suspend`, artist, {})).toMatchObject({
    status: 409,
    json: { code: 'invalid_transition', detail: 'A grant that is suspended cannot be suspended.' },
  });
  const terms = { policy: 'MONETISE', scope: { maxSeconds: 60 } };
  expect(await world.send('PUT', `/api/grants/${grant.id}`, artist, terms)).toMatchObject({
    status: 200,
    json: { state: 'SUSPENDED', scope: { maxSeconds: 60 } },
  });
  expect(await act(artist, grant.id, 'resume')).toMatchObject({ state: 'GRANTED', version: 4 });
  expect(await stateOf(isrc)).toBe('CLEARED');
});

test('versions page by cursor, and a cursor of another listing is refused', async () => {
  const { isrc } = await recording();
  const grant = await give(artist, label, 'MASTER', { kind: 'RECORDING', isrc });
  for (const action of ['suspend', 'resume', 'suspend']) await act(artist, grant.id, action);
  const url = `/api/grants/${grant.id}/versions?limit=3`;
  const first = await ok<{ items: { version: number }[]; nextCursor: string }>(world.get(url, artist));
  const second = await ok<{ items: { version: number }[]; nextCursor: string | null }>(
    world.get(`${url}&cursor=${first.nextCursor}`, artist),
  );
  expect([...first.items, ...second.items].map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  expect(second.nextCursor).toBeNull();
  const wrong = Buffer.from(JSON.stringify(['grant', grant.id])).toString('base64url');
  expect((await world.get(`${url}&cursor=${wrong}`, artist)).status).toBe(400);
});
