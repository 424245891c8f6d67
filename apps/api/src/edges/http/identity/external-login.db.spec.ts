import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase } from '../../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../../test/support/database.ts';
import { createApp } from '../../../create-app.ts';
import { testConfig } from '../../../platform/config/config.fixture.ts';
import { Database } from '../../../platform/database/database.ts';
import { Browser } from './browser.fixture.ts';
import { signInAt, startExternalIssuer, type ExternalIssuer } from './external-issuer.fixture.ts';

const CALLBACK = 'http://flipside.test/api/auth/callback/elsewhere';

describe('signing in with an issuer from the configuration', () => {
  let testDatabase: TestDatabase;
  let issuer: ExternalIssuer;
  let app: NestFastifyApplication;

  const issuers = (url: string) =>
    JSON.stringify([
      {
        id: 'elsewhere',
        name: 'Elsewhere',
        issuer: url,
        clientId: 'flipside',
        clientSecret: issuer.clientSecret,
      },
    ]);

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    issuer = await startExternalIssuer(CALLBACK);
    app = await createApp(testConfig(testDatabase.url, { OIDC_ISSUERS: issuers(issuer.url) }));
  });
  afterAll(async () => {
    await app.close();
    await issuer.close();
    await testDatabase.drop();
  });

  const signIn = async (browser: Browser, name: string): Promise<string> => {
    const begun = await browser.send('GET', '/api/auth/login?issuer=elsewhere&returnTo=%2Fstudio');
    const callback = await signInAt(issuer, begun.headers.location!, name);
    expect(callback).toMatch(/^http:\/\/flipside\.test\/api\/auth\/callback\/elsewhere\?code=/);
    return (await browser.follow(await browser.send('GET', callback))).url;
  };

  test('is offered beside the built-in one', async () => {
    const { items } = (await new Browser(app).send('GET', '/api/auth/issuers')).json<{ items: unknown[] }>();
    expect(items).toEqual([
      { id: 'local', name: 'Flipside account', builtIn: true },
      { id: 'elsewhere', name: 'Elsewhere', builtIn: false },
    ]);
  });

  test('makes a user of its subject at the first sign-in and finds it again', async () => {
    const first = new Browser(app);
    expect(await signIn(first, 'mara')).toBe('/studio');
    const me = await first.me();
    expect(me).toMatchObject({
      displayName: 'mara of elsewhere',
      email: 'mara@elsewhere.test',
      operator: false,
    });

    const second = new Browser(app);
    await signIn(second, 'mara');
    expect(await second.me()).toMatchObject({ id: me!['id'] });
    expect(
      await app.get(Database).prisma.account.findMany({ select: { issuer: true, subject: true } }),
    ).toEqual([{ issuer: issuer.url, subject: 'mara' }]);
  });

  test('a callback that this browser did not ask for signs nobody in', async () => {
    const asking = new Browser(app);
    const begun = await asking.send('GET', '/api/auth/login?issuer=elsewhere&returnTo=%2F');
    const callback = await signInAt(issuer, begun.headers.location!, 'eve');
    const other = new Browser(app);
    await other.send('GET', callback);
    expect(await other.me()).toBeNull();
  });

  test('an issuer that is down keeps nobody from the built-in one', async () => {
    const config = testConfig(testDatabase.url, { OIDC_ISSUERS: issuers('http://127.0.0.1:9') });
    const lonely = await createApp(config);
    try {
      const browser = new Browser(lonely);
      expect((await browser.send('GET', '/api/auth/login?issuer=elsewhere')).statusCode).toBe(503);
      expect(await browser.register('jo-local', 'three small words')).toBe('/studio');
    } finally {
      await lonely.close();
    }
  });
});
