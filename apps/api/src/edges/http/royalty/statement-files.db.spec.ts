import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase } from '../../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../../test/support/database.ts';
import { Device, World } from '../../../../../../test/support/played-world.ts';
import type { TestRecipe, TestRecording } from '../../../../../../test/support/played-world.ts';
import { createApp } from '../../../create-app.ts';
import { PeriodCloseService, PeriodService } from '../../../modules/royalty/index.ts';
import { Principal } from '../../../platform/auth/principal.ts';
import { testConfig } from '../../../platform/config/config.fixture.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { attachment } from './export-file.ts';
import { StatementBreakdownView, StatementLinePage, StatementPage } from './royalty.schemas.ts';

let testDatabase: TestDatabase;
let app: NestFastifyApplication;
let world: World;
let recordings: TestRecording[];
let recipe: TestRecipe;
let other: TestRecipe;
let token: string;
let operator: string;
let statement: string;

async function tokenOf(userId: string, scopes: string[]): Promise<string> {
  const made = `flip_${randomBytes(32).toString('base64url')}`;
  const tokenHash = createHash('sha256').update(made).digest('hex');
  await world.database.prisma.apiToken.create({
    data: { id: newId(), userId, name: 'test', tokenHash, scopes },
  });
  return made;
}

const get = async (path: string, headers: Record<string, string> = {}, as = token) =>
  await app.inject({
    method: 'GET',
    url: `/api/royalties/statements${path}`,
    headers: { authorization: `Bearer ${as}`, ...headers },
  });
const list = async (query: string, as = token) => StatementPage.parse((await get(query, {}, as)).json());

async function play(played: TestRecipe, times: number): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    const device = new Device();
    const asked = { recipe: played.hash, device: device.did };
    const grant = await app.inject({ method: 'POST', url: '/api/plays/grants', payload: asked });
    const receipts = [device.receipt(grant.json(), new Date(), 31_000)];
    const sent = await app.inject({ method: 'POST', url: '/api/plays', payload: { receipts } });
    expect(sent.json()).toMatchObject({ results: [{ status: 'counted' }] });
  }
}

async function closeOpen(): Promise<string> {
  const { id } = await world.database.prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } });
  const principal = new Principal({ userId: newId(), operator: true });
  await app.get(PeriodService).close(principal, id);
  await app.get(PeriodCloseService).run(id);
  return id;
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  app = await createApp(testConfig(testDatabase.url, { DPID: 'PADPIDA2014120301X' }));
  world = new World(app);
  await world.tariff(1);
  recordings = [await world.recording(), await world.recording()];
  const [first, second] = recordings as [TestRecording, TestRecording];
  await world.database.prisma.share.updateMany({
    where: { recordingId: second.id },
    data: { partyId: first.artist },
  });
  await world.grant(first.artist, 'MASTER', { recordingId: second.id });
  recipe = await world.recipe([{ recording: first, usageMs: 60_000 }]);
  other = await world.recipe([
    { recording: first, usageMs: 10_000 },
    { recording: second, usageMs: 20_000 },
  ]);
  const user = await world.user();
  await world.database.prisma.partyMember.create({
    data: { partyId: first.artist, userId: user, role: 'VIEWER' },
  });
  token = await tokenOf(user, ['statements:read']);
  operator = await tokenOf(await world.user(true), ['statements:read', 'operator']);
  await play(recipe, 3);
  await play(other, 2);
  await closeOpen();
  const { items } = await list('');
  statement = items[0]!.id;
}, 60_000);
afterAll(async () => {
  await app.close();
  await testDatabase.drop();
});

describe('a statement as a file', () => {
  test.each([
    ['document', 'application/json', 'json', '{"adjustments"'],
    ['export.csv', 'text/csv; charset=utf-8; header=present', 'csv', '\uFEFFrow,period,party'],
    ['export.pdf', 'application/pdf', 'pdf', '%PDF-'],
  ])('%s is frozen, named, and asked for once', async (path, type, extension, begins) => {
    const answer = await get(`/${statement}/${path}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.body.startsWith(begins)).toBe(true);
    const { etag, ...headers } = answer.headers;
    expect(headers).toMatchObject({
      'content-type': type,
      'cache-control': 'private, max-age=31536000, immutable',
      vary: expect.stringContaining('cookie'),
      link: '<lines>; rel="describedby"; title="Credits"',
    });
    expect(headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="statement-\\d{4}-\\d\\d-${statement}\\.${extension}"$`),
    );
    const again = await get(`/${statement}/${path}`, { 'if-none-match': `"other", ${String(etag)}` });
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag]);
    expect(again.headers['content-disposition']).toBeUndefined();
    expect((await get(`/${statement}/${path}`, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  test.each([
    ['export.dsr.tsv', 'RoyaltyReporting'],
    ['export.ugc.tsv', 'UgcProfile'],
  ])('%s is named as DDEX asks, and follows the corrections of the catalogue', async (path, profile) => {
    const answer = await get(`/${statement}/${path}`);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/tab-separated-values; charset=utf-8',
      'cache-control': 'private, no-cache',
    });
    expect(answer.headers['etag']).toBeUndefined();
    expect(answer.headers['content-disposition']).toMatch(
      /filename="DSR_Artist-\d+-0_PADPIDA2014120301X_Flipside_\d{4}-\d\d_GB_1of1_\d{8}T\d{6}\.tsv"/,
    );
    expect(answer.body.split('\n', 1)[0]!.split('\t').slice(0, 3)).toEqual(['HEAD', 'dsrf/30', profile]);
  });

  test('is for those alone who may read the statement, whatever they have of it already', async () => {
    const stranger = await tokenOf(await world.user(), ['statements:read']);
    const { headers } = await get(`/${statement}/export.csv`);
    const known = { 'if-none-match': String(headers['etag']) };
    for (const path of ['export.csv', 'export.pdf', 'export.dsr.tsv', 'export.ugc.tsv', 'breakdown'])
      expect((await get(`/${statement}/${path}`, known, stranger)).statusCode).toBe(403);
    expect((await get(`/${newId()}/export.csv`)).statusCode).toBe(404);
    expect((await get('/nonsense/export.csv')).statusCode).toBe(400);
  });

  test('has a name that every browser can read', () => {
    expect(attachment('DSR_Müller_X.tsv')).toBe(
      `attachment; filename="DSR_Muller_X.tsv"; filename*=UTF-8''DSR_M%C3%BCller_X.tsv`,
    );
    expect(attachment('a"b\r\n.csv')).toBe(`attachment; filename="ab.csv"; filename*=UTF-8''a%22b%0D%0A.csv`);
    expect(attachment("夜'(1)*\uD800.csv")).toBe(
      `attachment; filename="1.csv"; filename*=UTF-8''%E5%A4%9C%27%281%29%2A%EF%BF%BD.csv`,
    );
  });
});

describe('what the lines come to', () => {
  test('by flip, source, territory and side is all that was earned, the rest in one sum', async () => {
    const { items } = await list('');
    const earned = BigInt(items[0]!.earnedMicros);
    for (const limit of [1, 50]) {
      const answer = await get(`/${statement}/breakdown?limit=${limit}`);
      const breakdown = StatementBreakdownView.parse(answer.json());
      for (const { top, others } of Object.values(breakdown)) {
        expect(top.length).toBeLessThanOrEqual(limit);
        const named = top.reduce((sum, { amountMicros }) => sum + BigInt(amountMicros), 0n);
        expect(named + BigInt(others.amountMicros)).toBe(earned);
      }
      expect(breakdown.flip.others.parts).toBe(limit === 1 ? '1' : '0');
      expect(breakdown.territory.top).toMatchObject([{ key: 'GB', title: null, lines: '3' }]);
      expect(breakdown.flip.top[0]).toMatchObject({ key: recipe.hash, lines: '1' });
    }
  });

  test('is asked for again without being sent again', async () => {
    const { headers } = await get(`/${statement}/breakdown`);
    const again = await get(`/${statement}/breakdown`, { 'if-none-match': String(headers['etag']) });
    expect(again.statusCode).toBe(304);
  });

  test.each([
    ['recipe', () => other.hash, 2],
    ['isrc', () => recordings[0]!.isrc, 2],
    ['side', () => 'COMPOSITION', 0],
    ['side', () => 'MASTER', 3],
    ['territory', () => 'GB', 3],
    ['territory', () => 'FR', 0],
  ])('and the lines are found by %s', async (name, valueOf, count) => {
    const answer = await get(`/${statement}/lines?${name}=${valueOf()}`);
    const { items } = StatementLinePage.parse(answer.json());
    expect(items).toHaveLength(count);
    expect((await get(`/${statement}/lines?${name}=%22`)).statusCode).toBe(400);
  });

  test('page by page, with the filter kept', async () => {
    const query = `/${statement}/lines?recipe=${other.hash}&limit=1`;
    const first = StatementLinePage.parse((await get(query)).json());
    const second = StatementLinePage.parse((await get(`${query}&cursor=${first.nextCursor}`)).json());
    expect([...first.items, ...second.items].map((line) => line.recipe)).toEqual([other.hash, other.hash]);
    expect(second.nextCursor).toBeNull();
  });
});

describe('statements that are new', () => {
  test('come oldest first after a cursor, which is there when there is nothing yet', async () => {
    const all = await list('', operator);
    const seen: string[] = [];
    let page = await list('?since=0&limit=2', operator);
    let cursor = '0';
    while (page.items.length > 0) {
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor!;
      page = await list(`?since=${cursor}&limit=2`, operator);
    }
    expect(seen).toEqual(all.items.map(({ id }) => id).reverse());
    expect(page).toEqual({ items: [], nextCursor: cursor });
    await play(recipe, 1);
    const period = await closeOpen();
    const fresh = await list(`?since=${cursor}`, operator);
    expect(new Set(fresh.items.map((item) => item.period))).toEqual(new Set([period]));
    expect(fresh.items.length).toBeGreaterThan(0);
    expect((await list(`?since=${fresh.nextCursor!}`, operator)).items).toEqual([]);
    expect((await list(`?period=${period}`)).items).toHaveLength(1);
    expect((await list('?period=2001-01')).items).toEqual([]);
  });

  test.each(['since=abc', 'since=0&cursor=abc', 'period=2026-13', 'party=x'])(
    '%s is refused',
    async (query) => {
      const answer = await get(`?${query}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ code: 'invalid_request' });
    },
  );
});

describe('a producer', () => {
  test('has statements of an own party, about the flips and no source', async () => {
    const { producerId } = await world.database.prisma.recipe.findUniqueOrThrow({
      where: { hash: recipe.hash },
    });
    await world.database.prisma.partyMember.createMany({
      data: [{ partyId: recipe.remixerParty, userId: producerId, role: 'OWNER' }],
      skipDuplicates: true,
    });
    const own = await tokenOf(producerId, ['statements:read']);
    const { items } = await list('', own);
    expect(items.map(({ party }) => party.id)).toEqual([recipe.remixerParty, recipe.remixerParty]);
    const lines = StatementLinePage.parse((await get(`/${items.at(-1)!.id}/lines`, {}, own)).json());
    // 3 × 6,127 = 18,381, a fifth of it.
    expect(lines.items).toMatchObject([
      { recipe: recipe.hash, side: 'REMIXER', isrc: null, sourceTitle: null, amountMicros: '3676' },
    ]);
    const breakdown = StatementBreakdownView.parse(
      (await get(`/${items.at(-1)!.id}/breakdown`, {}, own)).json(),
    );
    expect(breakdown.source.top).toMatchObject([{ key: null, amountMicros: '3676' }]);
    const csv = await get(`/${items.at(-1)!.id}/export.csv`, {}, own);
    expect(csv.body).toContain(',REMIXER,,GB,');
    const dsr = await get(`/${items.at(-1)!.id}/export.ugc.tsv`, {}, own);
    expect(dsr.body).toMatch(/^AS02\.01\t1\t1\tsha256-/m);
  });
});
