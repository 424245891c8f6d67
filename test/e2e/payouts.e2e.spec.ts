import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import { Device } from '../support/device.ts';
import { startInstanceProcess, type InstanceProcess } from '../support/instance.ts';
import { eventually, launchBrowser, newProfile } from './support/browser.ts';
import { faultsInBothSchemes, SIZES, type Size } from './support/looks.ts';
import { signIn } from './support/people.ts';

const DESKTOP = SIZES[0];
const LISTENERS = 40;
const IBAN = 'DE89 3704 0044 0532 0130 00';
const DEBTOR = { PAYOUT_DEBTOR_NAME: 'Flipside Förderverein', PAYOUT_DEBTOR_IBAN: 'NL91ABNA0417164300' };
const US_ACCOUNT = {
  method: 'OTHER',
  country: 'US',
  number: '12-3456-7890',
  bank: 'First Bank, Springfield',
};

interface Line {
  readonly id: string;
  readonly party: { readonly id: string; readonly name: string };
  readonly state: string;
  readonly reason: string | null;
  readonly amountMicros: string;
}

/** On an instance of its own: a run pays everybody whom the instance owes something. */
describe('payouts, from a counted play to money that arrives or comes back', () => {
  let state: string;
  let instance: InstanceProcess;
  let browser: Browser;
  let run: string;
  const parties = new Map<string, string>();
  const faults: string[] = [];

  const as = (login: string) => new Api(instance.baseUrl).as(instance.user(login).token);
  const lines = async (query = ''): Promise<Line[]> =>
    (await as('olive').get<{ items: Line[] }>(`/api/payouts/runs/${run}/lines?limit=100${query}`)).items;
  const withPage = async (login: string, size: Size, work: (page: Page) => Promise<void>): Promise<void> => {
    const { viewport, schemes } = size;
    const options = { baseURL: instance.baseUrl, viewport, colorScheme: schemes[0], acceptDownloads: true };
    const { context, page, problems } = await newProfile(browser, options);
    await signIn(page, instance.user(login), '/account');
    await work(page);
    await context.close();
    // What the instance refuses on purpose is an error to the browser's console.
    expect(problems.filter((problem) => !/status of (409|422)/.test(problem))).toEqual([]);
  };
  const look = async (page: Page, name: string, size: Size = DESKTOP): Promise<void> => {
    faults.push(...(await faultsInBothSchemes(page, name, size)));
  };

  /** Plays of a flip by as many devices, reported when they were heard, and the month closed. */
  async function earn(): Promise<void> {
    const { items } = await new Api(instance.baseUrl).get<{
      items: { hash: string; credits: { sources: { isrc: string }[] } }[];
    }>('/api/feed');
    const flip = items[0]!;
    const api = new Api(instance.baseUrl);
    const devices = Array.from({ length: LISTENERS }, () => new Device());
    const grants = await Promise.all(
      devices.map((device) =>
        api.post<{ id: string; home: string }>('/api/plays/grants', { recipe: flip.hash, device: device.id }),
      ),
    );
    const start = new Date();
    const sources = [{ isrc: flip.credits.sources[0]!.isrc, provider: 'files', heardMs: 30_500 }];
    const receipts = devices.map((device, index) => {
      const { id: grant, home } = grants[index]!;
      return device.receipt({ home, grant, recipe: flip.hash, start, heardMs: 30_500, sources });
    });
    await sleep(31_500 - (Date.now() - start.getTime()));
    const { results } = await api.post<{ results: { status: string }[] }>('/api/plays', { receipts });
    expect(results.filter(({ status }) => status === 'counted')).toHaveLength(LISTENERS);
    const periods = () =>
      as('olive').get<{ items: { id: string; state: string }[] }>('/api/royalties/periods');
    const [open] = (await periods()).items;
    await as('olive').post(`/api/royalties/periods/${open!.id}/close`);
    await eventually(
      'the period is stated',
      async () => (await periods()).items.find(({ id }) => id === open!.id)!.state,
      (now) => now === 'STATED',
    );
  }

  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), 'flipside-payouts-'));
    chmodSync(state, 0o755);
    instance = await startInstanceProcess({ state, env: { ...DEBTOR, PAYOUT_THRESHOLDS: 'EUR:0.01' } });
    browser = await launchBrowser();
    for (const login of ['lowlamp', 'jonah', 'ines', 'koda', 'tessel', 'ode']) {
      const { user } = await as(login).get<{ user: { parties: { id: string; name: string }[] } }>('/api/me');
      for (const { id, name } of user.parties) parties.set(name, id);
    }
    await earn();
  });
  afterAll(async () => {
    await browser.close();
    await instance.stop();
    rmSync(state, { recursive: true, force: true });
  });

  test('an owner enters a bank account, which is checked and then shown by its ends alone', async () => {
    await withPage('lowlamp', DESKTOP, async (page) => {
      await page.goto(`/parties/${parties.get('Low Lamp Records')}?tab=payments`);
      await page.getByText('has no bank account yet').waitFor();
      await page.getByText('Nothing was paid yet').waitFor();
      await look(page, 'payee-empty');
      await page.getByRole('button', { name: 'Enter a bank account' }).click();
      await page.getByRole('textbox', { name: 'IBAN' }).fill('DE89 3704 0044 0532 0130 01');
      await page.getByRole('button', { name: 'Save the account' }).click();
      await page.getByText('The check digits of this IBAN do not match').waitFor();
      await look(page, 'payee-form-refused');
      await page.getByRole('textbox', { name: 'IBAN' }).fill(IBAN);
      await page.getByRole('button', { name: 'Save the account' }).click();
      await page.getByText('DE89 •••• 3000').waitFor();
      expect(await page.content()).not.toContain('0532');
      await page.getByLabel('Pay me from').fill('0,02');
      await page.getByRole('button', { name: 'Set', exact: true }).click();
      await page.getByRole('button', { name: 'Back to usual in EUR' }).waitFor();
      await look(page, 'payee-entered');
      await page.getByRole('link', { name: 'History' }).click();
      await page.getByText('A bank account was entered').waitFor();
    });
  });

  test('the operator prepares a run: who is paid, and who is not and why', async () => {
    const account = (name: string) => `/api/parties/${parties.get(name)}/payee/account`;
    const iban = { method: 'IBAN', holder: 'Somebody', iban: IBAN };
    await withPage('olive', DESKTOP, async (page) => {
      await page.goto('/operator');
      await page.getByRole('link', { name: 'Payouts' }).click();
      await page.getByText('No run yet').waitFor();
      await look(page, 'payouts-empty');
      await page.getByRole('button', { name: 'Prepare payments in EUR' }).click();
      await page.getByRole('heading', { name: 'Payout run' }).waitFor();
      await page.waitForURL(/\/operator\/payouts\/[0-9a-f-]{36}/);
      run = new URL(page.url()).pathname.split('/').at(-1)!;
      const [others] = [(await lines()).filter(({ reason }) => reason === 'NO_PAYEE_DETAILS')];
      expect(others.length).toBeGreaterThan(1);
      await page.getByRole('button', { name: 'Cancel the run' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
      await page.getByText('Cancelled', { exact: true }).first().waitFor();
      // Everybody else enters an account: one outside SEPA, one that changed a moment ago.
      const owners = new Map<string, string>();
      for (const login of ['lowlamp', 'jonah', 'ines', 'koda', 'tessel', 'ode']) {
        const { user } = await as(login).get<{ user: { parties: { name: string }[] } }>('/api/me');
        for (const { name } of user.parties) owners.set(name, login);
      }
      const named = others.filter(({ party }) => owners.has(party.name)).map(({ party }) => party.name);
      const [far, changed] = named as [string, string];
      await as(owners.get(far)!).expect('PUT', account(far), { ...US_ACCOUNT, holder: far });
      for (let times = 0; times < 2; times += 1)
        await as(owners.get(changed)!).expect('PUT', account(changed), iban);
      await page.getByRole('link', { name: 'All payout runs' }).click();
      await page.getByRole('button', { name: 'Prepare payments in EUR' }).click();
      await page.getByRole('button', { name: 'Approve' }).waitFor();
      run = new URL(page.url()).pathname.split('/').at(-1)!;
      const drafted = new Map((await lines()).map((line) => [line.party.name, line]));
      expect(drafted.get('Low Lamp Records')).toMatchObject({ state: 'PLANNED' });
      expect(drafted.get(far)).toMatchObject({ state: 'PLANNED' });
      expect(drafted.get(changed)).toMatchObject({ state: 'NOT_PAID', reason: 'COOLING_OFF' });
      await page.getByText('in the CSV alone: no IBAN').waitFor();
      await look(page, 'payout-draft');
      await page.getByRole('link', { name: /^New bank account, still waiting 1$/ }).click();
      await page.getByRole('link', { name: changed }).waitFor();
      await page.getByRole('link', { name: 'Low Lamp Records' }).waitFor({ state: 'detached' });
      parties.set('far', parties.get(far)!);
      parties.set(`owner of far: ${owners.get(far)}`, far);
    });
  });

  const farOwner = (): [string, string] => {
    const [key, name] = [...parties].find(([text]) => text.startsWith('owner of far: '))!;
    return [key.slice('owner of far: '.length), name];
  };

  test('approves and sends it, and both files agree with what was booked', async () => {
    await withPage('olive', DESKTOP, async (page) => {
      await page.goto(`/operator/payouts/${run}`);
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('dialog').getByText('Nothing is booked yet').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('dialog').getByLabel('The bank pays on').waitFor();
      await look(page, 'payout-send');
      await page.getByRole('button', { name: 'Send and book' }).click();
      await page.getByText('is in the CSV alone').waitFor();
      const download = async (name: string): Promise<string> => {
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name }).click(),
        ]);
        return readFileSync(await file.path(), 'utf8');
      };
      const pain = await download('File for the bank (pain.001)');
      const csv = await download('All payments (CSV)');
      const sent = await lines('&state=SENT');
      const text = (micros: bigint) =>
        `${micros / 1_000_000n}.${String((micros % 1_000_000n) / 10_000n).padStart(2, '0')}`;
      const label = sent.find(({ party }) => party.name === 'Low Lamp Records')!;
      expect(pain).toContain('<NbOfTxs>1</NbOfTxs>');
      expect(pain).toContain(`<CtrlSum>${text(BigInt(label.amountMicros))}</CtrlSum>`);
      expect(pain).toContain('<IBAN>DE89370400440532013000</IBAN>');
      expect(pain).toContain('<Nm>Flipside Forderverein</Nm>');
      expect(csv.trim().split('\r\n')).toHaveLength(sent.length + 1);
      for (const { amountMicros } of sent) expect(csv).toContain(`,${text(BigInt(amountMicros))},EUR,`);
      expect(csv).toContain('12-3456-7890');
    });
  });

  test('notes that one payment arrived and that one came back, and both payees see it', async () => {
    const [owner, name] = farOwner();
    await withPage('olive', DESKTOP, async (page) => {
      await page.goto(`/operator/payouts/${run}`);
      await page.getByRole('button', { name: 'Arrived: Low Lamp Records' }).click();
      await page.getByRole('button', { name: 'Arrived: Low Lamp Records' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: `Came back: ${name}` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('are owed to').waitFor();
      await look(page, 'payout-return');
      await dialog.getByLabel('A note for the history').fill('Closed since Monday');
      await dialog.getByRole('button', { name: 'It came back' }).click();
      await page.getByRole('cell', { name: 'The account is closed (AC04)' }).waitFor();
      await page.getByText('Settled', { exact: true }).first().waitFor();
      await look(page, 'payout-settled');
    });
    await withPage('lowlamp', DESKTOP, async (page) => {
      await page.goto('/notifications');
      await page
        .getByRole('link', { name: /are on their way to Low Lamp Records/ })
        .first()
        .click();
      await page.getByText('Paid', { exact: true }).waitFor();
      await look(page, 'payee-paid');
    });
    await withPage(owner, DESKTOP, async (page) => {
      await page.goto(`/parties/${parties.get('far')}?tab=payments`);
      await page.getByText('It is owed again').waitFor();
    });
    const { items } = await as('olive').get<{ items: { state: string }[] }>('/api/payouts/runs');
    expect(items.map(({ state: now }) => now)).toEqual(['SETTLED', 'CANCELLED']);
  });

  test('what came back is owed again and paid by the next run; a stopped payee is not', async () => {
    const [, name] = farOwner();
    await withPage('olive', DESKTOP, async (page) => {
      await page.goto(`/parties/${parties.get('far')}?tab=payments`);
      await page.getByLabel('Why payouts to it are stopped').fill('The bank asks who this is');
      await page.getByRole('button', { name: 'Stop payouts' }).click();
      await page.getByText('Payouts are stopped').waitFor();
      await look(page, 'payee-stopped');
      await page.goto('/operator/payouts');
      await page.getByRole('button', { name: 'Prepare payments in EUR' }).click();
      await page.getByText('This run pays nobody').waitFor();
      run = new URL(page.url()).pathname.split('/').at(-1)!;
      expect((await lines()).find(({ party }) => party.name === name)).toMatchObject({ reason: 'ON_HOLD' });
    });
  });

  test('on a phone, and in both schemes, without a fault', async () => {
    const phone = SIZES[1];
    await withPage('olive', phone, async (page) => {
      await page.goto('/operator/payouts');
      await page
        .getByRole('link', { name: /^EUR until/ })
        .first()
        .waitFor();
      await look(page, 'payouts-list', phone);
      const { items } = await as('olive').get<{ items: { id: string; state: string }[] }>(
        '/api/payouts/runs',
      );
      await page.goto(`/operator/payouts/${items.find((one) => one.state === 'SETTLED')!.id}`);
      await page.getByRole('link', { name: 'Low Lamp Records' }).waitFor();
      await look(page, 'payout-settled', phone);
    });
    await withPage('lowlamp', phone, async (page) => {
      await page.goto(`/parties/${parties.get('Low Lamp Records')}?tab=payments`);
      await page.getByText('Paid', { exact: true }).waitFor();
      await look(page, 'payee-paid', phone);
      await page.getByRole('button', { name: 'Change the account' }).click();
      await page.getByLabel('Another kind').check();
      await page.getByLabel('Account number').waitFor();
      await look(page, 'payee-form-other', phone);
    });
    expect(faults).toEqual([]);
  });
});
