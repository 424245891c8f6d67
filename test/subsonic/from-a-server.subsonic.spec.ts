import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Recipe } from '@flipside/recipe';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../e2e/support/browser.ts';
import { FLAC_RECORDING, MP3_RECORDING } from '../e2e/support/music.ts';
import { Flipside } from './support/flipside.ts';
import type { PageAnswer, PageTask } from './support/page-worker.ts';
import { servePages } from './support/page-server.ts';
import { startSupysonic, type Supysonic } from './support/supysonic.ts';

interface Rendered {
  readonly ok: boolean;
  readonly sources: readonly {
    isrc: string[];
    place: string;
    matchedBy: string;
    state: string;
    offsetMs: number;
    cached: boolean;
  }[];
  readonly files: readonly {
    path: string;
    sha256: string;
    bytes: number;
    integratedLufs: number;
    truePeakDbtp: number;
  }[];
}

const SECONDS = 1000;
let folder: string;
let home: string;
let server: Supysonic;
let flipside: Flipside;

const out = (name: string): string => join(home, 'out', name);

beforeAll(async () => {
  const node = ['--conditions=source', '--no-warnings', 'test/subsonic/support/make-flip.ts'];
  folder = execFileSync(process.execPath, node, { encoding: 'utf8' }).trim();
  home = mkdtempSync(join(tmpdir(), 'flipside-home-'));
  server = await startSupysonic(folder);
  flipside = new Flipside(home);
}, 280 * SECONDS);

afterAll(async () => {
  await server.stop();
  for (const path of [folder, home]) rmSync(path, { recursive: true, force: true });
});

describe('flipside, with a real music server', () => {
  test('finds the way to sign in, and keeps the password to its owner', async () => {
    const add = ['providers', 'add', 'subsonic', 'home', `${server.url}/rest/`, '--user', server.user];
    const wrong = await flipside.run(add, { FLIPSIDE_PASSWORD: 'wrong' });
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringContaining('does not accept this name and password'),
    ]);
    const none = await flipside.run(add);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('FLIPSIDE_PASSWORD')]);

    const added = await flipside.json<{ report: object }>(add, { FLIPSIDE_PASSWORD: server.password });
    expect(added).toMatchObject({ ok: true, report: { way: 'password', sound: 'ok', isrc: 'tags' } });
    const kept = join(home, '.config/flipside/providers.json');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept, 'utf8')).toContain(server.password);
    const listed = await flipside.run(['providers', 'list', '--json']);
    expect(listed.out).toContain(server.url);
    expect(listed.out).not.toContain(server.password);
  });

  test('lists what the server scanned', async () => {
    const { tracks } = await flipside.json<{ tracks: { title: string; place: string }[] }>(['tracks']);
    expect(tracks.map(({ title, place }) => [place, title]).sort()).toEqual([
      ['home', FLAC_RECORDING.title],
      ['home', MP3_RECORDING.title],
    ]);
  });

  test('renders a flip from it: found by ISRC, aligned, the same bytes as from the files themselves', async () => {
    const recipe = join(folder, 'flip.json');
    const render = ['render', recipe, '--format', 'wav32f', '-o'];
    const remote = await flipside.json<Rendered>([...render, out('server.wav')]);
    expect(remote.sources).toMatchObject([
      { isrc: [FLAC_RECORDING.isrc], place: 'home', matchedBy: 'isrc', state: 'ready', offsetMs: 0 },
      { isrc: [MP3_RECORDING.isrc], place: 'home', matchedBy: 'isrc', state: 'ready' },
    ]);
    const local = await flipside.json<Rendered>([...render, out('folder.wav'), '--from', folder]);
    expect(local.sources).toMatchObject([{ place: 'folder', matchedBy: 'isrc' }, { matchedBy: 'isrc' }]);
    expect(remote.files[0]!.sha256).toBe(local.files[0]!.sha256);
    expect(readFileSync(out('server.wav')).subarray(0, 4).toString()).toBe('RIFF');
    expect(remote.files[0]!.bytes).toBeGreaterThan(8 * 44_100 * 8);
    expect(remote.files[0]!.integratedLufs).toBeGreaterThan(-40);
    expect(readdirSync(join(home, 'out')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('keeps stems: the second rendering separates nothing and gives the same bytes', async () => {
    const render = ['render', join(folder, 'flip.json'), '--format', 'wav32f', '-o'];
    const fresh = { XDG_CACHE_HOME: join(home, 'twice') };
    const first = await flipside.json<Rendered>([...render, out('first.wav')], fresh);
    const second = await flipside.json<Rendered>([...render, out('second.wav')], fresh);
    expect(first.sources.map(({ cached }) => cached)).toEqual([false, false]);
    expect(second.sources.map(({ cached }) => cached)).toEqual([true, true]);
    expect(second.files[0]!.sha256).toBe(first.files[0]!.sha256);
  });

  test('renders a mix of a stated loudness with a FLAC file for each track', async () => {
    const render = [
      'render',
      join(folder, 'flip.json'),
      '--stems',
      '--format',
      'flac16',
      '--loudness',
      '-18',
    ];
    const { files } = await flipside.json<Rendered>([...render, '--from', folder, '-o', out('parts')]);
    expect(readdirSync(out('parts')).sort()).toEqual([
      '00 mix.flac',
      '01 Drums.flac',
      '02 Voices _ over.flac',
      '03 Notes.flac',
    ]);
    expect(files[0]!.integratedLufs).toBeCloseTo(-18, 0);
    expect(files[0]!.truePeakDbtp).toBeLessThanOrEqual(-1);
    const { durationMs, kind } = await flipside.json<{ durationMs: number; kind: string }>([
      'inspect',
      out('parts/00 mix.flac'),
    ]);
    expect(kind).toBe('audio');
    expect(durationMs).toBe(8 * SECONDS);
  });

  test('says which recording is missing, and ends with 4', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'flipside-empty-'));
    const recipe = join(folder, 'flip.json');
    const { code, err } = await flipside.run(['render', recipe, '-o', out('none.flac'), '--from', empty]);
    rmSync(empty, { recursive: true });
    expect(code).toBe(4);
    expect(err).toContain(`“${FLAC_RECORDING.title}” by ${FLAC_RECORDING.artist}`);
    expect(existsSync(out('none.flac'))).toBe(false);
  });

  test('Ctrl-C ends a rendering cleanly', async () => {
    // Without stems that earlier commands kept: there must be something to end.
    const fresh = { XDG_CACHE_HOME: join(home, 'fresh') };
    const child = flipside.start(['render', join(folder, 'flip.json'), '-o', out('half.wav')], fresh);
    await new Promise((after) => void setTimeout(after, 1500));
    child.kill('SIGINT');
    await once(child, 'close');
    expect(child.exitCode).toBe(130);
    expect(readdirSync(join(home, 'out')).filter((name) => name.includes('half'))).toEqual([]);
  });
});

describe('a page, with a real music server that does not let pages read its sound', () => {
  let browser: Browser;
  let pages: { origin: string; server: Server };
  let bundle: string;
  let page: Page;

  const ask = (task: PageTask): Promise<PageAnswer> =>
    page.evaluate(
      (data) =>
        new Promise<PageAnswer>((done, fail) => {
          const worker = new Worker('/page-worker.js', { type: 'module' });
          worker.addEventListener('message', (event: MessageEvent<PageAnswer>) => done(event.data));
          worker.addEventListener('error', (event) => fail(new Error(event.message)));
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
          worker.postMessage(data);
        }),
      task,
    );

  beforeAll(async () => {
    bundle = mkdtempSync(join(tmpdir(), 'flipside-page-'));
    execFileSync(process.execPath, ['--conditions=source', 'test/subsonic/support/bundle-page.ts', bundle]);
    pages = await servePages(bundle);
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.goto(pages.origin);
  }, 280 * SECONDS);

  afterAll(async () => {
    await browser.close();
    pages.server.close();
    rmSync(bundle, { recursive: true, force: true });
  });

  test('is told why, and what helps', async () => {
    const recipe = JSON.parse(readFileSync(join(folder, 'flip.json'), 'utf8')) as Recipe;
    const { url, user: username, password } = server;
    const answer = await ask({ login: { url, username, password }, recipe });
    expect(answer).toMatchObject({
      ok: false,
      code: 'blocked',
      message: expect.stringContaining('flipside serve --proxy'),
    });
  });

  test('plays through the proxy of this machine, to the same bytes as the command', async () => {
    const recipe = JSON.parse(readFileSync(join(folder, 'flip.json'), 'utf8')) as Recipe;
    const child = flipside.start(['serve', '--proxy', '--url', pages.origin, '--port', '0', '--json']);
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    try {
      const answer = await ask({ login: { url }, recipe });
      expect(answer).toMatchObject({ ok: true, way: 'none' });
      const command = ['render', join(folder, 'flip.json'), '--format', 'wav32f', '-o', out('again.wav')];
      const { files } = await flipside.json<Rendered>(command);
      expect(answer).toMatchObject({ sha256: files[0]!.sha256, bytes: files[0]!.bytes });

      const foreign = await fetch(`${url}/rest/ping.view?f=json`, {
        headers: { origin: 'https://other.example' },
      });
      expect(foreign.status).toBe(403);
      const guessed = await fetch(`${new URL(url).origin}/${'A'.repeat(43)}/rest/ping.view?f=json`);
      expect(guessed.status).toBe(404);
      const changing = await fetch(`${url}/rest/deleteUser.view?f=json&username=x`);
      expect(changing.status).toBe(404);
    } finally {
      child.kill('SIGINT');
      await once(child, 'close');
    }
    expect(child.exitCode).toBe(0);
  });
});
