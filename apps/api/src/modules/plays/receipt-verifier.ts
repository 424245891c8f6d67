import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { UnavailableError } from '../../platform/problem/errors.ts';
import { canonicalReceipt, identityText, signedText } from './canonical-receipt.ts';
import type { Receipt, VerifiedReceipt } from './play.types.ts';
import { packReceipts, unpackVerifications } from './receipt-verifier.messages.ts';
import type {
  CheckableReceipt,
  Verification,
  VerificationAnswer,
  VerificationRequest,
} from './receipt-verifier.messages.ts';

/** Receipts that may wait for a thread; more are refused rather than kept in memory. */
const MOST_WAITING = 20_000;
/** Fewer receipts are not worth a thread's while. */
const SMALLEST_CHUNK = 64;
/** One for each core: a signature takes less time than the rest of a receipt, and no core is idle for want of a thread. */
const MOST_THREADS = 4;

interface Task {
  readonly number: number;
  readonly receipts: readonly CheckableReceipt[];
  readonly resolve: (results: readonly Verification[]) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  task: Task | null;
}

function checkableOf(receipt: Receipt): CheckableReceipt {
  const { device, sig } = receipt;
  return { ...canonicalReceipt(receipt), identity: identityText(receipt), device, sig };
}

/** Run from source, the worker and the libraries it imports are source too. */
function startWorker(): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const file = new URL(`./receipt-verifier.worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
  return new Worker(file, { execArgv: isSource ? ['--conditions=source', '--no-warnings'] : [] });
}

/** Checks the signatures of receipts in a few threads with one bounded queue. */
@Injectable()
export class ReceiptVerifier implements OnApplicationShutdown {
  private readonly threads: Thread[] = [];
  private readonly queue: Task[] = [];
  private waiting = 0;
  private count = 0;
  private readonly size = Math.min(MOST_THREADS, availableParallelism());

  /** @throws {UnavailableError} when too many receipts wait already. */
  async verify(receipts: readonly Receipt[]): Promise<VerifiedReceipt[]> {
    if (this.waiting + receipts.length > MOST_WAITING)
      throw new UnavailableError('Too many receipts are being checked. Send them again in a moment.');
    this.waiting += receipts.length;
    try {
      const checkable = receipts.map(checkableOf);
      // One large batch is spread over all threads, in as few messages as that takes.
      const size = Math.max(SMALLEST_CHUNK, Math.ceil(receipts.length / this.size));
      const chunks = Array.from({ length: Math.ceil(receipts.length / size) }, (_, index) =>
        checkable.slice(index * size, (index + 1) * size),
      );
      const results = (await Promise.all(chunks.map((chunk) => this.enqueue(chunk)))).flat();
      return receipts.map((receipt, index) => {
        const [result, parts] = [results[index], checkable[index]];
        if (result === undefined || parts === undefined) throw new Error('a receipt was left unchecked');
        return { receipt, text: signedText(parts, receipt.sig), ...result };
      });
    } finally {
      this.waiting -= receipts.length;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.threads.splice(0).map(({ worker }) => worker.terminate()));
  }

  private async enqueue(receipts: readonly CheckableReceipt[]): Promise<readonly Verification[]> {
    return await new Promise((resolve, reject) => {
      this.count += 1;
      this.queue.push({ number: this.count, receipts, resolve, reject });
      this.dispatch();
    });
  }

  private dispatch(): void {
    while (this.queue.length > 0) {
      const thread = this.idleThread();
      const task = thread === null ? undefined : this.queue.shift();
      if (thread === null || task === undefined) return;
      thread.task = task;
      const request: VerificationRequest = { task: task.number, receipts: packReceipts(task.receipts) };
      thread.worker.postMessage(request, []);
    }
  }

  private idleThread(): Thread | null {
    const idle = this.threads.find(({ task }) => task === null);
    if (idle !== undefined) return idle;
    return this.threads.length < this.size ? this.start() : null;
  }

  private start(): Thread {
    const thread: Thread = { worker: startWorker(), task: null };
    this.threads.push(thread);
    thread.worker.unref();
    thread.worker.on('message', (answer: VerificationAnswer) => {
      const task = thread.task;
      thread.task = null;
      if (task?.number === answer.task) task.resolve(unpackVerifications(answer.results));
      this.dispatch();
    });
    thread.worker.on('error', (error: Error) => this.lose(thread, error));
    thread.worker.on('exit', () => this.lose(thread, new Error('a verifying thread ended')));
    return thread;
  }

  /** A thread that died fails its task and is replaced when there is more to do. */
  private lose(thread: Thread, error: Error): void {
    const index = this.threads.indexOf(thread);
    if (index !== -1) this.threads.splice(index, 1);
    thread.task?.reject(error);
    thread.task = null;
    this.dispatch();
  }
}
