import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase } from '../../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../../test/support/database.ts';
import { createApp } from '../../../create-app.ts';
import { testConfig } from '../../../platform/config/config.fixture.ts';
import { Database } from '../../../platform/database/database.ts';
import { Browser } from './browser.fixture.ts';

const PASSWORD = 'three small words';
let testDatabase: TestDatabase;
let app: NestFastifyApplication;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  app = await createApp(testConfig(testDatabase.url));
  database = app.get(Database);
});

afterAll(async () => {
  await app.close();
  await testDatabase.drop();
});

describe('signing in with the built-in issuer', () => {
  test('registers, comes back to the page that was asked for, and is signed in', async () => {
    const browser = new Browser(app);
    expect(await browser.me()).toBeNull();
    expect(await browser.register('dana', PASSWORD, 'Dana Doe')).toBe('/studio');
    expect(await browser.me()).toMatchObject({
      handle: 'dana-doe',
      displayName: 'Dana Doe',
      operator: false,
      parties: [],
    });
  });

  test('signs in again as the same user, from another browser', async () => {
    const browser = new Browser(app);
    expect(await browser.signIn('DANA ', PASSWORD)).toBe('/feed?tag=a');
    expect(await browser.me()).toMatchObject({ handle: 'dana-doe' });
    expect(await database.prisma.user.count()).toBe(1);
  });

  test('people who sign in at the same moment are each signed in as themselves', async () => {
    const names = Array.from({ length: 6 }, (_, nth) => `crowd-${nth}`);
    for (const name of names) await new Browser(app).register(name, PASSWORD);
    const browsers = names.map((name) => ({ name, browser: new Browser(app) }));
    await Promise.all(browsers.map(({ name, browser }) => browser.signIn(name, PASSWORD)));
    const signedIn = await Promise.all(browsers.map(({ browser }) => browser.me()));
    expect(signedIn).toEqual(names.map((handle) => expect.objectContaining({ handle }) as object));
  });

  test('gives the session another id at sign-in and stores only its hash', async () => {
    const browser = new Browser(app);
    await browser.openLogin();
    const before = browser.cookies.get('flipside_session')?.value;
    await browser.signIn('dana', PASSWORD);
    const after = browser.cookies.get('flipside_session')?.value;
    expect(before).toBeDefined();
    expect(after).toBeDefined();
    expect(after).not.toBe(before);
    const id = decodeURIComponent(after!).split('.')[0]!;
    const rows = await database.prisma.session.findMany();
    expect(JSON.stringify(rows)).not.toContain(id);
    browser.cookies.set('flipside_session', { value: before!, path: '/api' });
    expect(await browser.me()).toBeNull();
  });

  test('sets the cookie out of reach of scripts and other sites', async () => {
    const response = await new Browser(app).send('GET', '/api/auth/login');
    expect(response.headers['set-cookie']).toMatch(
      /flipside_session=[^;]+;.*Path=\/api;.*HttpOnly; SameSite=Lax/,
    );
  });

  test('does not say which of name and password is wrong', async () => {
    const browser = new Browser(app);
    const page = await browser.openLogin();
    const wrongPassword = await browser.send('POST', page, {
      form: { login: 'dana', password: 'not the password' },
    });
    const wrongName = await browser.send('POST', page, { form: { login: 'nobody', password: PASSWORD } });
    for (const response of [wrongPassword, wrongName]) {
      expect(response.statusCode).toBe(400);
      expect(response.body).toContain('Login name and password do not belong together.');
    }
    expect(await browser.me()).toBeNull();
  });

  test('limits attempts on one name, even with the right password in the end', async () => {
    const browser = new Browser(app);
    await browser.register('victim', PASSWORD);
    const page = await browser.openLogin();
    for (let attempt = 0; attempt < 8; attempt += 1)
      await browser.send('POST', page, { form: { login: 'victim', password: `guess number ${attempt}` } });
    const response = await browser.send('POST', page, { form: { login: 'victim', password: PASSWORD } });
    expect(response.statusCode).toBe(429);
    expect(response.body).toMatch(/Too many attempts. Try again in 15 minutes/);
  });

  test('names every fault of a registration and keeps what was typed, but no password', async () => {
    const browser = new Browser(app);
    const page = await browser.openLogin();
    const form = { login: 'a"><b', password: 'short', name: '', email: 'nowhere' };
    const response = await browser.send('POST', `${page}/register`, { form });
    expect(response.statusCode).toBe(400);
    for (const fault of ['Use 3 to 32', 'Use 10 characters', 'Say what to call you', 'no e-mail'])
      expect(response.body).toContain(fault);
    expect(response.body).toContain('value="a&quot;&gt;&lt;b"');
    expect(response.body).not.toContain('short');
    const taken = await browser.send('POST', `${page}/register`, {
      form: { login: 'Dana', password: PASSWORD, name: 'x', email: '' },
    });
    expect(taken.statusCode).toBe(409);
    expect(taken.body).toContain('This login name is taken');
  });

  test('refuses forms of other sites and logins that another browser began', async () => {
    const browser = new Browser(app);
    const page = await browser.openLogin();
    const form = { login: 'dana', password: PASSWORD };
    const foreign = await browser.send('POST', page, { form, headers: { origin: 'https://evil.test' } });
    expect(foreign.statusCode).toBe(403);
    const stranger = await new Browser(app).send('POST', page, { form });
    expect(stranger.statusCode).toBe(400);
    expect(stranger.body).toContain('Sign-in stopped');
  });

  test('refuses a callback that no login began, and never leaves the site', async () => {
    const browser = new Browser(app);
    const callback = await browser.send('GET', '/api/auth/callback/local?code=x&state=y');
    expect(callback.headers.location).toBe('/sign-in?error=failed&returnTo=%2F');
    await browser.openLogin('https://evil.test/');
    const denied = await browser.send(
      'GET',
      '/api/auth/callback/local?error=access_denied&iss=http%3A%2F%2Fflipside.test%2Foidc',
    );
    expect(denied.headers.location).toBe('/sign-in?error=denied&returnTo=%2F');
    expect((await browser.send('GET', '/api/auth/login?issuer=none')).statusCode).toBe(404);
  });

  test('logs out here and at the issuer', async () => {
    const browser = new Browser(app);
    await browser.signIn('dana', PASSWORD);
    const cookie = browser.cookies.get('flipside_session')!;
    expect((await browser.send('POST', '/api/auth/logout')).statusCode).toBe(204);
    browser.cookies.set('flipside_session', cookie);
    expect(await browser.me()).toBeNull();
    const accounts = await database.prisma.localAccount.findMany({ where: { loginName: 'dana' } });
    const left = await database.prisma.oidcModel.findMany({ where: { kind: 'Session' } });
    expect(JSON.stringify(left)).not.toContain(accounts[0]!.id);
  });

  test('lists the issuers', async () => {
    const response = await new Browser(app).send('GET', '/api/auth/issuers');
    expect(response.json()).toEqual({ items: [{ id: 'local', name: 'Flipside account', builtIn: true }] });
  });
});
