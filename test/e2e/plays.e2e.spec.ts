import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Api } from '../support/api.ts';
import { Device } from '../support/device.ts';
import type { DemoUser } from '../support/instance.ts';
import { launchBrowser, newProfile } from './support/browser.ts';
import { faultsInBothSchemes, SIZES } from './support/looks.ts';
import { signIn } from './support/people.ts';

interface Grant {
  id: string;
  home: string;
  recipe: string;
}

describe('plays that are no plays', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  const api = new Api(baseURL);
  const device = new Device();
  let browser: Browser;
  let hash: string;

  const user = (login: string): DemoUser => {
    const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
    return (JSON.parse(file) as { users: DemoUser[] }).users.find((one) => one.login === login)!;
  };
  const send = async (heardMs: number): Promise<string> => {
    const grant = await api.post<Grant>('/api/plays/grants', { recipe: hash, device: device.id });
    const start = new Date();
    const receipt = device.receipt({
      home: grant.home,
      grant: grant.id,
      recipe: hash,
      start,
      heardMs,
      sources: [],
    });
    const { results } = await api.post<{ results: { status: string }[] }>('/api/plays', {
      receipts: [receipt],
    });
    return results[0]!.status;
  };
  const playCount = async (): Promise<number> =>
    Number((await api.get<{ playCount: string }>(`/api/recipes/${hash}`)).playCount);

  beforeAll(async () => {
    browser = await launchBrowser();
    const { items } = await api.get<{ items: { hash: string; title: string }[] }>('/api/feed');
    hash = items.find(({ title }) => title === 'Slow Tide, Other Shore')!.hash;
    expect(await send(2_000)).toBe('rejected');
    expect(await send(100_000)).toBe('counted');
  });
  afterAll(() => browser.close());

  test('of a device are erased by whoever has it', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await page.goto('/library');
    const own = page.getByRole('region', { name: 'Receipts of this device' });
    await own.getByRole('button', { name: 'Erase the receipts' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erase them' }).click();
    await own.getByText('There was no receipt of this device.').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  test('are seen by the operator, who takes back what was counted', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    const before = await playCount();
    await signIn(page, user('olive'), '/operator/plays');
    await page.getByText('No play waits.').waitFor();
    await page.getByRole('button', { name: 'Show Not heard long enough' }).click();
    await page.getByText('2000 ms were heard').first().waitFor();
    await page.getByRole('button', { name: `…${device.id.slice(-10)}` }).click();
    await page.getByRole('heading', { name: /Not heard long enough of …/ }).waitFor();

    await page.getByLabel('Device (did:key…)').fill(device.id);
    await page.getByLabel('Why they do not count').fill('A machine played this');
    await page.getByRole('button', { name: 'Find them' }).click();
    await page.getByText(/^1 play of 1 device and 1 flip: 1 play in/).waitFor();
    for (const size of SIZES) {
      await page.setViewportSize(size.viewport);
      expect(await faultsInBothSchemes(page, 'operator-plays', size)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Take 1 play back' }).click();
    await page.getByText('A machine played this').waitFor();
    expect(await playCount()).toBe(before - 1);

    const erased = page.getByRole('region', { name: 'Erased receipts' });
    await erased.getByLabel(/^Device of whoever asked/).fill(device.id);
    await erased.getByLabel('How they asked').fill('By letter');
    await erased.getByRole('button', { name: 'Find its receipts' }).click();
    await erased.getByText('The receipts of 1 play, and 1 that did not count.').waitFor();
    await erased.getByRole('button', { name: 'Erase the receipts' }).click();
    await erased.getByRole('list').getByText('By letter').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});
