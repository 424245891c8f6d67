import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SafeFetch } from './safe-fetch.ts';

let server: Server;
let origin: string;
const hits: string[] = [];
let connections = 0;
/** The next request finds its connection closed. */
let resets = false;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/';
  if (resets) {
    resets = false;
    return void request.socket.resetAndDestroy();
  }
  hits.push(path);
  if (path === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
  if (path === '/hop') return void response.writeHead(301, { location: '/text' }).end();
  if (path === '/away') return void response.writeHead(302, { location: 'file:///etc/passwd' }).end();
  if (path === '/big') return void response.end(Buffer.alloc(5_000));
  if (path === '/slow') return;
  response.end(`hello ${request.method}`);
}

beforeAll(async () => {
  server = createServer(answer).on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('SafeFetch on the public internet alone', () => {
  const fetcher = new SafeFetch({ allowPrivateNetworks: false, baseUrl: 'https://here.example' });

  test.each([
    (port: string) => `http://localhost:${port}/text`,
    (port: string) => `http://127.0.0.1:${port}/text`,
    (port: string) => `http://[::ffff:127.0.0.1]:${port}/text`,
    (port: string) => `http://2130706433:${port}/text`,
    (port: string) => `http://0x7f.1:${port}/text`,
    (port: string) => `http://0:${port}/text`,
  ])('never connects here: %#', async (address) => {
    hits.length = 0;
    const refused = fetcher.fetch(address(new URL(origin).port));
    await expect(refused).rejects.toMatchObject({
      code: 'upstream_failed',
      message: expect.stringContaining('not on the public'),
    });
    expect(hits).toEqual([]);
  });

  test.each(['file:///etc/passwd', 'ftp://example.org/', 'https://user:pw@example.org/', 'no address'])(
    'refuses %s',
    async (address) =>
      await expect(fetcher.fetch(address)).rejects.toMatchObject({ code: 'upstream_failed' }),
  );
});

describe('SafeFetch with private networks allowed', () => {
  const fetcher = new SafeFetch({ allowPrivateNetworks: true, baseUrl: 'https://here.example' });

  test('fetches, follows a redirect and says where it ended', async () => {
    const response = await fetcher.fetch(`${origin}/hop`);
    expect([response.status, response.url, response.body.toString()]).toEqual([
      200,
      `${origin}/text`,
      'hello GET',
    ]);
    const posted = await fetcher.fetch(`${origin}/text`, { method: 'POST', body: 'x' });
    expect(posted.body.toString()).toBe('hello POST');
  });

  test('limits redirects, their schemes, size and time', async () => {
    hits.length = 0;
    await expect(fetcher.fetch(`${origin}/loop`, { redirects: 2 })).rejects.toThrow('redirects too often');
    expect(hits).toEqual(['/loop', '/loop', '/loop']);
    await expect(fetcher.fetch(`${origin}/away`)).rejects.toThrow('Only http and https');
    await expect(fetcher.fetch(`${origin}/hop`, { method: 'POST' })).rejects.toThrow('redirects a POST');
    await expect(fetcher.fetch(`${origin}/big`, { maxBytes: 4_999 })).rejects.toThrow('larger than 4999');
    expect((await fetcher.fetch(`${origin}/big`, { maxBytes: 5_000 })).body).toHaveLength(5_000);
    await expect(fetcher.fetch(`${origin}/slow`, { timeoutMs: 100 })).rejects.toThrow('could not be reached');
  });

  test('keeps a connection when told to, and asks anew when that one is closed in the moment of use', async () => {
    const post = async (path: string): Promise<string> =>
      (
        await fetcher.fetch(`${origin}${path}`, { method: 'POST', body: 'x', keepAlive: true })
      ).body.toString();
    connections = 0;
    expect([await post('/one'), await post('/two')]).toEqual(['hello POST', 'hello POST']);
    expect(connections).toBe(1);
    hits.length = 0;
    resets = true;
    expect(await post('/after')).toBe('hello POST');
    expect([connections, hits]).toEqual([2, ['/after']]);
    await fetcher.fetch(`${origin}/text`);
    expect(connections).toBe(3);
    fetcher.onModuleDestroy();
  });
});
