import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { toyModelPath } from '../support/toy-model.ts';
import { keepScreen, launchBrowser, LONG_PATIENCE_MS, newProfile } from './support/browser.ts';
import { faultsInBothSchemes, SIZES } from './support/looks.ts';

const MODEL = readFileSync(toyModelPath());
const SHA256 = createHash('sha256').update(MODEL).digest('hex');

const HALF = Math.floor(MODEL.length / 2);
/** A flip of one recording, of which it uses half. */
const FLIP = { title: 'Lamplight, Reversed', isrc: 'QZFLP2600002' } as const;
/** Frames of a kept chunk of a model's stems. */
const BLOCK = 343_980 / 4;

interface KeptChunk {
  readonly chunk: number;
  readonly samples: readonly number[];
}

/** The left channel of every kept chunk of bass that the model made. Runs in the page. */
async function readBass(frames: number): Promise<KeptChunk[]> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('stems');
  const chunks: KeptChunk[] = [];
  for await (const recording of root.values()) {
    if (recording.kind !== 'directory') continue;
    for await (const model of recording.values()) {
      if (model.kind !== 'directory' || !model.name.startsWith('toy.')) continue;
      for await (const file of model.values()) {
        if (file.kind !== 'file' || !file.name.startsWith('bass.')) continue;
        const bytes = await (await file.getFile()).arrayBuffer();
        const count = Math.min(frames, (bytes.byteLength - 16) / 8);
        chunks.push({ chunk: Number(file.name.slice(5)), samples: [...new Float32Array(bytes, 16, count)] });
      }
    }
  }
  return chunks;
}

interface NodeStems {
  readonly step: number;
  readonly stems: { readonly bass: readonly number[] };
}

function inNode(isrc: string): NodeStems {
  const script = ['--conditions=source', 'test/support/separate-with-toy.ts', 'native', isrc];
  return JSON.parse(execFileSync(process.execPath, script, { encoding: 'utf8' })) as NodeStems;
}

/** A host of models with ranges. */
interface Host {
  readonly server: Server;
  readonly ranges: (string | undefined)[];
  /** What it has: another file of the same length is no model. */
  bytes: Buffer;
}

/** Its first answer stops half way and waits, the next three break off there, later ones are whole. */
function startHost(): Host {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const allowed = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'range' };
    if (request.method === 'OPTIONS') {
      response.writeHead(204, allowed).end();
      return;
    }
    const { range } = request.headers;
    ranges.push(range);
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, {
      ...allowed,
      'access-control-expose-headers': 'content-range',
      'content-length': MODEL.length - from,
      'content-range': `bytes ${from}-${MODEL.length - 1}/${MODEL.length}`,
    });
    if (ranges.length > 4) {
      response.end(host.bytes.subarray(from));
      return;
    }
    response.write(host.bytes.subarray(from, Math.max(from, HALF)));
    if (ranges.length > 1) setTimeout(() => response.destroy(), 200);
  });
  const host: Host = { server, ranges, bytes: MODEL };
  return host;
}

describe('separation by a model', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let problems: string[];
  const host = startHost();
  const { server, ranges } = host;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    browser = await launchBrowser();
    const baseURL = process.env['FLIPSIDE_E2E_URL']!;
    // A service worker would answer in place of the test.
    ({ context, page, problems } = await newProfile(browser, { baseURL, serviceWorkers: 'block' }));
    const { port } = server.address() as AddressInfo;
    const model = {
      id: 'toy',
      name: 'Toy bands',
      contract: 'stft-out',
      download: { url: `http://127.0.0.1:${port}/toy.onnx`, bytes: MODEL.length },
      bytes: MODEL.length,
      sha256: SHA256,
      weightsLicence: 'For trying it out only.',
    };
    await context.route('**/separation-models.json', (route) => route.fulfill({ json: { models: [model] } }));
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  /** What the host did on purpose is no problem of the page. */
  const faults = () => problems.filter((problem) => !/ERR_|Failed to load resource/.test(problem));
  const row = () => page.locator('.model-row', { hasText: 'Toy bands' });

  test('is fetched once its licence is agreed to, stops when told to, and goes on where it was', async () => {
    await page.goto('/library');
    await page.getByRole('switch', { name: 'Demo library' }).press('Space');
    await page.getByRole('switch', { name: 'Demo library', checked: true }).waitFor();
    await row().getByRole('button', { name: 'Download' }).click();
    const agree = row().getByRole('button', { name: 'Agree and download' });
    expect(await agree.isDisabled()).toBe(true);
    expect(await row().innerText()).toContain('For trying it out only.');
    expect(await faultsInBothSchemes(page, 'models-licence', SIZES[0])).toEqual([]);
    await row().getByLabel('I will use it within this licence').check();
    expect(ranges).toEqual([]);
    await agree.click();
    await page.getByRole('progressbar', { name: /Toy bands/ }).waitFor();
    await page.locator('.model-row [role=progressbar][aria-valuenow="50"]').waitFor();
    expect(await faultsInBothSchemes(page, 'models-fetching', SIZES[0])).toEqual([]);
    await row().getByRole('button', { name: 'Stop' }).click();
    await row()
      .getByText(/of 33 kB fetched/)
      .waitFor();
    expect(await page.locator('#separation [role=alert]').count()).toBe(0);
    await row().getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('alert').filter({ hasText: 'What was fetched is kept.' }).waitFor();
    const rest = `bytes=${HALF}-`;
    expect(ranges).toEqual([undefined, rest, rest, rest]);
    await row()
      .getByText(/of 33 kB fetched/)
      .waitFor();
    await row().getByRole('button', { name: 'Go on' }).click();
    const whole = row().getByText(/On this device,/);
    const alert = page.locator('#separation [role=alert]');
    await whole.or(alert).first().waitFor();
    expect(await alert.allInnerTexts()).toEqual([]);
    expect(ranges).toEqual([undefined, rest, rest, rest, rest]);
    await keepScreen(page, 'models');
  });

  test('separates a flip as it does in Node, and says how', async () => {
    await page.getByLabel('Toy bands, always').press('Space');
    await page.goto('/');
    await page.getByRole('link', { name: FLIP.title }).first().click();
    await page.getByRole('heading', { name: FLIP.title }).waitFor();
    await page
      .getByRole('button', { name: `Play ${FLIP.title}` })
      .first()
      .click();
    await page.getByText('Toy bands, on the processor.').waitFor();
    const words = await page.locator('.made-how').innerText();
    expect(words).toContain('Not on the graphics card:');
    expect(words).toContain('Its producer used the built-in separation');
    await page.getByText('1 of 1 found').first().waitFor({ timeout: LONG_PATIENCE_MS });
    await keepScreen(page, 'flip-by-model');
    const kept = await page.evaluate(readBass, BLOCK);
    expect(kept.length).toBeGreaterThan(0);
    const { stems, step } = inNode(FLIP.isrc);
    const worst = kept.map(({ chunk, samples }) => {
      const first = Math.ceil((chunk * BLOCK) / step);
      const expected = stems.bass.slice(first, first + Math.floor(samples.length / step));
      return Math.max(
        ...expected.map((value, i) => Math.abs(value - samples[(first + i) * step - chunk * BLOCK]!)),
      );
    });
    expect(Math.max(...worst)).toBeLessThan(1e-4);
    expect(Math.max(...stems.bass)).toBeGreaterThan(0.05);
    expect(faults()).toEqual([]);
  });

  test('stays over a reload; can be removed; another file in its place is thrown away', async () => {
    await page.goto('/library');
    await row()
      .getByText(/On this device,/)
      .waitFor();
    expect(ranges).toHaveLength(5);
    await row().getByRole('button', { name: 'Remove' }).click();
    host.bytes = Buffer.from(MODEL.map((byte, i) => (i === HALF ? byte ^ 1 : byte)));
    // Its licence was agreed to.
    await row().getByRole('button', { name: 'Download' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'What was fetched is not Toy bands. It was thrown away.' })
      .waitFor();
    await keepScreen(page, 'models-wrong');
    await row()
      .getByText(/to fetch,/)
      .waitFor();
  });

  test('an own file is recognised by its hash', async () => {
    await row().getByRole('button', { name: 'Download' }).waitFor();
    expect(await page.getByLabel('As each flip was made').isChecked()).toBe(true);
    await page.locator('input[type=file][accept=".onnx"]').setInputFiles(toyModelPath());
    await row()
      .getByText(/On this device,/)
      .waitFor();
    await page.reload();
    await row()
      .getByText(/On this device,/)
      .waitFor();
    expect(await row().innerText()).toContain('Measured here:');
  });
});
