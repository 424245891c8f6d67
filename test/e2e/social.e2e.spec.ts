import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import type { DemoUser } from '../support/instance.ts';
import { launchBrowser, newProfile } from './support/browser.ts';
import { faultsInBothSchemes, SIZES } from './support/looks.ts';
import type { Size } from './support/looks.ts';
import { OtherServer } from './support/other-server.ts';
import { signIn } from './support/people.ts';

const TITLE = 'Far Harbour';
const [DESK, HAND] = SIZES;
const OWN = 'Slow Tide, Other Shore';

describe('people on other servers', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  let [browser, page, zoe]: [Browser, Page, OtherServer] = [] as never;
  let problems: string[] = [];
  let own: { hash: string; code: string };
  const faults: string[] = [];

  beforeAll(async () => {
    [browser, zoe] = await Promise.all([launchBrowser(), OtherServer.start()]);
    const opened = await newProfile(browser, { baseURL, viewport: DESK.viewport });
    ({ page, problems } = opened);
    const { items } = await new Api(baseURL).get<{ items: { title: string; hash: string; code: string }[] }>(
      '/api/feed',
    );
    own = items.find(({ title }) => title === OWN)!;
  });
  afterAll(async () => {
    zoe?.plain.stop();
    await browser?.close();
  });

  /** In both schemes. A size each is enough for those that are lists. */
  const look = async (name: string, ...sizes: readonly Size[]) => {
    for (const size of sizes) {
      await page.setViewportSize(size.viewport);
      faults.push(...(await faultsInBothSchemes(page, `social-${name}`, size)));
    }
    await page.setViewportSize(DESK.viewport);
  };

  const findAndFollow = async () => {
    const { users } = JSON.parse(
      readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8'),
    ) as { users: DemoUser[] };
    await signIn(
      page,
      users.find(({ login }) => login === 'tessel')!,
      '/following',
    );
    await page.getByText('Flips of producers that you follow are here').waitFor();
    await page.getByLabel('Find somebody on another server').fill(`@zoe@${zoe.host}`);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByRole('heading', { name: 'zoe', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await page.getByRole('button', { name: 'Asked to follow' }).waitFor();
    await zoe.tells(baseURL, 'Accept', await zoe.hears('Follow'));
    await page.getByRole('button', { name: 'Following', exact: true }).waitFor();
    await look('person', HAND);
  };

  const likeBoostAndComment = async () => {
    const recipe = await new Api(baseURL).get<Record<string, unknown>>(`/api/recipes/${own.hash}/document`);
    await zoe.tells(baseURL, 'Create', zoe.flip(recipe, TITLE));
    await page.goto('/following');
    const card = page.getByRole('link', { name: TITLE });
    for (const end = Date.now() + 60_000; Date.now() < end && (await card.count()) === 0; await page.reload())
      await page.getByRole('heading', { name: 'Following' }).waitFor();
    await look('feed', DESK);
    await card.click();
    await page.getByText('Paper Lanterns by Ines Vauquel.').waitFor();
    await page.getByRole('button', { name: 'Like · 0' }).click();
    await page.getByRole('button', { name: 'Liked · 1' }).waitFor();
    await page.getByRole('button', { name: 'Boost · 0' }).click();
    await page.getByRole('button', { name: 'Boosted · 1' }).waitFor();
    await page.getByLabel('Say something').fill('That bass line');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'That bass line' }).waitFor();
    for (const type of ['Like', 'Announce']) await zoe.hears(type);
    expect(await zoe.hears('Create')).toMatchObject({ object: { content: '<p>That bass line</p>' } });
    await look('flip', DESK, HAND);
  };

  /** What is said about an own flip is found, and hidden for everybody. */
  const hideWhatIsSaid = async () => {
    const inReplyTo = `${baseURL}/ap/flips/${own.hash}`;
    await zoe.tells(baseURL, 'Create', zoe.note({ inReplyTo, content: '<p>Buy my cassettes</p>' }));
    const heard = async () => await (await fetch(`${baseURL}/api/flips/${own.hash}/comments`)).text();
    expect(await heard()).toContain('Buy my cassettes');
    await page.goto('/following?view=comments');
    await page.getByText('Buy my cassettes').waitFor();
    await look('said', HAND);
    await page.getByRole('button', { name: `Hide what @zoe says about ${OWN}` }).click();
    await page.getByText('hidden, only you read it here').waitFor();
    expect(await heard()).not.toContain('Buy my cassettes');
  };

  const block = async () => {
    await page.goto('/following?view=following');
    await page.getByRole('link', { name: 'zoe', exact: true }).click();
    await page.getByRole('button', { name: 'Block …' }).click();
    await page.getByRole('menuitem', { name: `@zoe@${zoe.host}` }).click();
    await page.getByRole('button', { name: 'Follow', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Whom you block' }).click();
    await page.getByRole('button', { name: `Unblock @zoe@${zoe.host}` }).waitFor();
    await page.getByLabel('Block a whole server, for yourself').fill('https://music.example/@somebody');
    await page.getByRole('button', { name: 'Block server' }).click();
    await page.getByText('everybody there').waitFor();
    await look('blocked', HAND);
    await page.getByRole('button', { name: 'Unblock music.example' }).click();
    await page.getByText('everybody there').waitFor({ state: 'detached' });
  };

  test('are found, followed, heard, answered and blocked', async () => {
    await findAndFollow();
    await likeBoostAndComment();
    await hideWhatIsSaid();
    await block();
    expect(faults).toEqual([]);
    expect(problems).toEqual([]);
  });
});
