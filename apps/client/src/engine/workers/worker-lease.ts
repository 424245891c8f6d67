import { wrap, type Remote } from 'comlink';

/** One worker and its remote interface. A worker that breaks fails what it was doing instead of hanging. */
export class WorkerLease<T> {
  readonly remote: Remote<T>;
  /** Rejects when the worker breaks; never resolves. */
  readonly broken: Promise<never>;
  readonly #worker: Worker;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.remote = wrap<T>(worker);
    this.broken = new Promise((_, reject) => {
      worker.addEventListener('error', ({ message }) => {
        reject(new Error(`A worker of the engine stopped: ${message || 'it could not be loaded'}.`));
      });
      worker.addEventListener('messageerror', () => {
        reject(new Error('A worker of the engine sent something that cannot be read.'));
      });
    });
    // Whoever calls races against this; when nobody does, it is no unhandled failure.
    this.broken.catch(() => undefined);
  }

  /** The result of a call, or the worker's failure. */
  call<R>(run: (remote: Remote<T>) => PromiseLike<R>): Promise<R> {
    return Promise.race([run(this.remote), this.broken]);
  }

  end(): void {
    this.#worker.terminate();
  }
}
