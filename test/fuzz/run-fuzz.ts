import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CaseReport } from './fuzz-protocol.ts';

/** Wall time after which a case counts as hung: far above any processor time, because machines are shared. */
const WATCHDOG_MS = 20_000;
const START_MS = 120_000;

async function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    execArgv: ['--conditions=source', '--no-warnings'],
    // Codecs print what they find in damaged data; it is read and forgotten.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  await once(worker, 'message', { signal: AbortSignal.timeout(START_MS) });
  return worker;
}

const failed = (index: number, what: string): CaseReport => ({
  index,
  name: 'unknown',
  outcome: { kind: 'broken', what },
  cpuMs: 0,
});

/** Runs one case; answers whether the worker is still usable. */
async function runCase(worker: Worker, index: number): Promise<{ report: CaseReport; isAlive: boolean }> {
  const finished = new AbortController();
  const { signal } = finished;
  try {
    const answer = once(worker, 'message', {
      signal: AbortSignal.any([signal, AbortSignal.timeout(WATCHDOG_MS)]),
    });
    const end = once(worker, 'exit', { signal }).then(([code]) => `the worker ended with ${String(code)}`);
    worker.postMessage(index, []);
    const result: unknown = await Promise.race([answer, end]);
    if (Array.isArray(result)) return { report: result[0] as CaseReport, isAlive: true };
    return { report: failed(index, String(result)), isAlive: false };
  } catch (error) {
    const isHung = error instanceof Error && error.name === 'AbortError';
    const what = isHung ? `no answer within ${WATCHDOG_MS / 1000} s` : String(error);
    await worker.terminate();
    return { report: failed(index, what), isAlive: false };
  } finally {
    finished.abort();
  }
}

/** Runs cases [from, to) one after the other in a worker thread; what kills or hangs it is told, and the next case gets a new one. */
export async function runFuzz(from: number, to: number): Promise<readonly CaseReport[]> {
  const reports: CaseReport[] = [];
  let worker = await startWorker();
  try {
    for (let index = from; index < to; index++) {
      const { report, isAlive } = await runCase(worker, index);
      reports.push(report);
      if (!isAlive) worker = await startWorker();
    }
  } finally {
    await worker.terminate();
  }
  return reports;
}
