import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { ImportRunService, importRequested, UploadRepository } from '../../modules/imports/index.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';
import { defineJob, JobQueue } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const CONTINUE_EVERY_MS = 15_000;
const TIDY_EVERY_MS = 3_600_000;
const KEEP_FILES_MS = 30 * 24 * 3_600_000;
const MOST_EMPTIED = 50;

export const runImport = defineJob('imports.run', z.object({ importId: z.uuid() }), { attempts: 4 });
export const continueImports = defineJob('imports.continue', z.object({}), { attempts: 1 });
export const tidyUploads = defineJob('imports.tidy', z.object({}), { attempts: 1 });

/** Runs imports, goes on with those whose process died, and empties files that nobody needs any more. */
@Injectable()
export class ImportsJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(ImportRunService) private readonly runs: ImportRunService,
    @Inject(UploadRepository) private readonly uploads: UploadRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.subscriptions.on(importRequested, {
      name: 'imports.request',
      handle: ({ importId }, { eventId }) =>
        this.queue.add(runImport, { importId }, { id: `import.${importId}.${eventId}` }),
    });
    this.queue.process(runImport, ({ importId }, { id, attempt }) => this.run(importId, id, attempt));
    this.queue.process(continueImports, () => this.continueAbandoned());
    this.queue.process(tidyUploads, () => this.tidy());
    this.periodic.add(continueImports, {}, { everyMs: CONTINUE_EVERY_MS });
    this.periodic.add(tidyUploads, {}, { everyMs: TIDY_EVERY_MS });
  }

  private async run(importId: string, jobId: string, attempt: number): Promise<void> {
    try {
      await this.runs.run(importId);
    } catch (error) {
      if (attempt >= runImport.attempts) await this.runs.giveUp(importId, jobId);
      throw error;
    }
  }

  private async continueAbandoned(): Promise<void> {
    const slot = Math.floor(this.clock.now().getTime() / CONTINUE_EVERY_MS);
    for (const importId of await this.runs.abandoned())
      await this.queue.add(runImport, { importId }, { id: `import.${importId}.${slot}` });
  }

  private async tidy(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEEP_FILES_MS);
    await this.uploads.emptyUnusedSince(before, MOST_EMPTIED);
  }
}
