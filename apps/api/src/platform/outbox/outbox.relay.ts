import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { Log } from '../logging/log.ts';
import { JobQueue } from '../queue/job-queue.ts';
import type { QueuedJob } from '../queue/job-queue.ts';
import { OutboxRepository } from './outbox.repository.ts';
import type { PendingEvent } from './outbox.repository.ts';
import { Subscriptions } from './subscriptions.ts';
import type { Delivery } from './subscriptions.ts';

const BATCH = 200;
const IDLE_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/**
 * Hands committed events to the queue, one job per handler.
 *
 * Rows are claimed with `FOR UPDATE SKIP LOCKED`, so any number of relays share the work. The mark is committed
 * after the jobs are stored: a crash in between hands an event over again, under the same job ids.
 */
@Injectable()
export class OutboxRelay implements OnModuleDestroy {
  private readonly outbox: OutboxRepository;
  private readonly subscriptions: Subscriptions;
  private readonly queue: JobQueue;
  private readonly log: Log;
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    @Inject(OutboxRepository) outbox: OutboxRepository,
    @Inject(Subscriptions) subscriptions: Subscriptions,
    @Inject(JobQueue) queue: JobQueue,
    @Inject(Log) log: Log,
  ) {
    this.outbox = outbox;
    this.subscriptions = subscriptions;
    this.queue = queue;
    this.log = log.child('outbox');
  }

  start(): void {
    this.running ??= this.loop();
  }

  /** Before the queue closes. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Hands over one batch. @returns how many events it held. */
  async relayOnce(): Promise<number> {
    return await this.outbox.claim(BATCH, async (events) => {
      await this.queue.addMany(events.flatMap((event) => this.deliveries(event)));
    });
  }

  private deliveries(event: PendingEvent): QueuedJob<Delivery>[] {
    return this.subscriptions.jobsOf(event.topic).map((job) => ({
      job,
      payload: { eventId: event.id, payload: event.payload },
      id: `${job.name}.${event.id}`,
    }));
  }

  private async loop(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        const count = await this.relayOnce();
        failures = 0;
        if (count < BATCH) await this.pause(IDLE_MS);
      } catch (error) {
        failures += 1;
        this.log.error({ err: error, failures }, 'relay failed');
        await this.pause(Math.min(LONGEST_WAIT_MS, IDLE_MS * 2 ** failures));
      }
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    await Promise.race([
      sleep(milliseconds),
      new Promise((resolve) => this.stopping.signal.addEventListener('abort', resolve, { once: true })),
    ]);
  }
}
