import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import type { DemoUser } from '../support/instance.ts';
import { keepScreen, launchBrowser, newProfile } from './support/browser.ts';
import { faultsInBothSchemes, SIZES, type Size } from './support/looks.ts';
import { signIn } from './support/people.ts';

interface Screen {
  readonly name: string;
  readonly path: string;
  /** Login of who looks at it; a visitor when absent. */
  readonly as?: string;
}

/** How many pages look at once. */
const LANES = 2;

describe('every screen', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  let browser: Browser;
  let screens: readonly Screen[];

  const user = (login: string): DemoUser => {
    const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
    return (JSON.parse(file) as { users: DemoUser[] }).users.find((one) => one.login === login)!;
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    const { items } = await new Api(baseURL).get<{ items: { code: string; title: string }[] }>('/api/feed');
    const flip = items.find(({ title }) => title === 'Slow Tide, Other Shore')!;
    // Where an address says what a screen does not understand, it is as if it did not: a 400 would be a fault here.
    screens = [
      { name: 'feed', path: '/?tag=-1&producer=%3Cb%3E' },
      { name: 'flip', path: `/r/${flip.code}` },
      { name: 'embed', path: `/embed/${flip.code}` },
      { name: 'tracks', path: '/tracks?stems=1&bpmMin=abc&territory=1&party=x' },
      { name: 'tracks-filtered', path: '/tracks?all=1&stems=drums,vocals&bpmMin=60&bpmMax=180&octave=1' },
      { name: 'tracks-meant', path: '/tracks?all=1&q=papr%20lantrns' },
      { name: 'tracks-nothing', path: '/tracks?q=tin%20roof&key=C%23%3Amaj' },
      { name: 'this-device', path: '/library' },
      { name: 'logs', path: '/logs' },
      { name: 'logs-leaf', path: '/logs?log=consent&leaf=5' },
      { name: 'sign-in', path: '/sign-in' },
      { name: 'not-found', path: '/nothing-here' },
      { name: 'studio-empty', path: '/studio', as: 'tessel' },
      { name: 'account', path: '/account', as: 'tessel' },
      { name: 'parties', path: '/parties', as: 'tessel' },
      { name: 'artist', path: '/artist', as: 'ines' },
      { name: 'disputes', path: '/disputes?from=2025-01-01&until=2025-02-01', as: 'ines' },
      { name: 'disputes-operator', path: '/operator/disputes', as: 'olive' },
      { name: 'artist-requests', path: '/artist?tab=requests', as: 'ines' },
      { name: 'requests-empty', path: '/requests', as: 'tessel' },
      { name: 'notifications-empty', path: '/notifications', as: 'tessel' },
      { name: 'unsubscribe', path: '/unsubscribe?token=none' },
      { name: 'own-flips', path: '/flips', as: 'tessel' },
      { name: 'derivatives', path: '/derivatives', as: 'lowlamp' },
      { name: 'corrections', path: '/corrections', as: 'lowlamp' },
      { name: 'parties-own', path: '/parties', as: 'lowlamp' },
      { name: 'mandates', path: '/artist/mandates', as: 'ines' },
      { name: 'catalogue-table', path: '/artist/catalogue?side=x&optedIn=1&release=abc', as: 'ines' },
      { name: 'statements-list', path: '/statements?party=abc&page=-1&month=abc', as: 'lowlamp' },
      { name: 'imports', path: '/imports', as: 'lowlamp' },
      { name: 'operator-view', path: '/operator', as: 'olive' },
      { name: 'operator-claims-empty', path: '/operator/claims', as: 'olive' },
      { name: 'operator-parties', path: '/operator/parties', as: 'olive' },
      { name: 'operator-plays-empty', path: '/operator/plays', as: 'olive' },
      { name: 'operator-mandates-empty', path: '/operator/mandates', as: 'olive' },
      { name: 'operator-books', path: '/operator/books?party=abc&period=2026', as: 'olive' },
      { name: 'operator-peers-empty', path: '/operator/peers', as: 'olive' },
      { name: 'operator-servers', path: '/operator/servers', as: 'olive' },
      { name: 'following-empty', path: '/following', as: 'tessel' },
      { name: 'following-comments-empty', path: '/following?view=comments', as: 'tessel' },
      { name: 'following-blocked-empty', path: '/following?view=blocked', as: 'tessel' },
    ];
  });
  afterAll(async () => {
    await browser.close();
  });

  const look = async (page: Page, screen: Screen, size: Size): Promise<string[]> => {
    await page.goto(screen.path);
    await page.locator('h1, h2').first().waitFor({ state: 'attached' });
    return await faultsInBothSchemes(page, screen.name, size);
  };

  /** All screens that one person looks at, on a device of their own. */
  const lookAs = async (login: string | undefined, size: Size): Promise<string[]> => {
    const { viewport, schemes } = size;
    const opened = await newProfile(browser, { baseURL, viewport, colorScheme: schemes[0] });
    const { context, page, problems } = opened;
    if (login !== undefined) await signIn(page, user(login), '/account');
    const faults: string[] = [];
    for (const screen of screens.filter(({ as }) => as === login))
      faults.push(...(await look(page, screen, size)));
    await context.close();
    return [...faults, ...problems.filter((problem) => !problem.includes('404'))];
  };

  test.each(SIZES)('has no WCAG 2.2 AA fault and does not scroll sideways, $size', async (size) => {
    const waiting = [...new Set(screens.map(({ as }) => as))];
    const faults: string[] = [];
    const lane = async () => {
      while (waiting.length > 0) faults.push(...(await lookAs(waiting.shift(), size)));
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    expect(faults).toEqual([]);
  });

  test('back takes what was picked, and typing is no step', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await page.goto('/logs');
    await page.goto('/tracks');
    await page.getByRole('switch', { name: 'Cleared only' }).press('Space');
    await page.waitForURL('**/tracks?all=1');
    const field = page.getByRole('textbox', { name: /^Search/ });
    for (const [words, query] of [
      ['tin', 'tin'],
      ['tin roof', 'tin+roof'],
    ] as const) {
      await field.fill(words);
      await page.waitForURL(`**/tracks?q=${query}&all=1`);
    }
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/tracks' && url.search === '');
    await page.getByRole('switch', { name: 'Cleared only', checked: true }).waitFor();
    await page.goBack();
    await page.waitForURL('**/logs**');
    expect(problems).toEqual([]);
    await context.close();
  });

  test('a server rule is taken back after a question, and the keyboard stays', async () => {
    const { context, page } = await newProfile(browser, { baseURL });
    await signIn(page, user('olive'), '/operator/servers');
    await page.getByRole('textbox', { name: 'Server' }).fill('spam.example');
    await page.getByRole('textbox', { name: 'Why' }).fill('Sells plays');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    const opener = page.getByRole('button', { name: 'Take back … the rule for spam.example' });
    await opener.click();
    const dialog = page.getByRole('dialog', { name: 'Take the rule for spam.example back?' });
    await dialog.getByRole('textbox', { name: 'Why' }).waitFor();
    expect(await faultsInBothSchemes(page, 'operator-servers-take-back', SIZES[0])).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await opener.evaluate((one) => one === document.activeElement)).toBe(true);
    await opener.press('Enter');
    await dialog.getByRole('textbox', { name: 'Why' }).fill('They are gone');
    await page.keyboard.press('Enter');
    await page.getByText('No server is blocked or silenced.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Rules');
    await context.close();
  });

  test('a share page tells everything without scripts', async () => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(screens.find(({ name }) => name === 'flip')!.path);
    const text = await page.locator('body').innerText();
    for (const word of [
      'Slow Tide, Other Shore',
      'Tessel Ruud',
      'Ines Vauquel',
      'Jonah Estrup',
      'Low Lamp Records',
      '0.006120',
    ])
      expect(text).toContain(word);
    const meta = (selector: string, attribute: string) =>
      page.locator(selector).first().getAttribute(attribute);
    expect(await meta('meta[property="og:title"]', 'content')).toContain('Slow Tide, Other Shore');
    const oembed = (await meta('link[type="application/json+oembed"]', 'href'))!;
    expect(await (await fetch(oembed)).json()).toMatchObject({
      version: '1.0',
      type: 'rich',
      author_name: 'Tessel Ruud',
    });
    await keepScreen(page, 'flip-without-scripts');
    await context.close();
  });
});
