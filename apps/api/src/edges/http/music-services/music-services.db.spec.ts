import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { createTestDatabase } from '../../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../../test/support/database.ts';
import {
  challengeOf,
  startMusicService,
  type MusicServiceEmulator,
} from '../../../../../../test/support/music-service.ts';
import { createApp } from '../../../create-app.ts';
import { testConfig } from '../../../platform/config/config.fixture.ts';
import { Database } from '../../../platform/database/database.ts';
import { Log } from '../../../platform/logging/log.ts';
import { signInAt } from '../identity/external-issuer.fixture.ts';

const REDIRECT = 'http://flipside.test/connect/soundcloud';
const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-0123';
const TOKENS = '/api/music-services/soundcloud/token';

describe('music services', () => {
  let database: TestDatabase;
  let service: MusicServiceEmulator;
  let app: NestFastifyApplication;
  const lines: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    service = await startMusicService({
      service: 'soundcloud',
      redirectUri: REDIRECT,
      tracks: [],
      secret: true,
    });
    const tidal = { id: 'tidal', clientId: 'public' };
    app = await createApp(
      testConfig(database.url, {
        MUSIC_SERVICES: JSON.stringify([service.settings, tidal]),
        ALLOW_PRIVATE_NETWORKS: 'true',
        LOG_LEVEL: 'trace',
      }),
    );
    // Everything that is logged, at the finest level, goes here.
    for (const log of [app.get(Log).pino, app.getHttpAdapter().getInstance().log]) {
      const stream = Reflect.get(log, pino.symbols.streamSym) as { write: (line: string) => void };
      stream.write = (line) => void lines.push(line);
    }
  });
  afterAll(async () => {
    await app.close();
    await service.close();
    await database.drop();
  });

  const exchange = (payload: object, url = TOKENS) => app.inject({ method: 'POST', url, payload });

  async function freshCode(): Promise<string> {
    const query = new URLSearchParams({
      ...{ response_type: 'code', client_id: service.clientId, redirect_uri: REDIRECT, state: 's' },
      ...{ scope: 'offline_access', prompt: 'consent', code_challenge_method: 'S256' },
      code_challenge: challengeOf(VERIFIER),
    });
    const back = await signInAt(service, `${service.url}/auth?${query}`, 'mara');
    return new URL(back).searchParams.get('code') ?? '';
  }

  /** Every row of every table, as text. */
  async function everything(): Promise<string> {
    const { pool } = app.get(Database);
    const tables = await pool.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const rows = [];
    for (const { name } of tables.rows) {
      const found = await pool.query<{ all: string | null }>(
        `SELECT string_agg(t::text, ' ') AS all FROM ${name} t`,
      );
      rows.push(found.rows[0]?.all ?? '');
    }
    return rows.join(' ');
  }

  test('are listed with what a device needs, and without the secret', async () => {
    const answer = await app.inject({ method: 'GET', url: '/api/music-services' });
    expect(answer.json()).toMatchObject({
      items: [
        { id: 'soundcloud', exchange: 'server', redirectUri: REDIRECT, clientId: 'flipside' },
        { id: 'tidal', exchange: 'device', authorizeUrl: 'https://login.tidal.com/authorize' },
      ],
    });
    expect(answer.body).not.toContain(service.clientSecret);
  });

  test('a code becomes tokens, a refresh token new ones; nothing of it is kept or logged', async () => {
    const code = await freshCode();
    const first = await exchange({ grant: 'code', code, codeVerifier: VERIFIER });
    expect(first.statusCode).toBe(200);
    expect(first.headers['cache-control']).toBe('no-store');
    const tokens = first.json<{ accessToken: string; refreshToken: string; expiresInSeconds: number }>();
    expect(service.given).toContain(tokens.accessToken);
    expect(tokens.expiresInSeconds).toBe(600);
    const second = await exchange({ grant: 'refresh', refreshToken: tokens.refreshToken });
    expect(second.statusCode).toBe(200);
    const again = second.json<{ accessToken: string }>();
    expect(again.accessToken).not.toBe(tokens.accessToken);

    expect(lines.some((line) => line.includes('music-services'))).toBe(true);
    const told = `${lines.join('')} ${await everything()}`;
    expect(told).toContain('music-service-token');
    for (const secret of [
      code,
      VERIFIER,
      service.clientSecret,
      tokens.accessToken,
      tokens.refreshToken,
      again.accessToken,
    ])
      expect(told).not.toContain(secret);
  });

  test('a code is good once and with its verifier alone; the refusal is the listener’s to read', async () => {
    const code = await freshCode();
    const wrong = await exchange({ grant: 'code', code, codeVerifier: VERIFIER.replace('a', 'b') });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json()).toMatchObject({
      code: 'unprocessable',
      detail: expect.stringContaining('Connect it again'),
    });
    expect((await exchange({ grant: 'refresh', refreshToken: 'made-up' })).statusCode).toBe(422);
  });

  test.each([
    [
      'a service that needs no help',
      { grant: 'refresh', refreshToken: 'x' },
      '/api/music-services/tidal/token',
      404,
    ],
    [
      'a service that is not set up',
      { grant: 'refresh', refreshToken: 'x' },
      '/api/music-services/beatport/token',
      404,
    ],
    ['an unknown service', { grant: 'refresh', refreshToken: 'x' }, '/api/music-services/other/token', 400],
    [
      'a redirect of one’s own',
      { grant: 'code', code: 'x', codeVerifier: VERIFIER, redirectUri: 'https://x' },
      TOKENS,
      400,
    ],
    ['a verifier that is too short', { grant: 'code', code: 'x', codeVerifier: 'short' }, TOKENS, 400],
    ['no grant', {}, TOKENS, 400],
  ])('%s is refused', async (_, body, url, status) => {
    expect((await exchange(body, url)).statusCode).toBe(status);
  });

  test('an address may ask sixty times in ten minutes', async () => {
    let last = 200;
    for (let asked = 0; asked < 61 && last !== 429; asked += 1)
      last = (await exchange({ grant: 'refresh', refreshToken: 'x' }, '/api/music-services/beatport/token'))
        .statusCode;
    expect(last).toBe(429);
  });
});
