import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import type { DemoUser } from '../support/instance.ts';
import { keepScreen, launchBrowser, newProfile, PATIENCE_MS } from './support/browser.ts';
import { faultsInBothSchemes, SIZES, type Size } from './support/looks.ts';
import { signIn } from './support/people.ts';

const ISRC = 'QZTST2600077';
const TITLE = 'Borrowed Light';
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
        await page.getByRole('heading', { name: 'Disputes' }).waitFor();
        await page.getByLabel('To, UTC').fill('2025-01-31');
        await page.getByText('No open dispute was opened in this time.').waitFor();
        expect(new URL(page.url()).searchParams.get('until')).toBe('2025-01-31');
        await page.getByRole('button', { name: 'Show any time' }).click();
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

  /** What a person does to see one screen after another, each looked at. */
  type Walk = (page: Page, look: (name: string) => Promise<void>) => Promise<void>;

  const walkAs = async (login: string, size: Size, walk: Walk): Promise<string[]> => {
    const { viewport, schemes } = size;
    const { context, page } = await newProfile(browser, { baseURL, viewport, colorScheme: schemes[0] });
    await signIn(page, user(login), '/account');
    const faults: string[] = [];
    await walk(page, async (name) => {
      faults.push(...(await faultsInBothSchemes(page, name, size)));
    });
    await context.close();
    return faults;
  };

  const walkOfParty: Walk = async (page, look) => {
    await page.goto(`/disputes?party=${label}`);
    await page.getByRole('link', { name: TITLE }).waitFor();
    await look('disputes-list');
    await page.goto('/disputes?state=over');
    await page.getByRole('heading', { name: 'Disputes' }).waitFor();
    await look('disputes-empty');
    await page.goto(`/disputes/${dispute.id}`);
    await page.getByRole('button', { name: 'Accept this split' }).waitFor();
    await look('dispute-party');
    await page.getByRole('button', { name: 'Propose a split' }).click();
    await page.getByLabel('Why this is fair').waitFor();
    await look('dispute-propose');
    await page.goto(`/disputes/new?recording=${dispute.subject.id}&party=${label}`);
    await page.getByText('is open already').waitFor();
    await look('dispute-new-open');
  };

  const walkOfOperator: Walk = async (page, look) => {
    await page.goto('/operator/disputes');
    await page.getByRole('link', { name: TITLE }).waitFor();
    await look('disputes-queue');
    await page.goto(`/disputes/${dispute.id}`);
    await page.getByRole('button', { name: 'Settle the shares' }).click();
    await page.getByText('20 % too much').waitFor();
    await look('dispute-settle');
  };

  test.each(SIZES)('its screens have no WCAG 2.2 AA fault, $size', async (size) => {
    const faults = await Promise.all([
      walkAs('lowlamp', size, walkOfParty),
      walkAs('olive', size, walkOfOperator),
    ]);
    expect(faults.flat()).toEqual([]);
  });

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
      expect(await faultsInBothSchemes(page, 'dispute-new', SIZES[0])).toEqual([]);
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
