import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase } from '../../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../../test/support/database.ts';
import { createApp } from '../../../create-app.ts';
import { OperatorService, PersonalData } from '../../../modules/identity/index.ts';
import { testConfig } from '../../../platform/config/config.fixture.ts';
import { Database } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { Browser } from './browser.fixture.ts';

const PASSWORD = 'three small words';
let testDatabase: TestDatabase;
let app: NestFastifyApplication;
let database: Database;
let browser: Browser;
let login = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  app = await createApp(testConfig(testDatabase.url));
  database = app.get(Database);
});

beforeEach(async () => {
  await database.pool.query('TRUNCATE rate_limit');
  browser = new Browser(app);
  login += 1;
  await browser.register(`user${login}`, PASSWORD);
});

afterAll(async () => {
  await app.close();
  await testDatabase.drop();
});

async function bearer(
  token: string,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  json?: unknown,
) {
  const headers = { authorization: `Bearer ${token}` };
  return await new Browser(app).send(method, url, json === undefined ? { headers } : { headers, json });
}

async function makeToken(scopes: string[], expiresInDays: number | null = 30) {
  const response = await browser.send('POST', '/api/me/tokens', {
    json: { name: 'ci', scopes, expiresInDays },
  });
  expect(response.statusCode).toBe(201);
  return response.json<{ id: string; token: string; expiresAt: string | null }>();
}

describe('the own profile', () => {
  test('changes name, handle and e-mail address', async () => {
    const change = { displayName: '  Dana ', handle: 'dana-x', email: 'dana@example.org' };
    const response = await browser.send('PATCH', '/api/me', { json: change });
    expect(response.json()).toMatchObject({
      user: { displayName: 'Dana', handle: 'dana-x', email: 'dana@example.org' },
    });
    expect((await browser.send('PATCH', '/api/me', { json: { email: null } })).json()).toMatchObject({
      user: { email: null, handle: 'dana-x' },
    });
  });

  test('refuses reserved, taken and malformed handles by pointer', async () => {
    const handle = async (value: string) =>
      await browser.send('PATCH', '/api/me', { json: { handle: value } });
    const reserved = await handle('admin');
    expect(reserved.statusCode).toBe(422);
    expect(reserved.json()).toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/handle' }] });
    await new Browser(app).register(`other${login}`, PASSWORD);
    const taken = await handle(`other${login}`);
    expect(taken.statusCode).toBe(409);
    expect(taken.json()).toMatchObject({ code: 'already_exists', errors: [{ pointer: '/handle' }] });
    const malformed = await handle('-x-');
    expect(malformed.statusCode).toBe(400);
    expect(malformed.json()).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/handle' }] });
  });

  test('refuses a change that another site sends, with the cookie', async () => {
    for (const headers of [{ origin: 'https://evil.test' }, { 'sec-fetch-site': 'same-site' }]) {
      const response = await browser.send('PATCH', '/api/me', { json: { displayName: 'Eve' }, headers });
      expect(response.statusCode).toBe(403);
      expect(response.json()).toMatchObject({ code: 'cross_site_request' });
    }
    expect(await browser.me()).toMatchObject({ displayName: `user${login}` });
  });
});

describe('API tokens', () => {
  test('are shown once, stored as a hash, work, and note their use', async () => {
    const { token } = await makeToken(['profile:read']);
    expect(token).toMatch(/^flip_[\w-]{43}$/);
    const response = await bearer(token, 'GET', '/api/me');
    expect(response.json()).toMatchObject({ user: { handle: `user${login}` } });
    const stored = await database.prisma.apiToken.findMany();
    expect(stored.map(({ tokenHash }) => tokenHash)).toContain(
      createHash('sha256').update(token).digest('hex'),
    );
    const listed = (await browser.send('GET', '/api/me/tokens')).json<{ items: Record<string, unknown>[] }>();
    expect(listed.items).toHaveLength(1);
    expect(listed.items[0]).toMatchObject({
      name: 'ci',
      scopes: ['profile:read'],
      lastUsedAt: expect.any(String),
    });
    expect(JSON.stringify(listed)).not.toContain('flip_');
  });

  test('do only what their scopes say, and make no stronger ones', async () => {
    const { token } = await makeToken(['profile:write']);
    const read = await bearer(token, 'GET', '/api/me');
    expect(read.statusCode).toBe(403);
    expect(read.json()).toMatchObject({ code: 'missing_scope', scope: 'profile:read' });
    const stronger = { name: 'x', scopes: ['recipes:write'], expiresInDays: 1 };
    expect((await bearer(token, 'POST', '/api/me/tokens', stronger)).json()).toMatchObject({
      code: 'missing_scope',
    });
    const operator = await browser.send('POST', '/api/me/tokens', {
      json: { name: 'o', scopes: ['operator'] },
    });
    expect(operator.statusCode).toBe(403);
    const unknown = await browser.send('POST', '/api/me/tokens', { json: { name: 'o', scopes: ['root'] } });
    expect(unknown.json()).toMatchObject({ status: 422, errors: [{ pointer: '/scopes/0' }] });
  });

  test('that were made with another end with it, however they were asked for', async () => {
    const made = async (by: string, days: number | null) => {
      const asked = { name: 'child', scopes: ['profile:write'], expiresInDays: days };
      return (await bearer(by, 'POST', '/api/me/tokens', asked)).json<{
        id: string;
        token: string;
        expiresAt: string;
        madeBy: object;
      }>();
    };
    const works = async (token: string) => (await bearer(token, 'PATCH', '/api/me', {})).statusCode === 200;
    const { id, token } = await makeToken(['profile:write'], 30);
    const { expiresAt: end } = await database.prisma.apiToken.findUniqueOrThrow({ where: { id } });
    for (const days of [null, 90])
      expect(await made(token, days)).toMatchObject({
        expiresAt: end!.toISOString(),
        madeBy: { id, name: 'ci' },
      });
    const short = await made(token, 1);
    expect(Date.parse(short.expiresAt)).toBeLessThan(end!.getTime());
    const grandchild = await made(short.token, null);
    expect(grandchild.expiresAt).toBe(short.expiresAt);
    expect(await works(grandchild.token)).toBe(true);
    // Minting goes on while its maker is revoked: nothing of it is left over.
    const minting = Array.from({ length: 6 }, async () => await made(short.token, null));
    const [revoked, ...minted] = await Promise.all([
      browser.send('DELETE', `/api/me/tokens/${id}`),
      ...minting,
    ]);
    expect(revoked.statusCode).toBe(204);
    for (const one of [short, grandchild, ...minted.filter((other) => 'token' in other)])
      expect(await works(one.token)).toBe(false);
    const { items } = (await browser.send('GET', '/api/me/tokens')).json<{
      items: { madeBy: object | null }[];
    }>();
    expect(items.filter(({ madeBy }) => madeBy !== null)).toEqual([]);
  });

  test('of an operator say so, until the user is dismissed', async () => {
    const userId = String((await browser.me())?.['id']);
    await app.get(OperatorService).appoint(userId);
    const { token } = await makeToken(['operator', 'profile:read']);
    expect((await bearer(token, 'GET', '/api/me')).json()).toMatchObject({ user: { operator: true } });
    const handle = String((await browser.me())?.['handle']);
    expect(await app.get(OperatorService).dismissByHandle(handle)).toBe(true);
    expect((await bearer(token, 'GET', '/api/me')).json()).toMatchObject({ user: { operator: false } });
  });

  test('stop working when revoked or expired, and are nobody else’s to revoke', async () => {
    const { id, token } = await makeToken(['profile:read']);
    const other = new Browser(app);
    await other.register(`stranger${login}`, PASSWORD);
    expect((await other.send('DELETE', `/api/me/tokens/${id}`)).statusCode).toBe(404);
    expect((await bearer(token, 'GET', '/api/me')).statusCode).toBe(200);
    expect((await browser.send('DELETE', `/api/me/tokens/${id}`)).statusCode).toBe(204);
    expect((await bearer(token, 'GET', '/api/me')).statusCode).toBe(401);
    const short = await makeToken(['profile:read'], 1);
    await database.prisma.apiToken.update({
      where: { id: short.id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect((await bearer(short.token, 'GET', '/api/me')).json()).toMatchObject({ code: 'unauthenticated' });
  });
});

describe('leaving', () => {
  test('exports what is kept, with the sections of other modules', async () => {
    app.get(PersonalData).add(`flips${login}`, (userId) => Promise.resolve([{ userId }]));
    await makeToken(['profile:read']);
    const response = await browser.send('GET', '/api/me/export');
    expect(response.headers['content-disposition']).toContain('flipside-export.json');
    const userId = (await browser.me())?.['id'];
    expect(response.json()).toMatchObject({
      profile: { handle: `user${login}` },
      signIns: [{ issuer: 'local' }],
      apiTokens: [{ name: 'ci' }],
      [`flips${login}`]: [{ userId }],
    });
    expect(response.body).not.toMatch(/password|tokenHash/i);
  });

  test('deletes the account: sessions, tokens and sign-ins end, the row stays without the person', async () => {
    const { token } = await makeToken(['profile:read', 'profile:write']);
    const userId = String((await browser.me())?.['id']);
    const partyId = newId();
    await database.prisma.party.create({ data: { id: partyId, name: 'Band', kind: 'ORGANISATION' } });
    await database.prisma.partyMember.create({ data: { partyId, userId, role: 'OWNER' } });
    expect(await browser.me()).toMatchObject({ parties: [{ id: partyId, name: 'Band', role: 'OWNER' }] });
    expect((await browser.send('DELETE', '/api/me')).statusCode).toBe(204);
    expect(await browser.me()).toBeNull();
    expect((await bearer(token, 'GET', '/api/me')).statusCode).toBe(401);
    const row = await database.prisma.user.findUniqueOrThrow({
      where: { id: userId },
      include: { accounts: true, sessions: true, tokens: true, memberships: true },
    });
    expect(row).toMatchObject({
      displayName: 'Deleted account',
      email: null,
      accounts: [],
      sessions: [],
      tokens: [],
      memberships: [],
    });
    expect(row.deletedAt).toBeInstanceOf(Date);
    expect(row.handle).toMatch(/^deleted-[0-9a-f]{16}$/);
    const page = await browser.openLogin();
    const again = await browser.send('POST', page, { form: { login: `user${login}`, password: PASSWORD } });
    expect(again.statusCode).toBe(400);
    const event = await database.prisma.outboxEvent.findFirstOrThrow({ where: { key: userId } });
    expect(event).toMatchObject({ topic: 'identity.user-deleted', payload: { userId } });
  });
});
