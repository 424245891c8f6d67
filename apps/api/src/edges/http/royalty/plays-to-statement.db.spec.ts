import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase } from '../../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../../test/support/database.ts';
import { Device, World } from '../../../../../../test/support/played-world.ts';
import type { TestRecipe, TestRecording } from '../../../../../../test/support/played-world.ts';
import { createApp, startJobs } from '../../../create-app.ts';
import { testConfig } from '../../../platform/config/config.fixture.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { PlayGrant, PlayResults } from '../plays/plays.schemas.ts';
import { PeriodView, StatementLinePage, StatementPage, StatementView } from './royalty.schemas.ts';

let testDatabase: TestDatabase;
let app: NestFastifyApplication;
let world: World;
let recording: TestRecording;
let recipe: TestRecipe;
let operator: string;
let member: string;
let stranger: string;

async function tokenOf(userId: string, scopes: string[]): Promise<string> {
  const token = `flip_${randomBytes(32).toString('base64url')}`;
  const tokenHash = createHash('sha256').update(token).digest('hex');
  await world.database.prisma.apiToken.create({
    data: { id: newId(), userId, name: 'test', tokenHash, scopes },
  });
  return token;
}

async function send(
  method: 'GET' | 'POST',
  url: string,
  options: { token?: string; json?: unknown; headers?: object } = {},
) {
  return await app.inject({
    method,
    url: `/api${url}`,
    headers: {
      ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
      ...(options.json !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.json !== undefined && { payload: JSON.stringify(options.json) }),
  });
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const env = { TRUST_PROXY: '10.0.0.0/8', TERRITORY_HEADER: 'X-Country' };
  app = await createApp(testConfig(testDatabase.url, env));
  world = new World(app);
  await world.tariff(1);
  recording = await world.recording();
  recipe = await world.recipe([{ recording, usageMs: 60_000 }]);
  const memberId = await world.user();
  await world.database.prisma.partyMember.create({
    data: { partyId: recording.artist, userId: memberId, role: 'VIEWER' },
  });
  member = await tokenOf(memberId, ['statements:read']);
  operator = await tokenOf(await world.user(true), ['statements:read', 'operator']);
  stranger = await tokenOf(await world.user(), ['statements:read']);
  await startJobs(app);
});
afterAll(async () => {
  await app.close();
  await testDatabase.drop();
});

describe('from plays to a statement, over HTTP', () => {
  test('anonymous plays are granted and counted', async () => {
    const devices = Array.from({ length: 7 }, () => new Device());
    const receipts = [];
    for (const device of devices) {
      const granted = await send('POST', '/plays/grants', {
        json: { recipe: recipe.hash, device: device.did },
      });
      expect(granted.statusCode).toBe(201);
      const grant = PlayGrant.parse(granted.json());
      expect(grant).toMatchObject({ territory: 'GB', minimumMs: 30_000 });
      receipts.push(device.receipt(grant, new Date(), 31_000));
    }
    const counted = await send('POST', '/plays', { json: { receipts } });
    expect(counted.statusCode).toBe(200);
    expect(PlayResults.parse(counted.json()).results.map(({ status }) => status)).toEqual(
      devices.map(() => 'counted'),
    );
    const again = await send('POST', '/plays', { json: { receipts } });
    expect(PlayResults.parse(again.json()).results.map(({ status }) => status)).toEqual(
      devices.map(() => 'duplicate'),
    );
  });

  test('only a trusted proxy says where a listener is', async () => {
    const json = { recipe: recipe.hash, device: new Device().did };
    const territoryFrom = async (headers: object, remoteAddress: string) => {
      const request = { method: 'POST' as const, url: '/api/plays/grants', payload: json, remoteAddress };
      return (await app.inject({ ...request, headers: { ...headers } })).json<{ territory: string }>()
        .territory;
    };
    expect(await territoryFrom({ 'x-country': 'FR', 'x-forwarded-for': '192.0.2.9' }, '10.1.2.3')).toBe('FR');
    expect(await territoryFrom({ 'x-country': 'T1', 'x-forwarded-for': '192.0.2.9' }, '10.1.2.3')).toBe('GB');
    expect(await territoryFrom({ 'x-country': 'FR', 'x-forwarded-for': '192.0.2.9' }, '192.0.2.8')).toBe(
      'GB',
    );
  });

  test('500 receipts fit in a body; 501, control characters and oversized bodies are refused', async () => {
    const device = new Device();
    const sources = Array.from({ length: 5 }, () => ({
      isrc: 'GBAYC1700598',
      provider: 'files',
      heardMs: 31_000,
    }));
    const many = Array.from({ length: 501 }, () =>
      device.receipt({ id: newId(), recipe: recipe.hash }, new Date(), 31_000, { sources }),
    );
    const fits = await send('POST', '/plays', { json: { receipts: many.slice(0, 500) } });
    expect(fits.statusCode).toBe(200);
    const reasons = PlayResults.parse(fits.json()).results.map((one) =>
      one.status === 'rejected' ? one.reason : one.status,
    );
    expect(new Set(reasons)).toEqual(new Set(['unknown_grant']));
    expect((await send('POST', '/plays', { json: { receipts: many } })).statusCode).toBe(400);
    const nul = device.receipt({ id: newId(), recipe: recipe.hash }, new Date(), 31_000, { app: 'a\u0000b' });
    expect((await send('POST', '/plays', { json: { receipts: [nul] } })).statusCode).toBe(400);
    const padding = { headers: {}, json: { receipts: [], padding: 'x'.repeat(600_000) } };
    expect((await send('POST', '/plays', padding)).statusCode).toBe(413);
  });

  test('a recipe that is unknown is not granted', async () => {
    const json = { recipe: `sha256-${'0'.repeat(64)}`, device: new Device().did };
    expect((await send('POST', '/plays/grants', { json })).statusCode).toBe(404);
  });

  test('the operator closes the period and its job makes the statements', async () => {
    const id = new Date().toISOString().slice(0, 7);
    expect((await send('POST', `/royalties/periods/${id}/close`)).statusCode).toBe(401);
    expect((await send('POST', `/royalties/periods/${id}/close`, { token: member })).statusCode).toBe(403);
    const closed = await send('POST', `/royalties/periods/${id}/close`, { token: operator });
    expect(closed.statusCode).toBe(202);
    expect(PeriodView.parse(closed.json())).toMatchObject({ id, plays: '7' });
    let period = PeriodView.parse(closed.json());
    for (let tries = 0; tries < 150 && period.state !== 'STATED'; tries += 1) {
      await sleep(100);
      period = PeriodView.parse((await send('GET', `/royalties/periods/${id}`, { token: operator })).json());
    }
    expect(period).toMatchObject({
      state: 'STATED',
      poolMicros: '42889',
      currency: 'EUR',
      statements: '3',
      progress: null,
    });
  });

  test('the party reads its statement, its lines and the frozen document; a stranger does not', async () => {
    const list = StatementPage.parse(
      (await send('GET', `/royalties/statements?party=${recording.artist}`, { token: member })).json(),
    );
    const [item] = list.items;
    // 7 × 6,127 = 42,889, of which 55 % are 23,588.95: the largest remainder, rounded up.
    expect(item).toMatchObject({
      party: { id: recording.artist },
      earnedMicros: '23589',
      plays: '7',
      openingMicros: '0',
    });
    const url = `/royalties/statements/${item!.id}`;
    const statement = StatementView.parse((await send('GET', url, { token: member })).json());
    expect(statement).toMatchObject({
      masterMicros: '23589',
      lines: '1',
      flips: '1',
      previous: null,
      next: null,
    });
    const lines = StatementLinePage.parse((await send('GET', `${url}/lines`, { token: member })).json());
    expect(lines.items).toMatchObject([
      { recipe: recipe.hash, isrc: recording.isrc, side: 'MASTER', plays: '7', amountMicros: '23589' },
    ]);
    const document = await send('GET', `${url}/document`, { token: member });
    expect(document.headers['content-type']).toContain('application/json');
    expect(document.headers['content-disposition']).toContain('attachment');
    expect(createHash('sha256').update(document.body).digest('hex')).toBe(statement.sha256);
    for (const path of [
      url,
      `${url}/lines`,
      `${url}/document`,
      `/royalties/statements?party=${recording.artist}`,
    ])
      expect((await send('GET', path, { token: stranger })).statusCode).toBe(403);
    expect((await send('GET', `/royalties/statements?cursor=abc`, { token: member })).statusCode).toBe(400);
    expect(
      StatementPage.parse((await send('GET', '/royalties/statements', { token: stranger })).json()).items,
    ).toEqual([]);
  });
});
