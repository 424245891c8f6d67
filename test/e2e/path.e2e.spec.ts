import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Api } from '../support/api.ts';
import type { DemoUser } from '../support/instance.ts';
import { eventually, keepScreen, launchBrowser, LONG_PATIENCE_MS, newProfile } from './support/browser.ts';
import { enterRecording } from './support/catalogue.ts';
import { FLAC_RECORDING, MP3_RECORDING } from './support/music.ts';
import { chooseFolder, signIn, signOut, withoutFolderPicker } from './support/people.ts';

const TITLE = 'Copper Rain';

interface Line {
  side: string;
  isrc: string;
  plays: string;
  amountMicros: string;
}

/** When each thing kept of recordings was written: chunks, pictures and measures. Runs in the page. */
async function writtenAt(): Promise<string[]> {
  const written: string[] = [];
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('stems');
  for await (const recording of root.values())
    if (recording.kind === 'directory')
      for await (const model of recording.values())
        if (model.kind === 'directory')
          for await (const file of model.values())
            if (file.kind === 'file')
              written.push(`${recording.name} ${file.name} ${(await file.getFile()).lastModified}`);
  const copies = await new Promise<readonly { key: string; keptAt: number; onsets?: readonly unknown[] }[]>(
    (resolve, reject) => {
      const opening = indexedDB.open('flipside');
      opening.addEventListener('error', () => reject(opening.error));
      opening.addEventListener('success', () => {
        const all = opening.result.transaction('knownCopies').objectStore('knownCopies').getAll();
        all.addEventListener('success', () => resolve(all.result));
      });
    },
  );
  for (const { key, keptAt, onsets } of copies)
    written.push(`${key} ${onsets?.length ?? 0} onsets ${keptAt}`);
  return written.toSorted();
}

describe('from an empty studio to a stated play', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  const api = new Api(baseURL);
  let browser: Browser;
  let folder: string;
  let share: string;

  const user = (login: string): DemoUser => {
    const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
    return (JSON.parse(file) as { users: DemoUser[] }).users.find((one) => one.login === login)!;
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    folder = execFileSync(process.execPath, ['--conditions=source', 'test/e2e/support/make-music.ts'], {
      encoding: 'utf8',
    }).trim();
    for (const recording of [FLAC_RECORDING, MP3_RECORDING]) await enterRecording(api, user, recording);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a producer makes a flip of own files and publishes it', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    const posted: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST')
        posted.push(`${request.headers()['content-type'] ?? ''} ${request.postDataBuffer()?.length ?? 0}`);
    });
    await withoutFolderPicker(page);
    await signIn(page, user('tessel'), '/library');
    await chooseFolder(page, 'Choose a folder', folder);
    await page.getByRole('row', { name: /Copper Morning/ }).waitFor();
    await page.getByText('2 with an ISRC').waitFor();
    await keepScreen(page, 'library');

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Studio' }).click();
    await page.getByRole('button', { name: 'Add source' }).first().click();
    await page.getByRole('button', { name: `Add ${FLAC_RECORDING.title}` }).click();
    const lay = page.getByRole('button', { name: 'Lay out all stems from bar 1' });
    await lay.waitFor({ timeout: LONG_PATIENCE_MS });
    await lay.click();
    await page.getByRole('gridcell', { name: /^Vocals, Copper Morning, bar 1,/ }).waitFor();

    await page.getByRole('button', { name: 'Add source' }).first().click();
    await page.getByRole('button', { name: `Add ${MP3_RECORDING.title}` }).click();
    const place = page.getByRole('button', { name: `Place drums of ${MP3_RECORDING.title} at the playhead` });
    await place.waitFor({ timeout: LONG_PATIENCE_MS });
    await place.click();
    await page.getByRole('gridcell', { name: /^Drums, Wet Pavement, bar 1,/ }).waitFor();

    const vocals = page.getByRole('gridcell', { name: /^Vocals, Copper Morning/ });
    await vocals.click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByRole('gridcell', { name: /^Vocals, Copper Morning, bar 2,/ }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('gridcell', { name: /^Vocals, Copper Morning, bar 1,/ }).waitFor();
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.getByRole('gridcell', { name: /^Vocals, Copper Morning, bar 2,/ }).waitFor();

    // Longer than a minute, so that a play needs the full thirty seconds.
    const starts = page.getByRole('textbox', { name: 'Starts' });
    await starts.fill('17.1.1');
    await starts.press('Enter');
    await page.getByRole('gridcell', { name: /^Vocals, Copper Morning, bar 17,/ }).waitFor();

    await page.getByRole('textbox', { name: 'Title', exact: true }).fill(TITLE);
    await page.getByRole('textbox', { name: 'Tempo', exact: true }).fill('114');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Transport' }).getByRole('button', { name: 'Play' }).click();
    const timer = page.getByRole('timer', { name: 'Position' });
    await eventually(
      'the position moves on',
      () => timer.innerText(),
      (at) => /^\d+\.\d+\.\d+/.test(at) && !at.startsWith('1.1.'),
    );
    await keepScreen(page, 'studio');

    const publishing = page.getByRole('region', { name: 'Publish' });
    await publishing.getByText('4 of 4').waitFor();
    await publishing.getByText('€0.006120').waitFor();
    await publishing.getByRole('button', { name: 'Publish when cleared' }).click();
    share = (await publishing.getByRole('link', { name: /\/r\// }).getAttribute('href'))!;
    expect(share).toMatch(new RegExp(`^${baseURL}/r/[0-9A-Z]{8}$`));
    await keepScreen(page, 'studio-published');

    await page.getByRole('link', { name: 'Open flip' }).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();

    // A second opening reads, measures and separates nothing anew.
    const written = await page.evaluate(writtenAt);
    expect(written.filter((line) => line.includes('.picture '))).toHaveLength(10);
    expect(written.filter((line) => / [1-9]\d+ onsets /.test(line))).toHaveLength(2);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Studio' }).click();
    await page.getByRole('button', { name: 'Add source' }).first().click();
    await page.getByRole('button', { name: `Add ${FLAC_RECORDING.title}` }).click();
    await lay.waitFor();
    expect(await page.evaluate(writtenAt)).toEqual(written);
    await page.goBack();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    await signOut(page, user('tessel'));
    expect(problems).toEqual([]);
    expect(
      posted.filter(
        (request) => !/^(application\/json|application\/x-www-form-urlencoded)| 0$/.test(request),
      ),
    ).toEqual([]);
    await context.close();
  });

  test('a listener without an account opens the link, plays it from own files, and the play counts', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await withoutFolderPicker(page);
    await page.goto(share);
    await page.getByRole('heading', { name: TITLE }).waitFor();
    await keepScreen(page, 'share-before');
    await chooseFolder(page, 'Choose your music folder', folder);
    await page.getByText('2 of 2 found').first().waitFor({ timeout: LONG_PATIENCE_MS });
    const play = page.getByRole('button', { name: 'Play', exact: true }).first();
    const started = Date.now();
    await play.click();
    const position = page.getByRole('slider', { name: 'Position' }).first();
    const now = async (): Promise<number> => Number(await position.getAttribute('aria-valuenow'));
    await eventually('it plays', now, (seconds) => seconds >= 2);
    // What is drawn is kept for parts of stems, too: of the five that the flip plays.
    const kept = await page.evaluate(writtenAt);
    expect(kept.filter((line) => line.includes('.picture '))).toHaveLength(5);
    await page.getByRole('button', { name: 'Mute Drums', pressed: false }).click();
    await page.getByRole('button', { name: 'Mute Drums', pressed: true }).click();
    await page.getByRole('button', { name: 'Mute Drums', pressed: false }).waitFor();
    // While it rests nothing but the jump can move the position, and a slow machine can draw it in peace.
    const transport = (name: string) => page.getByRole('button', { name: `${name} ${TITLE}` }).first();
    await transport('Pause').click();
    await transport('Play').waitFor();
    await keepScreen(page, 'share-playing');
    const before = await now();
    await position.press('ArrowRight');
    await eventually('it jumps ahead', now, (seconds) => seconds > before + 3);
    await transport('Play').click();
    await page.getByText('Counted. This play pays €0.006120.').first().waitFor({ timeout: LONG_PATIENCE_MS });
    // Heard in real time: what was jumped over does not count as heard.
    expect(Date.now() - started).toBeGreaterThan(29_000);
    await keepScreen(page, 'share-counted');
    await page.goto('/library');
    await page.getByText('One play is promised. Not checked yet.').waitFor();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('One play is promised, and the log has it.').waitFor();
    await keepScreen(page, 'library-promises');
    expect(problems).toEqual([]);
    await context.close();

    const { playCount } = await api.get<{ playCount: string }>(`/api/share-links/${share.slice(-8)}`);
    expect(playCount).toBe('1');
  });

  test('the operator closes the period', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await signIn(page, user('olive'), '/operator');
    await page.getByRole('button', { name: /^Close / }).click();
    await page.getByRole('button', { name: 'Close the period' }).click();
    await page.getByRole('cell', { name: 'Stated' }).waitFor({ timeout: LONG_PATIENCE_MS });
    await keepScreen(page, 'operator');
    expect(problems).toEqual([]);
    await context.close();
  });

  test('the rights holder reads what the play paid, to the micro-unit', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await signIn(page, user('lowlamp'), '/statements');
    // Of this month and of nothing else: the list also names the account that is signed in.
    await page.locator('main a[href^="/statements/"]').first().waitFor();
    await keepScreen(page, 'statements');

    const holder = api.as(user('lowlamp').token);
    const { user: me } = await holder.get<{ user: { parties: { id: string; name: string }[] } }>('/api/me');
    const party = me.parties.find(({ name }) => name === 'Low Lamp Records')!;
    const { items } = await holder.get<{ items: { id: string; plays: string; earnedMicros: string }[] }>(
      `/api/royalties/statements?party=${party.id}`,
    );
    expect(items).toHaveLength(1);
    // 518,628 ppm of 6,120 micro-units, both recordings being wholly theirs.
    expect(items[0]).toMatchObject({ earnedMicros: '3174' });
    const lines = await holder.get<{ items: Line[] }>(`/api/royalties/statements/${items[0]!.id}/lines`);
    expect(
      lines.items
        .map(({ side, isrc, plays }) => ({ side, isrc, plays }))
        .sort((a, b) => (a.isrc < b.isrc ? -1 : 1)),
    ).toEqual([
      { side: 'MASTER', isrc: FLAC_RECORDING.isrc, plays: '1' },
      { side: 'MASTER', isrc: MP3_RECORDING.isrc, plays: '1' },
    ]);
    expect(lines.items.reduce((sum, { amountMicros }) => sum + BigInt(amountMicros), 0n)).toBe(3174n);

    await page.goto(`/statements/${items[0]!.id}`);
    for (const { amountMicros } of lines.items)
      await page
        .getByText(`0.${amountMicros.padStart(6, '0')}`)
        .first()
        .waitFor();
    await page.getByText(TITLE).first().waitFor();
    await page.locator('.statement-plots canvas').nth(1).waitFor();
    await page.getByRole('button', { name: 'Check it here' }).click();
    await page.getByRole('heading', { name: 'Verified in this browser' }).waitFor();
    await keepScreen(page, 'statement');
    await page.getByRole('button', { name: 'Table' }).click();
    const months = page.getByRole('region', { name: 'Month by month' });
    await months.getByRole('cell', { name: '0.003174' }).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});
