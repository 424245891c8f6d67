import type { ReceiptStore } from '../metering/receipt-outbox.ts';
import { deviceDatabase } from './device-database.ts';
import type { KeptPromise, QueuedReceipt } from './device-records.ts';

/** Receipts on their way and promises of inclusion, in IndexedDB: they survive a reload and days offline. */
export class DeviceReceiptStore implements ReceiptStore {
  async put(receipts: readonly QueuedReceipt[]): Promise<void> {
    const transaction = (await deviceDatabase()).transaction('receipts', 'readwrite');
    for (const receipt of receipts) await transaction.store.put(receipt);
    await transaction.done;
  }

  async due(now: number): Promise<readonly QueuedReceipt[]> {
    const until = IDBKeyRange.upperBound(now);
    return (await deviceDatabase()).getAllFromIndex('receipts', 'nextAttemptAt', until);
  }

  async nextDue(): Promise<number | null> {
    const transaction = (await deviceDatabase()).transaction('receipts');
    return (await transaction.store.index('nextAttemptAt').openCursor())?.value.nextAttemptAt ?? null;
  }

  async remove(grants: readonly string[]): Promise<void> {
    const transaction = (await deviceDatabase()).transaction('receipts', 'readwrite');
    for (const grant of grants) await transaction.store.delete(grant);
    await transaction.done;
  }

  async keepPromise(promise: KeptPromise): Promise<void> {
    await (await deviceDatabase()).put('promises', promise);
  }

  /** What instances promised this device, `limit` at most. */
  async promises(limit: number): Promise<readonly KeptPromise[]> {
    return (await deviceDatabase()).getAll('promises', null, limit);
  }
}
