import { Emitter } from '../playback/emitter.ts';
import type { KeptPromise, QueuedReceipt } from '../storage/device-records.ts';
import type { MeteringApi, PlayReceipt, ReceiptAnswer } from './metering-api.ts';
import { retryDelayMs } from './retry-delay.ts';
import { toError } from '../to-error.ts';

/** What one `POST /plays` takes. */
const BATCH = 500;

/** Where receipts wait; they outlive the page. */
export interface ReceiptStore {
  put(receipts: readonly QueuedReceipt[]): Promise<void>;
  /** Those due at `now` (milliseconds since 1970), longest due first. */
  due(now: number): Promise<readonly QueuedReceipt[]>;
  /** When the next one is due; null when none waits. */
  nextDue(): Promise<number | null>;
  remove(grants: readonly string[]): Promise<void>;
  keepPromise(promise: KeptPromise): Promise<void>;
}

/** Clock, timers and chance, so that the outbox can be tested without waiting. */
export interface OutboxClock {
  now(): number;
  random(): number;
  /** Calls back once after so many milliseconds; gives the function that forgets about it. */
  after(ms: number, run: () => void): () => void;
}

export interface OutboxEvents {
  /** The home has counted the play, or had counted it before. */
  counted: { readonly receipt: PlayReceipt; readonly answer: ReceiptAnswer };
  rejected: { readonly receipt: PlayReceipt; readonly reason: string };
  /** The home keeps the play and counts it later. */
  aside: { readonly receipt: PlayReceipt };
  /** The home could not be reached; the receipts wait until `retryAt` (milliseconds since 1970). */
  postponed: { readonly grants: readonly string[]; readonly retryAt: number; readonly error: Error };
  /** The device's own storage failed. */
  error: Error;
}

const SYSTEM_CLOCK: OutboxClock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Sends receipts until each is answered: kept on the device first, sent in batches, again after failures. */
export class ReceiptOutbox extends Emitter<OutboxEvents> {
  readonly #store: ReceiptStore;
  readonly #api: MeteringApi;
  readonly #clock: OutboxClock;
  #sending: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #closed = false;

  constructor(store: ReceiptStore, api: MeteringApi, clock: OutboxClock = SYSTEM_CLOCK) {
    super();
    this.#store = store;
    this.#api = api;
    this.#clock = clock;
  }

  /** Resolves once the receipt is safe on this device; it is sent afterwards. */
  async add(receipt: PlayReceipt): Promise<void> {
    const now = this.#clock.now();
    const { grant, home } = receipt;
    await this.#store.put([{ grant, home, receipt, queuedAt: now, attempts: 0, nextAttemptAt: now }]);
    this.wake();
  }

  /** Sends what is due, now: after a start, after `online`. Failures are reported as events, never thrown. */
  wake(): void {
    void this.flush();
  }

  /** Like `wake`; resolves when everything due was tried. */
  flush(): Promise<void> {
    this.#sending ??= this.#run().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  /** Stops sending; what waits stays on the device for the next start. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    this.dropListeners();
  }

  async #run(): Promise<void> {
    try {
      this.#cancelTimer?.();
      this.#cancelTimer = null;
      let due = await this.#store.due(this.#clock.now());
      while (due.length > 0 && !this.#closed) {
        for (const batch of batchesByHome(due)) await this.#send(batch);
        due = await this.#store.due(this.#clock.now());
      }
      await this.#schedule();
    } catch (error) {
      this.emit('error', toError(error));
    }
  }

  async #schedule(): Promise<void> {
    const next = await this.#store.nextDue();
    if (next === null || this.#closed) return;
    const wait = Math.max(0, next - this.#clock.now());
    this.#cancelTimer = this.#clock.after(wait, () => this.wake());
  }

  async #send(batch: readonly QueuedReceipt[]): Promise<void> {
    let answers: readonly ReceiptAnswer[];
    try {
      answers = await this.#api.submitReceipts(batch.map(({ receipt }) => receipt));
    } catch (error) {
      await this.#postpone(batch, toError(error));
      return;
    }
    const byGrant = new Map(answers.map((answer) => [answer.grant, answer] as const));
    const unanswered = batch.filter(({ grant }) => !byGrant.has(grant));
    for (const { receipt } of batch) {
      const answer = byGrant.get(receipt.grant);
      if (answer !== undefined) await this.#settle(receipt, answer);
    }
    if (unanswered.length > 0) {
      await this.#postpone(unanswered, new Error('The instance did not answer for every receipt.'));
    }
  }

  async #settle(receipt: PlayReceipt, answer: ReceiptAnswer): Promise<void> {
    const { grant, home, recipe } = receipt;
    if ('promise' in answer && answer.promise !== undefined && answer.promise !== null) {
      const countedAt = this.#clock.now();
      await this.#store.keepPromise({ grant, home, recipe, countedAt, promise: answer.promise });
    }
    await this.#store.remove([grant]);
    if (answer.status === 'rejected') this.emit('rejected', { receipt, reason: answer.reason });
    else if (answer.status === 'quarantined') this.emit('aside', { receipt });
    else this.emit('counted', { receipt, answer });
  }

  async #postpone(batch: readonly QueuedReceipt[], error: Error): Promise<void> {
    const failures = Math.max(...batch.map(({ attempts }) => attempts)) + 1;
    const retryAt = this.#clock.now() + retryDelayMs(failures, this.#clock.random());
    await this.#store.put(batch.map((entry) => ({ ...entry, attempts: failures, nextAttemptAt: retryAt })));
    this.emit('postponed', { grants: batch.map(({ grant }) => grant), retryAt, error });
  }
}

/** Batches of one home each, in the order given. */
function batchesByHome(due: readonly QueuedReceipt[]): readonly (readonly QueuedReceipt[])[] {
  const homes = new Map<string, QueuedReceipt[]>();
  for (const entry of due) homes.set(entry.home, [...(homes.get(entry.home) ?? []), entry]);
  const batches: QueuedReceipt[][] = [];
  for (const entries of homes.values()) {
    for (let from = 0; from < entries.length; from += BATCH) batches.push(entries.slice(from, from + BATCH));
  }
  return batches;
}
