import { proxy, type Remote } from 'comlink';
import type { ModelProgress } from '../separation/models/download-model.ts';
import { ModelFileError } from '../separation/models/model-error.ts';
import type { KeptModel } from '../separation/models/model-store.ts';
import type { NeuralModel } from '../separation/registry.ts';
import type { DeviceAbility, ModelWorker, Outcome } from './model.protocol.ts';
import { WorkerLease } from './worker-lease.ts';

type Report = (progress: ModelProgress) => void;

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new ModelFileError(outcome.code, outcome.text, { resumable: outcome.resumable });
}

/** One task for the worker of models, which ends with it. Cancelling ends the worker: what was fetched is kept. */
async function inWorker<T>(
  run: (remote: Remote<ModelWorker>) => PromiseLike<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  const lease = new WorkerLease<ModelWorker>(
    new Worker(new URL('./model.worker.ts', import.meta.url), { type: 'module' }),
  );
  const listening = new AbortController();
  const cancelled = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal?.reason as Error);
    signal?.addEventListener('abort', onAbort, { once: true, signal: listening.signal });
  });
  try {
    return await Promise.race([lease.call<T>(run), cancelled]);
  } finally {
    listening.abort();
    lease.end();
  }
}

/** Every model of which something is on this device. */
export async function modelsHere(): Promise<readonly KeptModel[]> {
  return valueOf(await inWorker<Outcome<readonly KeptModel[]>>((remote) => remote.kept()));
}

/** What this device can run models on. */
export function deviceAbility(): Promise<DeviceAbility> {
  return inWorker<DeviceAbility>((remote) => remote.ability());
}

/** Fetches a model whose licence has been agreed to. @throws ModelFileError, or the signal's reason */
export async function fetchModel(model: NeuralModel, report: Report, signal: AbortSignal): Promise<void> {
  valueOf(await inWorker<Outcome<null>>((remote) => remote.download(model, proxy(report)), signal));
}

/** Keeps a file that its owner chose. @throws ModelFileError, or the signal's reason */
export async function takeModelFile(
  file: Blob,
  report: Report,
  signal: AbortSignal,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  type Taken = Outcome<{ readonly sha256: string; readonly bytes: number }>;
  return valueOf(await inWorker<Taken>((remote) => remote.take(file, proxy(report)), signal));
}

export async function forgetModel(sha256: string): Promise<void> {
  valueOf(await inWorker<Outcome<null>>((remote) => remote.remove(sha256)));
}
