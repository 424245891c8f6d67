import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { didKeyFromPublicKey, signRecipe } from '@flipside/recipe';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import type { DemoUser } from '../support/instance.ts';
import { keepScreen, launchBrowser, newProfile, PATIENCE_MS } from './support/browser.ts';
import { signIn } from './support/people.ts';

const ISRC = 'QZTST2600078';
const TITLE = 'Two Hands';
const WORK = 'Two Hands (work)';
const FLIP = 'Both Of Them';

const LAYER = 'https://layers.example/own.wav';
const LAYER_SECONDS = 16;
/** A square wave of 100 Hz, one channel of 16 bits. */
function wav(): Buffer {
  const bytes = Buffer.alloc(44 + 2 * 44_100 * LAYER_SECONDS);
  bytes.write('RIFF');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  for (const [value, at] of [
    [16, 16],
    [44_100, 24],
    [88_200, 28],
    [bytes.length - 44, 40],
  ] as const)
    bytes.writeUInt32LE(value, at);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ] as const)
    bytes.writeUInt16LE(value, at);
  bytes.write('data', 36);
  for (let frame = 0; frame < 44_100 * LAYER_SECONDS; frame += 1)
    bytes.writeInt16LE(frame % 441 < 220 ? 9_000 : -9_000, 44 + 2 * frame);
  return bytes;
}

interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly problems: string[];
}

describe('an artist and a songwriter say yes, and one of them takes it back', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  const api = new Api(baseURL);
  let browser: Browser;
  let artist: Person;
  let songwriter: Person;
  let listener: Person;
  let hash: string;
  let share: string;

  const user = (login: string): DemoUser => {
    const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
    return (JSON.parse(file) as { users: DemoUser[] }).users.find((one) => one.login === login)!;
  };
  const person = async (login: string | null, path: string): Promise<Person> => {
    const one = await newProfile(browser, { baseURL });
    if (login !== null) await signIn(one.page, user(login), path);
    return one;
  };
  const state = async () => {
    const { state: one } = await api.get<{ state: string }>(`/api/recordings/${ISRC}/clearance`);
    return one;
  };
  const askToPlay = () => {
    const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    const device = didKeyFromPublicKey(Buffer.from(x, 'base64url'));
    return api.send<{ code?: string }>('POST', '/api/plays/grants', { recipe: hash, device });
  };
  const publish = () => {
    const recipe = signRecipe(
      {
        ...{ type: 'RemixRecipe', version: '1', title: FLIP, timeSignature: [4, 4], master: {} },
        engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
        tempo: [{ beat: 0, bpm: 120 }],
        sources: [{ id: 's1', isrc: [ISRC], title: TITLE, artist: 'Koda Ferrant', durationMs: 180_000 }],
        separation: { model: 'builtin' },
        layers: [
          {
            ...{ id: 'l1', href: LAYER, durationMs: LAYER_SECONDS * 1000, statement: 'own-recording' },
            sha256: createHash('sha256').update(wav()).digest('hex'),
          },
        ],
        tracks: [
          { id: 'own', name: 'Own', clips: [{ layer: 'l1', at: 0, length: 32, in: 0 }] },
          {
            ...{ id: 't1', name: 'Vocals' },
            clips: [{ source: 's1', stem: 'vocals', at: 0, length: 64, in: 0 }],
          },
        ],
        provenance: { parents: [], supersedes: null },
      },
      new Uint8Array(32).fill(9),
      new Date(),
    );
    return api
      .as(user('tessel').token)
      .send<{ hash: string; code: string; blocking?: object[] }>('POST', '/api/recipes', {
        recipe,
        tags: [],
      });
  };
  /** The switch is an input under its track; a person clicks the track. */
  const flick = async ({ page }: Person, name: string, on: boolean) => {
    const control = page.getByRole('switch', { name });
    await control.waitFor();
    expect(await control.isChecked()).toBe(!on);
    await control.click({ force: true });
    if (on) await page.waitForFunction(isChecked, name);
  };

  const narrowTheTerms = async () => {
    const entry = artist.page.getByRole('article').filter({ hasText: TITLE });
    await entry.getByRole('button', { name: 'Change terms' }).click();
    await entry.getByLabel('How much, at most, in seconds').fill('60');
    await entry.getByText('none is out yet').waitFor();
    await entry.getByRole('button', { name: 'Save these terms' }).click();
    await entry.getByRole('button', { name: 'Save these terms' }).waitFor({ state: 'detached' });
    expect(await entry.locator('.terms-sentence').innerText()).toContain('for 1 minute');
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    const kodas = await api
      .as(user('koda').token)
      .get<{ user: { parties: { id: string; name: string }[] } }>('/api/me');
    const koda = kodas.user.parties.find(({ name }) => name === 'Koda Ferrant')!.id;
    const noors = { name: 'Noor Valk', kind: 'PERSON' };
    const { id: noor } = await api.as(user('noor').token).post<{ id: string }>('/api/parties', noors);
    const whole = (partyId: string, role: string) => [{ partyId, role, ppm: 1_000_000 }];
    await api.as(user('olive').token).post('/api/recordings', {
      ...{ isrc: ISRC, title: TITLE, artist: 'Koda Ferrant', durationMs: 180_000, bpm: 120 },
      shares: whole(koda, 'MAIN_ARTIST'),
      contributors: [{ partyId: koda, role: 'MAIN_ARTIST' }],
      works: [
        {
          ...{ title: WORK, ppm: 1_000_000, shares: whole(noor, 'COMPOSER') },
          contributors: [{ partyId: noor, role: 'COMPOSER' }],
        },
      ],
    });
    artist = await person('koda', `/artist?party=${koda}`);
    songwriter = await person('noor', `/artist?party=${noor}`);
    listener = await person(null, '/');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
  });

  test('the recording is cleared only after the second of them opted in', async () => {
    expect(await state()).toBe('NOT_CLEARED');
    await flick(artist, `Recording side of ${TITLE}, opt in`, true);
    expect(await state()).toBe('NOT_CLEARED');
    expect(await publish()).toMatchObject({ status: 409, body: { code: 'not_cleared' } });
    await artist.page.getByText('Remixers may use every part').first().waitFor();
    await narrowTheTerms();

    await flick(songwriter, `Composition side of ${WORK}, opt in`, true);
    expect(await state()).toBe('CLEARED');
    await songwriter.page.getByText('CLEARED', { exact: true }).first().waitFor();
    await keepScreen(songwriter.page, 'consent-opted-in');
  });

  test('a producer publishes, and a listener opens the page', async () => {
    const { status, body } = await publish();
    expect(status).toBe(201);
    ({ hash } = body);
    share = `/r/${body.code}`;
    await listener.page.goto(share);
    await listener.page.getByRole('heading', { name: FLIP }).waitFor();
    expect((await askToPlay()).status).toBe(201);
  });

  test('in the studio its own layer is heard before any music is connected', async () => {
    const { context, page, problems } = await person(null, '/');
    const headers = { 'access-control-allow-origin': '*' };
    let asked = 0;
    await context.route(LAYER, (route) => {
      asked += 1;
      return route.fulfill({ body: wav(), contentType: 'audio/wav', headers });
    });
    await page.goto(`/studio?from=${hash}`);
    await page.getByText('Connect your music to hear it.').waitFor();
    await until(() => Promise.resolve(asked > 0));
    await page.getByRole('group', { name: 'Transport' }).getByRole('button', { name: 'Play' }).click();
    await page
      .locator('.flip-out-figures')
      .getByText(/^−(?!∞)[\d.]+ dB$/)
      .first()
      .waitFor();
    expect([asked, problems]).toEqual([1, []]);
    await context.close();
  });

  test('an announced withdrawal is told on the page, and can be taken back', async () => {
    const { page } = songwriter;
    await flick(songwriter, `Composition side of ${WORK}, opt in`, false);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('On a day that is announced').click();
    await dialog.getByLabel('From the beginning of this day, UTC').fill('2099-03-01');
    await dialog.getByRole('button', { name: 'Announce it' }).click();
    await page.getByText('Ends on').waitFor();
    await listener.page.reload();
    await listener.page.getByText('Plays until 1 March 2099').waitFor();
    expect(await listener.page.getByRole('note').innerText()).toContain('Noor Valk (composition side)');
    await keepScreen(listener.page, 'consent-announced');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('Ends on').waitFor({ state: 'detached' });
    await listener.page.reload();
    await listener.page.getByRole('heading', { name: FLIP }).waitFor();
    expect(await listener.page.getByText('Plays until').count()).toBe(0);
  });

  test('the songwriter withdraws: the page says why, and no play is granted', async () => {
    await flick(songwriter, `Composition side of ${WORK}, opt in`, false);
    const dialog = songwriter.page.getByRole('dialog');
    await dialog.getByLabel('Why, for your own history').fill('Another use of it is coming');
    await dialog.getByRole('button', { name: 'Withdraw' }).click();
    await songwriter.page.getByText('Withdrawn.').waitFor();
    expect(await askToPlay()).toMatchObject({ status: 409, body: { code: 'not_cleared' } });
    const reason = 'Noor Valk (composition side) has withdrawn the grant.';
    await until(async () => {
      await listener.page.goto(share);
      await listener.page.locator('h1').first().waitFor();
      return (await listener.page.getByText(reason).count()) > 0;
    });
    expect((await fetch(`${baseURL}${share}`)).status).toBe(410);
    await keepScreen(listener.page, 'consent-withdrawn');
  });

  test('the songwriter grants again: the page is back, a play is granted, and history has all of it', async () => {
    await flick(songwriter, `Composition side of ${WORK}, opt in`, true);
    await until(async () => (await fetch(`${baseURL}${share}`)).status === 200);
    expect((await askToPlay()).status).toBe(201);
    await listener.page.goto(share);
    await listener.page.getByRole('heading', { name: FLIP }).waitFor();
    const { page } = songwriter;
    await page.getByRole('button', { name: 'History' }).first().click();
    const lines = page.getByRole('dialog').getByRole('listitem');
    await lines.nth(4).waitFor();
    const happened = await lines.evaluateAll((all) => all.map((one) => one.querySelector('p')?.textContent));
    expect(happened).toEqual([
      'Granted again',
      'Withdrawn',
      'Announced withdrawal taken back',
      'Withdrawal announced for 1 March 2099',
      'Granted',
    ]);
    await keepScreen(page, 'consent-history');
    for (const { problems } of [artist, songwriter, listener])
      expect(problems.filter((problem) => !/40[49]|410/.test(problem))).toEqual([]);
  });
});

function isChecked(name: string): boolean {
  return document.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)?.checked === true;
}

/** Jobs run beside requests: asks until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not become so in time');
    await new Promise((done) => setTimeout(done, 300));
  }
}
