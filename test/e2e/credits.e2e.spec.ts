import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recipeLink, signRecipe, type Recipe } from '@flipside/recipe';
import type { Browser } from 'playwright-core';
import { Api } from '../support/api.ts';
import type { DemoUser } from '../support/instance.ts';
import { keepScreen, launchBrowser, newProfile } from './support/browser.ts';
import { signIn } from './support/people.ts';

const TITLE = 'Borrowed Harbour';

interface Published {
  readonly hash: string;
  readonly code: string;
}
interface Detail extends Published {
  readonly title: string;
  readonly recipe: Recipe;
}

describe('credits, corrections and take-downs', () => {
  const baseURL = process.env['FLIPSIDE_E2E_URL']!;
  const api = new Api(baseURL);
  let browser: Browser;
  let parent: Detail;
  let flip: Published;

  const user = (login: string): DemoUser => {
    const file = readFileSync(join(process.env['FLIPSIDE_E2E_STATE']!, 'demo.json'), 'utf8');
    return (JSON.parse(file) as { users: DemoUser[] }).users.find((one) => one.login === login)!;
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    const { items } = await api.get<{ items: Detail[] }>('/api/feed');
    const { hash } = items.find(({ title }) => title === 'Slow Tide, Other Shore')!;
    parent = await api.get<Detail>(`/api/recipes/${hash}`);
    const { proof: _proof, ...recipe } = parent.recipe as Recipe & { proof?: unknown };
    const provenance = { parents: [recipeLink(hash as Parameters<typeof recipeLink>[0])], supersedes: null };
    const signed = signRecipe(
      { ...recipe, title: TITLE, provenance },
      new Uint8Array(32).fill(5),
      new Date(),
    );
    flip = await api.as(user('ode').token).post<Published>('/api/recipes', { recipe: signed });
  });
  afterAll(async () => {
    await browser.close();
  });

  test('a songwriter asks for a missing credit under the flip', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await signIn(page, user('jonah'), `/r/${flip.code}`);
    await page.getByRole('heading', { name: TITLE }).waitFor();
    await page.getByRole('button', { name: 'Who added what' }).click();
    await page.getByText('Uses only what was there, and adds no recording.').first().waitFor();
    await page.locator('#flip-tree').getByRole('link', { name: parent.title }).waitFor();
    await keepScreen(page, 'flip-tree');
    await page.getByRole('button', { name: /Ask for a correction/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Who it should be').fill('Mbali Khoury');
    await dialog.getByLabel('As what').first().click();
    await page.getByRole('option', { name: 'Producer' }).click();
    await dialog.getByLabel('What is wrong').fill('Mbali produced the session.');
    await dialog.getByLabel(/Links that show it/).fill('https://example.org/sleeve-notes');
    await keepScreen(page, 'ask-correction');
    await dialog.getByRole('button', { name: 'Ask for the correction' }).click();
    await dialog.getByText(/^Asked\./).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    expect(problems).toEqual([]);
    await context.close();
  });

  test('the label that holds the recording accepts it', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await signIn(page, user('lowlamp'), '/corrections');
    const asked = page.getByRole('listitem').filter({ hasText: 'Mbali Khoury (producer)' });
    await asked.getByText(/: Mbali produced the session\./).waitFor();
    await asked.getByRole('textbox').fill('Confirmed by the session sheet.');
    await keepScreen(page, 'corrections');
    await asked.getByRole('button', { name: 'Accept' }).click();
    await asked.getByText('Answer: Confirmed by the session sheet.').waitFor();
    await page.goto('/derivatives');
    await page.getByRole('link', { name: TITLE }).waitFor();
    await keepScreen(page, 'derivatives');
    expect(problems).toEqual([]);
    await context.close();
  });

  test('the flip page, its frame and its downloads show it beside what was published', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await page.goto(`/r/${flip.code}`);
    await page.getByText(/^Corrected on .*Mbali Khoury \(producer\)/).waitFor();
    await page.goto(`/embed/${flip.code}`);
    await page.getByText('Credits', { exact: true }).click();
    await page.getByText(/Corrected on .*Mbali Khoury \(Producer\) was missing/).waitFor();
    for (const file of ['credits.txt', 'credits.jsonld', 'credits.ern.xml']) {
      const answer = await fetch(`${baseURL}/api/recipes/${flip.hash}/${file}`);
      expect([file, answer.status, (await answer.text()).includes('Mbali Khoury')]).toEqual([
        file,
        200,
        true,
      ]);
    }
    const { credits } = await api.get<{
      credits: { corrections: object[]; sources: { recording: object[] }[] };
    }>(`/api/recipes/${flip.hash}`);
    expect(credits.corrections).toMatchObject([
      { credited: null, proposed: { name: 'Mbali Khoury', role: 'Producer' } },
    ]);
    expect(JSON.stringify(credits.sources)).not.toContain('"role":"Producer"');
    expect(problems).toEqual([]);
    await context.close();
  });

  test('its producer takes it down, and the link, the frame and the tree say so', async () => {
    const { context, page, problems } = await newProfile(browser, { baseURL });
    await signIn(page, user('ode'), '/flips');
    await page.getByRole('button', { name: `Take it down: ${TITLE}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('A better one is coming.');
    await dialog.getByRole('button', { name: 'Take it down' }).click();
    await page.getByText('Its producer took it down: A better one is coming.').waitFor();
    await page.getByRole('button', { name: `History of ${TITLE}` }).click();
    await page.getByText(/Taken down.*by its producer/).waitFor();
    await keepScreen(page, 'own-flips');
    expect(problems).toEqual([]);
    await context.close();

    const visitor = await newProfile(browser, { baseURL });
    for (const path of [`/r/${flip.code}`, `/embed/${flip.code}`]) {
      const answer = await visitor.page.goto(path);
      expect([path, answer?.status()]).toEqual([path, 410]);
      await visitor.page
        .getByText(/Its producer took it down: A better one is coming\./)
        .first()
        .waitFor();
      await visitor.page.getByText(/Mbali Khoury \(Producer\) was missing/).waitFor();
    }
    await visitor.page.goto(`/r/${flip.code}`);
    await visitor.page.getByRole('heading', { name: TITLE }).waitFor();
    await keepScreen(visitor.page, 'taken-down');
    await visitor.page.goto(`/r/${parent.code}`);
    await visitor.page.getByRole('button', { name: 'Who added what' }).click();
    await visitor.page.locator('#flip-tree').getByText('TAKEN DOWN').waitFor();
    // A page that is gone answers 410, which the console reports as an error.
    expect(visitor.problems.filter((problem) => !problem.includes('410'))).toEqual([]);
    await visitor.context.close();
  });

  test('brought back by its producer it plays again; removed by an operator it does not', async () => {
    const producer = await newProfile(browser, { baseURL });
    await signIn(producer.page, user('ode'), '/flips');
    await producer.page.getByRole('button', { name: `Bring it back: ${TITLE}` }).click();
    await producer.page.getByRole('button', { name: `Take it down: ${TITLE}` }).waitFor();
    expect((await api.send('GET', `/api/share-links/${flip.code}`)).status).toBe(200);
    await producer.context.close();

    const operator = await newProfile(browser, { baseURL });
    await signIn(operator.page, user('olive'), '/operator');
    await operator.page.getByLabel('Link of the flip').fill(`${baseURL}/r/${flip.code}`);
    await operator.page.getByLabel('Why it is removed').fill('By order of a court');
    await operator.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await operator.page.getByRole('button', { name: `Restore ${TITLE}` }).waitFor();
    expect((await api.send('GET', `/api/share-links/${flip.code}`)).body).toMatchObject({
      detail: 'An operator of this instance removed it: By order of a court',
    });
    await operator.page.getByRole('button', { name: `Restore ${TITLE}` }).click();
    await operator.page
      .getByRole('textbox', { name: `Why ${TITLE} is restored` })
      .fill('The order was lifted');
    await operator.page.getByRole('button', { name: 'Restore', exact: true }).click();
    await operator.page.getByText('The order was lifted').waitFor();
    expect((await api.send('GET', `/api/share-links/${flip.code}`)).status).toBe(200);
    expect(operator.problems).toEqual([]);
    await operator.context.close();
  });
});
