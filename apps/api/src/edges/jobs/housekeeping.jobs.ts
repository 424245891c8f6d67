import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { OidcRepository, SessionRepository } from '../../modules/identity/index.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Log } from '../../platform/logging/log.ts';
import { OutboxRepository } from '../../platform/outbox/outbox.repository.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const HOUR_MS = 3_600_000;
const KEEP_EVENTS_MS = 7 * 24 * HOUR_MS;

export const housekeeping = defineJob('platform.housekeeping', z.object({}), { attempts: 1 });

/** Removes what has run out: sessions, login states, events handed over long ago. */
@Injectable()
export class HousekeepingJobs implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(SessionRepository) private readonly sessions: SessionRepository,
    @Inject(OidcRepository) private readonly oidc: OidcRepository,
    @Inject(OutboxRepository) private readonly outbox: OutboxRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.queue.process(housekeeping, () => this.tidy());
    this.periodic.add(housekeeping, {}, { everyMs: HOUR_MS });
  }

  private async tidy(): Promise<void> {
    const now = this.clock.now();
    const sessions = await this.sessions.forgetExpired();
    const logins = await this.oidc.forgetExpired(now);
    const events = await this.outbox.forgetDispatchedBefore(new Date(now.getTime() - KEEP_EVENTS_MS));
    this.log.info({ sessions, logins, events }, 'tidied');
  }
}
