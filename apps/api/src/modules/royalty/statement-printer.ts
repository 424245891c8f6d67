import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { UnavailableError } from '../../platform/problem/errors.ts';
import type { PdfInput } from './statement-pdf.ts';

/** Statements that may wait for the thread; more are refused rather than kept in memory. */
const MOST_WAITING = 20;

/** Run from source, the worker and the libraries it imports are source too. */
function startWorker(): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const file = new URL(`./statement-pdf.worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
  return new Worker(file, { execArgv: isSource ? ['--conditions=source', '--no-warnings'] : [] });
}

/** Sets statements in a thread of its own, one after the other: each takes half a second of a core. */
@Injectable()
export class StatementPrinter implements OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private worker: Worker | null = null;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  /** @throws {UnavailableError} when too many wait already. */
  async print(input: PdfInput): Promise<Uint8Array> {
    if (this.waiting >= MOST_WAITING)
      throw new UnavailableError('Too many statements are being set. Ask again in a moment.');
    this.waiting += 1;
    const turn = this.last.then(() => this.ask(input));
    // Whoever asked is told of a failure; whoever comes next does not depend on it.
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.worker?.terminate();
  }

  /** An error in the thread ends it and is thrown here; the next statement begins another. */
  private async ask(input: PdfInput): Promise<Uint8Array> {
    this.worker ??= startWorker().once('exit', () => (this.worker = null));
    const answer = once(this.worker, 'message', { signal: this.stopping.signal });
    this.worker.postMessage(input, []);
    const [bytes] = (await answer) as [Uint8Array];
    return bytes;
  }
}
