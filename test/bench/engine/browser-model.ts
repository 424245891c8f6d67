import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../e2e/support/browser.ts';
import type { ModelReport } from '../../e2e/support/model/separate.worker.ts';
import { serveFolder } from '../../e2e/support/static-files.ts';

/** What a model took in a page. */
export interface BrowserRun extends ModelReport {
  /** Largest resident size of a process of the browser, in MB; null where the system does not tell. */
  readonly peakMb: number | null;
}

/** The lines of a process that Linux shows; null when it has ended, or there is no such system. */
function statusOf(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // Processes come and go while they are looked at.
    return null;
  }
}

const numberOf = (status: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);

/** The largest resident size that any process under this one has had. */
function largestBelow(parent: number): number | null {
  let pids: string[];
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return null;
  }
  const statuses = new Map(pids.map((pid) => [Number(pid), statusOf(pid)]));
  const isBelow = (pid: number): boolean => {
    const above = numberOf(statuses.get(pid) ?? '', 'PPid');
    return above === parent || (above > 1 && isBelow(above));
  };
  const peaks = [...statuses].map(([pid, status]) =>
    status !== null && isBelow(pid) ? (numberOf(status, 'VmHWM') * 1024) / 1e6 : 0,
  );
  return Math.max(...peaks);
}

/** Separates some seconds in Chromium, isolated as the app is, by WebAssembly and all threads. */
export async function separateInBrowser(model: string, seconds: number): Promise<BrowserRun> {
  const directory = mkdtempSync(join(tmpdir(), 'flipside-model-'));
  const bundle = 'test/e2e/support/bundle-engine-page.ts';
  execFileSync(process.execPath, ['--conditions=source', bundle, directory, 'model']);
  symlinkSync(model, join(directory, 'model.onnx'));
  const { origin, server } = await serveFolder(directory);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(origin);
    await page.waitForFunction(() => document.title === 'ready');
    const report = await page.evaluate(
      (length) => separateByModel({ model: '/model.onnx', seconds: length, anyGraphics: false }),
      seconds,
    );
    if (report.error !== undefined) throw new Error(report.error);
    return { ...report, peakMb: largestBelow(process.pid) };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
