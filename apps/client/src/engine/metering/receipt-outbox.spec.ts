import { describe, expect, test } from '@jest/globals';
import type { KeptPromise, QueuedReceipt } from '../storage/device-records.ts';
import type { MeteringApi, PlayReceipt, ReceiptAnswer } from './metering-api.ts';
import { ReceiptOutbox, type OutboxClock, type ReceiptStore } from './receipt-outbox.ts';
import { retryDelayMs } from './retry-delay.ts';

class MemoryReceiptStore implements ReceiptStore {
  readonly receipts = new Map<string, QueuedReceipt>();
  readonly promises: KeptPromise[] = [];

  put(receipts: readonly QueuedReceipt[]): Promise<void> {
    for (const entry of receipts) this.receipts.set(entry.grant, entry);
    return Promise.resolve();
  }

  due(now: number): Promise<readonly QueuedReceipt[]> {
    return Promise.resolve([...this.receipts.values()].filter(({ nextAttemptAt }) => nextAttemptAt <= now));
  }

  nextDue(): Promise<number | null> {
    const times = [...this.receipts.values()].map(({ nextAttemptAt }) => nextAttemptAt);
    return Promise.resolve(times.length === 0 ? null : Math.min(...times));
  }

  remove(grants: readonly string[]): Promise<void> {
    for (const grant of grants) this.receipts.delete(grant);
    return Promise.resolve();
  }

  keepPromise(promise: KeptPromise): Promise<void> {
    this.promises.push(promise);
    return Promise.resolve();
  }
}

class TrialClock implements OutboxClock {
  time = 1_000_000;
  timers: { at: number; run: () => void }[] = [];
  now = (): number => this.time;
  random = (): number => 0;

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  pass(ms: number): void {
    this.time += ms;
    const due = this.timers.filter(({ at }) => at <= this.time);
    this.timers = this.timers.filter(({ at }) => at > this.time);
    for (const { run } of due) run();
  }
}

function receipt(grant: string, home = 'https://a.example'): PlayReceipt {
  return {
    v: 1,
    home,
    grant,
    recipe: 'sha256-00',
    start: '2026-01-01T00:00:00.000Z',
    heardMs: 30_000,
    sources: [],
    app: 'x',
    device: 'did:key:z6Mk',
    sig: 'sig',
  };
}

function setUp(answer: (batch: readonly PlayReceipt[]) => Promise<readonly ReceiptAnswer[]>) {
  const store = new MemoryReceiptStore();
  const clock = new TrialClock();
  const batches: string[][] = [];
  const api: MeteringApi = {
    requestGrant: () => Promise.reject(new Error('not asked here')),
    submitReceipts: (batch) => {
      batches.push(batch.map(({ grant }) => grant));
      return answer(batch);
    },
  };
  const outbox = new ReceiptOutbox(store, api, clock);
  const events: string[] = [];
  outbox.on('counted', ({ receipt: { grant }, answer: { status } }) => events.push(`${grant} ${status}`));
  outbox.on('aside', ({ receipt: { grant } }) => events.push(`${grant} aside`));
  outbox.on('rejected', ({ receipt: { grant }, reason }) => events.push(`${grant} rejected ${reason}`));
  outbox.on('postponed', ({ grants }) => events.push(`postponed ${grants.join(' ')}`));
  outbox.on('error', (error) => events.push(`error ${error.message}`));
  return { store, clock, batches, outbox, events };
}

const countAll = (batch: readonly PlayReceipt[]): Promise<readonly ReceiptAnswer[]> =>
  Promise.resolve(batch.map(({ grant }) => ({ grant, status: 'counted', promise: `promise of ${grant}` })));

describe('ReceiptOutbox', () => {
  test('keeps the promise of a play whose answer was lost, and goes on without one', async () => {
    const { store, outbox } = setUp((batch) =>
      Promise.resolve(
        batch.map(({ grant }) => ({
          ...{ grant, status: 'duplicate' as const },
          promise: grant === 'g1' ? 'promise again' : null,
        })),
      ),
    );
    await outbox.add(receipt('g1'));
    await outbox.add(receipt('g2'));
    await outbox.flush();
    expect(store.promises).toMatchObject([{ grant: 'g1', promise: 'promise again' }]);
    expect(store.receipts.size).toBe(0);
  });

  test('keeps a receipt first, sends it, and keeps the promise', async () => {
    const { store, outbox, events } = setUp(countAll);
    await outbox.add(receipt('g1'));
    await outbox.flush();
    expect(events).toEqual(['g1 counted']);
    expect(store.receipts.size).toBe(0);
    expect(store.promises).toMatchObject([
      { grant: 'g1', home: 'https://a.example', promise: 'promise of g1' },
    ]);
  });

  test('duplicates, rejections and plays that are kept aside are final too', async () => {
    const { store, outbox, events } = setUp(() =>
      Promise.resolve([
        { grant: 'g1', status: 'duplicate' },
        { grant: 'g2', status: 'rejected', reason: 'overlap' },
        { grant: 'g3', status: 'quarantined', until: null },
      ]),
    );
    await store.put([queued('g1'), queued('g2'), queued('g3')]);
    await outbox.flush();
    expect(events).toEqual(['g1 duplicate', 'g2 rejected overlap', 'g3 aside']);
    expect(store.receipts.size).toBe(0);
    expect(store.promises).toEqual([]);
  });

  test('tries again after a failure, later each time, and loses nothing', async () => {
    let online = false;
    const { store, clock, outbox, events, batches } = setUp((batch) =>
      online ? countAll(batch) : Promise.reject(new Error('offline')),
    );
    await outbox.add(receipt('g1'));
    await outbox.flush();
    expect(store.receipts.get('g1')).toMatchObject({ attempts: 1, nextAttemptAt: clock.time + 5000 });
    clock.pass(4999);
    await outbox.flush();
    expect(batches).toHaveLength(1);
    clock.pass(1);
    await outbox.flush();
    expect(store.receipts.get('g1')).toMatchObject({ attempts: 2, nextAttemptAt: clock.time + 10_000 });
    online = true;
    clock.pass(10_000);
    await outbox.flush();
    expect(events).toEqual(['postponed g1', 'postponed g1', 'g1 counted']);
    expect(store.receipts.size).toBe(0);
  });

  test('what an answer leaves out waits and is sent again', async () => {
    const { store, outbox, events } = setUp((batch) =>
      Promise.resolve(batch.slice(1).map(({ grant }) => ({ grant, status: 'counted' }))),
    );
    await store.put([queued('g1'), queued('g2')]);
    await outbox.flush();
    expect(events).toEqual(['g2 counted', 'postponed g1']);
    expect([...store.receipts.keys()]).toEqual(['g1']);
  });

  test('sends at most 500 at once and never mixes homes', async () => {
    const { store, outbox, batches } = setUp(countAll);
    await store.put(Array.from({ length: 501 }, (_, i) => queued(`a${i}`)));
    await store.put([queued('b', 'https://b.example')]);
    await outbox.flush();
    expect(batches.map(({ length }) => length)).toEqual([500, 1, 1]);
    expect(batches[2]).toEqual(['b']);
  });

  test('after closing nothing is sent, and what waits stays', async () => {
    const { store, clock, outbox, batches } = setUp(() => Promise.reject(new Error('offline')));
    await outbox.add(receipt('g1'));
    await outbox.flush();
    outbox.close();
    clock.pass(1_000_000);
    await outbox.flush();
    expect(batches).toHaveLength(1);
    expect(store.receipts.size).toBe(1);
  });
});

function queued(grant: string, home?: string): QueuedReceipt {
  const kept = receipt(grant, home);
  return { grant, home: kept.home, receipt: kept, queuedAt: 0, attempts: 0, nextAttemptAt: 0 };
}

describe('retryDelayMs', () => {
  test('doubles to an hour, spread over a quarter', () => {
    expect([1, 2, 3, 4].map((failures) => retryDelayMs(failures, 0))).toEqual([5000, 10_000, 20_000, 40_000]);
    expect(retryDelayMs(11, 0)).toBe(3_600_000);
    expect(retryDelayMs(1000, 0)).toBe(3_600_000);
    expect(retryDelayMs(1, 0.999)).toBeGreaterThanOrEqual(3750);
  });
});
