import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { DemoUser } from '../support/instance.ts';
import { Flipside } from '../subsonic/support/flipside.ts';
import { launchBrowser, newProfile, PATIENCE_MS } from './support/browser.ts';
import { faultsInBothSchemes, SIZES } from './support/looks.ts';

describe('the command line at an instance', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  const home = mkdtempSync(join(tmpdir(), 'flipside-cli-e2e-'));
  const flipside = new Flipside(home);
  const draft = join(home, 'draft.json');
  let browser: Browser;
  let tessel: DemoUser;

  beforeAll(async () => {
    browser = await launchBrowser();
    const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
    tessel = (JSON.parse(file) as { users: DemoUser[] }).users.find(({ login }) => login === 'tessel')!;
  });
  afterAll(async () => {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('signs in by a page, which shows the same letters and hands the token over', async () => {
    const child = flipside.start(['login', '--browser', '--url', baseURL]);
    let [out, err] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const ended = once(child, 'close');
    const until = Date.now() + PATIENCE_MS;
    while (!err.includes('/account/command-line')) {
      if (Date.now() > until || child.exitCode !== null) throw new Error(`no address: ${err}`);
      await new Promise((turn) => setTimeout(turn, 50));
    }
    const [address = ''] = /http:\S+/.exec(err) ?? [];
    const { context, page, problems } = await newProfile(browser, { baseURL, viewport: SIZES[1].viewport });
    await page.goto(address);
    // Not signed in yet: the page sends there and is found again as it was.
    await page.getByRole('link', { name: 'Sign in' }).last().click();
    await page.getByRole('link', { name: /^Continue with/ }).click();
    await page.getByLabel('Login name').fill(tessel.login);
    await page.getByLabel('Password').fill(tessel.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in the command line' }).waitFor();
    const letters = /shows (\S+),/.exec(err)?.[1] ?? '';
    await page.getByText(letters, { exact: true }).waitFor();
    expect(await faultsInBothSchemes(page, 'command-line', SIZES[1])).toEqual([]);
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
    expect(new URL(page.url()).hostname).toBe('127.0.0.1');
    expect(page.url()).not.toContain('flip_');
    await ended;
    expect([child.exitCode, out]).toEqual([0, expect.stringContaining(tessel.name)]);
    const kept = join(home, '.config/flipside/logins.json');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('an address that a command did not make is no way in', async () => {
    const { context, page } = await newProfile(browser, { baseURL });
    await page.goto('/sign-in?returnTo=%2Faccount%2Fcommand-line%3Fkey%3Dx');
    await page.getByRole('link', { name: /^Continue with/ }).click();
    await page.getByLabel('Login name').fill(tessel.login);
    await page.getByLabel('Password').fill(tessel.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This address is not whole.').waitFor();
    expect(await page.getByRole('button', { name: 'Allow' }).count()).toBe(0);
    await context.close();
  });

  test('says what a draft would pay, signs and publishes it; what is not cleared stays here', async () => {
    // One of the seed's: what other tests publish on this instance may not be cleared any more.
    const feed = (await (await fetch(`${baseURL}/api/feed?tag=downtempo`)).json()) as {
      items: { hash: string; title: string }[];
    };
    const seeded = feed.items.find((flip) => flip.title === 'Slow Tide, Other Shore')!;
    const document = await fetch(`${baseURL}/api/recipes/${seeded.hash}/document`);
    const { proof: _, ...recipe } = (await document.json()) as Record<string, unknown> & {
      sources: { isrc: string[] }[];
    };
    const title = 'From the Command Line';
    writeFileSync(draft, JSON.stringify({ ...recipe, title }));
    const cleared = await flipside.json<Record<string, unknown>>(['clear', draft, '--url', baseURL]);
    expect(cleared).toMatchObject({ ok: true, clearance: { state: 'CLEARED' }, request: null });
    const words = await flipside.run(['clear', draft, '--url', baseURL]);
    expect(words.out).toMatch(/A play pays \d+\.\d{2,6} EUR/);

    const published = await flipside.json<{ ok: boolean; hash: string; code: string }>([
      ...['publish', draft, '--tag', 'cli', '--url', baseURL],
    ]);
    expect(published).toMatchObject({ ok: true, code: expect.stringMatching(/^[0-9A-Z]{8}$/) });
    const inspected = await flipside.run(['inspect', `${baseURL}/r/${published.code}`]);
    expect(inspected.out).toContain(title);
    expect(inspected.out).toMatch(/Proof {5}signed by did:key:z6Mk/);

    const sources = recipe.sources.map((source, index) => ({ ...source, isrc: [`QZFLP269999${index}`] }));
    writeFileSync(draft, JSON.stringify({ ...recipe, title, sources }));
    const refused = await flipside.run(['publish', draft, '--url', baseURL, '--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({ ok: false, error: { code: 'NOT_CLEARED' } });
  });

  test('a page from the internet reaches the proxy of this computer when the person allows it, and says so when not', async () => {
    const music = createServer((_, response) => {
      const answer = {
        'subsonic-response': { status: 'ok', version: '1.16.1', type: 'test', searchResult3: {} },
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    music.listen(0, '127.0.0.1');
    await once(music, 'listening');
    const { port } = music.address() as AddressInfo;
    const add = [
      'providers',
      'add',
      'subsonic',
      'home',
      `http://127.0.0.1:${port}`,
      '--user',
      'me',
      '--no-check',
    ];
    expect((await flipside.run(add, { FLIPSIDE_PASSWORD: 'of-a-test' })).code).toBe(0);
    const proxy = flipside.start(['serve', '--proxy', '--url', baseURL, '--port', '0', '--json']);
    const [line] = (await once(proxy.stdout!, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    // The instance counts as a site of the internet here, this machine's loopback as what it is.
    const outside = await launchBrowser([
      `--ip-address-space-overrides=127.0.0.1:${new URL(baseURL).port}=public,[::1]:${new URL(baseURL).port}=public`,
    ]);
    try {
      const { context, page } = await newProfile(outside, { baseURL });
      const connect = async (): Promise<void> => {
        await page.goto('/library');
        await page.getByRole('radio', { name: 'Proxy on this computer' }).check();
        await page.getByLabel('Address').fill(url);
        await page.getByRole('button', { name: 'Connect', exact: true }).last().click();
      };
      await connect();
      await page.getByText('other programs on this computer').first().waitFor();
      await context.grantPermissions(['local-network-access'], { origin: baseURL });
      await connect();
      await page.getByRole('status').getByText(new URL(url).host).waitFor();
      await context.close();
    } finally {
      await outside.close();
      proxy.kill('SIGINT');
      await once(proxy, 'close');
      music.close();
    }
  });
});
