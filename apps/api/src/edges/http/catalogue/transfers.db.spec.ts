import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

interface Share {
  id: string;
  party: { id: string };
  ppm: number;
  from: string | null;
  to: string | null;
  source: string;
}
interface Transfer {
  id: string;
  state: string;
  effectiveAt: string | null;
}

let world: FlipWorld;
let operator: User;
let giver: User;
let taker: User;
let label: string;
let buyer: string;
let serial = 0;
let isrc: string;
let share: Share;

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  giver = await world.user('ada');
  taker = await world.user('bo');
  await world.tariff(operator);
  label = await world.party(giver, 'North Label');
  buyer = await world.party(taker, 'South Label');
});
beforeEach(async () => {
  await world.database.pool.query('TRUNCATE rate_limit');
  isrc = `GBTRA24${String((serial += 1)).padStart(5, '0')}`;
  await world.recording(operator, isrc, { label, writer: label });
  share = (await sharesOf(label)).find(({ source }) => source === 'OPERATOR')!;
});
afterAll(() => world.close());

/** Of the newest recording. */
async function sharesOf(party: string): Promise<Share[]> {
  const user = party === label ? giver : taker;
  const { items } = (await world.get(`/api/parties/${party}/shares?limit=100`, user)).json as {
    items: (Share & { subject: { isrc: string | null } })[];
  };
  return items.filter(({ subject }) => subject.isrc === isrc);
}
const offer = (body: object = {}, by = giver) =>
  world.post(`/api/shares/${share.id}/transfers`, by, { toPartyId: buyer, reason: 'Sold', ...body });
const answer = (id: string, what: string, by: User, body: object = {}) =>
  world.post(`/api/transfers/${id}/${what}`, by, body);
const held = (at: string, shares: Share[]) =>
  shares
    .filter(({ from, to }) => (from === null || from <= at) && (to === null || to > at))
    .reduce((sum, { ppm }) => sum + ppm, 0);

describe('a transfer', () => {
  test('waits for the receiver; a part goes, the rest stays, the total holds at every instant', async () => {
    const at = inDays(10);
    const made = await offer({ ppm: 300_000, at });
    expect(made).toMatchObject({ status: 201, json: { state: 'PENDING', ppm: 300_000, effectiveAt: null } });
    const { id } = made.json as Transfer;
    expect((await sharesOf(buyer)).length).toBe(0);
    expect((await answer(id, 'accept', giver)).status).toBe(403);
    expect((await answer(id, 'accept', operator)).status).toBe(403);
    expect((await answer(id, 'accept', taker)).json).toMatchObject({ state: 'ACCEPTED', effectiveAt: at });
    expect(await sharesOf(buyer)).toMatchObject([{ ppm: 300_000, from: at, to: null, source: 'TRANSFER' }]);
    expect(await sharesOf(label)).toMatchObject([
      { ppm: 700_000, from: at, to: null },
      { id: share.id, ppm: 1_000_000, from: null, to: at },
    ]);
    const all = [...(await sharesOf(label)), ...(await sharesOf(buyer))];
    for (const instant of [inDays(-400), inDays(0), inDays(9), at, inDays(11), inDays(4_000)])
      expect([instant, held(instant, all)]).toEqual([instant, 1_000_000]);
    expect((await answer(id, 'accept', taker)).status).toBe(409);
    expect(await offer({ ppm: 1 })).toMatchObject({ status: 409, json: { code: 'invalid_transition' } });
    const { rows } = await world.database.pool.query<{ topic: string }>(
      'SELECT topic FROM outbox_event WHERE key = $1 ORDER BY id',
      [id],
    );
    expect(rows.map(({ topic }) => topic)).toEqual([
      'catalogue.share-transfer-proposed',
      'catalogue.share-transfer-decided',
      'catalogue.shares-changed',
    ]);
    expect((await world.get(`/api/shares/${share.id}`, giver)).json).toMatchObject({
      events: [{ kind: 'ENTERED' }, { kind: 'ENDED', by: 'bo', cause: `TRANSFER:${id}` }],
    });
  });

  test('agreed in the past counts from its acceptance: what is closed stays closed', async () => {
    const { id } = (await offer({ at: inDays(-100) })).json as Transfer;
    const before = new Date().toISOString();
    const { effectiveAt } = (await answer(id, 'accept', taker)).json as Transfer;
    expect(effectiveAt! >= before).toBe(true);
    expect(await sharesOf(label)).toMatchObject([{ to: effectiveAt }]);
    expect(await sharesOf(buyer)).toMatchObject([{ from: effectiveAt, ppm: 1_000_000 }]);
    expect((await world.get(`/api/parties/${buyer}/transfers`, taker)).json).toMatchObject({
      items: [{ id, agreedAt: expect.stringMatching(/^20/), effectiveAt }, { state: 'ACCEPTED' }],
    });
  });

  test('changes who must consent: the recording waits for the new holder', async () => {
    await world.post(`/api/parties/${label}/grants`, giver, {
      side: 'MASTER',
      subject: { kind: 'CATALOGUE' },
    });
    const master = async () => {
      const { sides } = (await world.get(`/api/recordings/${isrc}/clearance`)).json as {
        sides: { state: string; grantedPpm: number }[];
      };
      return sides[0]!;
    };
    expect(await master()).toMatchObject({ state: 'CLEARED' });
    const { id } = (await offer({ ppm: 250_000 })).json as Transfer;
    await answer(id, 'accept', taker);
    expect(await master()).toMatchObject({ state: 'NOT_CLEARED', grantedPpm: 750_000 });
    await world.post(`/api/parties/${buyer}/grants`, taker, {
      side: 'MASTER',
      subject: { kind: 'RECORDING', isrc },
    });
    expect(await master()).toMatchObject({ state: 'CLEARED', grantedPpm: 1_000_000 });
  });

  test('may be declined or taken back, and then another be offered', async () => {
    const first = (await offer()).json as Transfer;
    expect(await offer()).toMatchObject({ status: 409 });
    expect((await answer(first.id, 'cancel', taker)).status).toBe(403);
    expect((await answer(first.id, 'decline', taker, { answer: 'Not ours' })).json).toMatchObject({
      state: 'DECLINED',
      answer: 'Not ours',
    });
    const second = (await offer()).json as Transfer;
    expect((await answer(second.id, 'decline', giver)).status).toBe(403);
    expect((await answer(second.id, 'cancel', giver)).json).toMatchObject({ state: 'CANCELLED' });
    expect((await answer(second.id, 'accept', taker)).status).toBe(409);
    expect(await sharesOf(label)).toMatchObject([{ id: share.id, to: null }]);
  });

  test('accepted twice at once happens once', async () => {
    const { id } = (await offer({ ppm: 400_000 })).json as Transfer;
    const answers = await Promise.all([1, 2, 3].map(() => answer(id, 'accept', taker)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await sharesOf(buyer)).toMatchObject([{ ppm: 400_000 }]);
  });

  test('by an operator needs evidence and holds at once', async () => {
    expect(await offer({}, operator)).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/links' }] },
    });
    const links = ['https://example.org/court'];
    expect(await offer({ links }, operator)).toMatchObject({
      status: 201,
      json: { state: 'ACCEPTED', links },
    });
    expect(await sharesOf(buyer)).toMatchObject([{ ppm: 1_000_000 }]);
  });

  test.each([
    ['more than there is', { ppm: 1_000_000, toPartyId: 'SELF' }, '/toPartyId'],
    ['an unknown party', { toPartyId: '0190a000-0000-7000-8000-000000000001' }, '/toPartyId'],
  ])('to %s is refused', async (_name, body, pointer) => {
    const toPartyId = body.toPartyId === 'SELF' ? label : body.toPartyId;
    expect(await offer({ ...body, toPartyId })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer }] },
    });
  });

  test('of a part of a part is refused when it is more than the part, or of a share in dispute', async () => {
    const { id } = (await offer({ ppm: 300_000 })).json as Transfer;
    await answer(id, 'accept', taker);
    const [theirs] = await sharesOf(buyer);
    const onward = (ppm: number) =>
      world.post(`/api/shares/${theirs!.id}/transfers`, taker, { toPartyId: label, ppm, reason: 'Back' });
    expect(await onward(300_001)).toMatchObject({ status: 422, json: { errors: [{ pointer: '/ppm' }] } });
    expect(
      (await world.post(`/api/shares/${theirs!.id}/transfers`, giver, { toPartyId: label, reason: 'x' }))
        .status,
    ).toBe(403);
    await world.database.pool.query(`UPDATE share SET status = 'DISPUTED' WHERE id = $1`, [theirs!.id]);
    expect(await onward(1)).toMatchObject({ status: 409, json: { code: 'invalid_transition' } });
  });
});
