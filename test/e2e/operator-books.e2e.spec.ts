import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { DemoUser } from '../support/instance.ts';
import { launchBrowser, newProfile } from './support/browser.ts';
import { SIZES, faultsInBothSchemes } from './support/looks.ts';
import { signIn } from './support/people.ts';

const baseURL = process.env['FLIPSIDE_E2E_URL']!;
let browser: Browser;
let olive: DemoUser;

beforeAll(async () => {
  browser = await launchBrowser();
  const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
  olive = (JSON.parse(file) as { users: DemoUser[] }).users.find(({ login }) => login === 'olive')!;
});
afterAll(() => browser.close());

async function look(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size.viewport);
    expect(await faultsInBothSchemes(page, name, size)).toEqual([]);
  }
}

test('the operator adjusts, undoes, enters an advance and a tax, each looked at before it is booked', async () => {
  const { context, page, problems } = await newProfile(browser, { baseURL });
  await signIn(page, olive, '/operator/books');
  await page
    .getByText('Nothing was booked by hand.')
    .or(page.getByRole('list', { name: 'Entries' }))
    .waitFor();
  await page.getByRole('textbox', { name: 'Party' }).fill('Low Lamp');
  await page.getByRole('button', { name: /^Low Lamp Records/ }).click();
  await page.getByText('What follows is of this party.').waitFor();
  const dialog = page.getByRole('dialog');

  const show = page.getByRole('button', { name: 'Look at the booking' });
  expect(await show.isDisabled()).toBe(true);
  await page.getByLabel('Amount', { exact: true }).fill('12.50');
  await page.getByLabel('Known outside as').fill('Letter of 3 November');
  await page.getByLabel('Why, as the party reads it').fill('An invoice was counted twice');
  await show.click();
  const owed = dialog.getByRole('row', { name: /^Owed to Low Lamp Records/ });
  await owed.waitFor();
  expect((await owed.innerText()).replaceAll(/\s+/g, ' ')).toContain('12.50');
  await look(page, 'operator-books-preview');
  await dialog.getByRole('button', { name: 'Book it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const entries = page.getByRole('list', { name: 'Entries' });
  await entries.getByText('An invoice was counted twice').waitFor();

  await page.getByRole('button', { name: 'Undo Adjustment Letter of 3 November' }).click();
  await dialog.getByLabel('Why').fill('It was counted once after all');
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await entries.getByText('It was counted once after all').waitFor();
  await entries.getByText('Undone', { exact: true }).first().waitFor();
  expect(await page.getByRole('button', { name: /^Undo / }).count()).toBe(0);

  const choose = page.getByLabel('What is booked');
  await choose.selectOption('Money that was paid in advance');
  await page.getByLabel('Amount paid in advance').fill('1,000');
  await page.getByLabel('Known outside as').fill('Contract of 1 March');
  await page.getByLabel('Evidence').fill('Clause 4');
  await page.getByRole('button', { name: 'Look at the advance' }).click();
  await dialog.getByText('Nothing is booked now.').waitFor();
  await dialog.getByRole('button', { name: 'Enter the advance' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: 'Advances' }).getByText('Contract of 1 March').waitFor();

  await choose.selectOption('A tax that closes keep back');
  await page.getByLabel('Country, such as FR or US-CA').fill('fr');
  await page.getByLabel('Rate in per cent').fill('12.5');
  await page.getByLabel('From').fill('2126-01-01');
  await page.getByLabel('Evidence').fill('Certificate of residence');
  await page.getByRole('button', { name: 'Look at the rate' }).click();
  await dialog.getByRole('button', { name: 'Enter the rate' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: 'Taxes kept back' }).getByText('Certificate of residence').waitFor();
  await look(page, 'operator-books');

  await page.getByRole('link', { name: 'Low Lamp Records' }).click();
  await page.getByRole('link', { name: 'Books of this party' }).waitFor();
  expect(problems).toEqual([]);
  await context.close();
});
