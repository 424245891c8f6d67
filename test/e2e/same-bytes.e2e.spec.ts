import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { launchBrowser } from './support/browser.ts';
import { firefoxVersion, whileFirefoxShows } from './support/firefox.ts';
import { olderNode } from './support/older-node.ts';

interface Report {
  readonly runtime: string;
  readonly rendered?: unknown;
  readonly error?: string;
}

const ENTRY = resolve('test/e2e/support/reference-entry.ts');

/** Renders in a worker, as the app does, and posts back what came out. */
const PAGE = `<!doctype html><title>reference</title><script type="module">
  const report = (content) =>
    fetch('/report', { method: 'POST', body: JSON.stringify({ runtime: navigator.userAgent, ...content }) });
  const worker = new Worker('/reference.js', { type: 'module' });
  worker.addEventListener('message', ({ data }) => report({ rendered: data }));
  worker.addEventListener('error', ({ message }) => report({ error: message || 'the worker did not start' }));
</script>`;

/** What the recipes render to, for ever. A change here changes how published remixes sound: see reference-recipe.spec. */
const FROZEN = [
  { title: 'Reference', hash: expect.stringMatching(/^ff5e7ecf73a9306e/), frames: 953_463 },
  { title: 'Extremes', hash: expect.stringMatching(/^af1d20e804691415/), frames: 542_400 },
];

describe('the reference recipes render to the frozen bytes in', () => {
  let directory: string;
  let server: Server;
  let origin: string;
  let reported: (report: Report) => void;

  const answer = async (
    request: IncomingMessage,
  ): Promise<{ type: string; body: string | Buffer } | null> => {
    if (request.url === '/') return { type: 'text/html', body: PAGE };
    if (request.url === '/report') {
      reported(JSON.parse(await text(request)) as Report);
      return { type: 'text/plain', body: '' };
    }
    const path = join(directory, request.url!.slice(1));
    return existsSync(path) ? { type: 'text/javascript', body: readFileSync(path) } : null;
  };

  const nextReport = (): Promise<Report> =>
    new Promise((done) => {
      reported = done;
    });

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'flipside-bytes-'));
    const bundle = 'test/e2e/support/bundle-reference.ts';
    execFileSync(process.execPath, ['--conditions=source', bundle, directory]);
    const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      try {
        const found = await answer(request);
        if (found === null) response.writeHead(404).end();
        else response.setHeader('content-type', found.type).end(found.body);
      } catch (error) {
        response.writeHead(500).end(String(error));
      }
    };
    server = createServer((request, response) => void respond(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const inNode = async (path: string): Promise<Report> => {
    const args = ['--no-warnings', '--conditions=source', ENTRY];
    return JSON.parse((await promisify(execFile)(path, args)).stdout) as Report;
  };

  test('Node 24', async () => {
    const { runtime, rendered } = await inNode(process.execPath);
    expect(runtime).toMatch(/^v24\./);
    expect(rendered).toEqual(FROZEN);
  });

  test('Node 22', async () => {
    const { runtime, rendered } = await inNode(await olderNode());
    expect(runtime).toMatch(/^v22\./);
    expect(rendered).toEqual(FROZEN);
  });

  test('Chromium', async () => {
    const browser = await launchBrowser();
    try {
      const report = nextReport();
      await (await browser.newPage()).goto(origin);
      expect(await report).toEqual({ runtime: expect.stringContaining('Chrome/'), rendered: FROZEN });
    } finally {
      await browser.close();
    }
  });

  test('Firefox', async () => {
    expect(await firefoxVersion()).toMatch(/Firefox/);
    const report = await whileFirefoxShows(origin, nextReport());
    expect(report).toEqual({ runtime: expect.stringContaining('Gecko/20100101 Firefox/'), rendered: FROZEN });
  });
});
