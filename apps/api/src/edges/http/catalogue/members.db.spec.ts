import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

let world: FlipWorld;
let operator: User;
let owner: User;
let stranger: User;
let party: string;
let serial = 0;

type Invitation = { id: string; link: string | null; state: string };
const person = () => world.user(`person-${(serial += 1)}`);
const invite = async (body: object, by = owner) =>
  await world.post(`/api/parties/${party}/invitations`, by, body);
const byLink = async (role = 'VIEWER', more: object = {}) => {
  const { id, link } = (await invite({ role, ...more })).json as Invitation;
  return { id, token: link!.split('#')[1]! };
};
const roleOf = async (user: User) => {
  const { items } = (await world.get('/api/parties', user)).json as { items: { id: string; role: string }[] };
  return items.find(({ id }) => id === party)?.role ?? null;
};
const events = async (topic: string) => {
  const { rows } = await world.database.pool.query<{ payload: Record<string, unknown> }>(
    'SELECT payload FROM outbox_event WHERE topic = $1 ORDER BY id',
    [topic],
  );
  return rows.map(({ payload }) => payload);
};

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  owner = await world.user('ada');
  stranger = await world.user('sam');
});
beforeEach(async () => {
  await world.database.pool.query('TRUNCATE rate_limit');
  party = await world.party(owner, 'North Label');
});
afterAll(() => world.close());

describe('an invitation by handle', () => {
  test('makes a member of whom it is for, and of nobody else', async () => {
    const guest = await person();
    const made = await invite({ role: 'MANAGER', handle: guest.handle });
    expect(made).toMatchObject({ status: 201, json: { link: null, handle: guest.handle, state: 'PENDING' } });
    const { id } = made.json as Invitation;
    expect((await world.get('/api/invitations', guest)).json).toMatchObject({
      items: [{ id, party: { name: 'North Label' }, role: 'MANAGER', invitedBy: 'Ada' }],
    });
    expect((await world.post(`/api/invitations/${id}/accept`, stranger, {})).status).toBe(404);
    expect((await world.post(`/api/invitations/${id}/accept`, guest, {})).json).toMatchObject({
      state: 'ACCEPTED',
    });
    expect(await roleOf(guest)).toBe('MANAGER');
    expect((await world.get('/api/invitations', guest)).json).toEqual({ items: [] });
    expect(await world.post(`/api/invitations/${id}/accept`, guest, {})).toMatchObject({
      status: 409,
      json: { code: 'invalid_transition' },
    });
    expect(await events('catalogue.party-invited')).toContainEqual(
      expect.objectContaining({ invitationId: id, userId: guest.id, role: 'MANAGER' }),
    );
    expect(await events('catalogue.invitation-answered')).toContainEqual(
      expect.objectContaining({ invitationId: id, userId: guest.id, answer: 'ACCEPTED' }),
    );
  });

  test('may be declined, and is refused for members, invited and unknown people', async () => {
    const guest = await person();
    const { id } = (await invite({ role: 'VIEWER', handle: guest.handle })).json as Invitation;
    expect(await invite({ role: 'VIEWER', handle: guest.handle })).toMatchObject({
      status: 409,
      json: { code: 'already_exists', errors: [{ pointer: '/handle' }] },
    });
    expect((await world.post(`/api/invitations/${id}/decline`, guest, {})).status).toBe(200);
    expect(await roleOf(guest)).toBeNull();
    expect((await invite({ role: 'VIEWER', handle: 'ada' })).status).toBe(409);
    expect(await invite({ role: 'VIEWER', handle: 'nobody-here' })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/handle' }] },
    });
  });
});

describe('an invitation by link', () => {
  test('works once, for whoever holds it; its token is nowhere in the database', async () => {
    const guest = await person();
    const { id, token } = await byLink('VIEWER');
    const { rows } = await world.database.pool.query<{ text: string }>(
      'SELECT i::text AS text FROM party_invitation i UNION ALL SELECT e::text FROM party_event e UNION ALL SELECT o::text FROM outbox_event o',
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
    expect((await world.post(`/api/invitations/${id}/look`, guest, {})).status).toBe(404);
    expect((await world.post(`/api/invitations/${id}/look`, guest, { token: `${token}x` })).status).toBe(404);
    expect((await world.post(`/api/invitations/${id}/look`, guest, { token })).json).toMatchObject({
      party: { name: 'North Label' },
    });
    expect((await world.post(`/api/invitations/${id}/accept`, guest, { token })).status).toBe(200);
    expect(await roleOf(guest)).toBe('VIEWER');
    expect((await world.post(`/api/invitations/${id}/accept`, stranger, { token })).status).toBe(409);
    expect(await roleOf(stranger)).toBeNull();
  });

  test('used by two at once lets one in', async () => {
    const guests = await Promise.all([person(), person(), person()]);
    const { id, token } = await byLink('VIEWER');
    const answers = await Promise.all(
      guests.map((guest) => world.post(`/api/invitations/${id}/accept`, guest, { token })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const roles = await Promise.all(guests.map(roleOf));
    expect(roles.filter((role) => role !== null)).toEqual(['VIEWER']);
  });

  test('runs out, and can be taken back', async () => {
    const old = await byLink();
    await world.database.pool.query(
      `UPDATE party_invitation SET expires_at = now() - interval '1 s' WHERE id = $1`,
      [old.id],
    );
    expect(
      await world.post(`/api/invitations/${old.id}/accept`, stranger, { token: old.token }),
    ).toMatchObject({
      status: 410,
    });
    const revoked = await byLink();
    const address = `/api/parties/${party}/invitations/${revoked.id}`;
    expect((await world.send('DELETE', address, stranger)).status).toBe(403);
    expect((await world.send('DELETE', address, owner)).status).toBe(204);
    expect((await world.send('DELETE', address, owner)).status).toBe(409);
    expect(
      (await world.post(`/api/invitations/${revoked.id}/accept`, stranger, { token: revoked.token })).status,
    ).toBe(409);
    const { items } = (await world.get(`/api/parties/${party}/invitations`, owner)).json as {
      items: { id: string; state: string; link?: string }[];
    };
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [revoked.id, 'REVOKED'],
      [old.id, 'PENDING'],
    ]);
    expect(JSON.stringify(items)).not.toContain(revoked.token);
  });

  test('of who is no owner any more is taken back', async () => {
    const second = await person();
    for (const end of ['removed', 'demoted'] as const) {
      await world.post(`/api/parties/${party}/members`, owner, { handle: second.handle, role: 'OWNER' });
      const { id, link } = (await invite({ role: 'OWNER' }, second)).json as Invitation;
      const kept = await byLink();
      const members = `/api/parties/${party}/members`;
      if (end === 'removed') await world.send('DELETE', `${members}/${second.handle}`, owner);
      else await world.post(members, owner, { handle: second.handle, role: 'MANAGER' });
      const token = link!.split('#')[1]!;
      expect((await world.post(`/api/invitations/${id}/accept`, second, { token })).status).toBe(409);
      expect(await roleOf(second)).toBe(end === 'removed' ? null : 'MANAGER');
      expect(
        (await world.post(`/api/invitations/${kept.id}/accept`, stranger, { token: kept.token })).status,
      ).toBe(200);
      const { rows } = await world.database.pool.query(
        `SELECT 1 FROM party_event WHERE kind = 'INVITATION_REVOKED' AND detail->>'invitation' = $1`,
        [id],
      );
      expect(rows).toHaveLength(1);
    }
  });

  test('never makes less of a member', async () => {
    const { id, token } = await byLink('VIEWER');
    expect((await world.post(`/api/invitations/${id}/accept`, owner, { token })).status).toBe(200);
    expect(await roleOf(owner)).toBe('OWNER');
  });
});

describe('members', () => {
  const remove = (handle: string, by: User) =>
    world.send('DELETE', `/api/parties/${party}/members/${handle}`, by);

  test('are listed, change, leave and are removed; an owner is always left', async () => {
    const [second, viewer] = [await person(), await person()];
    for (const [{ handle }, role] of [
      [second, 'OWNER'],
      [viewer, 'VIEWER'],
    ] as const)
      await world.post(`/api/parties/${party}/members`, owner, { handle, role });
    expect((await world.get(`/api/parties/${party}/members`, viewer)).json).toMatchObject({
      items: [{ handle: 'ada', role: 'OWNER' }, { handle: second.handle }, { role: 'VIEWER' }],
    });
    expect((await remove(second.handle, viewer)).status).toBe(403);
    expect((await remove(viewer.handle, viewer)).status).toBe(204);
    expect((await remove(viewer.handle, owner)).status).toBe(404);
    expect((await remove('ada', second)).status).toBe(204);
    expect(await remove(second.handle, second)).toMatchObject({ status: 409 });
    expect(await roleOf(second)).toBe('OWNER');
    expect(await events('catalogue.member-changed')).toContainEqual(
      expect.objectContaining({ userId: viewer.id, role: null, by: viewer.id }),
    );
  });

  test('two owners who leave at once do not leave the party alone', async () => {
    const second = await person();
    await world.post(`/api/parties/${party}/members`, owner, { handle: second.handle, role: 'OWNER' });
    const answers = await Promise.all([remove('ada', owner), remove(second.handle, second)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });
});

describe('a party', () => {
  test('is edited by its owner, with identifiers checked and owned once', async () => {
    const edit = (by: User, body: object) => world.send('PATCH', `/api/parties/${party}`, by, body);
    expect((await edit(stranger, { name: 'Mine' })).status).toBe(403);
    expect((await edit(operator, { name: 'Mine' })).status).toBe(403);
    expect(await edit(owner, { ipiNameNumber: '00014107339', isni: 'x' })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/ipiNameNumber' }, { pointer: '/isni' }] },
    });
    expect(await edit(owner, { contactUrl: 'javascript:alert(1)' })).toMatchObject({ status: 400 });
    const changed = { isni: 'https://isni.org/isni/000000012146438X', contactEmail: 'a@north.example' };
    expect((await edit(owner, changed)).json).toMatchObject({
      isni: '000000012146438X',
      contactEmail: 'a@north.example',
      name: 'North Label',
    });
    const other = await world.party(stranger, 'South Label');
    expect(
      await world.send('PATCH', `/api/parties/${other}`, stranger, { isni: '000000012146438X' }),
    ).toMatchObject({ status: 409, json: { party, errors: [{ pointer: '/isni' }] } });
    expect((await edit(owner, { isni: null })).json).toMatchObject({ isni: null });
  });

  test('is verified by an operator until it says that it is somebody else', async () => {
    const body = { verified: true, reason: 'Met in person' };
    expect((await world.post(`/api/parties/${party}/verification`, owner, body)).status).toBe(403);
    expect((await world.post(`/api/parties/${party}/verification`, operator, body)).json).toMatchObject({
      verified: true,
    });
    const edit = (change: object) => world.send('PATCH', `/api/parties/${party}`, owner, change);
    expect((await edit({ contactUrl: 'https://north.example' })).json).toMatchObject({ verified: true });
    expect((await edit({ name: 'A Famous Label' })).json).toMatchObject({ verified: false });
    const { items } = (await world.get(`/api/parties/${party}/events`, owner)).json as {
      items: { kind: string; by: string }[];
    };
    expect(items.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
      'VERIFICATION_ENDED ada',
      'EDITED ada',
      'EDITED ada',
      'VERIFIED olga',
      'MADE ada',
    ]);
  });

  test('is found by words of its name and by an identifier, page by page', async () => {
    const isni = '0000000121032683';
    await world.send('PATCH', `/api/parties/${party}`, owner, { name: 'Ängelholm Zebra Records', isni });
    const second = await world.party(stranger, 'Zebra Ängste');
    const find = async (q: string, by = stranger, more = '') =>
      (await world.get(`/api/parties/search?q=${encodeURIComponent(q)}${more}`, by)).json as {
        items: { id: string; isni: string | null }[];
        nextCursor: string | null;
      };
    expect((await find('zeb äng')).items.map(({ id }) => id)).toEqual([second, party]);
    expect((await find('0000 0001 2103 2683')).items).toMatchObject([{ id: party, isni: null }]);
    expect((await find('zebra rec', operator)).items).toMatchObject([{ id: party, isni }]);
    const first = await find('zebra', stranger, '&limit=1');
    expect(first.items.map(({ id }) => id)).toEqual([second]);
    const rest = await find('zebra', stranger, `&limit=1&cursor=${first.nextCursor}`);
    expect(rest).toMatchObject({ items: [{ id: party }], nextCursor: null });
    expect((await find(`'; DROP TABLE party --`)).items).toEqual([]);
    expect((await find('!!!')).items).toEqual([]);
  });
});

test('history cannot be changed', async () => {
  for (const table of ['party_event', 'share_event', 'claim_event', 'party_merge', 'party_merge_item']) {
    const { rows } = await world.database.pool.query<{ events: string[] }>(
      `SELECT array_agg(DISTINCT event_manipulation::text) AS events FROM information_schema.triggers
       WHERE event_object_table = $1 AND action_timing = 'BEFORE'`,
      [table],
    );
    expect([table, rows[0]?.events]).toEqual([table, expect.arrayContaining(['DELETE', 'UPDATE'])]);
  }
  await expect(world.database.pool.query('DELETE FROM party_event')).rejects.toThrow(/append-only/);
});
