import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { keepScreen, launchBrowser, newProfile, PHONE } from '../e2e/support/browser.ts';
import { startInstanceProcess, type InstanceProcess } from '../support/instance.ts';
import { startMusicService, type MusicServiceEmulator } from '../support/music-service.ts';
import { Flipside } from './support/flipside.ts';
import { startSupysonic, type Supysonic } from './support/supysonic.ts';

const ISRC = 'QZTST2600001';
const TRACKS = [
  { id: '12', title: 'Copper Morning', artist: 'Marrow & Pine', isrc: ISRC, durationMs: 40_000 },
];

let folder: string;
let state: string;
let server: Supysonic;
let services: MusicServiceEmulator[];
let instance: InstanceProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

beforeAll(async () => {
  mkdirSync('.artifacts/screens', { recursive: true });
  const node = ['--conditions=source', '--no-warnings', 'test/e2e/support/make-music.ts'];
  folder = execFileSync(process.execPath, node, { encoding: 'utf8' }).trim();
  state = mkdtempSync(join(tmpdir(), 'flipside-library-'));
  server = await startSupysonic(folder);
  const port = await freePort();
  const redirect = (id: string): string => `http://localhost:${port}/connect/${id}`;
  services = [
    await startMusicService({
      service: 'tidal',
      redirectUri: redirect('tidal'),
      tracks: TRACKS,
      secret: false,
    }),
    await startMusicService({
      service: 'soundcloud',
      redirectUri: redirect('soundcloud'),
      tracks: TRACKS,
      secret: true,
    }),
  ];
  instance = await startInstanceProcess({
    state,
    port,
    env: {
      MUSIC_SERVICES: JSON.stringify(services.map(({ settings }) => settings)),
      ALLOW_PRIVATE_NETWORKS: 'true',
    },
    log: '.artifacts/library-instance.log',
  });
  browser = await launchBrowser();
  ({ context, page, problems } = await newProfile(browser));
  await page.goto(`${instance.baseUrl}/library`);
}, 600_000);

afterAll(async () => {
  await browser.close();
  await instance.stop();
  await server.stop();
  for (const service of services) await service.close();
  for (const path of [folder, state]) rmSync(path, { recursive: true, force: true });
});

async function expectAccessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

describe('the device page, with a music server', () => {
  test('says what is missing and what is wrong with an address or a password', async () => {
    const form = page.getByRole('form', { name: 'Music server' });
    await form.getByRole('button', { name: 'Connect' }).click();
    await form.getByText('An address such as https://music.example').waitFor();
    await form.getByLabel('Address').fill(server.url);
    await form.getByLabel('Name', { exact: true }).fill(server.user);
    await form.getByLabel('Password', { exact: true }).fill('wrong');
    await form.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('alert').getByText('does not accept this name and password').waitFor();
    await keepScreen(page, 'library-server-wrong');
    await expectAccessible();
    await form.getByLabel('Password', { exact: true }).fill(server.password);
    await form.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('does not let web pages read its sound').waitFor();
    await page.getByText('npx flipside serve --proxy').waitFor();
    await keepScreen(page, 'library-server-blocked');
    await expectAccessible();
    // What the browser itself says of sound that it may not read is what this is about.
    problems.splice(0);
  });

  test('connects through the proxy of this computer, and is still connected at the next visit', async () => {
    const flipside = new Flipside(state);
    const add = ['providers', 'add', 'subsonic', 'home', server.url, '--user', server.user];
    expect((await flipside.run(add, { FLIPSIDE_PASSWORD: server.password })).code).toBe(0);
    const child = flipside.start(['serve', '--proxy', '--url', instance.baseUrl, '--port', '0', '--json']);
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    try {
      await page.getByRole('button', { name: 'Disconnect' }).first().click();
      await page.getByRole('radio', { name: 'Proxy on this computer' }).check();
      await page.getByLabel('Address').fill(url);
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByText('Plays flips.').waitFor();
      await keepScreen(page, 'library-server');
      const kept = await page.evaluate(async () => JSON.stringify({ ...localStorage, ...sessionStorage }));
      expect(kept).not.toContain('127.0.0.1');
      await page.reload();
      await page
        .getByRole('button', { name: /Playing from/ })
        .getByText('My server')
        .waitFor();
      await page.getByRole('button', { name: 'Disconnect' }).first().click();
      await page.getByRole('form', { name: 'Music server' }).waitFor();
    } finally {
      child.kill('SIGINT');
      await once(child, 'close');
    }
    expect(problems).toEqual([]);
  });
});

describe('the device page, with services', () => {
  const signIn = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: `Connect ${name}` }).click();
    await page.getByPlaceholder('Enter any login').fill('mara');
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${instance.baseUrl}/library`);
    await page.getByRole('button', { name: `Disconnect ${name}` }).waitFor();
    // The forms of the service's own pages ask for fonts that are not there.
    problems.splice(0);
  };

  test.each([
    ['TIDAL', 'https://tidal.com/browse/track/12'],
    ['SoundCloud', 'https://soundcloud.com/somebody/12'],
  ])('%s is connected by a full-page redirect, finds a recording, and links to it', async (name, link) => {
    await page.getByText(`${name} finds the track`).waitFor();
    await signIn(name);
    const look = page.getByLabel(`Look a recording up at ${name}`);
    await look.fill('copper morning');
    await look.press('Enter');
    expect(
      await page
        .getByRole('link', { name: /Copper Morning/ })
        .last()
        .getAttribute('href'),
    ).toBe(link);
    await page.getByText('QZ-TST-26-00001').last().waitFor();
  });

  test('shows it all to everybody, on a phone too; stays signed in, and forgets when it is told to', async () => {
    const [preview] = [page.getByRole('button', { name: 'Preview' }).last()];
    await preview.click();
    await page.getByRole('link', { name: 'Hear the preview' }).waitFor();
    await keepScreen(page, 'library-services');
    await expectAccessible();
    await page.setViewportSize(PHONE);
    await page.emulateMedia({ colorScheme: 'light' });
    await keepScreen(page, 'library-services-phone-light');
    await page.reload();
    await page.getByRole('button', { name: 'Disconnect TIDAL' }).click();
    await page.getByRole('button', { name: 'Connect TIDAL' }).waitFor();
    await page.getByRole('button', { name: 'Disconnect SoundCloud' }).waitFor();
    expect(problems).toEqual([]);
  });

  test('what comes back without having been asked for connects nothing', async () => {
    const other = await context.newPage();
    await other.goto(`${instance.baseUrl}/connect/tidal?code=stolen&state=guessed`);
    await other.getByRole('alert').getByText('not begun here').waitFor();
    expect(other.url()).toBe(`${instance.baseUrl}/connect/tidal`);
    await other.close();
  });
});

describe('flipside, with an instance', () => {
  interface Inspected {
    readonly ok: boolean;
    readonly hash: string;
    readonly credits: string;
    readonly proof: { readonly ok: boolean };
    readonly sources: readonly { readonly usedMs: number }[];
  }

  test('reads a flip by share link and by hash: what it uses, whom it credits, whose signature it bears', async () => {
    const flipside = new Flipside(state);
    const feed = (await (await fetch(`${instance.baseUrl}/api/feed`)).json()) as {
      items: { hash: string }[];
    };
    const { hash } = feed.items[0]!;
    const { code } = (await (await fetch(`${instance.baseUrl}/api/recipes/${hash}`)).json()) as {
      code: string;
    };
    const byLink = await flipside.json<Inspected>(['inspect', `${instance.baseUrl}/r/${code}`]);
    expect(byLink).toMatchObject({ ok: true, hash, proof: { ok: true } });
    expect(byLink.credits.length).toBeGreaterThan(20);
    expect(byLink.sources.some(({ usedMs }) => usedMs > 0)).toBe(true);
    expect(await flipside.json<Inspected>(['inspect', hash, '--url', instance.baseUrl])).toEqual(byLink);
    const none = await flipside.run(['inspect', `sha256-${'0'.repeat(64)}`, '--url', instance.baseUrl]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('has no recipe')]);
  });

  test('keeps a token that the instance knows, and no other', async () => {
    const flipside = new Flipside(state);
    const login = ['login', '--url', instance.baseUrl];
    const wrong = await flipside.run(login, { FLIPSIDE_TOKEN: 'fs_wrong' });
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('flipside: ')]);
    const { token } = instance.user('tessel');
    const known = await flipside.json<{ handle: string; kept: string }>(login, { FLIPSIDE_TOKEN: token });
    expect(known.handle).toBe('tessel-ruud');
    expect(statSync(known.kept).mode & 0o777).toBe(0o600);
    expect((await flipside.run(['logout', '--url', instance.baseUrl])).code).toBe(0);
    expect(readFileSync(known.kept, 'utf8')).not.toContain(token);
  });
});
