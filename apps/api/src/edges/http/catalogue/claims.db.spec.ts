import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

interface Claim {
  id: string;
  state: string;
  shareId: string;
  totalPpm: number;
  events: { kind: string; detail: object }[];
}
interface Domain {
  id: string;
  token: string;
  address: string;
}

let world: FlipWorld;
let operator: User;
let artist: User;
let rival: User;
let label: string;
let other: string;
let site: Server;
let serial = 0;
/** What the website answers; `null` for a redirect to another site. */
let file: { status: number; body: string | Buffer } | null = { status: 404, body: '' };

const nextIsrc = () => `GBCLA24${String((serial += 1)).padStart(5, '0')}`;
const port = () => (site.address() as AddressInfo).port;

beforeAll(async () => {
  site = createServer((request, response) => {
    if (file === null) return void response.writeHead(302, { location: `http://127.0.0.1:${port()}/` }).end();
    expect(request.url).toBe('/.well-known/flipside.json');
    response.writeHead(file.status).end(file.body);
  });
  await new Promise<void>((resolve) => site.listen(0, 'localhost', resolve));
  world = await FlipWorld.open({ allowPrivateNetworks: true });
  operator = await world.user('olga', { operator: true });
  artist = await world.user('ada');
  rival = await world.user('sam');
  await world.tariff(operator);
  label = await world.party(artist, 'North Label');
  other = await world.party(rival, 'South Label');
});
beforeEach(() => world.database.pool.query('TRUNCATE rate_limit'));
afterAll(async () => {
  await world.close();
  site.closeAllConnections();
  site.close();
});

/** A recording of which `other` holds a part of the master side. */
async function recording(ppm = 400_000): Promise<string> {
  const isrc = nextIsrc();
  const work = { title: 'W', ppm: 1_000_000 };
  const answer = await world.post('/api/recordings', operator, {
    isrc,
    title: 'T',
    artist: 'A',
    shares: [{ partyId: other, role: 'LABEL', ppm }],
    contributors: [{ partyId: other, role: 'PRODUCER' }],
    works: [
      {
        ...work,
        shares: [{ partyId: other, role: 'COMPOSER', ppm: 1_000_000 }],
        contributors: [{ partyId: other, role: 'COMPOSER' }],
      },
    ],
  });
  expect(answer.status).toBe(201);
  return isrc;
}

const enter = async (isrc: string, ppm: number, more: object = {}, by = artist, party = label) =>
  await world.post(`/api/parties/${party}/claims`, by, { subject: { isrc }, role: 'LABEL', ppm, ...more });
const claim = async (...asked: Parameters<typeof enter>) => {
  const answer = await enter(...asked);
  expect(answer.status).toBe(201);
  return answer.json as Claim;
};
const act = (id: string, action: string, by: User, body: object) =>
  world.post(`/api/claims/${id}/${action}`, by, body);
const decide = (id: string, proved: boolean, links: string[] = []) =>
  act(id, 'decision', operator, { proved, reason: 'By the contract', links });
const sharesOf = async (isrc: string) =>
  (
    (await world.get(`/api/recordings/${isrc}`)).json as {
      shares: { party: { id: string }; ppm: number; status: string }[];
    }
  ).shares.map(({ party, ppm }) => [party.id === label ? 'label' : 'other', ppm]);
const topics = async (key: string) => {
  const { rows } = await world.database.pool.query<{ topic: string; payload: object }>(
    'SELECT topic, payload FROM outbox_event WHERE key = $1 ORDER BY id',
    [key],
  );
  return rows;
};

async function website(covered: object, party = label): Promise<Domain> {
  await world.database.pool.query('DELETE FROM party_domain');
  const answer = await world.post(`/api/parties/${party}/domains`, party === label ? artist : rival, {
    domain: `localhost:${port()}`,
  });
  expect(answer.status).toBe(201);
  const domain = answer.json as Domain;
  file = {
    status: 200,
    body: JSON.stringify({ flipside: 1, parties: [{ party, token: domain.token, ...covered }] }),
  };
  return domain;
}

describe('a claim', () => {
  test('is entered with its subject, territories and dates, or refused by its fields', async () => {
    const isrc = await recording();
    const terms = {
      territories: ['DE', 'FR'],
      from: '2026-01-01T00:00:00.000Z',
      to: '2099-01-01T00:00:00.000Z',
    };
    const evidence = { text: 'Signed in May', links: ['https://example.org/contract'] };
    expect(await enter(isrc.toLowerCase(), 600_000, { ...terms, ...evidence })).toMatchObject({
      status: 201,
      json: {
        state: 'PENDING',
        side: 'MASTER',
        subject: { kind: 'RECORDING', isrc, title: 'T' },
        ...terms,
        totalPpm: 1_000_000,
        events: [{ kind: 'ENTERED', by: 'ada', ...evidence }],
      },
    });
    expect(await sharesOf(isrc)).toEqual([['other', 400_000]]);
    expect(await enter(isrc, 1)).toMatchObject({ status: 409, json: { code: 'already_exists' } });
    const faulty = { territories: ['XX'], from: terms.to, to: terms.from, role: 'BOSS' };
    expect(await enter('nonsense', 1, faulty)).toMatchObject({
      status: 422,
      json: {
        errors: [
          { pointer: '/territories' },
          { pointer: '/role' },
          { pointer: '/to' },
          { pointer: '/subject/isrc' },
        ],
      },
    });
    expect(await enter(isrc, 1, { subject: {} })).toMatchObject({
      json: { errors: [{ pointer: '/subject' }] },
    });
    expect(await enter(isrc, 1, { territories: ['DE'], excludeTerritories: ['DE'] })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/territories' }] },
    });
    expect(await enter(isrc, 0)).toMatchObject({ status: 400 });
    expect(await enter('GBCLA9999999', 1)).toMatchObject({ status: 404 });
    expect((await enter(isrc, 1, { links: ['http://example.org'] })).status).toBe(400);
    expect((await enter(isrc, 1, {}, rival, label)).status).toBe(403);
  });

  test('takes evidence and may be withdrawn while it waits, and never again', async () => {
    const { id } = await claim(await recording(), 600_000);
    const evidence = { text: 'The sleeve', links: ['https://example.org/sleeve'] };
    expect((await act(id, 'evidence', artist, evidence)).json).toMatchObject({
      events: [{ kind: 'ENTERED' }, { kind: 'EVIDENCE', ...evidence }],
    });
    expect((await act(id, 'evidence', rival, evidence)).status).toBe(403);
    expect((await act(id, 'withdraw', artist, { reason: 'A mistake' })).json).toMatchObject({
      state: 'WITHDRAWN',
      events: [{}, {}, { kind: 'WITHDRAWN', text: 'A mistake' }],
    });
    const after = [
      await act(id, 'evidence', artist, evidence),
      await act(id, 'withdraw', artist, {}),
      await act(id, 'prove-by-catalogue', artist, {}),
      await decide(id, true),
      await decide(id, false),
    ];
    expect(after.map(({ status, json }) => [status, (json as { code: string }).code])).toEqual(
      after.map(() => [409, 'invalid_transition']),
    );
  });
});

describe('an operator', () => {
  test('proves a claim: the share is there, and whoever listens is told, in one transaction', async () => {
    const isrc = await recording();
    const { id } = await claim(isrc, 600_000, { territories: ['DE'] });
    const proved = await decide(id, true, ['https://example.org/contract']);
    expect(proved.json).toMatchObject({
      state: 'PROVED',
      proof: 'OPERATOR',
      events: [{}, { kind: 'PROVED', by: 'olga', text: 'By the contract' }],
    });
    expect(await sharesOf(isrc)).toEqual([
      ['label', 600_000],
      ['other', 400_000],
    ]);
    expect((await world.get(`/api/shares/${(proved.json as Claim).shareId}`, artist)).json).toMatchObject({
      source: 'CLAIM:OPERATOR',
      territories: ['DE'],
      events: [{ kind: 'ENTERED', by: 'olga', cause: `CLAIM:${id}` }],
    });
    expect(await topics(id)).toMatchObject([
      { topic: 'catalogue.claim-entered' },
      { topic: 'catalogue.shares-changed', payload: { workIds: [] } },
      {
        topic: 'catalogue.claim-decided',
        payload: { state: 'PROVED', proof: 'OPERATOR', party: { name: 'North Label' } },
      },
    ]);
  });

  test('rejects with a reason, and nothing is entered', async () => {
    const isrc = await recording();
    const { id } = await claim(isrc, 600_000);
    expect((await decide(id, false)).json).toMatchObject({ state: 'REJECTED', proof: null, shareId: null });
    expect(await sharesOf(isrc)).toEqual([['other', 400_000]]);
    expect((await topics(id)).at(-1)).toMatchObject({
      topic: 'catalogue.claim-decided',
      payload: { state: 'REJECTED', reason: 'By the contract' },
    });
  });

  test('enters more than a whole as it is: the recording is in conflict', async () => {
    const isrc = await recording(1_000_000);
    const { id, totalPpm } = await claim(isrc, 300_000);
    expect(totalPpm).toBe(1_300_000);
    expect((await decide(id, true)).json).toMatchObject({ state: 'PROVED', ppm: 300_000 });
    expect((await world.get(`/api/recordings/${isrc}/clearance`)).json).toMatchObject({
      state: 'CONFLICT',
      sides: [{ side: 'MASTER', claimedPpm: 1_300_000 }, {}],
    });
  });

  test('sees who waits longest first, page by page', async () => {
    const { items: all } = (await world.get('/api/claims?state=PENDING&limit=100', operator)).json as {
      items: Claim[];
    };
    const [first, second] = [await claim(await recording(), 1), await claim(await recording(), 1)];
    const rest = await world.get('/api/claims?state=PENDING&limit=100', operator);
    expect((rest.json as { items: Claim[] }).items.map(({ id }) => id)).toEqual([
      ...all.map(({ id }) => id),
      first.id,
      second.id,
    ]);
    const page = (await world.get('/api/claims?limit=1', operator)).json as {
      items: Claim[];
      nextCursor: string;
    };
    const next = (await world.get(`/api/claims?limit=1&cursor=${page.nextCursor}`, operator)).json as {
      items: Claim[];
    };
    expect(next.items[0]!.id > page.items[0]!.id).toBe(true);
    const own = (await world.get(`/api/parties/${label}/claims?limit=2`, artist)).json as { items: Claim[] };
    expect(own.items.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  test('two decisions at once make one share', async () => {
    const isrc = await recording();
    const { id } = await claim(isrc, 600_000);
    const answers = await Promise.all([decide(id, true), decide(id, true), decide(id, false)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const { state } = (await world.get(`/api/claims/${id}`, artist)).json as Claim;
    expect((await sharesOf(isrc)).length).toBe(state === 'PROVED' ? 2 : 1);
  });
});

describe('an operator who acts for a party', () => {
  const join = (party: string, user: User) =>
    world.database.prisma.partyMember.create({ data: { partyId: party, userId: user.id, role: 'VIEWER' } });
  const leave = (user: User) => world.database.prisma.partyMember.deleteMany({ where: { userId: user.id } });
  const refused = (...parties: string[]) => ({ status: 409, json: { code: 'own_cause', parties } });
  afterEach(() => leave(operator));

  test('decides its claims while nobody else can, and everybody reads that', async () => {
    const { id } = await claim(await recording(), 1);
    await join(label, operator);
    expect((await decide(id, true)).json).toMatchObject({
      state: 'PROVED',
      events: [{}, { kind: 'PROVED', detail: { ownCause: 'North Label', proof: 'OPERATOR' } }],
    });
    const { rows } = await world.database.pool.query<{ body: object }>(
      `SELECT body FROM log_pending WHERE log = 'consent' AND body ->> 't' = 'own-cause'`,
    );
    expect(rows.map(({ body }) => body)).toMatchObject([{ decision: 'CLAIM', ref: id, parties: [label] }]);
    expect(JSON.stringify(rows)).not.toContain(operator.id);
    const { json } = await world.get(`/api/parties/${label}/events?limit=1`, artist);
    const detail = { decision: 'CLAIM', ref: id };
    expect(json).toMatchObject({ items: [{ kind: 'OWN_CAUSE', by: 'olga', detail }] });
    await expect(world.database.pool.query('DELETE FROM own_cause')).rejects.toThrow('append-only');
  });

  test('leaves them to another operator who acts for none of those concerned', async () => {
    const otto = await world.user('otto', { operator: true });
    const { id } = await claim(await recording(), 1);
    await join(label, operator);
    expect(await decide(id, true)).toMatchObject(refused(label));
    expect(await decide(id, false)).toMatchObject(refused(label));
    // Whoever holds the rest of it is concerned as much.
    await leave(operator);
    await join(other, operator);
    expect(await decide(id, false)).toMatchObject(refused(other));
    const look = (user: User) => world.get(`/api/own-cause?parties=${label},${other}`, user);
    expect((await look(operator)).json).toEqual({ own: [{ id: other, name: 'South Label' }], another: true });
    expect((await look(otto)).json).toEqual({ own: [], another: false });
    // Where both act for one of them, either may: somebody has to.
    await join(label, otto);
    expect((await look(operator)).json).toMatchObject({ another: false });
    expect((await decide(id, false)).status).toBe(200);
    await leave(otto);
    await world.database.pool.query('UPDATE app_user SET operator = false WHERE id = $1', [otto.id]);
  });

  test('settles no dispute in favour of its party, were it not in it before', async () => {
    const isrc = await recording(1_000_000);
    const { id: of } = await world.database.prisma.recording.findUniqueOrThrow({ where: { isrc } });
    const share = await world.database.prisma.share.findFirstOrThrow({ where: { recordingId: of } });
    const says = { text: 'The contract says so', evidence: [] };
    const body = { subject: { kind: 'RECORDING', id: of }, partyId: other, shareIds: [share.id], ...says };
    const opened = await world.post('/api/disputes', rival, body);
    const { id } = opened.json as { id: string };
    const otto = await world.user('otto2', { operator: true });
    await join(label, operator);
    const parts = [[{ partyId: label, role: 'LABEL', ppm: 1_000_000 }]];
    const settle = (by: User) =>
      world.post(`/api/disputes/${id}/settle`, by, { revision: 1, parts, ...says });
    expect(await settle(operator)).toMatchObject(refused(label));
    await world.database.pool.query('UPDATE app_user SET operator = false WHERE id = $1', [otto.id]);
    expect((await settle(operator)).status).toBe(204);
    const { json } = await world.get(`/api/disputes/${id}`, rival);
    expect((json as { events: object[] }).events.at(-1)).toMatchObject({ ownCause: 'North Label' });
  });
});

describe('a verified catalogue', () => {
  const verify = (verified: boolean) =>
    world.post(`/api/parties/${label}/verification`, operator, { verified, reason: 'Known' });

  test('proves what it names the party in already, of a verified party alone', async () => {
    const isrc = await recording();
    const { id } = await claim(isrc, 100_000);
    const prove = (claimId: string) => act(claimId, 'prove-by-catalogue', artist, {});
    expect(await prove(id)).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/by', detail: expect.stringContaining('not verified') }] },
    });
    await verify(true);
    expect(await prove(id)).toMatchObject({
      status: 422,
      json: { errors: [{ detail: expect.stringContaining('no share and no role') }] },
    });
    await decide(id, true);
    const more = await claim(isrc, 500_000);
    expect((await prove(more.id)).json).toMatchObject({ state: 'PROVED', proof: 'CATALOGUE' });
    expect(await sharesOf(isrc)).toEqual([
      ['label', 500_000],
      ['other', 400_000],
      ['label', 100_000],
    ]);
    await verify(false);
  });
});

describe('a website', () => {
  const prove = (id: string, domain: string, by = artist) => act(id, 'prove-by-domain', by, { domain });

  test('proves what it names, by ISRC, prefix or ISWC, and can be looked at again', async () => {
    const isrc = await recording();
    const domain = await website({ isrcPrefixes: [isrc.slice(0, 5)] });
    expect(domain.address).toBe(`http://localhost:${port()}/.well-known/flipside.json`);
    const { id } = await claim(isrc, 600_000);
    expect((await prove(id, domain.id)).json).toMatchObject({
      state: 'PROVED',
      proof: 'DOMAIN',
      totalPpm: 1_000_000,
    });
    expect(await sharesOf(isrc)).toEqual([
      ['label', 600_000],
      ['other', 400_000],
    ]);
    file = { status: 500, body: '' };
    const address = `/api/parties/${label}/domains`;
    expect((await world.post(`${address}/${domain.id}/check`, artist, {})).json).toMatchObject({
      state: 'FAILED',
      fault: 'The website answered 500.',
      provedAt: expect.any(String),
    });
    expect((await world.get(`/api/claims/${id}`, artist)).json).toMatchObject({ state: 'PROVED' });
    expect((await world.get(address, artist)).json).toMatchObject({
      items: [{ state: 'FAILED', confirmed: false }],
    });
  });

  test.each([
    ['names something else', async () => await website({ isrcs: ['USSM19803037'] }), 'names neither'],
    [
      'carries another token',
      async (): Promise<Domain> => {
        const domain = await website({});
        file = {
          status: 200,
          body: (file as { body: string }).body.replace(domain.token, 'x'.repeat(40)),
        };
        return domain;
      },
      'another token',
    ],
    [
      'is no JSON',
      async (): Promise<Domain> => {
        const domain = await website({});
        file = { status: 200, body: '<html>' };
        return domain;
      },
      'not JSON',
    ],
    [
      'is too large',
      async (): Promise<Domain> => {
        const domain = await website({});
        file = { status: 200, body: Buffer.alloc(70_000, 32) };
        return domain;
      },
      'larger than 65536 bytes',
    ],
    [
      'leads elsewhere',
      async (): Promise<Domain> => {
        const domain = await website({});
        file = null;
        return domain;
      },
      'redirects too often',
    ],
    [
      'is not there',
      async (): Promise<Domain> => {
        const domain = await website({});
        file = { status: 404, body: '' };
        return domain;
      },
      'answered 404',
    ],
  ])('that %s proves nothing', async (_name, make, fault) => {
    const isrc = await recording();
    const domain = await make();
    const { id } = await claim(isrc, 600_000);
    expect(await prove(id, domain.id)).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/domain', detail: expect.stringContaining(fault) }] },
    });
    expect((await world.get(`/api/claims/${id}`, artist)).json).toMatchObject({ state: 'PENDING' });
    expect(await sharesOf(isrc)).toEqual([['other', 400_000]]);
  });

  test('of somebody unknown takes nothing from anybody: an operator decides, or confirms the website', async () => {
    const isrc = await recording(1_000_000);
    const domain = await website({ isrcs: [isrc] });
    const { id } = await claim(isrc, 300_000);
    expect((await prove(id, domain.id)).json).toMatchObject({
      state: 'PENDING',
      events: [{}, { kind: 'NAMED_BY_DOMAIN', detail: { totalPpm: 1_300_000 } }],
    });
    expect(await sharesOf(isrc)).toEqual([['other', 1_000_000]]);
    const confirm = { confirmed: true, reason: 'On their sleeves' };
    const address = `/api/parties/${label}/domains/${domain.id}/confirmation`;
    expect((await world.post(address, artist, confirm)).status).toBe(403);
    expect((await world.post(address, operator, confirm)).json).toMatchObject({ confirmed: true });
    expect((await prove(id, domain.id)).json).toMatchObject({ state: 'PROVED', ppm: 300_000 });
    expect(await sharesOf(isrc)).toEqual([
      ['other', 1_000_000],
      ['label', 300_000],
    ]);
  });

  test('of another party proves nothing for this one, and is named once', async () => {
    const isrc = await recording();
    const theirs = await website({ isrcs: [isrc] }, other);
    const { id } = await claim(isrc, 600_000);
    expect((await prove(id, theirs.id)).status).toBe(404);
    expect((await prove(id, theirs.id, rival)).status).toBe(403);
    const again = { domain: `localhost:${port()}` };
    expect((await world.post(`/api/parties/${other}/domains`, rival, again)).status).toBe(409);
    const bad = await world.post(`/api/parties/${label}/domains`, artist, { domain: '10.0.0.1' });
    expect(bad).toMatchObject({ status: 422, json: { errors: [{ pointer: '/domain' }] } });
  });

  test('covers a work by its ISWC; one without cannot be proved so', async () => {
    const iswc = 'T0345246801';
    const isrc = nextIsrc();
    const half = [{ partyId: other, role: 'COMPOSER', ppm: 500_000 }];
    const credit = [{ partyId: other, role: 'COMPOSER' }];
    await world.post('/api/recordings', operator, {
      isrc,
      title: 'T',
      artist: 'A',
      shares: half,
      contributors: credit,
      works: [
        { iswc, title: 'Known', ppm: 500_000, shares: half, contributors: credit },
        { title: 'Nameless', ppm: 500_000, shares: half, contributors: credit },
      ],
    });
    const domain = await website({ iswcs: ['T-034.524.680-1'] });
    const known = await claim(isrc, 500_000, { subject: { iswc }, role: 'PUBLISHER' });
    expect((await prove(known.id, domain.id)).json).toMatchObject({ state: 'PROVED', side: 'COMPOSITION' });
    const { works } = (await world.get(`/api/recordings/${isrc}`)).json as {
      works: { id: string; iswc: string | null }[];
    };
    const nameless = works.find((work) => work.iswc === null)!;
    const second = await claim(isrc, 500_000, { subject: { workId: nameless.id }, role: 'PUBLISHER' });
    expect((await prove(second.id, domain.id)).status).toBe(422);
  });
});

test('on the public internet alone a local website is no domain', async () => {
  const outside = await FlipWorld.open();
  const user = await outside.user('ada');
  const party = await outside.party(user, 'Label');
  const answer = await outside.post(`/api/parties/${party}/domains`, user, { domain: `localhost:${port()}` });
  expect(answer.status).toBe(422);
  await outside.close();
});
