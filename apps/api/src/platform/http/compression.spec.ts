import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { registerCompression } from './compression.ts';

/** As a tile of hashes that begins, by chance, like a zlib stream. */
const LIKE_ZLIB = Buffer.alloc(8_192, 7).fill(Buffer.from([0x18, 0x95]), 0, 2);
const LIKE_GZIP = Buffer.alloc(8_192, 7).fill(Buffer.from([0x1f, 0x8b, 8]), 0, 3);
const PLAIN = Buffer.alloc(8_192, 7);
const TEXT = `HK Nights${' and days'.repeat(500)}`;

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify();
  await registerCompression(app);
  const send = (path: string, type: string, body: string | Buffer) =>
    app.get(path, (_request, reply) => reply.type(type).send(body));
  send('/zlib', 'application/octet-stream', LIKE_ZLIB);
  send('/gzip', 'application/octet-stream', LIKE_GZIP);
  send('/plain', 'application/octet-stream', PLAIN);
  send('/text', 'text/plain; charset=utf-8', TEXT);
});
afterAll(() => app.close());

test('what begins like a compressed stream arrives as it is', async () => {
  const get = async (url: string) =>
    await app.inject({ url, headers: { 'accept-encoding': 'gzip, deflate' } });
  for (const [url, bytes] of [
    ['/zlib', LIKE_ZLIB],
    ['/gzip', LIKE_GZIP],
    ['/text', Buffer.from(TEXT)],
  ] as const) {
    const answer = await get(url);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.rawPayload.equals(bytes)).toBe(true);
  }
  const plain = await get('/plain');
  expect(plain.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(plain.rawPayload).equals(PLAIN)).toBe(true);
});
