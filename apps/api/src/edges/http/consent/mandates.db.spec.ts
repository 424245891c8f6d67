import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RecipeStandingService } from '../../../modules/recipes/index.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const DAY = 24 * 3_600_000;
const EVIDENCE = 'Recording agreement of 3 May 2024, clause 7';

let world: FlipWorld;
let operator: User;
let ada: User;
let lena: User;
let artist: string;
let label: string;
let now: Date;
const isrc = 'GBMND2600001';

beforeAll(async () => {
  world = await FlipWorld.open();
  now = new Date();
  world.app.get(Clock).now = () => now;
  operator = await world.user('olga', { operator: true });
  ada = await world.user('ada');
  lena = await world.user('lena');
  const wim = await world.user('wim');
  await world.tariff(operator);
  artist = await world.party(ada, 'Ada Solo');
  label = await world.party(lena, 'North Label');
  const writer = await world.party(wim, 'Wim Writer');
  await world.recording(operator, isrc, { label: artist, writer, title: 'Own Ground' });
  const whole = (party: string, user: User, side: string) =>
    world.post(`/api/parties/${party}/grants`, user, { side, subject: { kind: 'CATALOGUE' } });
  expect((await whole(writer, wim, 'COMPOSITION')).status).toBe(201);
  // The label opts in with everything: for Ada's recording that says nothing until she mandates it.
  expect((await whole(label, lena, 'MASTER')).status).toBe(201);
}, 120_000);
afterAll(() => world.close());

interface Mandate {
  id: string;
  version: number;
  state: string;
}

const propose = (user: User, party: string, body: object) =>
  world.post(`/api/parties/${party}/mandates`, user, {
    ...{ side: 'MASTER', subject: { kind: 'CATALOGUE' }, evidence: EVIDENCE },
    ...body,
  });
const state = async (territory = 'GB') => {
  const answer = await world.get(`/api/recordings/${isrc}/clearance?territory=${territory}`);
  return (answer.json as { state: string }).state;
};
const listed = async () => {
  const answer = await world.get(`/api/recordings/${isrc}`);
  return (answer.json as { clearance: string }).clearance;
};
const events = async (topic: string, key: string) => {
  const rows = await world.database.prisma.outboxEvent.findMany({
    where: { topic, key },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ payload }) => payload);
};
const reload = () => world.get(`/api/parties/${artist}/catalogue`, ada);

describe('a mandate that the holder names', () => {
  let id: string;

  test('counts for nothing until the grantor confirms it, then at once', async () => {
    const made = await propose(lena, label, { as: 'HOLDER', counterparty: artist });
    expect(made).toMatchObject({
      status: 201,
      json: {
        ...{ version: 1, state: 'PROPOSED', proposedBy: 'HOLDER', evidence: EVIDENCE },
        ...{ grantor: { id: artist, name: 'Ada Solo' }, holder: { id: label, name: 'North Label' } },
      },
    });
    ({ id } = made.json as Mandate);
    expect([await state(), await listed()]).toEqual(['NOT_CLEARED', 'NOT_CLEARED']);
    expect(await events('consent.mandate-proposed', id)).toMatchObject([
      { grantorId: artist, holderId: label, side: 'MASTER', title: null, evidence: EVIDENCE },
    ]);
    const decide = (user: User, body: object) => world.post(`/api/mandates/${id}/decision`, user, body);
    expect((await decide(lena, { decision: 'CONFIRM' })).status).toBe(403);
    expect(await decide(ada, { decision: 'CONFIRM' })).toMatchObject({
      status: 200,
      json: { state: 'ACTIVE', version: 2 },
    });
    expect([await state(), await listed()]).toEqual(['CLEARED', 'CLEARED']);
    expect(await decide(ada, { decision: 'DECLINE' })).toMatchObject({
      status: 409,
      json: { code: 'invalid_transition' },
    });
  });

  test('lets the holder see the recording and grant for it alone', async () => {
    const { items } = (await world.get(`/api/parties/${label}/catalogue`, lena)).json as { items: object[] };
    expect(items).toMatchObject([{ isrc, ppm: 0, roles: [], mandatedBy: ['Ada Solo'] }]);
    const subject = { kind: 'RECORDING', isrc };
    const own = await world.post(`/api/parties/${label}/grants`, lena, { side: 'MASTER', subject });
    expect(own.status).toBe(201);
  });

  test('a second one about the same is refused, another side is not', async () => {
    expect(await propose(ada, artist, { as: 'GRANTOR', counterparty: label })).toMatchObject({
      status: 409,
      json: { code: 'already_exists', mandate: id },
    });
    const other = await propose(ada, artist, { as: 'GRANTOR', counterparty: label, side: 'COMPOSITION' });
    expect(other.status).toBe(201);
  });

  test('ends on an announced day, and either side may end it at once', async () => {
    const revoke = (user: User, body: object) => world.post(`/api/mandates/${id}/revoke`, user, body);
    const at = new Date(now.getTime() + DAY).toISOString();
    expect(await revoke(lena, { at })).toMatchObject({ status: 200, json: { state: 'ACTIVE', validTo: at } });
    expect(await state()).toBe('CLEARED');
    now = new Date(now.getTime() + DAY);
    expect(await state()).toBe('NOT_CLEARED');
    await world.refreshStale();
    expect(await listed()).toBe('NOT_CLEARED');
    expect(await revoke(ada, {})).toMatchObject({ status: 409, json: { code: 'invalid_transition' } });
    const { items } = (await world.get(`/api/mandates/${id}/versions`, ada)).json as { items: object[] };
    expect(items).toMatchObject([{ version: 3 }, { version: 2 }, { version: 1, state: 'PROPOSED' }]);
    expect(await events('consent.mandate-decided', id)).toMatchObject([
      { version: 2, state: 'ACTIVE', by: 'GRANTOR', validTo: null },
      { version: 3, state: 'ACTIVE', by: 'HOLDER', validTo: at },
    ]);
    const subject = { kind: 'RECORDING', isrc };
    const late = await world.post(`/api/parties/${label}/grants`, lena, { side: 'MASTER', subject });
    expect(late.status).toBe(403);
  });
});

describe('a mandate that the grantor gives', () => {
  test('holds at once, in its territories alone, and ends when it is revoked', async () => {
    const given = await propose(ada, artist, {
      ...{ as: 'GRANTOR', counterparty: label, territories: ['DE', 'AT'] },
      subject: { kind: 'RECORDING', isrc },
    });
    expect(given).toMatchObject({ status: 201, json: { state: 'ACTIVE', subject: { title: 'Own Ground' } } });
    const { id } = given.json as Mandate;
    expect([await state('DE'), await state('GB'), await state('WW')]).toEqual([
      'CLEARED',
      'NOT_CLEARED',
      'NOT_CLEARED',
    ]);
    const where = { recording: { isrc } };
    const kept = await world.database.prisma.recordingClearance.findMany({
      where,
      orderBy: { territory: 'asc' },
    });
    expect(kept.map(({ territory, state: one }) => [territory, one])).toEqual([
      ['AT', 'CLEARED'],
      ['DE', 'CLEARED'],
      ['WW', 'NOT_CLEARED'],
    ]);
    const revoked = await world.post(`/api/mandates/${id}/revoke`, ada, { reason: 'Ended' });
    expect(revoked).toMatchObject({ status: 200, json: { state: 'REVOKED', reason: 'Ended' } });
    expect(await state('DE')).toBe('NOT_CLEARED');
    await world.app.get(RecipeStandingService).reviewMandate(id);
    expect((await reload()).json).toMatchObject({ items: [{ clearance: 'NOT_CLEARED' }] });
  });
});

describe('an operator', () => {
  test('sees proposals that wait and decides one with a reason', async () => {
    const made = await propose(lena, label, { as: 'HOLDER', counterparty: artist });
    const { id } = made.json as Mandate;
    const open = (await world.get('/api/mandates', operator)).json as { items: object[] };
    expect(open.items).toMatchObject([{ id, state: 'PROPOSED' }]);
    const decide = (body: object) => world.post(`/api/mandates/${id}/decision`, operator, body);
    expect(await decide({ decision: 'CONFIRM' })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/reason' }] },
    });
    // One who acts for the holder leaves it to another operator, while there is one.
    const { prisma } = world.database;
    const member = { partyId: label, userId: operator.id };
    await prisma.partyMember.create({ data: { ...member, role: 'OWNER' } });
    const otto = await world.user('otto', { operator: true });
    const confirmed = () => decide({ decision: 'CONFIRM', reason: 'Contract seen' });
    expect(await confirmed()).toMatchObject({ status: 409, json: { code: 'own_cause', parties: [label] } });
    await prisma.user.update({ where: { id: otto.id }, data: { operator: false } });
    await prisma.partyMember.delete({ where: { partyId_userId: member } });
    expect(await confirmed()).toMatchObject({ status: 200 });
    expect(await state()).toBe('CLEARED');
    expect(((await world.get('/api/mandates', operator)).json as { items: object[] }).items).toEqual([]);
  });
});

test('mandates of a party are listed by when their version was made, beside those of another time', async () => {
  const made = async (query: string) =>
    (
      (await world.get(`/api/parties/${artist}/mandates?limit=100${query}`, ada)).json as {
        items: { createdAt: string }[];
      }
    ).items.map(({ createdAt }) => createdAt);
  const all = await made('');
  const middle = all.toSorted()[Math.floor(all.length / 2)] ?? '';
  const [early, late] = [await made(`&before=${middle}`), await made(`&from=${middle}`)];
  expect(early).toEqual(all.filter((at) => at < middle));
  expect(late).toEqual(all.filter((at) => at >= middle));
  expect(Math.min(early.length, late.length)).toBeGreaterThan(0);
});

describe('what is not a mandate', () => {
  test.each([
    [{ as: 'GRANTOR', counterparty: 'SELF' }, '/counterparty'],
    [{ as: 'GRANTOR', counterparty: 'LABEL', territories: ['ZZ'] }, '/territories'],
    [{ as: 'GRANTOR', counterparty: 'LABEL', to: '2020-01-01T00:00:00Z' }, '/to'],
    [
      { as: 'GRANTOR', counterparty: 'LABEL', from: '2999-01-02T00:00:00Z', to: '2999-01-01T00:00:00Z' },
      '/to',
    ],
    [
      { as: 'GRANTOR', counterparty: 'LABEL', side: 'COMPOSITION', subject: { kind: 'RECORDING', isrc } },
      '/subject/kind',
    ],
  ])('%j is refused at %s', async ({ counterparty, ...body }, pointer) => {
    const named = { SELF: artist, LABEL: label }[counterparty];
    expect(await propose(ada, artist, { ...body, counterparty: named })).toMatchObject({
      status: 422,
      json: { code: 'unprocessable', errors: [{ pointer }] },
    });
  });

  test('evidence is asked for, and unknown fields are refused', async () => {
    const body = { as: 'GRANTOR', counterparty: label };
    expect(await propose(ada, artist, { ...body, evidence: 'yes' })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/evidence' }] },
    });
    expect((await propose(ada, artist, { ...body, chain: true })).status).toBe(400);
  });

  test('a version is never edited', async () => {
    const { pool } = world.database;
    await expect(pool.query(`UPDATE mandate SET state = 'ACTIVE'`)).rejects.toThrow(/append-only/);
    await expect(pool.query('DELETE FROM mandate')).rejects.toThrow(/append-only/);
  });
});

test('parties are found by the beginning of their name, whatever is typed', async () => {
  const names = async (q: string) => {
    const answer = await world.get(`/api/party-names?q=${encodeURIComponent(q)}`, ada);
    return (answer.json as { items: { name: string }[] }).items.map(({ name }) => name);
  };
  expect(await names('nOrTh')).toEqual(['North Label']);
  expect(await names('%')).toEqual([]);
  expect(await names("a' OR true --")).toEqual([]);
});
