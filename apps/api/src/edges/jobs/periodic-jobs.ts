import { Inject, Injectable } from '@nestjs/common';
import { JobQueue } from '../../platform/queue/job-queue.ts';
import type { JobDefinition, Timetable } from '../../platform/queue/job-queue.ts';

/** Timetables are collected here and stored when jobs begin to run, so that a web process writes none. */
@Injectable()
export class PeriodicJobs {
  private readonly pending: (() => Promise<void>)[] = [];

  constructor(@Inject(JobQueue) private readonly queue: JobQueue) {}

  /** Call it from `onModuleInit`. */
  add<T>(job: JobDefinition<T>, payload: T, timetable: Timetable): void {
    this.pending.push(() => this.queue.schedule(job, payload, timetable));
  }

  async start(): Promise<void> {
    for (const store of this.pending.splice(0)) await store();
  }
}
