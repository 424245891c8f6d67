import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { JobQueue, defineJob } from '../queue/job-queue.ts';
import type { JobDefinition } from '../queue/job-queue.ts';
import type { EventDefinition } from './outbox.ts';

export interface EventContext {
  /** The same on every attempt, and so the key that makes a handler harmless to repeat. */
  eventId: string;
}

export interface Subscription<T> {
  /** Names the handler, such as `feed.add`; it is part of the job id, so never rename it lightly. */
  name: string;
  handle: (payload: T, context: EventContext) => Promise<void>;
}

export interface Delivery {
  eventId: string;
  payload: unknown;
}

/**
 * Who listens to which event. Handlers run as jobs: at least once, in no promised order, each on its own,
 * with bounded attempts; one that fails on the last becomes a dead letter.
 */
@Injectable()
export class Subscriptions {
  private readonly jobs = new Map<string, JobDefinition<Delivery>[]>();
  private readonly queue: JobQueue;

  constructor(@Inject(JobQueue) queue: JobQueue) {
    this.queue = queue;
  }

  /** Call it from `onModuleInit` of a provider in `edges/jobs`. */
  on<T>(definition: EventDefinition<T>, subscription: Subscription<T>): void {
    const job = defineJob(`on.${subscription.name}`, z.object({ eventId: z.string(), payload: z.unknown() }));
    this.jobs.set(definition.topic, [...this.jobsOf(definition.topic), job]);
    this.queue.process(job, async ({ eventId, payload }) => {
      await subscription.handle(definition.schema.parse(payload), { eventId });
    });
  }

  jobsOf(topic: string): readonly JobDefinition<Delivery>[] {
    return this.jobs.get(topic) ?? [];
  }
}
