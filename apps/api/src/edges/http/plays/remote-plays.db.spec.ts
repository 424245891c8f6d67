import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeerWorld } from '../../../../../../test/support/peers.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import { closePeriod, hear, takeIn } from '../../../../../../test/support/remote-flips.ts';
import { ReckoningService, RecipeFetchService } from '../../../modules/tally/index.ts';
import { AuditService } from '../../../modules/audit/index.ts';
import { Principal } from '../../../platform/auth/principal.ts';
import { flip } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const DAY_MS = 86_400_000;
const [OWN, THEIRS] = ['GBTST2600001', 'GBTST2600002'] as const;

/** Where the listener is, and where the flip was published and its rights are kept. */
let here: PeerWorld;
let home: PeerWorld;
let peerId: string;
/** What the listener's instance is called there. */
let back: string;
let hash: string;
let postId: string;
let artist: User;
let label: string;
let ownLabel: string;

const ask = async (recipe = hash) =>
  await here.world.post('/api/plays/grants', null, { recipe, device: new Device().did });
const sync = async (): Promise<void> => {
  await home.sequence();
  expect(await here.tail(peerId)).toBe('READ');
};
const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await here.world.database.pool.query<T>(sql, values)).rows;
const findings = async ({ world, operator }: PeerWorld): Promise<unknown[]> => {
  const found: unknown[] = [];
  for await (const event of await world.app
    .get(AuditService)
    .start(new Principal({ userId: operator.id, operator: true })))
    if (event.event === 'finding') found.push(event);
  return found;
};
const optIn = async (where: PeerWorld, user: User, party: string): Promise<void> => {
  for (const side of ['MASTER', 'COMPOSITION'])
    await where.world.post(`/api/parties/${party}/grants`, user, { side, subject: { kind: 'CATALOGUE' } });
};

beforeAll(async () => {
  [here, home] = [await PeerWorld.open(), await PeerWorld.open()];
  artist = await home.world.user('ada');
  label = await home.world.party(artist, 'North Label');
  await home.world.recording(home.operator, THEIRS, { label, writer: label });
  await optIn(home, artist, label);
  // A recording that both catalogues have, of which the rights are kept here.
  const local = await here.world.user('leo');
  ownLabel = await here.world.party(local, 'South Label');
  await here.world.recording(here.operator, OWN, { label: ownLabel, writer: ownLabel });
  await optIn(here, local, ownLabel);
  await here.sequence();
  back = await home.befriend(here);
  await home.world.database.prisma.recording.create({
    data: {
      ...{ id: crypto.randomUUID(), isrc: OWN, title: 'South', artist: 'S' },
      durationMs: 240_000,
      bpm: 120,
    },
  });
  await home.tail(back);
  const producer = await home.world.user('pia');
  const recipe = flip([THEIRS, OWN], 'From afar');
  const published = await home.world.post('/api/recipes', producer, { recipe, tags: [] });
  if (published.status !== 201) throw new Error(published.text);
  ({ hash } = published.json as { hash: string });
  postId = await takeIn(here, home, hash);
  peerId = await here.befriend(home);
}, 60_000);
afterAll(async () => {
  await here.close();
  await home.close();
});

describe('a flip of another instance', () => {
  test('is not granted before its registry was read, and then is, with the registry named', async () => {
    const before = await ask();
    expect(before).toMatchObject({ status: 409, json: { code: 'not_cleared' } });
    expect(before.text).toContain(THEIRS);
    await sync();
    const grant = await ask();
    expect(grant).toMatchObject({
      status: 201,
      json: { recipe: hash, heads: [{ origin: `${new URL(home.url).host}/log/consent` }] },
    });
    expect(grant.text).toContain('North Label');
    expect((await ask(`sha256-${'0'.repeat(64)}`)).status).toBe(404);
  });

  test('counts like one of here, and the log says what it is made from and where it is', async () => {
    for (let n = 0; n < 3; n += 1) await hear(here, hash);
    await here.sequence();
    const leaves = await rows<{ body: { t: string; home?: string; remixer?: null } }>(
      `SELECT convert_from(entry, 'UTF8')::jsonb AS body FROM log_leaf WHERE convert_from(entry, 'UTF8') LIKE $1 ORDER BY log, index`,
      [`%${hash}%`],
    );
    expect(leaves.map(({ body }) => body.t)).toEqual([
      ...['publish', 'clearance', 'clearance', 'recipe-source', 'recipe-source', 'play', 'play', 'play'],
    ]);
    expect(leaves[0]!.body).toMatchObject({ home: home.url, remixer: null, policy: 'MONETISE' });
    // What was said is not said again with every play.
    expect(await rows('SELECT hash FROM remote_recipe')).toHaveLength(1);
  });

  test('is paid to parties of here as ever, and owed to those of its registry and its remixer through their instance', async () => {
    const period = await closePeriod(here);
    const [remixer] = await home.world.database.prisma.recipe.findMany({ select: { remixerPartyId: true } });
    const accounts = await rows<{ account: string; amount: string }>(
      `SELECT o.account, sum(o.amount_micros)::text AS amount FROM posting o JOIN journal_entry e ON e.id = o.entry_id
       WHERE e.kind = 'CLOSE' AND e.period_id = $1 GROUP BY 1 ORDER BY 1`,
      [period],
    );
    // 3 plays at 4,000: half to the masters, 15 % to the compositions, a quarter to the remixer; both sources alike.
    expect(new Map(accounts.map(({ account, amount }) => [account, amount]))).toEqual(
      new Map([
        ...[
          [`owed:${peerId}/${label}`, '3900'],
          [`owed:${peerId}/${remixer!.remixerPartyId}`, '3000'],
        ],
        ...[
          [`payable:${ownLabel}`, '3900'],
          ['platform', '1200'],
          ['pool', '-12000'],
        ],
      ] as [string, string][]),
    );
    expect(await rows('SELECT party_id FROM statement')).toEqual([{ party_id: ownLabel }]);
    expect(await rows(`SELECT DISTINCT basis FROM allocation_line WHERE account LIKE 'owed:%'`)).toEqual([
      { basis: 'PEER' },
    ]);
    const borrowed = await rows<{ body: object }>(
      `SELECT convert_from(entry, 'UTF8')::jsonb AS body FROM log_leaf WHERE log = 'consent'
       AND convert_from(entry, 'UTF8') LIKE '%borrowed-share%' ORDER BY index`,
    );
    expect(borrowed).toHaveLength(2);
    expect(borrowed[0]!.body).toMatchObject({
      party: label,
      registry: `${new URL(home.url).host}/log/consent`,
    });
    expect(await findings(here)).toEqual([]);
  });

  test('is counted there from the log, once, and reckoned to what is owed here', async () => {
    const { pool } = home.world.database;
    const read = async () => {
      await here.sequence();
      for (const log of ['consent', 'plays'] as const) expect(await home.tail(back, log)).toBe('READ');
    };
    const counted = async () =>
      (
        await pool.query<{ side: string; plays: number }>(
          `SELECT side, count(DISTINCT commitment)::int AS plays FROM peer_play GROUP BY 1 ORDER BY 1`,
        )
      ).rows;
    await read();
    // Nobody has read the recipe yet: its plays wait, and are not lost.
    expect(await counted()).toEqual([]);
    expect((await pool.query('SELECT leaf_index FROM peer_play_waiting')).rows).toHaveLength(3);
    await home.world.app.get(RecipeFetchService).run();
    await read();
    const sides = ['COMPOSITION', 'MASTER', 'REMIXER'].map((side) => ({ side, plays: 3 }));
    expect(await counted()).toEqual(sides);
    expect((await pool.query('SELECT leaf_index FROM peer_play_waiting')).rows).toEqual([]);
    // The same leaves once more, as after a log was read from its beginning.
    await pool.query(`ALTER TABLE peer_log DISABLE TRIGGER peer_log_forward; UPDATE peer_log SET cursor = 0 WHERE log = 'plays';
      ALTER TABLE peer_log ENABLE TRIGGER peer_log_forward; DELETE FROM peer_cell`);
    await read();
    expect(await counted()).toEqual(sides);
    await home.world.app.get(ReckoningService).run();
    const { rows: receivable } = await pool.query<{
      party: string;
      amount: string;
      final: boolean;
      currency: string;
    }>(
      `SELECT party_id AS party, sum(amount_micros)::text AS amount, bool_and(final) AS final, min(currency) AS currency
       FROM receivable GROUP BY 1`,
    );
    const owed = await rows<{ party: string; amount: string }>(
      `SELECT split_part(account, '/', 2) AS party, sum(amount_micros)::text AS amount FROM posting WHERE account LIKE 'owed:%' GROUP BY 1`,
    );
    const sorted = <T extends { party: string }>(list: T[]) =>
      list.toSorted((a, b) => (a.party < b.party ? -1 : 1));
    expect(sorted(receivable)).toEqual(sorted(owed).map((one) => ({ ...one, final: true, currency: 'EUR' })));
    expect(await findings(home)).toEqual([]);
  });

  test('stands in the console of its parties and of operators, as receivable and not payable', async () => {
    const head = { currency: 'EUR', amountMicros: '3900', final: true, payable: false };
    const party = { id: label, name: 'North Label' };
    const reporter = { id: back, host: new URL(here.url).host };
    const listed = await home.world.get('/api/royalties/receivables', artist);
    const { items } = listed.json as { items: { period: string }[] };
    expect(items).toEqual([{ ...head, party, reporter, period: items[0]!.period }]);
    const where = `party=${label}&reporter=${back}&period=${items[0]!.period}`;
    const first = await home.world.get(`/api/royalties/receivables/lines?${where}&limit=1`, artist);
    const line = { plays: '3', currency: 'EUR' };
    expect(first.json).toMatchObject({
      items: [{ ...line, side: 'COMPOSITION', title: `Work of ${THEIRS}`, amountMicros: '900' }],
    });
    const { nextCursor } = first.json as { nextCursor: string };
    const rest = await home.world.get(
      `/api/royalties/receivables/lines?${where}&cursor=${nextCursor}`,
      artist,
    );
    expect(rest.json).toMatchObject({
      items: [{ ...line, side: 'MASTER', isrc: THEIRS, amountMicros: '3000' }],
      nextCursor: null,
    });
    const file = await home.world.get(`/api/royalties/receivables/export.csv?${where}`, artist);
    expect(file.text.split('\r\n')[2]).toContain(
      `,3,EUR,0.003000,"receivable from ${reporter.host}, not payable until settled"`,
    );
    expect(await home.world.get(`/api/federation/peers/${back}/receivables`, home.operator)).toMatchObject({
      status: 200,
      json: {
        items: [{ parties: 2, amountMicros: '6900', final: true, plays: '3', closedPlays: '3' }],
        nextCursor: null,
        waiting: { plays: '0' },
      },
    });
    const { prisma } = home.world.database;
    const [row] = await prisma.receivable.findMany({ where: { peerId: back }, take: 1 });
    await prisma.receivable.create({ data: { ...row!, period: '1999-12' } });
    const periods = `/api/federation/peers/${back}/receivables?limit=1`;
    const newest = await home.world.get(periods, home.operator);
    const { nextCursor: older } = newest.json as { nextCursor: string };
    expect(await home.world.get(`${periods}&cursor=${older}`, home.operator)).toMatchObject({
      json: { items: [{ period: '1999-12', parties: 1 }], nextCursor: null },
    });
  });

  test('is refused when its registry or its home is silent, contradicts itself, or took it away', async () => {
    await hear(here, hash);
    here.pass(8 * DAY_MS);
    const silent = await ask();
    expect(silent).toMatchObject({ status: 409, json: { code: 'not_cleared' } });
    expect(silent.text).toContain('was not heard for too long');
    await sync();
    expect((await ask()).status).toBe(201);
    await home.world.database.prisma.recipe.update({ where: { hash }, data: { state: 'WITHDRAWN' } });
    await sync();
    expect(await ask()).toMatchObject({ status: 410 });
    await home.world.database.prisma.recipe.update({ where: { hash }, data: { state: 'PUBLISHED' } });
    await sync();
    expect((await ask()).status).toBe(201);
    await here.world.database.prisma.socialDomain.create({
      data: {
        host: new URL(home.url).host,
        rule: 'BLOCK',
        reason: 'Spam',
        changedBy: here.operator.id,
        changedAt: new Date(),
      },
    });
    expect((await ask()).status).toBe(404);
    await here.world.database.prisma.socialDomain.deleteMany();
    await here.world.database.prisma.socialPost.update({
      where: { id: postId },
      data: { state: 'GONE', document: null },
    });
    expect(await ask()).toMatchObject({ status: 410, json: { detail: expect.stringContaining('Its home') } });
  });

  test('that was played before its home’s log told whose it is owes the remixer once it has', async () => {
    const producer = await home.world.user('pim');
    const recipe = flip([THEIRS], 'Heard early');
    const published = await home.world.post('/api/recipes', producer, { recipe, tags: [] });
    const early = (published.json as { hash: string }).hash;
    await takeIn(here, home, early);
    await hear(here, early);
    const owed = () =>
      rows<{ party: string | null }>(
        `SELECT remixer_party AS party FROM remote_recipe WHERE hash = '${early}' AND remixer_peer_id IS NOT DISTINCT FROM
           CASE WHEN remixer_party IS NULL THEN NULL ELSE '${peerId}'::uuid END`,
      );
    expect(await owed()).toEqual([{ party: null }]);
    await sync();
    const remixer = await home.world.database.prisma.recipe.findUniqueOrThrow({ where: { hash: early } });
    expect(await owed()).toEqual([{ party: remixer.remixerPartyId }]);
  });
});
