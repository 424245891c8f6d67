import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PeriodCloseService } from '../../../modules/royalty/index.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

let world: FlipWorld;
let operator: User;
let ada: User;
let bo: User;
let serial = 0;
let old: string;
let heir: string;
let writer: string;

const nextIsrc = () => `GBMER24${String((serial += 1)).padStart(5, '0')}`;
const grant = async (party: string, by: User, side: string, subject: object = { kind: 'CATALOGUE' }) => {
  const answer = await world.post(`/api/parties/${party}/grants`, by, { side, subject });
  expect(answer.status).toBe(201);
  return (answer.json as { id: string }).id;
};
const merge = (from: string, into: string, by = operator) =>
  world.post(`/api/parties/${into}/merges`, by, { from, reason: 'Entered twice' });
const clearance = async (isrc: string) =>
  ((await world.get(`/api/recordings/${isrc}/clearance`)).json as { state: string }).state;
const mine = async (user: User) =>
  ((await world.get('/api/parties', user)).json as { items: { id: string; role: string }[] }).items;

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  ada = await world.user('ada');
  bo = await world.user('bo');
  await world.tariff(operator);
  writer = await world.party(ada, 'The Writer');
  await grant(writer, ada, 'COMPOSITION');
});
beforeEach(async () => {
  await world.database.pool.query('TRUNCATE rate_limit');
  old = await world.party(bo, 'Nort Label');
  heir = await world.party(ada, 'North Label');
});
afterAll(() => world.close());

describe('a merge of two parties', () => {
  test('is an operator’s, of two parties that are there and not one user’s own', async () => {
    expect((await merge(old, heir, ada)).status).toBe(403);
    expect(await merge(heir, heir)).toMatchObject({ status: 422, json: { errors: [{ pointer: '/from' }] } });
    expect(await merge('0190a000-0000-7000-8000-000000000001', heir)).toMatchObject({ status: 422 });
    expect((await merge(old, '0190a000-0000-7000-8000-000000000001')).status).toBe(404);
    await world.database.pool.query('UPDATE party SET remixer_user_id = $2 WHERE id = $1', [old, bo.id]);
    expect(await merge(old, heir)).toMatchObject({ status: 422, json: { errors: [{ pointer: '/from' }] } });
    await world.database.pool.query('UPDATE party SET remixer_user_id = NULL WHERE id = $1', [old]);
    expect((await merge(old, heir)).status).toBe(201);
    expect(await merge(old, heir)).toMatchObject({ status: 409, json: { code: 'conflict', party: heir } });
    expect((await merge(writer, old)).status).toBe(409);
  });

  test('moves shares, roles, members, claims and identifiers, and tells exactly what', async () => {
    const isrc = nextIsrc();
    await world.recording(operator, isrc, { label: old, writer, title: 'Tide' });
    const shared = nextIsrc();
    await world.recording(operator, shared, { label: old, writer, title: 'Ebb' });
    const { rows } = await world.database.pool.query<{ id: string }>(
      'SELECT id FROM recording WHERE isrc = $1',
      [shared],
    );
    await world.database.pool.query(
      `INSERT INTO contributor (id, party_id, role, recording_id) VALUES (uuidv7(), $1, 'MAIN_ARTIST', $2)`,
      [heir, rows[0]!.id],
    );
    const edit = (id: string, by: User, body: object) => world.send('PATCH', `/api/parties/${id}`, by, body);
    await edit(old, bo, { isni: '000000012146438X', ipiNameNumber: '00014107338' });
    await edit(heir, ada, { ipiNameNumber: '00000000199' });
    await world.post(`/api/parties/${old}/members`, bo, { handle: 'ada', role: 'VIEWER' });
    const claim = { subject: { isrc }, role: 'PRODUCER', ppm: 1 };
    await world.post(`/api/parties/${old}/claims`, bo, claim);
    await world.post(`/api/parties/${old}/invitations`, bo, { role: 'VIEWER' });
    const share = (
      (await world.get(`/api/parties/${old}/shares?limit=1`, bo)).json as { items: { id: string }[] }
    ).items[0]!;
    await world.post(`/api/shares/${share.id}/transfers`, bo, { toPartyId: heir, reason: 'Same label' });

    const preview = await world.get(`/api/parties/${heir}/merge-preview?from=${old}`, operator);
    expect(preview.json).toMatchObject({
      from: { name: 'Nort Label' },
      into: { name: 'North Label' },
      counts: {
        shares: 2,
        contributors: 2,
        members: 2,
        claims: 1,
        transfers: 1,
        invitations: 1,
        importedKeys: 0,
        grants: 0,
      },
      identifiers: [
        { name: 'ipiNameNumber', value: '00014107338', moves: false },
        { name: 'isni', value: '000000012146438X', moves: true },
      ],
    });
    const made = await merge(old, heir);
    expect(made).toMatchObject({
      status: 201,
      json: { from: { id: old }, into: { id: heir }, reason: 'Entered twice' },
    });
    const { id } = made.json as { id: string };
    const { items } = (await world.get(`/api/merges/${id}/items?limit=100`, operator)).json as {
      items: { position: number; kind: string; title: string | null; detail: object }[];
    };
    expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index + 1));
    expect(items.map(({ kind, title, detail }) => [kind, title, detail])).toEqual([
      ['SHARE', 'Tide', { side: 'MASTER', role: 'LABEL', ppm: 1_000_000, status: 'ACTIVE' }],
      ['SHARE', 'Ebb', { side: 'MASTER', role: 'LABEL', ppm: 1_000_000, status: 'ACTIVE' }],
      ['CONTRIBUTOR', 'Tide', { role: 'MAIN_ARTIST', dropped: false }],
      ['CONTRIBUTOR', 'Ebb', { role: 'MAIN_ARTIST', dropped: true }],
      ['MEMBER', expect.any(String), { role: expect.any(String) }],
      ['MEMBER', expect.any(String), { role: expect.any(String) }],
      ['CLAIM', 'Tide', { state: 'PENDING' }],
      ['TRANSFER', null, { cancelled: true }],
      ['INVITATION', null, { revoked: true }],
      ['IDENTIFIER', null, { name: 'ipiNameNumber', value: '00014107338', moves: false }],
      ['IDENTIFIER', null, { name: 'isni', value: '000000012146438X', moves: true }],
    ]);
    const first = (await world.get(`/api/merges/${id}/items?limit=4`, operator)).json as {
      nextCursor: string;
    };
    expect(
      (await world.get(`/api/merges/${id}/items?limit=4&cursor=${first.nextCursor}`, ada)).json,
    ).toMatchObject({
      items: [{ position: 5 }, {}, {}, {}],
    });
    expect((await world.get(`/api/recordings/${shared}`)).json).toMatchObject({
      shares: [{ party: { id: heir, name: 'North Label' } }],
      contributors: [{ party: { id: writer } }, { party: { id: heir } }],
    });
    expect((await world.get(`/api/parties/${heir}`, bo)).json).toMatchObject({
      role: 'OWNER',
      isni: '000000012146438X',
      ipiNameNumber: '00000000199',
    });
    expect((await mine(ada)).map((party) => party.id)).not.toContain(old);
    expect((await mine(ada)).find((party) => party.id === heir)).toMatchObject({ role: 'OWNER' });
    expect((await world.get(`/api/parties/${old}`, ada)).json).toMatchObject({ mergedIntoId: heir });
    expect((await world.get(`/api/parties/${heir}/claims`, ada)).json).toMatchObject({
      items: [{ state: 'PENDING' }],
    });
    expect((await world.get(`/api/shares/${share.id}`, ada)).json).toMatchObject({
      party: { id: heir },
      events: [{ kind: 'ENTERED' }, { kind: 'MOVED', by: 'olga', cause: `MERGE:${id}` }],
    });
    const told = await world.database.pool.query<{ topic: string }>(
      'SELECT topic FROM outbox_event WHERE key = $1 ORDER BY id',
      [id],
    );
    expect(told.rows.map(({ topic }) => topic)).toEqual([
      'catalogue.parties-merged',
      'catalogue.shares-changed',
    ]);
  });

  test('an identifier that stayed behind still leads to the party, and nothing more is entered under the old one', async () => {
    await world.send('PATCH', `/api/parties/${old}`, bo, { dpid: 'PADPIDA2013020802I' });
    await world.send('PATCH', `/api/parties/${heir}`, ada, { dpid: 'PADPIDA2011072101T' });
    await merge(old, heir);
    const again = { name: 'North', kind: 'ORGANISATION', dpid: 'PADPIDA2013020802I' };
    expect(await world.post('/api/parties', bo, again)).toMatchObject({ status: 409, json: { party: heir } });
    const refused = [
      await world.send('PATCH', `/api/parties/${old}`, bo, { name: 'X' }),
      await world.post(`/api/parties/${old}/members`, bo, { handle: 'ada', role: 'OWNER' }),
      await world.post(`/api/parties/${old}/invitations`, bo, { role: 'OWNER' }),
      await world.post(`/api/parties/${old}/domains`, bo, { domain: 'label.example' }),
      await world.post(`/api/parties/${old}/verification`, operator, { verified: true, reason: 'x' }),
    ];
    expect(refused.map(({ status, json }) => [status, (json as { party: string }).party])).toEqual(
      refused.map(() => [409, heir]),
    );
    const entry = {
      isrc: nextIsrc(),
      title: 'T',
      artist: 'A',
      shares: [{ partyId: old, role: 'LABEL', ppm: 1 }],
      contributors: [{ partyId: heir, role: 'MAIN_ARTIST' }],
      works: [
        {
          title: 'W',
          ppm: 1_000_000,
          shares: [{ partyId: heir, role: 'COMPOSER', ppm: 1 }],
          contributors: [{ partyId: heir, role: 'COMPOSER' }],
        },
      ],
    };
    expect(await world.post('/api/recordings', operator, entry)).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/shares/0/partyId', detail: expect.stringContaining('merged') }] },
    });
    expect((await mine(operator)).map(({ id }) => id)).not.toContain(old);
  });

  test('leads what importers call the party to the one that stays', async () => {
    const { importedKey } = world.database.prisma;
    const keys = [
      { partyId: writer, kind: 'PARTY', key: 'name:nort label', targetId: old },
      { partyId: old, kind: 'PARTY', key: 'P7', targetId: old },
      { partyId: writer, kind: 'PARTY', key: 'P8', targetId: writer },
      // Another kind of key never names a party, whatever its target is.
      { partyId: writer, kind: 'WORK', key: 'W1', targetId: old },
    ];
    await importedKey.createMany({ data: keys });
    const preview = await world.get(`/api/parties/${heir}/merge-preview?from=${old}`, operator);
    expect(preview.json).toMatchObject({ counts: { importedKeys: 2 } });
    const { id } = (await merge(old, heir)).json as { id: string };
    const rows = await importedKey.findMany({
      where: { key: { in: keys.map(({ key }) => key) } },
      orderBy: { key: 'asc' },
    });
    expect(rows.map(({ key, targetId }) => [key, targetId])).toEqual([
      ['P7', heir],
      ['P8', writer],
      ['W1', old],
      ['name:nort label', heir],
    ]);
    const { items } = (await world.get(`/api/merges/${id}/items?limit=100`, operator)).json as {
      items: { kind: string; refId: string; detail: { key?: string } }[];
    };
    const noted = items.filter(({ kind }) => kind === 'IMPORTED_KEY');
    expect(noted.map(({ refId, detail }) => [refId, detail]).toSorted()).toEqual(
      [
        [writer, { key: 'name:nort label' }],
        [old, { key: 'P7' }],
      ].toSorted(),
    );
  });

  test('takes rates of tax along where the one that stays has none, and says what becomes of each', async () => {
    const rate = (party: string, jurisdiction: string, ppm: number, validFrom = '2026-01-01T00:00:00.000Z') =>
      world.post('/api/royalties/withholdings', operator, {
        ...{ party, jurisdiction, ppm, validFrom, evidence: 'Residence' },
      });
    const far = '2199-01-01T00:00:00.000Z';
    await rate(old, 'FR', 100_000);
    await rate(old, 'GB', 250_000, '2026-02-01T00:00:00.000Z');
    await rate(old, 'GB', 200_000, far);
    await rate(old, 'US', 600_000);
    await rate(old, 'DE', 0);
    // A rate of zero is somebody's word that nothing is due.
    await rate(heir, 'FR', 0);
    await rate(heir, 'IE', 400_000);
    const preview = await world.get(`/api/parties/${heir}/merge-preview?from=${old}`, operator);
    expect((preview.json as { taxes: object[] }).taxes).toMatchObject([
      { jurisdiction: 'FR', ppm: 100_000, moves: false },
      { jurisdiction: 'GB', ppm: 250_000, moves: true },
      { jurisdiction: 'GB', ppm: 200_000, from: far, moves: true },
      { jurisdiction: 'US', ppm: 600_000, moves: true },
    ]);
    expect(await merge(old, heir)).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/from', detail: expect.stringContaining('1250000 ppm') }] },
    });
    expect((await world.get(`/api/parties/${old}`, bo)).json).toMatchObject({ name: 'Nort Label' });
    await rate(heir, 'US', 300_000);
    const done = await merge(old, heir);
    const kept = await world.get(`/api/royalties/withholdings?party=${heir}`, operator);
    const { items } = kept.json as { items: { jurisdiction: string; ppm: number }[] };
    expect(items.map(({ jurisdiction, ppm }) => `${jurisdiction} ${ppm}`).toSorted()).toEqual(
      ['FR 0', 'GB 200000', 'GB 250000', 'IE 400000', 'US 300000'].toSorted(),
    );
    const { id } = done.json as { id: string };
    const said = (await world.get(`/api/merges/${id}/items?limit=100`, operator)).json as { items: object[] };
    expect(said.items.filter((item) => (item as { kind: string }).kind === 'TAX')).toMatchObject([
      { detail: { jurisdiction: 'FR', ppm: 100_000, moves: false } },
      { detail: { jurisdiction: 'GB', moves: true } },
      { detail: { jurisdiction: 'GB', moves: true } },
      { detail: { jurisdiction: 'US', moves: false } },
    ]);
  });

  test('lets nothing begin in the name that went: the refusal names the party that stays', async () => {
    const isrc = nextIsrc();
    const workId = await world.recording(operator, isrc, { label: old, writer });
    const [subject] = [{ kind: 'RECORDING', isrc }];
    const given = await grant(old, bo, 'MASTER', subject);
    const selection = { kind: 'SUBJECTS', subjects: [{ kind: 'RECORDING', id: workId }] };
    expect((await merge(old, heir)).status).toBe(201);
    const mandate = { side: 'MASTER', subject: { kind: 'CATALOGUE' }, evidence: 'A letter of 3 May' };
    const correction = {
      partyId: old,
      proposed: { name: 'Somebody', role: 'Producer' },
      explanation: 'Left out when it was entered',
      evidence: ['https://example.org/sleeve-notes'],
    };
    const begun: Record<string, Promise<{ status: number; json: unknown }>> = {
      grant: world.post(`/api/parties/${old}/grants`, bo, { side: 'MASTER', subject: { kind: 'CATALOGUE' } }),
      bulk: world.post(`/api/parties/${old}/grants/bulk/preview`, bo, {
        selection,
        change: { kind: 'GRANT' },
      }),
      mandateFrom: world.post(`/api/parties/${old}/mandates`, bo, {
        ...mandate,
        as: 'GRANTOR',
        counterparty: writer,
      }),
      mandateTo: world.post(`/api/parties/${writer}/mandates`, ada, {
        ...mandate,
        as: 'GRANTOR',
        counterparty: old,
      }),
      claim: world.post(`/api/parties/${old}/claims`, bo, { subject: { isrc }, role: 'PRODUCER', ppm: 1 }),
      correction: world.post(`/api/recordings/${isrc}/credit-corrections`, bo, correction),
    };
    for (const [name, asked] of Object.entries(begun)) {
      const { status, json } = await asked;
      expect({ name, status, json }).toMatchObject({
        name,
        status: 409,
        json: { code: 'conflict', party: heir, detail: expect.stringContaining('merged into "North Label"') },
      });
    }
    // What was said before goes on, and can be changed.
    expect((await world.post(`/api/grants/${given}/withdraw`, bo, {})).status).toBe(200);
    expect(
      (await world.send('PUT', `/api/grants/${given}`, bo, { policy: 'MONETISE', scope: {} })).status,
    ).toBe(200);
  });

  test('keeps the consent of the old party for what came from it, and gives it to nothing else', async () => {
    const [theirs, ours, single] = [nextIsrc(), nextIsrc(), nextIsrc()];
    await world.recording(operator, theirs, { label: old, writer });
    await world.recording(operator, ours, { label: heir, writer });
    await world.recording(operator, single, { label: heir, writer });
    const given = await grant(old, bo, 'MASTER');
    await grant(heir, ada, 'MASTER', { kind: 'RECORDING', isrc: single });
    expect([await clearance(theirs), await clearance(ours)]).toEqual(['CLEARED', 'NOT_CLEARED']);
    await merge(old, heir);
    expect([await clearance(theirs), await clearance(ours), await clearance(single)]).toEqual([
      'CLEARED',
      'NOT_CLEARED',
      'CLEARED',
    ]);
    const catalogue = await world.get(`/api/parties/${heir}/catalogue?limit=50`, ada);
    const items = (catalogue.json as { items: { isrc: string; grant: { id: string } | null }[] }).items;
    expect(items.find(({ isrc }) => isrc === theirs)?.grant?.id).toBe(given);
    expect(items.find(({ isrc }) => isrc === ours)?.grant).toBeNull();
    expect((await world.get(`/api/parties/${heir}/grants`, ada)).json).toMatchObject({
      items: [{}, { id: given, partyId: old }],
    });
    // Ada never acted for the old party, and takes its consent back now.
    const listed = async () =>
      ((await world.get(`/api/recordings?licensed=true&q=${theirs}`)).json as { items: object[] }).items
        .length;
    expect(await listed()).toBe(1);
    expect((await world.post(`/api/grants/${given}/withdraw`, ada, {})).status).toBe(200);
    await world.settle(given);
    expect([await clearance(theirs), await clearance(single), await listed()]).toEqual([
      'NOT_CLEARED',
      'CLEARED',
      0,
    ]);
    await grant(heir, ada, 'MASTER');
    expect([await clearance(theirs), await clearance(ours)]).toEqual(['CLEARED', 'CLEARED']);
  });

  test('keeps statements readable and pays the party that stays from then on', async () => {
    const isrc = nextIsrc();
    await world.recording(operator, isrc, { label: old, writer });
    await grant(old, bo, 'MASTER');
    const published = await world.post('/api/recipes', await world.user(`pia${serial}`), {
      recipe: flip([isrc], `F ${isrc}`),
    });
    const { hash } = published.json as { hash: string };
    const play = async () => {
      const device = new Device();
      const { json } = await world.post('/api/plays/grants', null, { recipe: hash, device: device.did });
      const receipt = device.receipt(json as never, new Date(), 8_000);
      expect((await world.post('/api/plays', null, { receipts: [receipt] })).status).toBe(200);
    };
    const close = async () => {
      const { items } = (await world.get('/api/royalties/periods', ada)).json as {
        items: { id: string; state: string }[];
      };
      const open = items.find(({ state }) => state === 'OPEN')!;
      await world.post(`/api/royalties/periods/${open.id}/close`, operator, {});
      await world.app.get(PeriodCloseService).run(open.id);
      return open.id;
    };
    const stated = async () =>
      (
        (await world.get(`/api/royalties/statements?party=${heir}`, ada)).json as {
          items: { party: { id: string }; period: string; earnedMicros: string; closingMicros: string }[];
        }
      ).items.map(({ party, period, earnedMicros, closingMicros }) => [
        party.id === old ? 'old' : 'heir',
        period,
        earnedMicros,
        closingMicros,
      ]);
    await play();
    const first = await close();
    expect(await stated()).toEqual([]);
    await merge(old, heir);
    expect(await stated()).toEqual([['old', first, '2000', '2000']]);
    await play();
    const second = await close();
    expect((await stated()).toSorted()).toEqual([
      ['heir', second, '2000', '2000'],
      ['old', first, '2000', '2000'],
      ['old', second, '0', '2000'],
    ]);
  });

  test('after a merge the party may be merged again, and all of it is followed', async () => {
    const isrc = nextIsrc();
    await world.recording(operator, isrc, { label: old, writer });
    await grant(old, bo, 'MASTER');
    await merge(old, heir);
    const last = await world.party(ada, 'North Group');
    expect((await merge(heir, last)).status).toBe(201);
    expect(await clearance(isrc)).toBe('CLEARED');
    expect((await world.get(`/api/parties/${old}`, ada)).json).toMatchObject({ mergedIntoId: last });
    expect((await world.get(`/api/parties/${last}/merges`, ada)).json).toMatchObject({
      items: [{ from: { id: heir }, into: { id: last } }],
    });
    const { items } = (await world.get(`/api/parties/${last}/events?limit=100`, ada)).json as {
      items: { kind: string }[];
    };
    expect(items.filter(({ kind }) => kind === 'MERGED').length).toBe(4);
  });

  test('two at once happen one after the other', async () => {
    const answers = await Promise.all([merge(old, heir), merge(heir, old), merge(old, heir)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  test('while shares are handed over and claims proved, leaves nothing under the old name', async () => {
    const isrc = nextIsrc();
    await world.recording(operator, isrc, { label: old, writer });
    const other = await world.party(bo, 'Other Label');
    const { items } = (await world.get(`/api/parties/${old}/shares`, bo)).json as { items: { id: string }[] };
    const made = await world.post(`/api/parties/${old}/claims`, bo, {
      subject: { isrc },
      role: 'PRODUCER',
      ppm: 1,
    });
    const claim = made.json as { id: string };
    const decision = { proved: true, reason: 'Seen' };
    const offer = { toPartyId: other, ppm: 1, reason: 'Sold', links: ['https://example.org/deed'] };
    const answers = await Promise.all([
      merge(old, heir),
      world.post(`/api/claims/${claim.id}/decision`, operator, decision),
      world.post(`/api/shares/${items[0]!.id}/transfers`, operator, offer),
    ]);
    expect(answers[0].status).toBe(201);
    expect(answers.map(({ status }) => status).filter((status) => ![200, 201, 409].includes(status))).toEqual(
      [],
    );
    const { rows } = await world.database.pool.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM share WHERE party_id = $1`,
      [old],
    );
    expect(rows[0]).toEqual({ left: 0 });
  });
});
