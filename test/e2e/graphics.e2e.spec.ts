import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { toyModelPath } from '../support/toy-model.ts';
import { IMITATED_GRAPHICS, launchBrowser, LONG_PATIENCE_MS } from './support/browser.ts';
import type { ModelReport, ModelTask } from './support/model/separate.worker.ts';
import { serveFolder } from './support/static-files.ts';

/** The way over WebGPU in Chromium, with a graphics card that is imitated on the processor. */
describe('a model on a graphics card', () => {
  let directory: string;
  let server: Server;
  let browser: Browser;
  let page: Page;
  let processor: ModelReport;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'flipside-graphics-'));
    const bundle = 'test/e2e/support/bundle-engine-page.ts';
    execFileSync(process.execPath, ['--conditions=source', bundle, directory, 'model']);
    copyFileSync(toyModelPath(), join(directory, 'toy.onnx'));
    let origin: string;
    ({ origin, server } = await serveFolder(directory));
    browser = await launchBrowser(IMITATED_GRAPHICS);
    page = await browser.newPage();
    page.setDefaultTimeout(LONG_PATIENCE_MS);
    await page.goto(origin);
    await page.waitForFunction(() => document.title === 'ready');
    processor = await separate({ anyGraphics: false });
  }, LONG_PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const separate = (task: Pick<ModelTask, 'anyGraphics' | 'mostMemory'>): Promise<ModelReport> =>
    page.evaluate((given) => separateByModel(given), { model: '/toy.onnx', seconds: 5, ...task });

  test('one that is only imitated is refused, and the processor takes over', () => {
    expect(processor.error).toBeUndefined();
    expect(processor.runtime).toEqual({
      backend: 'wasm',
      threads: expect.any(Number),
      refused: [{ backend: 'webgpu', reason: 'WebGPU is only imitated in software here' }],
    });
    expect(Math.max(...processor.stems!['bass']!)).toBeGreaterThan(0.05);
  });

  test('where it may, it makes the stems that the processor makes', async () => {
    const graphics = await separate({ anyGraphics: true });
    expect(graphics.error).toBeUndefined();
    expect(graphics.runtime).toEqual({ backend: 'webgpu', threads: 1, refused: [] });
    for (const [stem, expected] of Object.entries(processor.stems!)) {
      const made = graphics.stems![stem]!;
      const worst = Math.max(...expected.map((value, i) => Math.abs(value - made[i]!)));
      expect([stem, worst < 1e-4]).toEqual([stem, true]);
    }
  });

  test('a device without the memory for it is told apart', async () => {
    const short = await separate({ anyGraphics: false, mostMemory: 2 ** 26 });
    expect(short.error).toMatch(/^no-memory: ModelError: This device has too little free memory/);
  });
});
