import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';
import { UnrecoverableError } from 'bullmq';
import type { Job } from 'bullmq';
import { CONFIG } from '../config/config.ts';
import type { Config } from '../config/config.ts';
import { Log } from '../logging/log.ts';
import { openQueue, openWorker } from './bullmq-backend.ts';
import type { BullQueue, BullWorker } from './bullmq-backend.ts';
import { DeadLetterRepository } from './dead-letter.repository.ts';
import { JobQueue } from './job-queue.ts';
import type { AddOptions, JobDefinition, JobHandler, QueuedJob, Timetable } from './job-queue.ts';

interface Registration {
  definition: JobDefinition<unknown>;
  run: (job: Job, attempt: number) => Promise<void>;
}

const CONCURRENCY = 8;
/** How long a finished job's id is remembered, and so deduplicated. */
const REMEMBERED = { age: 3_600, count: 10_000 };

/** All jobs share one BullMQ queue: one set of connections, whatever the number of kinds. */
@Injectable()
export class BullMqQueue extends JobQueue implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly registrations = new Map<string, Registration>();
  private readonly config: Config;
  private readonly deadLetters: DeadLetterRepository;
  private readonly log: Log;
  private queue: BullQueue | null = null;
  private worker: BullWorker | null = null;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(DeadLetterRepository) deadLetters: DeadLetterRepository,
    @Inject(Log) log: Log,
  ) {
    super();
    this.config = config;
    this.deadLetters = deadLetters;
    this.log = log.child('queue');
  }

  async add<T>(job: JobDefinition<T>, payload: T, options: AddOptions): Promise<void> {
    const delay = options.delayMs === undefined ? {} : { delay: options.delayMs };
    await this.open().add(job.name, job.schema.parse(payload), {
      ...settings(job),
      jobId: options.id,
      ...delay,
    });
  }

  async addMany<T>(jobs: readonly QueuedJob<T>[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.open().addBulk(
      jobs.map(({ job, payload, id }) => ({
        name: job.name,
        data: job.schema.parse(payload),
        opts: { ...settings(job), jobId: id },
      })),
    );
  }

  async schedule<T>(job: JobDefinition<T>, payload: T, timetable: Timetable): Promise<void> {
    const repeat =
      'everyMs' in timetable ? { every: timetable.everyMs } : { pattern: timetable.cron, tz: 'UTC' };
    await this.open().upsertJobScheduler(job.name, repeat, {
      name: job.name,
      data: job.schema.parse(payload),
      opts: settings(job),
    });
  }

  process<T>(definition: JobDefinition<T>, handler: JobHandler<T>): void {
    if (this.registrations.has(definition.name)) throw new Error(`job ${definition.name} has two handlers`);
    const run = async (job: Job, attempt: number): Promise<void> => {
      const parsed = definition.schema.safeParse(job.data);
      if (!parsed.success) throw new UnrecoverableError(`payload: ${parsed.error.message}`);
      await handler(parsed.data, { id: String(job.id), attempt });
    };
    this.registrations.set(definition.name, { definition, run });
  }

  async start(): Promise<void> {
    if (this.worker !== null) return;
    this.worker = openWorker(this.config, (job) => this.run(job), CONCURRENCY);
    this.worker.on('error', (error) => this.log.error({ err: error }, 'queue connection failed'));
    this.worker.on('failed', (job, error) => {
      // A job that ended without its handler (its process died too often) has left no dead letter yet.
      if (job?.finishedOn !== undefined) void this.bury(job, error, job.attemptsMade);
    });
    await this.worker.waitUntilReady();
  }

  async ping(): Promise<void> {
    await this.open().getJobCounts('waiting');
  }

  /** Waits for the jobs that run here, while the database is still open. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.close();
    this.worker = null;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue?.close();
    this.queue = null;
  }

  private open(): BullQueue {
    if (this.queue !== null) return this.queue;
    this.queue = openQueue(this.config);
    this.queue.on('error', (error) => this.log.error({ err: error }, 'queue connection failed'));
    return this.queue;
  }

  private async run(job: Job): Promise<void> {
    const registration = this.registrations.get(job.name);
    const attempt = job.attemptsMade + 1;
    try {
      if (registration === undefined) throw new Error(`no handler for job ${job.name}`);
      await registration.run(job, attempt);
    } catch (error) {
      this.log.warn({ err: error, job: job.name, id: job.id, attempt }, 'job failed');
      if (error instanceof UnrecoverableError || attempt >= (job.opts.attempts ?? 1))
        await this.bury(job, error, attempt);
      throw error;
    }
  }

  private async bury(job: Job, error: unknown, attempts: number): Promise<void> {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    try {
      const letter = {
        job: job.name,
        jobId: String(job.id),
        payload: job.data as unknown,
        error: words,
        attempts,
      };
      await this.deadLetters.put(letter);
    } catch (failure) {
      this.log.error({ err: failure, job: job.name, id: job.id }, 'dead letter could not be stored');
    }
  }
}

function settings(job: Pick<JobDefinition<unknown>, 'attempts' | 'backoffMs'>): {
  attempts: number;
  backoff: { type: 'exponential'; delay: number };
  removeOnComplete: typeof REMEMBERED;
  removeOnFail: { count: number };
} {
  return {
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: job.backoffMs },
    removeOnComplete: REMEMBERED,
    removeOnFail: { count: 10_000 },
  };
}
