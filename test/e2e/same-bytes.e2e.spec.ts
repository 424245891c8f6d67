import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './support/browser.ts';

interface Rendered {
  readonly hash: string;
  readonly frames: number;
}

const ENTRY = resolve('test/e2e/support/reference-entry.ts');

describe('the reference recipe', () => {
  let browser: Browser;
  let directory: string;
  let server: Server;

  beforeAll(async () => {
    browser = await launchBrowser();
    directory = mkdtempSync(join(tmpdir(), 'flipside-bytes-'));
    execFileSync(process.execPath, [
      '--conditions=source',
      'test/e2e/support/bundle-reference.ts',
      directory,
    ]);
    server = createServer((request, response) => {
      const isPage = request.url === '/';
      const path = join(directory, request.url!.slice(1));
      if (!isPage && !existsSync(path)) response.writeHead(404).end();
      else
        response
          .setHeader('content-type', isPage ? 'text/html' : 'text/javascript')
          .end(isPage ? '<!doctype html><title>reference</title>' : readFileSync(path));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    await browser.close();
    server.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test('renders to the same bytes in Node and in Chromium', async () => {
    const node = JSON.parse(
      execFileSync(process.execPath, ['--conditions=source', ENTRY, '--print'], { encoding: 'utf8' }),
    ) as Rendered;

    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const chromium = await page.evaluate(async () => {
      const worker = new Worker('/reference.js', { type: 'module' });
      return new Promise<Rendered>((done, fail) => {
        worker.addEventListener('message', (event: MessageEvent<Rendered>) => done(event.data));
        worker.addEventListener('error', (event) => fail(new Error(event.message)));
      });
    });
    expect(chromium).toEqual(node);
    expect(node.frames).toBeGreaterThan(44_100);
  });
});
