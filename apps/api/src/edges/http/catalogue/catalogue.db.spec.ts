import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const BOTH = 'GBAAA2400001';
const HALF = 'GBAAA2400002';
let world: FlipWorld;
let operator: User;
let artist: User;
let stranger: User;
let label: string;
let writer: string;
let composition: string;

type Items = { items: { isrc: string; clearance: string; terms: unknown }[]; nextCursor: string | null };
const listing = async (query: string) => (await world.get(`/api/recordings?${query}`)).json as Items;

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  artist = await world.user('ada');
  stranger = await world.user('sam');
  await world.tariff(operator);
  label = await world.party(artist, 'North Label');
  writer = await world.party(artist, 'Ada Writer');
  await world.recording(operator, BOTH, { label, writer, title: 'Tide of Ängste' });
  await world.recording(operator, HALF, {
    label,
    writer: await world.party(stranger, 'Bo Writer'),
    title: 'Ebb',
  });
  await world.post(`/api/parties/${label}/grants`, artist, {
    side: 'MASTER',
    subject: { kind: 'CATALOGUE' },
  });
  const grant = {
    side: 'COMPOSITION',
    subject: { kind: 'CATALOGUE' },
    scope: { territories: ['WW'], excludeTerritories: ['FR'], allowedStems: ['vocals', 'drums'] },
  };
  composition = ((await world.post(`/api/parties/${writer}/grants`, artist, grant)).json as { id: string })
    .id;
});
beforeEach(() => world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => world.close());

describe('the listing', () => {
  test('licensed holds what is cleared on both sides, in the territory asked for', async () => {
    expect((await listing('licensed=true')).items).toMatchObject([
      {
        isrc: BOTH,
        clearance: 'CLEARED',
        terms: { stems: ['vocals', 'drums'], mixWithOthers: true },
        flips: '0',
      },
    ]);
    expect((await listing('licensed=false')).items.map(({ isrc }) => isrc)).toEqual([HALF]);
    expect((await listing('licensed=true&territory=DE')).items).toHaveLength(1);
    expect((await listing('licensed=true&territory=FR')).items).toEqual([]);
    expect((await listing('licensed=true&territory=WW')).items).toEqual([]);
    expect((await world.get('/api/recordings?territory=XX')).status).toBe(400);
  });

  test('searches by the beginnings of words and by ISRC in any spelling', async () => {
    const found = async (q: string) =>
      (await listing(`q=${encodeURIComponent(q)}`)).items.map(({ isrc }) => isrc);
    expect(await found('ängs tid')).toEqual([BOTH]);
    expect(await found('gb-aaa-24-00002')).toEqual([HALF]);
    expect(await found(`'; DROP TABLE recording --`)).toEqual([]);
    expect(await found('!!!')).toEqual([]);
  });

  test('pages', async () => {
    const first = await listing('limit=1');
    expect(first.items.map(({ isrc }) => isrc)).toEqual([HALF]);
    const second = await listing(`limit=1&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ isrc: BOTH }], nextCursor: null });
    const foreign = Buffer.from('["grant","x"]').toString('base64url');
    expect(await world.get(`/api/recordings?cursor=${foreign}`)).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/query/cursor' }] },
    });
  });
});

describe('the explanation', () => {
  test('tells both sides, and who is missing by name', async () => {
    expect((await world.get(`/api/recordings/${HALF}/clearance`)).json).toMatchObject({
      territory: 'GB',
      state: 'NOT_CLEARED',
      terms: null,
      sides: [
        { side: 'MASTER', state: 'CLEARED', grantedPpm: 1_000_000, reasons: [] },
        {
          side: 'COMPOSITION',
          state: 'NOT_CLEARED',
          grantedPpm: 0,
          claimedPpm: 1_000_000,
          title: `Work of ${HALF}`,
          reasons: [{ code: 'NO_GRANT', party: { name: 'Bo Writer' } }],
        },
      ],
    });
    expect((await world.get(`/api/recordings/${BOTH}/clearance?territory=FR`)).json).toMatchObject({
      state: 'NOT_CLEARED',
      sides: [{ state: 'CLEARED' }, { reasons: [{ code: 'TERRITORY_NOT_GRANTED', territory: 'FR' }] }],
    });
    expect((await world.get('/api/recordings/GBAAA2499999/clearance')).status).toBe(404);
  });

  test('a party sees its catalogue with the grant that applies', async () => {
    const page = await world.get(`/api/parties/${writer}/catalogue`, artist);
    expect(page.json).toMatchObject({
      items: [
        {
          kind: 'WORK',
          side: 'COMPOSITION',
          ppm: 1_000_000,
          roles: ['COMPOSER'],
          clearance: 'CLEARED',
          grant: { id: composition, state: 'GRANTED', covers: 'CATALOGUE' },
        },
      ],
    });
    expect((await world.get(`/api/parties/${writer}/catalogue`, stranger)).status).toBe(403);
  });

  test('a grant that ends by its date leaves the listing when time has passed', async () => {
    const isrc = 'GBAAA2400003';
    const own = await world.party(artist, 'Short Label');
    const workId = await world.recording(operator, isrc, { label: own, writer });
    expect(workId).toMatch(/^[0-9a-f-]{36}$/);
    const grant = {
      side: 'MASTER',
      subject: { kind: 'RECORDING', isrc },
      scope: { to: new Date(Date.now() + 1_500).toISOString() },
    };
    expect((await world.post(`/api/parties/${own}/grants`, artist, grant)).status).toBe(201);
    const licensed = async () => (await listing(`licensed=true&q=${isrc}`)).items.length;
    expect(await licensed()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    await world.refreshStale();
    expect(await licensed()).toBe(0);
  });
});

describe('roles', () => {
  test('only an operator enters recordings and tariffs', async () => {
    expect((await world.post('/api/recordings', artist, entry())).status).toBe(403);
    const tariff = {
      kind: 'PER_PLAY',
      currency: 'EUR',
      perPlayMicros: '1',
      masterPpm: 1_000_000,
      compositionPpm: 0,
      remixerPpm: 0,
      platformPpm: 0,
    };
    expect((await world.post('/api/tariffs', artist, tariff)).status).toBe(403);
    expect((await world.post('/api/tariffs', operator, { ...tariff, masterPpm: 1 })).status).toBe(422);
    expect((await world.get('/api/tariffs/current')).json).toMatchObject({
      version: 1,
      perPlayMicros: '4000',
    });
  });

  test('only who acts for a party grants, and only for what it has', async () => {
    const grant = { side: 'MASTER', subject: { kind: 'RECORDING', isrc: HALF } };
    expect((await world.post(`/api/parties/${label}/grants`, stranger, grant)).status).toBe(403);
    expect((await world.post(`/api/parties/${writer}/grants`, artist, grant)).status).toBe(403);
    expect(
      (await world.send('PUT', `/api/grants/${composition}`, stranger, { policy: 'BLOCK', scope: {} }))
        .status,
    ).toBe(403);
    const again = { side: 'COMPOSITION', subject: { kind: 'CATALOGUE' } };
    expect(await world.post(`/api/parties/${writer}/grants`, artist, again)).toMatchObject({
      status: 409,
      json: { grant: composition },
    });
    const viewer = await world.user('vera');
    await world.post(`/api/parties/${label}/members`, artist, { handle: 'vera', role: 'VIEWER' });
    expect((await world.get(`/api/parties/${label}/grants`, viewer)).json).toMatchObject({
      items: [{ side: 'MASTER', version: 1 }],
    });
    expect((await world.post(`/api/parties/${label}/grants`, viewer, grant)).status).toBe(403);
    expect(
      await world.post(`/api/parties/${label}/members`, artist, { handle: 'ada', role: 'VIEWER' }),
    ).toMatchObject({ status: 409 });
  });

  test('an operator chooses who acts for a party only while nobody owns it', async () => {
    const own = await world.party(operator, 'Nobody’s Yet');
    const member = { handle: 'sam', role: 'OWNER' };
    expect((await world.post(`/api/parties/${own}/members`, operator, member)).status).toBe(204);
    const intruder = { handle: 'olga', role: 'OWNER' };
    expect((await world.post(`/api/parties/${own}/members`, operator, intruder)).status).toBe(403);
    const bounded = await world.user('opal', { operator: true, scopes: ['catalogue:read', 'consent:read'] });
    expect((await world.get(`/api/parties/${own}/grants`, bounded)).status).toBe(403);
    expect((await world.get('/api/parties', bounded)).json).toEqual({ items: [] });
  });

  test('an entry is whole or refused, field by field', async () => {
    const bad = {
      ...entry(),
      isrc: 'nonsense',
      works: [{ ...entry().works[0], iswc: 'T0345246802', ppm: 999_999 }],
    };
    const answer = await world.post('/api/recordings', operator, bad);
    expect(answer).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/isrc' }, { pointer: '/works/0/iswc' }, { pointer: '/works' }] },
    });
    expect(await world.post('/api/recordings', operator, { ...entry(), isrc: BOTH })).toMatchObject({
      status: 409,
      json: { code: 'already_exists' },
    });
  });
});

describe('works that several recordings share', () => {
  const ISWC = 'T0345246801';
  const enter = async (isrc: string, work: object) =>
    await world.post('/api/recordings', operator, {
      ...entry(),
      isrc,
      works: [{ ...entry().works[0], ...work }],
    });
  const workOf = async (isrc: string) =>
    ((await world.get(`/api/recordings/${isrc}`)).json as { works: { id: string; shares: object[] }[] })
      .works;

  test('a second recording is linked to the work that its ISWC names', async () => {
    expect((await enter('GBAAA2400011', { iswc: ISWC })).status).toBe(201);
    const [known] = await workOf('GBAAA2400011');
    const bare = { title: 'w', ppm: 1_000_000, iswc: 'T-034.524.680-1' };
    const cover = await world.post('/api/recordings', operator, {
      ...entry(),
      isrc: 'GBAAA2400012',
      works: [bare],
    });
    expect(cover).toMatchObject({
      status: 201,
      json: { works: [{ id: known!.id, shares: [{ ppm: 1_000_000 }] }] },
    });
    expect((await enter('GBAAA2400013', { iswc: ISWC })).status).toBe(201);
    expect(await workOf('GBAAA2400013')).toMatchObject([{ id: known!.id }]);
    expect((await workOf('GBAAA2400013'))[0]!.shares).toHaveLength(1);
  });

  test('an entry that contradicts the work is refused and told what holds', async () => {
    const shares = [{ partyId: writer, role: 'COMPOSER', ppm: 1_000_000 }];
    expect(await enter('GBAAA2400014', { iswc: ISWC, shares, title: 'Other' })).toMatchObject({
      status: 409,
      json: {
        code: 'conflict',
        errors: [
          { pointer: '/works/0/title', detail: 'the work is called "W" here' },
          { pointer: '/works/0/shares', detail: expect.stringContaining('North Label (LABEL, 100 %)') },
        ],
      },
    });
    expect((await world.get('/api/recordings/GBAAA2400014')).status).toBe(404);
  });

  test('a work twice in one entry, or unknown and without shares, is refused by its pointer', async () => {
    const half = { ...entry().works[0], iswc: 'T9999999994', ppm: 500_000 };
    const twice = { ...entry(), isrc: 'GBAAA2400015', works: [half, half] };
    expect(await world.post('/api/recordings', operator, twice)).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/works/1/iswc' }] },
    });
    expect(await enter('GBAAA2400015', { iswc: 'T9999999994', shares: [] })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/works/0/shares' }] },
    });
    expect(await enter('GBAAA2400015', { contributors: [] })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/works/0/contributors' }] },
    });
    const unknown = '0190a000-0000-7000-8000-000000000001';
    const contributors = [{ partyId: unknown, role: 'COMPOSER' }];
    expect(await enter('GBAAA2400015', { contributors })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/works/0/contributors/0/partyId' }] },
    });
  });

  test('two entries at once make one work', async () => {
    const works = [{ ...entry().works[0], iswc: 'T0000000010' }];
    const answers = await Promise.all(
      ['GBAAA2400016', 'GBAAA2400017', 'GBAAA2400018'].map((isrc) =>
        world.post('/api/recordings', operator, { ...entry(), isrc, works }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const ids = await Promise.all(['GBAAA2400016', 'GBAAA2400017', 'GBAAA2400018'].map(workOf));
    expect(new Set(ids.flat().map(({ id }) => id)).size).toBe(1);
  });
});

function entry() {
  const share = { partyId: label, role: 'LABEL', ppm: 1_000_000 };
  const credit = { partyId: label, role: 'MAIN_ARTIST' };
  const work = { title: 'W', ppm: 1_000_000, shares: [share], contributors: [credit] };
  return {
    isrc: 'GBAAA2400009',
    title: 'T',
    artist: 'A',
    shares: [share],
    contributors: [credit],
    works: [work],
  };
}
