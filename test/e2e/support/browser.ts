import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Background networking is off: the browser talks to the instance under test and to nothing else. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** Imitates a graphics card with WebGPU on the processor. */
export const IMITATED_GRAPHICS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

export function chromiumPath(): string {
  const path = process.env['CHROMIUM'] ?? CANDIDATES.find((candidate) => existsSync(candidate));
  if (!path) throw new Error('Chromium is not installed; set CHROMIUM to its path');
  return path;
}

export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = chromiumPath();
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}

/** How long anything may take on a machine several times slower than this one. Waiting ends as soon as it is there. */
export const PATIENCE_MS = 90_000;

/** For what computes a whole recording: decoding, separating, rendering. */
export const LONG_PATIENCE_MS = 300_000;

export const DESKTOP = { width: 1440, height: 960 };
export const PHONE = { width: 390, height: 844 };

/** A fresh profile. Every page error and console error of it fails the test that asks for `problems`. */
export async function newProfile(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'dark', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  return { context, page, problems };
}

/** Keeps a picture under `.artifacts/screens`. */
export async function keepScreen(page: Page, name: string): Promise<void> {
  const path = `.artifacts/screens/${name}.png`;
  // A page that plays draws all the time, and a busy machine without a graphics card is slow to draw it whole.
  await page.screenshot({ path, fullPage: true, timeout: LONG_PATIENCE_MS });
}

/** Asks until the answer satisfies, as a person looks again; a state that is still on its way is no fault. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  satisfies: (answer: T) => boolean,
): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (let answer = await ask(); !satisfies(answer); answer = await ask()) {
    if (Date.now() > end) throw new Error(`${what}: still ${String(answer)}`);
    await sleep(100);
  }
}
