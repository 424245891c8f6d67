import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { microsOfDecimal, parseDsrRecord } from '@flipside/royalty';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { Api } from '../support/api.ts';
import { Device } from '../support/device.ts';
import { startInstanceProcess, type InstanceProcess } from '../support/instance.ts';
import { eventually, keepScreen, launchBrowser, newProfile } from './support/browser.ts';
import { faultsInBothSchemes, SIZES } from './support/looks.ts';
import { signIn } from './support/people.ts';

interface Feed {
  items: { hash: string; credits: { sources: { isrc: string }[] } }[];
}
interface Item {
  id: string;
  period: string;
  earnedMicros: string;
  closingMicros: string;
  party: { id: string; name: string };
}

const TERRITORIES = ['GB', 'NL', 'DE', 'FR'];

/** An instance of its own, with a DDEX identifier: it closes months, which nobody else's tests should meet. */
describe('statements', () => {
  let state: string;
  let instance: InstanceProcess;
  let browser: Browser;
  let label: Item;

  const as = (login: string) => new Api(instance.baseUrl).as(instance.user(login).token);

  /** As a listener there would: the proxy in front says where. */
  async function play(hash: string, sources: readonly { isrc: string }[], territory: string): Promise<void> {
    const device = new Device();
    const headers = {
      'content-type': 'application/json',
      'x-forwarded-for': `192.0.2.${1 + Math.floor(Math.random() * 250)}`,
      'x-country': territory,
    };
    const send = async (path: string, body: object): Promise<unknown> => {
      const options = { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await fetch(`${instance.baseUrl}/api/plays${path}`, options);
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return await answer.json();
    };
    const grant = (await send('/grants', { recipe: hash, device: device.id })) as { id: string };
    const receipt = device.receipt({
      home: instance.baseUrl,
      grant: grant.id,
      recipe: hash,
      start: new Date(),
      heardMs: 45_000,
      sources: sources.map(({ isrc }) => ({ isrc, provider: 'demo', heardMs: 45_000 })),
    });
    const { results } = (await send('', { receipts: [receipt] })) as { results: { status: string }[] };
    if (results[0]?.status !== 'counted') throw new Error(JSON.stringify(results));
  }

  async function playAll(times: number): Promise<void> {
    const { items } = await new Api(instance.baseUrl).get<Feed>('/api/feed');
    for (const [index, { hash, credits }] of items.entries())
      for (const [place, territory] of TERRITORIES.entries())
        for (let again = 0; again < times + ((index + place) % 3); again += 1)
          await play(hash, credits.sources, territory);
  }

  async function closeMonth(): Promise<string> {
    const operator = as('olive');
    const periods = async () =>
      (await operator.get<{ items: { id: string; state: string }[] }>('/api/royalties/periods')).items;
    const { id } = (await periods()).find((period) => period.state === 'OPEN')!;
    await operator.post(`/api/royalties/periods/${id}/close`, {});
    await eventually(
      `${id} is stated`,
      async () => (await periods()).find((period) => period.id === id)!.state,
      (now) => now === 'STATED',
    );
    return id;
  }

  const statementsOf = async (login: string): Promise<Item[]> =>
    (await as(login).get<{ items: Item[] }>('/api/royalties/statements')).items;

  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), 'flipside-statements-'));
    chmodSync(state, 0o755);
    instance = await startInstanceProcess({
      state,
      env: { DPID: 'PADPIDA2014120301X', TRUST_PROXY: '1', TERRITORY_HEADER: 'X-Country' },
    });
    browser = await launchBrowser();
    await playAll(1);
    await closeMonth();
    await playAll(2);
    const last = await closeMonth();
    label = (await statementsOf('lowlamp')).find(
      ({ party, period }) => party.name === 'Low Lamp Records' && period === last,
    )!;
  });
  afterAll(async () => {
    await browser.close();
    await instance.stop();
    rmSync(state, { recursive: true, force: true });
  });

  const open = async (login: string, path: string) => {
    const opened = await newProfile(browser, { baseURL: instance.baseUrl, acceptDownloads: true });
    await signIn(opened.page, instance.user(login), path);
    return opened;
  };

  /** What a person gets who chooses a format in the menu. */
  async function download(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
    await page.getByRole('button', { name: 'Download' }).click();
    const started = page.waitForEvent('download');
    await page.getByRole('menuitem', { name }).click();
    const file = await started;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }

  test('a rights holder downloads every format, and each says the same', async () => {
    const { context, page, problems } = await open('lowlamp', `/statements/${label.id}`);
    await page.getByRole('heading', { name: /statement$/ }).waitFor();
    const earned = BigInt(label.earnedMicros);
    const closing = BigInt(label.closingMicros);

    const json = await download(page, 'JSON');
    expect(json.name).toBe(`statement-${label.period}-${label.id}.json`);
    const { sha256 } = await as('lowlamp').get<{ sha256: string }>(`/api/royalties/statements/${label.id}`);
    expect(createHash('sha256').update(json.bytes).digest('hex')).toBe(sha256);

    const csv = await download(page, 'CSV');
    expect(csv.name).toMatch(/\.csv$/);
    const rows = parse<Record<string, string>>(csv.bytes, { columns: true, bom: true });
    const sum = (keep: (row: Record<string, string>) => boolean) =>
      rows
        .filter(keep)
        .reduce((all, { amount }) => all + (amount === '' ? 0n : microsOfDecimal(amount!)), 0n);
    expect(sum(({ row }) => row === 'LINE')).toBe(earned);
    expect(sum(() => true)).toBe(closing);
    expect(new Set(rows.filter(({ row }) => row === 'LINE').map(({ territory }) => territory))).toEqual(
      new Set(TERRITORIES),
    );

    const pdf = await download(page, 'PDF');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf.bytes)), {
      mergePages: true,
    });
    expect(text).toContain('Low Lamp Records');
    const [, after = ''] = /Balance after\s+([\d,]+\.\d{6})/.exec(text) ?? [];
    expect(microsOfDecimal(after.replaceAll(',', ''))).toBe(closing);

    for (const [name, profile] of [
      ['DDEX royalty report', 'RoyaltyReporting'],
      ['DDEX remix report', 'UgcProfile'],
    ] as const) {
      const dsr = await download(page, name);
      expect(dsr.name).toMatch(
        /^DSR_Low-Lamp-Records_PADPIDA2014120301X_Flipside_\d{4}-\d\d_WW_1of1_\d{8}T\d{6}\.tsv$/,
      );
      const records = dsr.bytes.toString().trimEnd().split('\n').map(parseDsrRecord);
      expect(records[0]![2]).toEqual([profile]);
      const due = records
        .filter((cells) => cells[0]?.[0] === 'LI01.01')
        .reduce((all, cells) => all + microsOfDecimal(cells[9]![0]!), 0n);
      expect(due).toBe(earned);
    }
    expect(problems).toEqual([]);
    await context.close();
  });

  test('a line’s evidence opens, and its proof is checked in the browser', async () => {
    const { context, page, problems } = await open('lowlamp', `/statements/${label.id}`);
    const evidence = page.getByRole('button', { name: /^Proof of / }).first();
    await evidence.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Not checked yet' }).waitFor();
    // The sequencer publishes about once a second: a statement may be a moment younger than its log.
    await eventually(
      'the line is verified',
      async () => {
        await dialog.getByRole('button', { name: /^Check (this line|again)$/ }).click();
        const heading = dialog.getByRole('heading', { name: /verified|Not in the log|Does not match/ });
        return await heading.innerText();
      },
      (title) => title === 'Line verified in this browser',
    );
    await dialog.getByText(/^root /).waitFor();
    await keepScreen(page, 'statement-evidence');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await evidence.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('plays of a line are looked at, each checked in the browser; who looked is kept', async () => {
    const { context, page, problems } = await open('lowlamp', `/statements/${label.id}`);
    await page
      .getByRole('button', { name: /^Proof of / })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    const look = dialog.getByRole('region', { name: 'Look at a play' });
    await look.getByLabel('How many').selectOption('1');
    const show = look.getByRole('button', { name: 'Show 1 play' });
    expect(await show.isDisabled()).toBe(true);
    await look.getByLabel('Why you look').fill('A sample for our audit');
    await show.click();
    const shown = look.getByRole('list', { name: 'Plays' }).getByRole('listitem');
    await shown.getByText(/heard 45 s/).waitFor();
    await shown.getByText(/^Signed by its device, and leaf [\d,]+ of the public log/).waitFor();
    await look.getByText('Who looked at plays of this statement').click();
    await look.getByText(/1 play of .*A sample for our audit/).waitFor();
    for (const size of SIZES) {
      await page.setViewportSize(size.viewport);
      expect(await faultsInBothSchemes(page, 'statement-look', size)).toEqual([]);
    }
    // What the instance shows is not believed.
    await page.route(/\/play-samples$/, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      const answer = await route.fetch();
      const body = (await answer.json()) as { items: { receipt: { heardMs: number } }[] };
      for (const { receipt } of body.items) receipt.heardMs += 1;
      return route.fulfill({ response: answer, json: body });
    });
    await show.click();
    await shown.getByText('The receipt is not the one that the public log commits to.').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  test('a line that is shown otherwise than it was frozen does not match', async () => {
    const { context, page } = await open('lowlamp', '/statements');
    await page.route(/\/api\/royalties\/statements\/[^/]+\/lines/, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { items: { amountMicros: string }[] };
      for (const item of body.items) item.amountMicros = String(BigInt(item.amountMicros) + 1n);
      await route.fulfill({ response: answer, json: body });
    });
    await page.goto(`/statements/${label.id}`);
    await page
      .getByRole('button', { name: /^Proof of / })
      .first()
      .click();
    await page.getByRole('button', { name: 'Check this line' }).click();
    await page.getByRole('heading', { name: 'Does not match' }).waitFor();
    await context.close();
  });

  test('bars and choices narrow the lines', async () => {
    const { context, page, problems } = await open('lowlamp', `/statements/${label.id}`);
    const rows = page.getByRole('region', { name: /^Lines/ }).locator('tbody tr');
    await rows.first().waitFor();
    const all = await rows.count();
    await page.getByRole('button', { name: /^Netherlands/ }).click();
    await page.getByText('Only lines of Netherlands').waitFor();
    await eventually(
      'fewer lines',
      () => rows.count(),
      (count) => count > 0 && count < all,
    );
    await page.getByRole('button', { name: 'Show all' }).click();
    await eventually(
      'all lines',
      () => rows.count(),
      (count) => count === all,
    );
    await page.getByRole('combobox', { name: 'Side' }).selectOption('Composition');
    await page.getByText('No lines here.').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  test('what cannot be read says so, and is asked for again', async () => {
    const { context, page } = await open('lowlamp', '/statements');
    const failing = /\/api\/royalties\/statements\/[^/]+\/(?:lines|breakdown)/;
    await page.route(failing, (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status: 503, code: 'unavailable', title: 'Not available at the moment' }),
      }),
    );
    await page.goto(`/statements/${label.id}`);
    const lines = page.getByRole('region', { name: /^Lines/ });
    const again = lines.getByRole('button', { name: /again/i });
    await again.waitFor();
    await keepScreen(page, 'statement-error');
    await page.unroute(failing);
    await again.click();
    await lines.locator('tbody tr').first().waitFor();
    await context.close();
  });

  test('a producer reads an own statement, in words that fit', async () => {
    const [own] = await statementsOf('tessel');
    const { context, page, problems } = await open('tessel', `/statements/${own!.id}`);
    await page.getByText('Flips played').waitFor();
    await page.getByRole('region', { name: 'Month by month' }).getByText('As producer, EUR').waitFor();
    await page.locator('.statement-plots canvas').first().waitFor();
    expect(await page.getByRole('heading', { name: 'By source' }).count()).toBe(0);
    expect(await page.getByText('Flips using the music').count()).toBe(0);
    await keepScreen(page, 'statement-producer');
    expect(problems).toEqual([]);
    await context.close();
  });

  test.each(SIZES)('have no WCAG 2.2 AA fault and do not scroll sideways, $size', async (size) => {
    const { viewport, schemes } = size;
    const baseURL = instance.baseUrl;
    const { context, page, problems } = await newProfile(browser, {
      baseURL,
      viewport,
      colorScheme: schemes[0],
    });
    await signIn(page, instance.user('lowlamp'), '/statements');
    await page.locator('main a[href^="/statements/"]').first().waitFor();
    const faults = await faultsInBothSchemes(page, 'statements-full', size);
    await page.goto(`/statements/${label.id}`);
    await page
      .getByRole('button', { name: /^Proof of / })
      .first()
      .waitFor();
    faults.push(...(await faultsInBothSchemes(page, 'statement-full', size)));
    await page.getByRole('button', { name: 'Download' }).click();
    await page.getByRole('menuitem', { name: 'PDF' }).waitFor();
    faults.push(...(await faultsInBothSchemes(page, 'statement-downloads', size)));
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /^Proof of / })
      .first()
      .click();
    await page.getByRole('button', { name: 'Check this line' }).click();
    await page.getByRole('heading', { name: 'Line verified in this browser' }).waitFor();
    faults.push(...(await faultsInBothSchemes(page, 'statement-line', size)));
    expect([...faults, ...problems]).toEqual([]);
    await context.close();
  });
});
