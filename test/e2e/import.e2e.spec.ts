import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import type { DemoUser } from '../support/instance.ts';
import { csvFile } from '../support/catalogue-files/csv-file.ts';
import { DESKTOP, launchBrowser, newProfile } from './support/browser.ts';
import { faultsInBothSchemes, SIZES } from './support/looks.ts';
import { signIn } from './support/people.ts';

const baseURL = process.env['FLIPSIDE_E2E_URL']!;
let browser: Browser;
let users: readonly DemoUser[];

beforeAll(async () => {
  browser = await launchBrowser();
  const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
  users = (JSON.parse(file) as { users: DemoUser[] }).users;
});
afterAll(() => browser.close());

const user = (login: string): DemoUser => users.find((one) => one.login === login)!;

/** A generated catalogue in which one share is over the whole and one work has a wrong check digit. */
async function catalogue(): Promise<Buffer> {
  let text = '';
  for await (const part of csvFile({ recordings: 12, artists: 3, recordingsPerRelease: 6 })) text += part;
  const spoilt = text
    .replace(
      'R3,recording,,,,,,,,,,Artist 0,,main_artist,master,20',
      'R3,recording,,,,,,,,,,Artist 0,,main_artist,master,21',
    )
    .replace(/T8000000056|T800000005\d/, 'T8000000050');
  return Buffer.from(spoilt.replaceAll('Some Records', 'Low Lamp Records'));
}

/** What axe finds, and whether the page scrolls sideways, in every look. */
async function lookAt(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size.viewport);
    faults.push(...(await faultsInBothSchemes(page, name, size)));
  }
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: 'dark' });
  return faults;
}

test('a label tries a catalogue, reads what is wrong, takes it in, and sees its recordings', async () => {
  const { context, page, problems } = await newProfile(browser, { baseURL });
  await signIn(page, user('lowlamp'), '/artist');
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.getByText('This party may not import yet').waitFor();
  const faults = await lookAt(page, 'import-not-permitted');

  const party = new URL(page.url()).searchParams.get('party')!;
  const operator = new Api(baseURL, user('olive').token);
  await operator.expect('PUT', `/api/parties/${party}/import-permission`, {
    permitted: true,
    evidence: 'Known by contract',
  });
  await page.reload();
  await page.getByText('Drop a catalogue here').waitFor();
  faults.push(...(await lookAt(page, 'import-empty')));

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (
    await chooser
  ).setFiles({ name: 'spring catalogue.csv', mimeType: 'text/csv', buffer: await catalogue() });
  await page.getByText('CSV,').first().waitFor();
  faults.push(...(await lookAt(page, 'import-chosen')));
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText(/\d+ would be new, 0 changed, 0 stay the same, 3 are refused\./).waitFor();
  await page.getByText('SHARES_OVER_WHOLE').waitFor();
  const problemsTable = page.getByRole('table').first();
  expect(await problemsTable.innerText()).toMatch(/SHARES_OVER_WHOLE/);
  expect(await problemsTable.innerText()).toMatch(/ISWC_CHECK/);
  expect(await problemsTable.innerText()).toMatch(/WORK_REJECTED/);
  faults.push(...(await lookAt(page, 'import-tried')));
  const trial = new URL(page.url()).searchParams.get('import');
  const tried = await (await page.request.get(`/api/imports/${trial}/rows.csv`)).text();
  expect(tried.split('\r\n').length).toBeGreaterThan(20);
  expect((await page.request.get('/api/recordings/QZFLI0000000')).status()).toBe(404);

  await page.getByRole('button', { name: /^Take \d+ in$/ }).click();
  await page.getByText(/^\d+ new, 0 changed, 0 the same, 3 refused\.$/).waitFor();
  // The button is gone that was pressed; the keyboard is at what came of it.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('spring catalogue.csv');
  await page.getByRole('button', { name: /^New \d+$/ }).click();
  await page.getByRole('rowheader', { name: /Track 0/ }).waitFor();
  faults.push(...(await lookAt(page, 'import-taken-in')));

  await page.getByRole('link', { name: 'See your music' }).click();
  await page.getByRole('heading', { name: 'Track 11' }).waitFor();
  expect((await page.request.get('/api/recordings/QZFLI0000000')).status()).toBe(200);
  expect((await page.request.get('/api/recordings/QZFLI0000003')).status()).toBe(404);

  await page.goBack();
  const broken = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (
    await broken
  ).setFiles({
    name: 'broken.xml',
    mimeType: 'text/xml',
    buffer: Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
  });
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('The file is refused at line 1.').waitFor();
  faults.push(...(await lookAt(page, 'import-refused')));
  expect(faults).toEqual([]);
  expect(problems).toEqual([]);
  await context.close();
});

test('sound is refused before it is kept, and the screen says so', async () => {
  const { context, page } = await newProfile(browser, { baseURL });
  await signIn(page, user('olive'), '/account');
  const { items } = await new Api(baseURL, user('olive').token).get<{
    items: { id: string; name: string }[];
  }>('/api/parties');
  await page.goto(`/imports?party=${items.find(({ name }) => name === 'Kestrel Row Music')!.id}`);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (
    await chooser
  ).setFiles({ name: 'song.csv', mimeType: 'text/csv', buffer: Buffer.from('ID3\u0004\0\0\0\0\0\0') });
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('Flipside never takes audio').waitFor();
  expect(await lookAt(page, 'import-sound')).toEqual([]);
  await context.close();
});
