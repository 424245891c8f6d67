import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../e2e/support/browser.ts';
import type { ModelReport } from '../../e2e/support/model/separate.worker.ts';
import { serveFolder } from '../../e2e/support/static-files.ts';

/** What a model took in a page. */
export interface BrowserRun extends ModelReport {
  /** Largest resident size of a process of the browser, in MB, and processor time of all; null where the system does not tell. */
  readonly taken: Taken | null;
}

interface Taken {
  readonly peakMb: number;
  readonly cpuSeconds: number;
}

/** Linux counts processor time for programs in hundredths of a second (`man 5 proc_pid_stat`). */
const TICKS = 100;

/** A file of a process; null when it has ended, or there is no such system. */
function fileOf(pid: string, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // Processes come and go while they are looked at.
    return null;
  }
}

interface Seen extends Taken {
  readonly parent: number;
}

function see(pid: string): Seen | null {
  const status = fileOf(pid, 'status');
  // Fields from the state on: names may hold spaces and brackets.
  const fields = fileOf(pid, 'stat')
    ?.replace(/^.*\) /, '')
    .split(' ');
  if (status === null || fields === undefined) return null;
  const peakKiB = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  return {
    parent: Number(fields[1]),
    peakMb: (peakKiB * 1024) / 1e6,
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
  };
}

/** What the processes under this one have taken. */
function takenBelow(ancestor: number): Taken | null {
  if (!existsSync('/proc/self/stat')) return null;
  const seen = new Map<number, Seen>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const one = see(name);
    if (one !== null) seen.set(Number(name), one);
  }
  const isBelow = ({ parent }: Seen): boolean => {
    const above = seen.get(parent);
    return parent === ancestor || (above !== undefined && isBelow(above));
  };
  const below = [...seen.values()].filter(isBelow);
  return {
    peakMb: Math.max(0, ...below.map(({ peakMb }) => peakMb)),
    cpuSeconds: below.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
  };
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
    const before = takenBelow(process.pid);
    const report = await page.evaluate(
      (length) => separateByModel({ model: '/model.onnx', seconds: length, anyGraphics: false }),
      seconds,
    );
    if (report.error !== undefined) throw new Error(report.error);
    const after = takenBelow(process.pid);
    if (before === null || after === null) return { ...report, taken: null };
    return { ...report, taken: { ...after, cpuSeconds: after.cpuSeconds - before.cpuSeconds } };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
