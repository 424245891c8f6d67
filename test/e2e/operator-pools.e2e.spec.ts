import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { DemoUser } from '../support/instance.ts';
import { keepScreen, launchBrowser, newProfile } from './support/browser.ts';
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

test('the operator announces a tariff that shares a pool, and states what is in it', async () => {
  const { context, page, problems } = await newProfile(browser, { baseURL });
  await signIn(page, olive, '/operator');
  await page.getByRole('button', { name: 'Enter the next version' }).click();
  const dialog = page.getByRole('dialog');
  const enter = dialog.getByRole('button', { name: 'Enter the tariff' });
  await dialog.getByRole('combobox', { name: 'How plays pay' }).click();
  await page.getByRole('option', { name: 'Plays share one pool' }).click();
  for (const [name, part] of [
    ['Recording', '55'],
    ['Composition', '15'],
    ['Producer', '20'],
    ['Instance', '9.9'],
  ] as const)
    await dialog.getByRole('textbox', { name, exact: true }).fill(part);
  expect(await enter.isDisabled()).toBe(true);
  await dialog.getByRole('textbox', { name: 'Instance', exact: true }).fill('10');
  await dialog.getByLabel('In force from').fill('2126-01-01');
  await keepScreen(page, 'operator-tariff');
  await enter.click();
  await dialog.waitFor({ state: 'hidden' });
  await page
    .getByRole('list', { name: 'Announced versions' })
    .getByText('Plays share one pool')
    .first()
    .waitFor();

  const pool = page.getByRole('region', { name: /Plays share one pool/ }).last();
  await pool.getByRole('textbox', { name: /^Amount in/ }).fill('1,250.50');
  await pool.getByRole('textbox', { name: 'Known outside as' }).fill('Subscriptions');
  await pool.getByRole('textbox', { name: 'Evidence' }).fill('Bank statement');
  await pool.getByRole('button', { name: 'Add to the pool' }).click();
  await pool.getByRole('listitem').getByText('Subscriptions').waitFor();
  expect(await pool.innerText()).toContain('1,250.50');
  expect(problems).toEqual([]);
  for (const size of SIZES) {
    await page.setViewportSize(size.viewport);
    expect(await faultsInBothSchemes(page, 'operator-pools', size)).toEqual([]);
  }
  await context.close();
});
