import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TERRITORIES } from '@flipside/royalty';
import { FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

interface Listing {
  readonly items: { isrc: string; title: string; clearance: string }[];
  readonly nextCursor: string | null;
  readonly meant: string | null;
  readonly loosen: string[];
  readonly party: { name: string } | null;
  readonly release: { title: string } | null;
}

/** A recording of the generated catalogue, as the oracle knows it. */
interface Known {
  readonly isrc: string;
  readonly position: number;
  readonly artist: string;
  readonly label: string;
  readonly bpm: number | null;
  readonly key: string | null;
  readonly party: string;
  readonly release: string | null;
  /** By territory, with `WW` for those without a standing of their own. */
  readonly standings: ReadonlyMap<string, { state: string; stems: string[] | null; hasTerms: boolean }>;
}

const uuid = (kind: number, n: number) => `0190a000-0000-7000-800${kind}-${String(n).padStart(12, '0')}`;
const PITCHES: Record<string, number> = { C: 0, 'C#': 1, Db: 1, D: 2, Eb: 3, 'D#': 3, A: 9, 'G#': 8, Ab: 8 };
const pitch = (key: string) => `${PITCHES[key.split(':')[0]!]} ${key.split(':')[1]}`;

/** The same numbers on every run: a Lehmer generator. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

function known(n: number, position: number, roll: (sides: number) => number): Known {
  const stems = [null, null, ['vocals', 'drums'], ['bass'], ['drums', 'bass', 'other', 'vocals']];
  const states = ['CLEARED', 'CLEARED', 'NOT_CLEARED', 'NEEDS_APPROVAL'];
  const standing = () => {
    const state = states[roll(4)]!;
    return { state, stems: stems[roll(5)]!, hasTerms: state === 'CLEARED' || roll(2) === 0 };
  };
  const own = [['FR', standing()] as const, ['DE', standing()] as const].filter(() => roll(4) === 0);
  return {
    isrc: `QZLST${String(2_600_000 + n)}`,
    position,
    artist: ['Björk & Co', 'The Ferns', 'Low Lamp'][roll(3)]!,
    label: ['Kestrel', 'Élan'][roll(2)]!,
    bpm: roll(8) === 0 ? null : 60 + roll(120) + roll(10) / 10,
    key: roll(6) === 0 ? null : ['C:maj', 'C#:min', 'Db:min', 'A:min', 'G#:maj'][roll(5)]!,
    party: uuid(1, roll(4)),
    release: roll(3) === 0 ? null : uuid(2, roll(5)),
    standings: new Map([['WW', standing()], ...own]),
  };
}

let world: FlipWorld;
let operator: User;
let ada: User;
const catalogue: Known[] = [];

async function list(query: Record<string, string>): Promise<Listing> {
  const answer = await world.get(`/api/recordings?${new URLSearchParams(query).toString()}`);
  if (answer.status !== 200) throw new Error(`${JSON.stringify(query)}: ${answer.text}`);
  return answer.json as Listing;
}

async function everyPage(query: Record<string, string>, limit: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Listing = await list({
      ...query,
      limit: String(limit),
      ...(cursor === null ? {} : { cursor }),
    });
    found.push(...page.items.map(({ isrc }) => isrc));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const refused = async (query: string) => {
  const answer = await world.get(`/api/recordings?${query}`);
  const { errors } = answer.json as { errors: { pointer: string }[] };
  return [answer.status, errors.map(({ pointer }) => pointer)];
};

async function store(one: Known): Promise<void> {
  const { pool } = world.database;
  const id = uuid(3, Number(one.isrc.slice(5)));
  // Positions far apart: chunks, and blocks of chunks, are crossed and left out.
  await pool.query(`SELECT setval('recording_listing_position_seq', $1, false)`, [one.position]);
  await pool.query(
    `INSERT INTO recording (id, isrc, title, artist, bpm, musical_key, label) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, one.isrc, `Piece ${one.isrc.slice(8)}`, one.artist, one.bpm, one.key, one.label],
  );
  await pool.query(
    `INSERT INTO contributor (id, party_id, role, recording_id) VALUES (gen_random_uuid(), $1, 'PRODUCER', $2)`,
    [one.party, id],
  );
  if (one.release !== null)
    await pool.query(
      `INSERT INTO release_recording (release_id, recording_id, position) VALUES ($1, $2, 1)`,
      [one.release, id],
    );
  for (const [territory, { state, stems, hasTerms }] of one.standings)
    await pool.query(
      `INSERT INTO recording_clearance (recording_id, territory, state, terms) VALUES ($1, $2, $3, $4)`,
      [id, territory, state, hasTerms ? JSON.stringify({ stems, ...OTHER_TERMS }) : null],
    );
  await pool.query('SELECT refresh_recording_listing(ARRAY[$1::uuid])', [id]);
}

const OTHER_TERMS = {
  tempoPermille: null,
  pitchCents: null,
  maxSeconds: null,
  mixWithOthers: true,
  remixOfRemix: true,
  layers: true,
  commercialUse: true,
};

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  ada = await world.user('ada');
  await world.tariff(operator);
  const { pool } = world.database;
  for (let n = 0; n < 4; n += 1)
    await pool.query(`INSERT INTO party (id, name, kind) VALUES ($1, $2, 'PERSON')`, [
      uuid(1, n),
      `Party ${n}`,
    ]);
  for (let n = 0; n < 5; n += 1)
    await pool.query(`INSERT INTO release (id, title, artist) VALUES ($1, $2, 'Various')`, [
      uuid(2, n),
      `Release ${n}`,
    ]);
  const roll = dice(42);
  const starts = [1, 2_030, 32_700, 65_530, 200_000];
  for (let n = 0; n < 200; n += 1) catalogue.push(known(n, starts[Math.floor(n / 40)]! + (n % 40), roll));
  for (const one of catalogue) await store(one);
}, 60_000);
beforeEach(() => world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => world.close());

describe('filters', () => {
  type Holds = (one: Known) => boolean;
  const standingsAt = ({ standings }: Known, territory: string) =>
    territory === 'WW' ? [...standings.values()] : [standings.get(territory) ?? standings.get('WW')!];
  const choices: ((roll: (sides: number) => number) => {
    query: Record<string, string>;
    holds: (territory: string) => Holds;
  })[] = [
    (roll) => {
      const licensed = roll(2) === 0;
      const isCleared = (one: Known, territory: string) =>
        standingsAt(one, territory).every(({ state }) => state === 'CLEARED');
      return { query: { licensed: String(licensed) }, holds: (t) => (one) => isCleared(one, t) === licensed };
    },
    (roll) => {
      const stems = [['vocals'], ['drums', 'bass'], ['guitar'], ['vocals', 'drums']][roll(4)]!;
      const allows = (one: Known, territory: string) =>
        standingsAt(one, territory).every(
          (standing) =>
            standing.hasTerms &&
            stems.every((stem) => standing.stems === null || standing.stems.includes(stem)),
        );
      return { query: { stems: stems.join(',') }, holds: (t) => (one) => allows(one, t) };
    },
    (roll) => {
      const min = 60 + roll(100) + roll(2) / 2;
      const max = min + [0, 1, 3.5, 20, 64][roll(5)]!;
      const anyOctave = roll(2) === 0;
      const factors = anyOctave ? [1, 0.5, 2] : [1];
      const holds: Holds = ({ bpm }) =>
        bpm !== null && factors.some((by) => bpm >= min * by && bpm <= max * by);
      return {
        query: { bpmMin: String(min), bpmMax: String(max), ...(anyOctave ? { anyOctave: 'true' } : {}) },
        holds: () => holds,
      };
    },
    (roll) => {
      const key = ['C:maj', 'C#:min', 'Db:min', 'Ab:maj', 'D:min'][roll(5)]!;
      return { query: { key }, holds: () => (one) => one.key !== null && pitch(one.key) === pitch(key) };
    },
    (roll) => {
      const party = uuid(1, roll(4));
      return { query: { party }, holds: () => (one) => one.party === party };
    },
    (roll) => {
      const [asked, artist] = [
        ['bjork & CO', 'Björk & Co'],
        ['the ferns', 'The Ferns'],
        ['Low', 'Low'],
      ][roll(3)]!;
      return { query: { artist: asked! }, holds: () => (one) => one.artist === artist };
    },
    (roll) => {
      const [asked, label] = [
        ['elan', 'Élan'],
        ['KESTREL', 'Kestrel'],
      ][roll(2)]!;
      return { query: { label: asked! }, holds: () => (one) => one.label === label };
    },
    (roll) => {
      const release = uuid(2, roll(5));
      return { query: { release }, holds: () => (one) => one.release === release };
    },
  ];

  test('in every combination find what an oracle finds, newest first, page by page', async () => {
    const roll = dice(7);
    const sizes: number[] = [];
    for (let round = 0; round < 150; round += 1) {
      const territory = ['GB', 'FR', 'DE', 'US', 'WW'][roll(5)]!;
      const chosen = choices.filter(() => roll(4) === 0).map((choice) => choice(roll));
      const query = Object.assign({ territory }, ...chosen.map((one) => one.query)) as Record<string, string>;
      const expected = catalogue
        .filter((one) => chosen.every(({ holds }) => holds(territory)(one)))
        .sort((a, b) => b.position - a.position)
        .map(({ isrc }) => isrc);
      expect({ query, found: await everyPage(query, [7, 24, 100][roll(3)]!) }).toEqual({
        query,
        found: expected,
      });
      sizes.push(expected.length);
    }
    expect(sizes.filter((size) => size > 0 && size < 100).length).toBeGreaterThan(50);
  }, 60_000);

  test('together with text find what an oracle finds, and name what alone is in the way', async () => {
    const roll = dice(11);
    const names = ['licensed', 'stems', 'bpm', 'key', 'party', 'artist', 'label', 'release'];
    const seen = { empty: 0, blamed: 0, pages: 0 };
    for (let round = 0; round < 120; round += 1) {
      const territory = ['GB', 'FR', 'WW'][roll(3)]!;
      // Beginnings: those that are kept, those that are read, and those whose words are named.
      const [q, artist, digits] = [
        ['ferns', 'The Ferns', ''],
        ['low lamp', 'Low Lamp', ''],
        ['bjork', 'Björk & Co', ''],
        ['fern 0', 'The Ferns', '0'],
        ['low 01', 'Low Lamp', '01'],
        ['001 bjo', 'Björk & Co', '001'],
        ['pie 004 lam', 'Low Lamp', '004'],
      ][roll(7)]!;
      const chosen = choices
        .map((choice, index) => ({ name: names[index]!, choose: choice }))
        .filter(() => roll(3) === 0)
        .map(({ name, choose }) => ({ name, ...choose(roll) }));
      const asked: { name: string; query: Record<string, string>; holds: Holds }[] = [
        ...chosen.map(({ name, query, holds }) => ({ name, query, holds: holds(territory) })),
        {
          name: 'q',
          query: { q: q! },
          holds: (one) => one.artist === artist && one.isrc.slice(8).startsWith(digits!),
        },
      ];
      const matching = (without?: string) =>
        catalogue.filter((one) => asked.every(({ name, holds }) => name === without || holds(one)));
      const query = Object.assign({ territory }, ...asked.map((one) => one.query)) as Record<string, string>;
      const expected = matching().sort((a, b) => b.position - a.position);
      expect({ query, found: await everyPage(query, [3, 24][roll(2)]!) }).toEqual({
        query,
        found: expected.map(({ isrc }) => isrc),
      });
      const blamed = asked.filter(({ name }) => matching(name).length > 0).map(({ name }) => name);
      const { loosen } = await list(query);
      expect({ query, loosen }).toEqual({ query, loosen: expected.length === 0 ? blamed : [] });
      seen.empty += expected.length === 0 ? 1 : 0;
      seen.blamed += loosen.length;
      seen.pages += expected.length > 3 ? 1 : 0;
    }
    expect(Math.min(seen.empty, seen.blamed, seen.pages)).toBeGreaterThan(10);
  }, 60_000);

  test('tell what the ids are called, and what to leave out when nothing is found', async () => {
    const some = catalogue.find(({ release }) => release !== null)!;
    expect(await list({ party: some.party, release: some.release!, limit: '1' })).toMatchObject({
      party: { name: expect.stringMatching(/^Party \d$/) },
      release: { title: expect.stringMatching(/^Release \d$/) },
      loosen: [],
    });
    const nobody = uuid(1, 99);
    expect(await list({ party: nobody, key: 'C:maj' })).toMatchObject({
      items: [],
      party: null,
      loosen: ['party'],
    });
    // No recording is in D minor on either label: the key alone is to blame.
    expect(await list({ key: 'D:min', label: 'Kestrel' })).toMatchObject({ items: [], loosen: ['key'] });
    expect(await list({ key: 'D:min', bpmMin: '399' })).toMatchObject({ items: [], loosen: [] });
    expect(await list({ q: 'Piece', bpmMin: '399' })).toMatchObject({
      items: [],
      meant: null,
      loosen: ['bpm'],
    });
  });

  test('that cannot be are refused by name', async () => {
    expect(await refused('bpmMin=130&bpmMax=120')).toEqual([400, ['/query/bpmMin']]);
    expect(await refused('bpmMin=19')).toEqual([400, ['/query/bpmMin']]);
    expect(await refused('stems=vocals,kazoo')).toEqual([400, [expect.stringContaining('/query/stems')]]);
    expect(await refused('key=H:maj')).toEqual([400, ['/query/key']]);
    expect(await refused('party=me')).toEqual([400, ['/query/party']]);
    expect(await refused('territory=XX')).toEqual([400, ['/query/territory']]);
    expect(await refused('mood=sad')).toEqual([400, [expect.any(String)]]);
    for (const forged of [
      ['4', '1'],
      ['0', '0'],
      ['0', '-1'],
      ['0', '1; DROP'],
      ['2026-01-01T00:00:00.000Z', uuid(1, 1)],
    ])
      expect(await refused(`cursor=${Buffer.from(JSON.stringify(forged)).toString('base64url')}`)).toEqual([
        400,
        ['/query/cursor'],
      ]);
  });

  test('never read the whole table', async () => {
    const client = await world.database.pool.connect();
    const scans = async () => {
      const { rows } = await client.query<{ whole: string; index: string }>(
        `SELECT seq_scan AS whole, idx_scan AS index FROM pg_stat_xact_user_tables WHERE relname = 'recording_listing'`,
      );
      return { whole: Number(rows[0]?.whole ?? 0), index: Number(rows[0]?.index ?? 0) };
    };
    try {
      await client.query('BEGIN');
      const before = await scans();
      for (const query of [`'~*' & '~k0maj'`, `'~wpiece'`, `'~*' & !('~@d.licensed')`, `'~wnothing'`])
        for (const narrow of [[], [query]])
          await client.query('SELECT * FROM walk_recordings($1, NULL, $2, NULL, 25)', [query, narrow]);
      const after = await scans();
      expect(after.whole - before.whole).toBe(0);
      expect(after.index - before.index).toBeGreaterThan(3);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

describe('text', () => {
  const titles = async (q: string, more: Record<string, string> = {}) =>
    (await list({ q, ...more })).items.map(({ title }) => title);
  let label: string;
  let writer: string;

  beforeAll(async () => {
    label = await world.party(ada, 'Text Label');
    writer = await world.party(ada, 'Text Writer');
    const enter = [
      'Copper Morning',
      'Wet Pavement',
      'Sœur Ånge',
      'Morning',
      'Good Morning Copper Town',
      'Mourning Dove',
      'Copperhead Mornings',
      'Don’t Go',
      '静かな 夜',
    ];
    for (const [index, title] of enter.entries())
      await world.recording(operator, `QZTXT26000${String(index).padStart(2, '0')}`, {
        label,
        writer,
        title,
      });
  });

  test('puts the title as typed first, then all the words, then beginnings; each the newest first', async () => {
    expect(await titles('copper morning')).toEqual([
      'Copper Morning',
      'Good Morning Copper Town',
      'Copperhead Mornings',
    ]);
    expect(await titles('morning')).toEqual([
      'Morning',
      'Good Morning Copper Town',
      'Copper Morning',
      'Copperhead Mornings',
    ]);
    expect(await titles('the artist')).toHaveLength(9);
    expect(await everyPage({ q: 'morning' }, 1)).toEqual(
      (await list({ q: 'morning' })).items.map(({ isrc }) => isrc),
    );
    expect(await everyPage({ q: 'piece' }, 7)).toHaveLength(200);
  });

  test('forgives a typo, and says what it took it for', async () => {
    expect(await list({ q: 'wet pavment' })).toMatchObject({
      items: [{ title: 'Wet Pavement' }],
      meant: 'wet pavement',
    });
    expect(await list({ q: 'Coppr mornin' })).toMatchObject({ items: [{}, {}], meant: 'copper morning' });
    // Short words too, but not every word is near every other.
    expect(await list({ q: 'wett pavemant' })).toMatchObject({ items: [{ title: 'Wet Pavement' }] });
    expect(await titles('wobble pavement')).toEqual([]);
    // A beginning is no typo.
    expect(await list({ q: 'copper mornin' })).toMatchObject({ meant: null });
    expect(await titles('copper mornin')).toEqual([
      'Copperhead Mornings',
      'Good Morning Copper Town',
      'Copper Morning',
    ]);
    // Both words are known, but not together.
    expect(await list({ q: 'mourning copper' })).toMatchObject({ meant: expect.stringContaining('copper') });
    expect(await list({ q: 'xyzzyquux' })).toMatchObject({ items: [], meant: null, loosen: ['q'] });
    expect(await list({ q: 'wet pavment', licensed: 'true' })).toMatchObject({ items: [] });
    expect(await everyPage({ q: 'coppr mornin' }, 1)).toHaveLength(2);
  });

  test('takes a word for those that looking at every word of the catalogue finds nearest', async () => {
    const roll = dice(11);
    const letters = (many: number) => Array.from({ length: many }, () => 'abcdé'[roll(5)]!).join('');
    const words = Array.from({ length: 400 }, () => letters(1 + roll(12)));
    const mistyped = (word: string): string => {
      const at = roll(word.length + 1);
      return word.slice(0, at) + letters(roll(2)) + word.slice(at + roll(2));
    };
    const typed = words.slice(0, 200).map((word) => mistyped(mistyped(word)));
    const client = await world.database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        'INSERT INTO listing_word SELECT DISTINCT unnest($1::text[]) ON CONFLICT DO NOTHING',
        [words],
      );
      const { rows } = await client.query<{ typed: string; found: string[]; nearest: string[] }>(
        `SELECT typed, ARRAY(SELECT nearest_words(typed, 9)) AS found, ARRAY(
           SELECT word FROM listing_word, levenshtein(word, typed) letters WHERE letters <= CASE WHEN length(typed) < 5 THEN 1 ELSE 2 END
             AND similarity(word, typed) >= 0.25 ORDER BY letters, similarity(word, typed) DESC, word LIMIT 9) AS nearest
         FROM unnest($1::text[]) typed`,
        [typed],
      );
      expect(rows.map(({ found }) => found)).toEqual(rows.map(({ nearest }) => nearest));
      expect(
        rows.filter(({ typed: one, found }) => found.some((word) => word !== one)).length,
      ).toBeGreaterThan(100);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  test('knows neither accents, case, ligatures nor apostrophes', async () => {
    expect(await titles('soeur ange')).toEqual(['Sœur Ånge']);
    expect(await titles('SŒUR ÅNGE')).toEqual(['Sœur Ånge']);
    expect(await titles('dont go')).toEqual(['Don’t Go']);
    expect(await titles("don't go")).toEqual(['Don’t Go']);
    expect(await titles('bjork')).toHaveLength(
      catalogue.filter(({ artist }) => artist.startsWith('Bj')).slice(0, 24).length,
    );
    expect(await titles('静か')).toEqual(['静かな 夜']);
  });

  test('takes an ISRC in any spelling, whole or begun', async () => {
    expect(await titles('qz-txt-26-00001')).toEqual(['Wet Pavement']);
    expect(await titles('QZTXT26')).toHaveLength(9);
    expect(await titles('qztxt')).toEqual([]);
  });

  test('is no query language', async () => {
    for (const q of [`'`, `''`, `a' | '~*`, '~*', '!!!', '\\', `morning' & !'`, '& | ! <-> :*', '%_', '('])
      expect(typeof (await list({ q })).nextCursor).toMatch(/object|string/);
    expect(await titles(`x' | '~*`)).toEqual([]);
  });

  test('of a recording that is renamed, licensed and withdrawn is found at once', async () => {
    const grant = async (party: string, side: string) =>
      (
        (await world.post(`/api/parties/${party}/grants`, ada, { side, subject: { kind: 'CATALOGUE' } }))
          .json as { id: string }
      ).id;
    await grant(label, 'MASTER');
    const composition = await grant(writer, 'COMPOSITION');
    expect(await titles('wet pavement', { licensed: 'true' })).toEqual(['Wet Pavement']);
    await world.post(`/api/grants/${composition}/withdraw`, ada, {});
    expect(await titles('wet pavement', { licensed: 'true' })).toEqual([]);
    expect(await titles('wet pavement', { licensed: 'false' })).toEqual(['Wet Pavement']);
    await world.database.pool.query(
      `UPDATE recording SET title = 'Dry Asphalt' WHERE title = 'Wet Pavement'`,
    );
    await world.database.pool.query(
      `SELECT refresh_recording_listing(ARRAY(SELECT id FROM recording WHERE title = 'Dry Asphalt'))`,
    );
    expect(await titles('wet pavement')).toEqual([]);
    expect(await titles('asphalt')).toEqual(['Dry Asphalt']);
  });
});

describe('where a recording is licensed', () => {
  interface Everywhere {
    everywhere:
      | {
          state: string;
          count: number;
          territories: string[];
          reasons: { party: { name: string } | null; side: string; action: string }[];
        }[]
      | null;
  }
  const explain = async (isrc: string, query = '?territories=all') =>
    (await world.get(`/api/recordings/${isrc}/clearance${query}`)).json as Everywhere;

  test('every territory is in one group, with who is missing and what to do', async () => {
    const isrc = 'QZTER2600001';
    const label = await world.party(ada, 'Where Label');
    const writer = await world.party(ada, 'Where Writer');
    await world.recording(operator, isrc, { label, writer });
    await world.post(`/api/parties/${label}/grants`, ada, {
      side: 'MASTER',
      subject: { kind: 'CATALOGUE' },
    });
    await world.post(`/api/parties/${writer}/grants`, ada, {
      side: 'COMPOSITION',
      subject: { kind: 'CATALOGUE' },
      scope: { territories: ['WW'], excludeTerritories: ['FR', 'US'] },
    });
    const { everywhere } = await explain(isrc);
    expect(everywhere).toMatchObject([
      { state: 'CLEARED', count: TERRITORIES.length - 2, reasons: [] },
      {
        state: 'NOT_CLEARED',
        count: 2,
        territories: ['FR', 'US'],
        reasons: [
          {
            code: 'TERRITORY_NOT_GRANTED',
            side: 'COMPOSITION',
            party: { name: 'Where Writer' },
            action: 'Ask Where Writer to opt in for this territory too.',
          },
        ],
      },
    ]);
    expect(everywhere!.flatMap(({ territories }) => territories).sort()).toEqual([...TERRITORIES]);
    expect(await explain(isrc, '')).toMatchObject({ everywhere: null });
    expect((await world.get(`/api/recordings/${isrc}/clearance?territories=some`)).status).toBe(400);
  });
});
