import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import type { DemoUser } from '../support/instance.ts';
import { DESKTOP, keepScreen, launchBrowser, newProfile, PATIENCE_MS, PHONE } from './support/browser.ts';
import { signIn } from './support/people.ts';

const ISRC = 'QZTST2600077';
const TITLE = 'Borrowed Light';
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LOOKS = [
  { name: 'desktop-dark', viewport: DESKTOP, colorScheme: 'dark' },
  { name: 'desktop-light', viewport: DESKTOP, colorScheme: 'light' },
  { name: 'phone-dark', viewport: PHONE, colorScheme: 'dark' },
  { name: 'phone-light', viewport: PHONE, colorScheme: 'light' },
] as const;

interface Item {
  readonly id: string;
  readonly state: string;
  readonly subject: { readonly id: string; readonly title: string };
}

describe('a dispute, from an operator’s entry to settled shares', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  const api = new Api(baseURL);
  let browser: Browser;
  let label: string;
  let dispute: Item;

  const user = (login: string): DemoUser => {
    const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
    return (JSON.parse(file) as { users: DemoUser[] }).users.find((one) => one.login === login)!;
  };
  const as = (login: string) => api.as(user(login).token);
  const partyOf = async (login: string, name: string): Promise<string> => {
    const { user: me } = await as(login).get<{ user: { parties: { id: string; name: string }[] } }>(
      '/api/me',
    );
    return me.parties.find((one) => one.name === name)!.id;
  };
  const clearance = async (): Promise<string> =>
    (await api.get<{ clearance: string }>(`/api/recordings/${ISRC}?territory=GB`)).clearance;
  const eventually = async <T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> => {
    const until = Date.now() + PATIENCE_MS;
    let answer = await ask();
    while (!isThere(answer) && Date.now() < until) {
      await sleep(200);
      answer = await ask();
    }
    return answer;
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    label = await partyOf('lowlamp', 'Low Lamp Records');
    const claimant = await partyOf('ines', 'Ines Vauquel');
    const writer = await partyOf('jonah', 'Jonah Estrup');
    await as('olive').post('/api/recordings', {
      isrc: ISRC,
      title: TITLE,
      artist: 'Marrow & Pine',
      shares: [
        { partyId: label, role: 'LABEL', ppm: 1_000_000 },
        { partyId: claimant, role: 'MAIN_ARTIST', ppm: 200_000, territories: ['GB', 'DE'] },
      ],
      contributors: [{ partyId: claimant, role: 'MAIN_ARTIST' }],
      works: [
        {
          title: TITLE,
          ppm: 1_000_000,
          shares: [{ partyId: writer, role: 'COMPOSER', ppm: 1_000_000 }],
          contributors: [{ partyId: writer, role: 'COMPOSER' }],
        },
      ],
    });
  });
  afterAll(async () => {
    await browser.close();
  });

  const withPage = async (login: string, work: (page: Page) => Promise<void>): Promise<void> => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await signIn(page, user(login), '/account');
    await work(page);
    expect(problems).toEqual([]);
    await context.close();
  };

  test('is found by itself, and both parties see it', async () => {
    const found = async (login: string) => {
      const { items } = await as(login).get<{ items: Item[] }>('/api/disputes?state=open');
      return items.find(({ subject }) => subject.title === TITLE);
    };
    dispute = (await eventually(
      () => found('lowlamp'),
      (item) => item !== undefined,
    ))!;
    expect(dispute).toMatchObject({ state: 'OPEN' });
    expect((await found('ines'))?.id).toBe(dispute.id);
    expect(await found('jonah')).toBeUndefined();
    for (const login of ['lowlamp', 'ines'])
      await withPage(login, async (page) => {
        await page.goto('/artist');
        await page.getByRole('link', { name: 'Disputes' }).click();
        await page.getByRole('link', { name: TITLE }).click();
        await page
          .getByRole('heading', {
            name: 'Two parties claim 120 % of the recording in Germany and United Kingdom.',
          })
          .waitFor();
        await page.getByText('20 % more than there is').waitFor();
      });
  });

  test('puts the track in conflict where both claim it, and nowhere else', async () => {
    expect(await eventually(clearance, (state) => state === 'CONFLICT')).toBe('CONFLICT');
    const elsewhere = await api.get<{ clearance: string }>(`/api/recordings/${ISRC}?territory=FR`);
    expect(elsewhere.clearance).toBe('CLEARED');
    await withPage('tessel', async (page) => {
      await page.goto(`/tracks?q=${ISRC}&territory=GB&all=1`);
      await page.getByText('CONFLICT', { exact: true }).waitFor();
    });
  });

  test('is answered with evidence, which is a link', async () => {
    await withPage('ines', async (page) => {
      await page.goto(`/disputes/${dispute.id}`);
      await page.getByRole('button', { name: 'Answer' }).click();
      await page.getByLabel('What is right, in your words').fill('A fifth of it is mine: I sang it.');
      const links = page.getByLabel('Links to evidence, one a line');
      await links.fill('contract.pdf');
      await page.getByText('is not an https address').waitFor();
      expect(await page.getByRole('button', { name: 'Answer', exact: true }).isDisabled()).toBe(true);
      await links.fill('https://example.org/contract');
      await page.getByRole('button', { name: 'Answer', exact: true }).click();
      await page.getByText('A fifth of it is mine').waitFor();
      const link = page.getByRole('link', { name: 'example.org/contract' });
      expect(await link.getAttribute('rel')).toContain('noopener');
      await page.getByText('ANSWERED', { exact: true }).waitFor();
    });
  });

  test('a party proposes a split, which must be a whole', async () => {
    await withPage('ines', async (page) => {
      await page.goto(`/disputes/${dispute.id}`);
      await page.getByRole('button', { name: 'Propose a split' }).click();
      await page.getByText('20 % too much').waitFor();
      await page.getByLabel('Why this is fair').fill('We made it together.');
      const send = page.getByRole('button', { name: 'Propose this split' });
      expect(await send.isDisabled()).toBe(true);
      await page.getByLabel(/^Share of Low Lamp Records in per cent/).fill('75');
      await page.getByText('5 % too little').waitFor();
      await page.getByRole('button', { name: 'Scale to 100 %' }).click();
      await page.getByLabel(/^Share of Ines Vauquel in per cent/).fill('25');
      await page.getByLabel(/^Share of Low Lamp Records in per cent/).fill('75');
      await send.click();
      await page.getByRole('heading', { name: 'On the table' }).waitFor();
      await page.getByText('Still to accept: Low Lamp Records.').waitFor();
    });
  });

  const faultsOf = async (page: Page, name: string): Promise<string[]> => {
    await page.waitForLoadState('networkidle');
    await keepScreen(page, name);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    const faults = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id} at ${target.join(' ')}`),
    );
    return [...faults, ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : [])].map(
      (fault) => `${name}: ${fault}`,
    );
  };

  test.each(LOOKS)(
    'its screens have no WCAG 2.2 AA fault, $name',
    async ({ name, viewport, colorScheme }) => {
      const faults: string[] = [];
      const { context, page } = await newProfile(browser, { baseURL, viewport, colorScheme });
      await signIn(page, user('lowlamp'), '/account');
      await page.goto(`/disputes?party=${label}`);
      await page.getByRole('link', { name: TITLE }).waitFor();
      faults.push(...(await faultsOf(page, `disputes-list-${name}`)));
      await page.goto('/disputes?state=over');
      await page.getByRole('heading', { name: 'Disputes' }).waitFor();
      faults.push(...(await faultsOf(page, `disputes-empty-${name}`)));
      await page.goto(`/disputes/${dispute.id}`);
      await page.getByRole('button', { name: 'Accept this split' }).waitFor();
      faults.push(...(await faultsOf(page, `dispute-party-${name}`)));
      await page.getByRole('button', { name: 'Propose a split' }).click();
      await page.getByLabel('Why this is fair').waitFor();
      faults.push(...(await faultsOf(page, `dispute-propose-${name}`)));
      await page.goto(`/disputes/new?recording=${dispute.subject.id}&party=${label}`);
      await page.getByText('is open already').waitFor();
      faults.push(...(await faultsOf(page, `dispute-new-open-${name}`)));
      await context.close();

      const operator = await newProfile(browser, { baseURL, viewport, colorScheme });
      await signIn(operator.page, user('olive'), '/account');
      await operator.page.goto('/operator/disputes');
      await operator.page.getByRole('link', { name: TITLE }).waitFor();
      faults.push(...(await faultsOf(operator.page, `disputes-queue-${name}`)));
      await operator.page.goto(`/disputes/${dispute.id}`);
      await operator.page.getByRole('button', { name: 'Settle the shares' }).click();
      await operator.page.getByText('20 % too much').waitFor();
      faults.push(...(await faultsOf(operator.page, `dispute-settle-${name}`)));
      await operator.context.close();
      expect(faults).toEqual([]);
    },
  );

  test('the operator settles the shares, and the track is licensed again', async () => {
    await withPage('olive', async (page) => {
      await page.goto('/operator');
      await page.getByRole('main').getByRole('link', { name: 'Disputes' }).click();
      await page.getByRole('link', { name: TITLE }).click();
      await page.getByRole('button', { name: 'Settle the shares' }).click();
      await page.getByRole('button', { name: 'Scale to 100 %' }).click();
      await page.getByText('Comes to 100 %.').waitFor();
      await page.getByLabel('Why, for everybody to read').fill('The contract says so.');
      await page.getByRole('button', { name: 'Settle the shares' }).click();
      await page.getByText('SHARES SETTLED', { exact: true }).waitFor();
      await page.getByText('Low Lamp Records 83.3333 % and Ines Vauquel 16.6667 %').waitFor();
      await keepScreen(page, 'dispute-settled');
    });
    expect(await eventually(clearance, (state) => state === 'CLEARED')).toBe('CLEARED');
    const { shares } = await api.get<{ shares: { ppm: number; territories: string[]; status: string }[] }>(
      `/api/recordings/${ISRC}`,
    );
    const active = shares.filter(({ status }) => status === 'ACTIVE');
    expect(active.map(({ ppm }) => ppm).toSorted((a, b) => a - b)).toEqual([166_667, 833_333, 1_000_000]);
  });

  test('a party says that a share is wrong, and takes it back', async () => {
    await withPage('lowlamp', async (page) => {
      await page.goto(`/disputes/new?recording=${dispute.subject.id}&party=${label}`);
      await page.getByRole('checkbox', { name: /Ines Vauquel/ }).check();
      await page.getByLabel('What is wrong, and how it should be').fill('She sold it to us.');
      await keepScreen(page, 'dispute-new');
      expect(await faultsOf(page, 'dispute-new')).toEqual([]);
      await page.getByRole('button', { name: 'Open the dispute' }).click();
      await page.getByRole('heading', { name: /^Ines Vauquel’s 16.6667 % of the recording/ }).waitFor();
      await page.getByText('It stays cleared meanwhile').waitFor();
      await keepScreen(page, 'dispute-contested');
      await page.getByRole('button', { name: 'Take it back' }).click();
      await page.getByLabel('Why the shares are right after all').fill('We found the letter.');
      await page.getByRole('button', { name: 'Take the dispute back' }).click();
      await page.getByText('DISMISSED', { exact: true }).waitFor();
    });
    expect(await clearance()).toBe('CLEARED');
  });
});
