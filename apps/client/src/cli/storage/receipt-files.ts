import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReceiptStore } from '../../engine/metering/receipt-outbox.ts';
import type { KeptPromise, QueuedReceipt } from '../../engine/storage/device-records.ts';
import { PROVIDER_IDS } from '../../engine/types.ts';
import { usageError } from '../exit-codes.ts';
import { hasCode, readIfThere, writeWhole } from '../files.ts';

/** Files looked at in one go; the rest is for the next one. */
const MOST_FILES = 500;

const queued = z.strictObject({
  grant: z.string(),
  home: z.string(),
  receipt: z.strictObject({
    v: z.literal(1),
    home: z.string(),
    grant: z.string(),
    recipe: z.string(),
    start: z.string(),
    heardMs: z.int(),
    sources: z.array(z.strictObject({ isrc: z.string(), provider: z.enum(PROVIDER_IDS), heardMs: z.int() })),
    app: z.string(),
    device: z.string(),
    sig: z.string(),
  }),
  queuedAt: z.number(),
  attempts: z.int(),
  nextAttemptAt: z.number(),
});

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return (await readdir(directory)).filter((name) => name.endsWith('.json')).slice(0, MOST_FILES);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/**
 * Receipts on their way to one instance, and what it promised: a file for each, so that commands that run side by side
 * do not write over one another's.
 */
export class FileReceiptStore implements ReceiptStore {
  readonly #waiting: string;
  readonly #promises: string;

  /** @param directory of one instance */
  constructor(directory: string) {
    this.#waiting = join(directory, 'receipts');
    this.#promises = join(directory, 'promises');
  }

  async put(receipts: readonly QueuedReceipt[]): Promise<void> {
    for (const entry of receipts) await writeWhole(fileOf(this.#waiting, entry.grant), JSON.stringify(entry));
  }

  async due(now: number): Promise<readonly QueuedReceipt[]> {
    const due = (await this.#all()).filter(({ nextAttemptAt }) => nextAttemptAt <= now);
    return due.toSorted((a, b) => a.nextAttemptAt - b.nextAttemptAt);
  }

  async nextDue(): Promise<number | null> {
    const times = (await this.#all()).map(({ nextAttemptAt }) => nextAttemptAt);
    return times.length === 0 ? null : Math.min(...times);
  }

  async remove(grants: readonly string[]): Promise<void> {
    for (const grant of grants) await rm(fileOf(this.#waiting, grant), { force: true });
  }

  async keepPromise(promise: KeptPromise): Promise<void> {
    await writeWhole(fileOf(this.#promises, promise.grant), JSON.stringify(promise));
  }

  async #all(): Promise<readonly QueuedReceipt[]> {
    const entries: QueuedReceipt[] = [];
    for (const name of await namesIn(this.#waiting)) {
      const path = join(this.#waiting, name);
      const text = await readIfThere(path);
      // Sent by another command in the meantime.
      if (text !== null) entries.push(readQueued(text, path));
    }
    return entries;
  }
}

/** Grants are named by the instance: what it says is no path here. */
const fileOf = (directory: string, grant: string): string =>
  join(directory, `${encodeURIComponent(grant).replaceAll('.', '%2E')}.json`);

function readQueued(text: string, path: string): QueuedReceipt {
  try {
    return queued.parse(JSON.parse(text));
  } catch (error) {
    throw usageError(
      'STATE_BROKEN',
      `${path} is no receipt of a play (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}). Remove it.`,
    );
  }
}
