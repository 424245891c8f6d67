import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import type { DemoUser } from '../support/instance.ts';
import { launchBrowser, newProfile } from './support/browser.ts';
import { faultsOf } from './support/looks.ts';
import { signIn } from './support/people.ts';

const ISRC = 'QZFLP2699001';

interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly problems: string[];
}

describe('a party, from its first member to a merge', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  const api = new Api(baseURL);
  let browser: Browser;
  let owner: Person;
  let guest: Person;
  let operator: Person;
  let link: string;

  const user = (login: string): DemoUser => {
    const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
    return (JSON.parse(file) as { users: DemoUser[] }).users.find((one) => one.login === login)!;
  };
  const person = async (login: string, path: string): Promise<Person> => {
    const profile = await newProfile(browser, { baseURL });
    await signIn(profile.page, user(login), path);
    return profile;
  };
  const openTab = async ({ page }: Person, party: string, tab: string) => {
    await page.goto('/parties');
    await page.getByRole('link', { name: party, exact: true }).click();
    await page.getByRole('navigation', { name: 'About the party' }).getByRole('link', { name: tab }).click();
  };
  /** No fault of WCAG 2.2 AA, as it stands now. */
  const expectReadable = async ({ page }: Person, name: string) => {
    expect(await faultsOf(page, name)).toEqual([]);
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    owner = await person('koda', '/parties');
    guest = await person('noor', '/parties');
    operator = await person('olive', '/operator/claims');
  });
  afterAll(async () => {
    const problems = [owner, guest, operator].flatMap((one) => one.problems);
    await browser.close();
    // One identifier is mistyped on purpose.
    expect(problems.filter((problem) => !/status of (404|422)/.test(problem))).toEqual([]);
  });

  test('its owner makes it and invites somebody by a link, who joins', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: 'New party' }).click();
    await page.getByLabel('Name, as credits show it').fill('North Pier Records');
    await page.getByRole('button', { name: 'Make the party' }).click();
    await page.getByRole('heading', { name: 'North Pier Records' }).waitFor();
    await page.getByLabel(/^ISNI/).fill('0000 0001 2146 4380');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('/isni').waitFor();
    await page.getByLabel(/^ISNI/).fill('0000 0001 2146 438X');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await openTab(owner, 'North Pier Records', 'Members');
    await page.getByRole('button', { name: 'Make a link' }).click();
    link = await page.getByLabel('Link', { exact: true }).inputValue();
    expect(link).toMatch(/\/invitation\/[0-9a-f-]{36}#join_/);
    await expectReadable(owner, 'party-members');

    await guest.page.goto(new URL(link).pathname + new URL(link).hash);
    await guest.page.getByRole('button', { name: 'Join North Pier Records' }).waitFor();
    expect(guest.page.url()).not.toContain('#');
    await expectReadable(guest, 'invitation');
    await guest.page.getByRole('button', { name: 'Join North Pier Records' }).click();
    await guest.page.getByRole('link', { name: 'Open North Pier Records' }).click();
    await guest.page.getByText('you are viewer').waitFor();
  });

  test('it claims a recording; an operator sees what is shown for it and proves it', async () => {
    const holder = await api.as(user('olive').token).post<{ id: string }>('/api/parties', {
      name: 'Pier Writers',
      kind: 'ORGANISATION',
    });
    const half = [{ partyId: holder.id, role: 'LABEL', ppm: 500_000 }];
    const credit = [{ partyId: holder.id, role: 'PRODUCER' }];
    await api.as(user('olive').token).post('/api/recordings', {
      isrc: ISRC,
      title: 'Under the Pier',
      artist: 'The Pier',
      shares: half,
      contributors: credit,
      works: [{ title: 'Under the Pier', ppm: 1_000_000, shares: half, contributors: credit }],
    });
    const { page } = owner;
    await openTab(owner, 'North Pier Records', 'Claims');
    await page.getByRole('button', { name: 'Claim a recording or work' }).click();
    await page.getByLabel(/^ISRC of the recording/).fill('qz-flp-26-99001');
    await page.getByRole('combobox', { name: /^As/ }).or(page.getByLabel(/^As/)).first().click();
    await page.getByRole('option', { name: 'Label' }).click();
    await page.getByLabel(/^Share, in per cent/).fill('50');
    await page.getByLabel(/^What an operator should know/).fill('Bought with the catalogue in May.');
    await page.getByLabel(/^Links to evidence/).fill('https://pier.example/contract');
    await page.getByRole('button', { name: 'Claim it' }).click();
    await page.getByText('Waiting for proof').first().waitFor();
    await page.getByText('Bought with the catalogue in May.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expectReadable(owner, 'party-claims');

    await operator.page.goto('/operator/claims');
    await operator.page.getByRole('button', { name: 'Decide the claim of North Pier Records' }).click();
    await operator.page.getByText('https://pier.example/contract').waitFor();
    await operator.page.getByLabel(/^The reason/).fill('The contract says so.');
    await expectReadable(operator, 'operator-claims');
    await operator.page.getByRole('button', { name: 'Prove the claim' }).click();
    await operator.page.getByText('No claim waits.').waitFor();

    await openTab(owner, 'North Pier Records', 'Shares');
    await page.getByText('50.00 % as label, everywhere').waitFor();
    const { shares } = await api.get<{ shares: { ppm: number; party: { name: string } }[] }>(
      `/api/recordings/${ISRC}`,
    );
    expect(shares.map(({ party, ppm }) => `${party.name} ${ppm}`).toSorted()).toEqual([
      'North Pier Records 500000',
      'Pier Writers 500000',
    ]);
  });

  test('it hands a part over, which counts when the other party accepts', async () => {
    const other = await api.as(user('noor').token).post<{ id: string }>('/api/parties', {
      name: 'South Pier Records',
      kind: 'ORGANISATION',
    });
    const { page } = owner;
    await page.getByRole('button', { name: 'Hand over Under the Pier' }).click();
    await page.getByLabel('To', { exact: true }).fill('south pier');
    await page.getByRole('button', { name: /^South Pier Records/ }).click();
    await page.getByLabel(/^How much of the whole/).fill('20');
    await page.getByLabel(/^Why/).fill('Sold');
    await page.getByText('30.00 % stays with North Pier Records.').waitFor();
    await expectReadable(owner, 'transfer-dialog');
    await page.getByRole('button', { name: 'Offer it' }).click();
    await page.getByText('Waiting for an answer').waitFor();

    await guest.page.goto(`/parties/${other.id}?tab=shares`);
    await guest.page.getByRole('button', { name: 'Accept Under the Pier' }).click();
    await guest.page.getByText('20.00 % as label, everywhere').waitFor();
    await page.reload();
    await page.getByText('30.00 % as label, everywhere').waitFor();
    await expectReadable(owner, 'party-shares');
  });

  test('an operator merges a duplicate into it, and sees what moved', async () => {
    await api
      .as(user('noor').token)
      .post('/api/parties', { name: 'North Pier Record', kind: 'ORGANISATION' });
    const { page } = operator;
    await page.goto('/operator/parties');
    await page.getByLabel('Party', { exact: true }).fill('north pier');
    await page.getByRole('button', { name: /^North Pier Records/ }).click();
    const duplicate = page.getByRole('region', { name: 'Merge a duplicate into it' });
    await duplicate.getByLabel(/^Which party is/).fill('north pier record');
    await duplicate.getByRole('button', { name: /^North Pier Record(?!s)/ }).click();
    await page.getByRole('table', { name: /^From North Pier Record/ }).waitFor();
    await page.getByLabel(/^Why they are one/).fill('Entered twice');
    await expectReadable(operator, 'operator-merge');
    await page.getByRole('button', { name: 'Merge North Pier Record into North Pier Records' }).click();
    await page.getByText('North Pier Record was merged into North Pier Records.').waitFor();
    await page.getByRole('button', { name: 'What moved, from North Pier Record' }).click();
    await page.getByText('Member', { exact: false }).first().waitFor();
    await openTab(guest, 'North Pier Records', 'History');
    await guest.page.getByRole('rowheader', { name: 'Merged' }).first().waitFor();
    await expectReadable(guest, 'party-history');
  });
});
