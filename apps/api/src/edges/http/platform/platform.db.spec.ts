import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase } from '../../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../../test/support/database.ts';
import { createApp } from '../../../create-app.ts';
import { testConfig } from '../../../platform/config/config.fixture.ts';

let testDatabase: TestDatabase;
let app: NestFastifyApplication;
let web: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  web = mkdtempSync(join(tmpdir(), 'flipside-web-'));
  mkdirSync(join(web, 'assets'));
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>the app</title>');
  writeFileSync(join(web, 'assets', 'main-1a2b.js'), 'export {};\n'.repeat(500));
  app = await createApp(testConfig(testDatabase.url, { WEB_DIST: web }));
});

afterAll(async () => {
  await app.close();
  await testDatabase.drop();
  rmSync(web, { recursive: true });
});

describe('health', () => {
  test('is alive and ready', async () => {
    const alive = await app.inject('/api/health');
    expect([alive.statusCode, alive.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await app.inject('/api/health/ready');
    expect(ready.json()).toEqual({ ready: true, checks: { database: 'ok', migrations: 'ok', queue: 'ok' } });
    expect(ready.statusCode).toBe(200);
  });

  test('stays alive but is not ready without its database', async () => {
    const url = 'postgresql://nobody:wrong@127.0.0.1:9/none';
    const broken = await createApp(testConfig(url));
    expect((await broken.inject('/api/health')).statusCode).toBe(200);
    const ready = await broken.inject('/api/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toMatchObject({ ready: false, checks: { database: 'failed', queue: 'failed' } });
    await broken.close();
  });
});

describe('refusals', () => {
  const post = async (type: string, payload: string | Buffer, headers = {}) =>
    await app.inject({
      method: 'POST',
      url: '/api/me/tokens',
      headers: { 'content-type': type, ...headers },
      payload,
    });

  test.each([
    'audio/flac',
    'audio/wav',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'text/plain',
  ])('answers 415 to %s', async (type) => {
    const response = await post(type, Buffer.from('RIFF....WAVEfmt '));
    expect(response.statusCode).toBe(415);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.json()).toMatchObject({ code: 'unsupported_media_type', status: 415 });
  });

  test('answers 413 to a body over the limit and 400 to broken JSON', async () => {
    const large = await post('application/json', JSON.stringify({ name: 'x'.repeat(70_000) }));
    expect(large.json()).toMatchObject({ status: 413, code: 'payload_too_large' });
    const broken = await post('application/json', '{"name":');
    expect(broken.json()).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  test('answers problem details with the request id, to unknown addresses too', async () => {
    const response = await app.inject({ url: '/api/nothing?q=1', headers: { 'x-request-id': 'trace-1234' } });
    expect(response.headers['x-request-id']).toBe('trace-1234');
    expect(response.json()).toEqual({
      type: 'http://flipside.test/api/problems/not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at this address.',
      instance: '/api/nothing',
      code: 'not_found',
      errors: [],
      requestId: 'trace-1234',
    });
    const forged = await app.inject({ url: '/api/health', headers: { 'x-request-id': 'a\tb' } });
    expect(forged.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('needs a sign-in where nothing says otherwise', async () => {
    const response = await app.inject('/api/me/tokens');
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer');
    const wrong = await app.inject({ url: '/api/me', headers: { authorization: 'Bearer flip_wrong' } });
    expect(wrong.statusCode).toBe(401);
  });
});

describe('pages', () => {
  test('serves the app for its screens, its files for long, and nothing for the API', async () => {
    for (const url of ['/', '/studio/abc', '/sign-in?error=failed']) {
      const page = await app.inject(url);
      expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(page.body).toContain('the app');
    }
    const file = await app.inject({ url: '/assets/main-1a2b.js', headers: { 'accept-encoding': 'gzip' } });
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['content-encoding']).toBe('gzip');
    for (const url of ['/assets/none.js', '/api/none', '/r/none/at/all', '/oidc']) {
      expect((await app.inject(url)).statusCode).toBe(404);
    }
  });

  test('is isolated, allows WebAssembly and workers, and may be framed only under /embed', async () => {
    const { headers } = await app.inject('/');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    expect(headers['content-security-policy']).toMatch(
      /script-src 'self' 'wasm-unsafe-eval';worker-src 'self' blob:;.*frame-ancestors 'none'/,
    );
    const embed = await app.inject('/embed/ABCDEFGH');
    expect(embed.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(embed.headers['x-frame-options']).toBeUndefined();
  });
});

describe('OpenAPI', () => {
  test('describes routes, named schemas and problems', async () => {
    const document = (await app.inject('/api/openapi.json')).json<{
      paths: Record<string, Record<string, { responses: Record<string, { content: unknown }> }>>;
      components: { schemas: Record<string, unknown> };
    }>();
    expect(document.paths['/api/me/tokens']?.['post']?.responses['201']?.content).toEqual({
      'application/json': { schema: { $ref: '#/components/schemas/CreatedApiToken' } },
    });
    expect(document.components.schemas).toHaveProperty('Problem.properties.requestId');
    expect(document.components.schemas).toHaveProperty('Me.properties.user');
    for (const reference of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas).toHaveProperty(String(reference[1]));
  });

  test('has a page for people, with its own assets', async () => {
    const page = await app.inject('/api/docs');
    expect(page.statusCode).toBe(200);
    const scripts = [...page.body.matchAll(/src="([^"]+)"/g)].map(
      ([, source]) => new URL(String(source), 'http://x/api/docs').pathname,
    );
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect((await app.inject(script)).statusCode).toBe(200);
    expect(page.body).not.toMatch(/<script>[^<]/);
  });
});
