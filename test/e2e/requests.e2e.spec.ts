import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import type { Browser, Page } from 'playwright-core';
import type { DemoUser } from '../support/instance.ts';
import {
  keepScreen,
  launchBrowser,
  newProfile,
  PHONE,
  LONG_PATIENCE_MS,
  PATIENCE_MS,
} from './support/browser.ts';
import { faultsOf } from './support/looks.ts';
import { signIn } from './support/people.ts';

const TITLE = `Tin Roof, Turned ${String(Date.now()).slice(-5)}`;

describe('a flip that is not cleared', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  let browser: Browser;
  let producer: Page;
  let artist: Page;
  const problems: string[] = [];

  const user = (login: string): DemoUser => {
    const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
    return (JSON.parse(file) as { users: DemoUser[] }).users.find((one) => one.login === login)!;
  };
  const profile = async (): Promise<Page> => {
    const opened = await newProfile(browser, { baseURL });
    opened.page.on('close', () => problems.push(...opened.problems));
    return opened.page;
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    [producer, artist] = [await profile(), await profile()];
  });
  afterAll(async () => {
    await browser.close();
  });

  /** The draft as a file, before anybody has agreed to it: it never leaves the device. */
  const exportFromTheStudio = async () => {
    // No test can click the dialog of the operating system; without it the file is a download.
    await producer.evaluate(() => {
      Reflect.deleteProperty(Window.prototype, 'showSaveFilePicker');
      Reflect.deleteProperty(window, 'showSaveFilePicker');
    });
    await producer.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = producer.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('radio', { name: /^FLAC/ }).check();
    expect(await faultsOf(producer, 'studio-export')).toEqual([]);
    const downloading = producer.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const file = await downloading;
    expect(file.suggestedFilename()).toBe(`${TITLE.replace(',', '_')}.flac`);
    const bytes = readFileSync(await file.path());
    const decoder = new FLACDecoder();
    await decoder.ready;
    const { channelData, sampleRate, errors } = await decoder.decodeFile(new Uint8Array(bytes));
    decoder.free();
    const [left] = channelData;
    // The head says how many frames there are and, written last, their checksum (RFC 9639 §8.2).
    expect({ sampleRate, errors, frames: left?.length }).toEqual({
      ...{ sampleRate: 44_100, errors: [] },
      frames: (bytes.readUInt8(21) & 15) * 2 ** 32 + bytes.readUInt32BE(22),
    });
    expect(left?.some((sample) => Math.abs(sample) > 0.1)).toBe(true);
    expect(bytes.subarray(26, 42).equals(Buffer.alloc(16))).toBe(false);
    expect(await faultsOf(producer, 'studio-exported')).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };

  /** The producer asks from the studio. */
  const askFromTheStudio = async () => {
    await signIn(producer, user('tessel'), '/library');
    await producer.getByRole('switch', { name: 'Demo library' }).press('Space');
    await producer.getByRole('switch', { name: 'Demo library', checked: true }).waitFor();
    await producer.goto('/studio');
    await producer.getByRole('button', { name: 'Add source' }).first().click();
    await producer.getByRole('button', { name: 'Add Tin Roof Hours' }).click();
    const lay = producer.getByRole('button', { name: 'Lay out all stems from bar 1' });
    await lay.waitFor({ timeout: LONG_PATIENCE_MS });
    await lay.click();
    await producer.getByRole('textbox', { name: 'Title', exact: true }).fill(TITLE);
    await producer.keyboard.press('Enter');
    await exportFromTheStudio();
    const publishing = producer.getByRole('region', { name: 'Publish' });
    await publishing.getByText('NOT CLEARED', { exact: true }).waitFor();
    await publishing.getByRole('button', { name: 'Ask for clearance' }).click();
    await publishing.getByLabel('What you say to those who decide').fill('May I turn your roof around?');
    await publishing.getByRole('button', { name: 'Ask', exact: true }).click();
    await publishing.getByText('0 of 2 agreed.').waitFor();
    await keepScreen(producer, 'requests-studio');
    await publishing.getByRole('link', { name: 'Open request' }).click();
    await producer.getByRole('heading', { name: TITLE }).waitFor();
    expect(await faultsOf(producer, 'request-producer')).toEqual([]);
  };

  /** It rings the artist’s bell, and is in the inbox. */
  const findInTheInbox = async () => {
    await signIn(artist, user('koda'), '/artist');
    await artist.getByRole('link', { name: /^Notifications, \d+ new$/ }).waitFor();
    await artist.getByRole('link', { name: 'Requests', exact: true }).click();
    await artist.getByRole('link', { name: TITLE }).waitFor();
    expect(await faultsOf(artist, 'requests-inbox')).toEqual([]);
    await artist.getByRole('link', { name: /^Notifications, \d+ new$/ }).click();
    const entry = artist.getByRole('link', { name: `Tessel Ruud asks for your music: “${TITLE}”.` });
    await entry.waitFor();
    expect(await faultsOf(artist, 'notifications')).toEqual([]);
    await entry.click();
    await artist.getByRole('heading', { name: TITLE }).waitFor();
    await artist.getByText('May I turn your roof around?').waitFor();
  };

  /** The artist hears it on the own device, uncounted. */
  const hearIt = async () => {
    const hear = artist.getByRole('region', { name: 'Hear it' });
    const grants: string[] = [];
    artist.on('request', (request) => {
      if (request.url().includes('/api/plays')) grants.push(request.url());
    });
    await hear.getByRole('button', { name: 'Demo library' }).click();
    await hear
      .getByText('Separated and rendered on this device')
      .first()
      .waitFor({ timeout: LONG_PATIENCE_MS });
    await hear.getByRole('button', { name: `Play ${TITLE}` }).click();
    const position = hear.getByRole('slider', { name: 'Position' });
    const until = Date.now() + PATIENCE_MS;
    while (Number(await position.getAttribute('aria-valuenow')) < 2 && Date.now() < until)
      await artist.waitForTimeout(250);
    expect(Number(await position.getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(2);
    await hear.getByRole('button', { name: `Pause ${TITLE}` }).click();
    expect(grants).toEqual([]);
    expect(await faultsOf(artist, 'request-artist')).toEqual([]);
    await artist.setViewportSize(PHONE);
    expect(await faultsOf(artist, 'request-artist-phone')).toEqual([]);
    await artist.setViewportSize({ width: 1440, height: 960 });
  };

  /** One side says yes, the other offers terms. */
  const answerSideBySide = async () => {
    const composition = artist.getByRole('group', { name: /answer for the composition side/ });
    await composition.getByRole('button', { name: 'Agree' }).click();
    await artist.getByRole('radio', { name: 'This flip' }).waitFor();
    await artist.getByRole('button', { name: 'Agree', exact: true }).last().click();
    await artist.getByText('1 of 2 agreed').waitFor();
    await artist
      .getByRole('group', { name: /answer for the recording side/ })
      .getByRole('button', { name: 'Offer other terms' })
      .click();
    await artist.getByLabel('How far from its pitch, in semitones').fill('3');
    await artist.getByLabel('A word with it').fill('Keep it near my key.');
    expect(await faultsOf(artist, 'request-offer')).toEqual([]);
    await artist.getByRole('button', { name: 'Offer these terms' }).click();
    await artist.getByText('OTHER TERMS', { exact: true }).waitFor();
  };

  /** The producer takes the terms, publishes, and it plays. */
  const takeTermsAndPublish = async () => {
    await producer.reload();
    await producer.getByText('±3 semitones').waitFor();
    await producer.getByText('Keep it near my key.').first().waitFor();
    await keepScreen(producer, 'request-offered');
    await producer.getByRole('button', { name: 'Take these terms' }).click();
    await producer.getByText('APPROVED', { exact: true }).first().waitFor();
    await producer.getByRole('button', { name: 'Publish', exact: true }).click();
    await producer.getByRole('link', { name: 'Open flip' }).click();
    await producer.waitForURL(/\/r\/[0-9A-Z]{8}$/);
    await producer.getByRole('heading', { name: TITLE }).waitFor();
    await producer.getByText('CLEARED', { exact: true }).first().waitFor();
    await producer
      .getByRole('button', { name: `Play ${TITLE}` })
      .first()
      .click();
    const position = producer.getByRole('slider', { name: 'Position' }).first();
    const until = Date.now() + PATIENCE_MS;
    while (Number(await position.getAttribute('aria-valuenow')) < 2 && Date.now() < until)
      await producer.waitForTimeout(250);
    expect(Number(await position.getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(2);
    await producer.goto('/requests');
    await producer.getByText('APPROVED', { exact: true }).first().waitFor();
    expect(await faultsOf(producer, 'requests-own')).toEqual([]);
    await producer.close();
    await artist.close();
    expect(problems).toEqual([]);
  };

  test('is asked for, heard, answered, published and played', async () => {
    await askFromTheStudio();
    await findInTheInbox();
    await hearIt();
    await answerSideBySide();
    await takeTermsAndPublish();
  });
});
