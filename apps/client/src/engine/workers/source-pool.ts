import { proxy, transfer } from 'comlink';
import type {
  PrepareResult,
  PrepareTask,
  SourceProgress,
  SourceWorker,
  TakeInResult,
  TakeInTask,
} from './source.protocol.ts';
import type { Separation } from '../separation/separation-choice.ts';
import type { StereoPcm } from '../types.ts';
import type { LayerTask } from './layer-fetch.ts';
import { transferables } from './transferables.ts';
import { WorkerLease } from './worker-lease.ts';

const MOST_WORKERS = 2;

type Lease = WorkerLease<SourceWorker>;
type Report = (progress: SourceProgress) => void;

const startWorker = (): Lease =>
  new WorkerLease(new Worker(new URL('./source.worker.ts', import.meta.url), { type: 'module' }));

/** Workers for sources this device can run beside the page: one fewer than its cores, two at most. */
export function sourceWorkers(cores: number): number {
  return Math.max(1, Math.min(MOST_WORKERS, cores - 1));
}

/** Runs source tasks, one per worker at a time. Cancelling ends the worker: finished chunks are on the device. */
export class SourcePool {
  readonly #size: number;
  readonly #idle: Lease[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #models: Promise<unknown> = Promise.resolve();

  constructor(size: number = sourceWorkers(navigator.hardwareConcurrency)) {
    this.#size = size;
  }

  /** @throws the signal's reason when it is aborted */
  prepare(task: PrepareTask, report: Report, signal: AbortSignal): Promise<PrepareResult> {
    return this.#separate<PrepareResult>(task.separation, signal, (lease) =>
      lease.call<PrepareResult>((remote) => remote.prepare(handOver(task), proxy(report))),
    );
  }

  /** @throws the signal's reason when it is aborted */
  takeIn(task: TakeInTask, report: Report, signal: AbortSignal): Promise<TakeInResult> {
    return this.#separate<TakeInResult>(task.separation, signal, (lease) =>
      lease.call<TakeInResult>((remote) => remote.takeIn(handOver(task), proxy(report))),
    );
  }

  /** A layer of a recipe, checked and decoded. */
  layer(task: LayerTask, signal: AbortSignal): Promise<StereoPcm> {
    return this.#run<StereoPcm>(signal, (lease) => lease.call<StereoPcm>((remote) => remote.layer(task)));
  }

  /** Ends the workers that do nothing now. */
  close(): void {
    for (const lease of this.#idle.splice(0)) lease.end();
  }

  /** A model takes gigabytes: one at a time, and its worker ends with its task to give them back. */
  #separate<R>(
    { contract }: Separation,
    signal: AbortSignal,
    work: (lease: Lease) => Promise<R>,
  ): Promise<R> {
    if (contract === 'built-in') return this.#run(signal, work);
    const run = this.#models.then(() => this.#run(signal, work, true));
    this.#models = run.catch(() => undefined);
    return run;
  }

  async #run<R>(signal: AbortSignal, work: (lease: Lease) => Promise<R>, endAfter = false): Promise<R> {
    signal.throwIfAborted();
    await this.#turn(signal);
    const lease = this.#idle.pop() ?? startWorker();
    const cancelled = abortion(signal);
    try {
      const result = await Promise.race([work(lease), cancelled.rejected]);
      if (endAfter) lease.end();
      else this.#idle.push(lease);
      return result;
    } catch (error) {
      // Cancelled or broken: what it was doing ends with it.
      lease.end();
      throw error;
    } finally {
      cancelled.forget();
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    while (this.#busy >= this.#size) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (signal.aborted) {
      // The turn goes to the next one.
      this.#waiting.shift()?.();
      signal.throwIfAborted();
    }
    this.#busy += 1;
  }
}

/** Decoded sound changes hands without a copy. */
function handOver<T extends { readonly decoded: PrepareTask['decoded'] }>(task: T): T {
  return task.decoded === null ? task : transfer(task, transferables({ mix: task.decoded }));
}

/** A promise that rejects when the signal is aborted, and the way to stop waiting for it. */
function abortion(signal: AbortSignal): { readonly rejected: Promise<never>; forget(): void } {
  const listening = new AbortController();
  const rejected = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true, signal: listening.signal });
  });
  return { rejected, forget: () => listening.abort() };
}
