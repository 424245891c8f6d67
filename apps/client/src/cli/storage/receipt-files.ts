import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReceiptStore } from '../../engine/metering/receipt-outbox.ts';
import type { KeptPromise, QueuedReceipt } from '../../engine/storage/device-records.ts';
import { PROMISE_STATES } from '../../engine/verify/index.ts';
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

const kept = z.strictObject({
  grant: z.string(),
  home: z.string(),
  recipe: z.string(),
  countedAt: z.number(),
  promise: z.unknown(),
  checked: z.exactOptional(z.strictObject({ state: z.enum(PROMISE_STATES), at: z.number() })),
});

async function namesIn(directory: string, most: number): Promise<readonly string[]> {
  try {
    return (await readdir(directory)).filter((name) => name.endsWith('.json')).slice(0, most);
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
  readonly #key: string;

  /** @param directory of one instance */
  constructor(directory: string) {
    this.#waiting = join(directory, 'receipts');
    this.#promises = join(directory, 'promises');
    this.#key = join(directory, 'instance-key');
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

  /** What the instance promised, `limit` at most. */
  async promises(limit: number): Promise<readonly KeptPromise[]> {
    return await readAll(this.#promises, limit, kept, 'promise of an instance');
  }

  /** The did:key that this machine knows the instance by; null before it knows one. */
  async knownKey(): Promise<string | null> {
    return (await readIfThere(this.#key))?.trim() ?? null;
  }

  async believeKey(key: string): Promise<void> {
    await writeWhole(this.#key, `${key}\n`);
  }

  async #all(): Promise<readonly QueuedReceipt[]> {
    // What is not there any more was sent by another command in the meantime.
    return await readAll(this.#waiting, MOST_FILES, queued, 'receipt of a play');
  }
}

async function readAll<T>(
  directory: string,
  most: number,
  shape: z.ZodType<T>,
  what: string,
): Promise<readonly T[]> {
  const entries: T[] = [];
  for (const name of await namesIn(directory, most)) {
    const path = join(directory, name);
    const text = await readIfThere(path);
    if (text !== null) entries.push(readAs(shape, text, path, what));
  }
  return entries;
}

/** Grants are named by the instance: what it says is no path here. */
const fileOf = (directory: string, grant: string): string =>
  join(directory, `${encodeURIComponent(grant).replaceAll('.', '%2E')}.json`);

function readAs<T>(shape: z.ZodType<T>, text: string, path: string, what: string): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw usageError('STATE_BROKEN', `${path} is no ${what} (${reason}). Remove it.`);
  }
}
