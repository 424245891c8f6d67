import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Clock, ShiftedClock } from './clock/clock.ts';
import { CONFIG } from './config/config.ts';
import type { Config } from './config/config.ts';
import { Database } from './database/database.ts';
import { ReadinessService } from './health/readiness.ts';
import { InstanceKeyRepository } from './keys/instance-key.repository.ts';
import { Log } from './logging/log.ts';
import { Mailer } from './mail/mailer.ts';
import { SafeFetch } from './net/safe-fetch.ts';
import { Outbox } from './outbox/outbox.ts';
import { OutboxRelay } from './outbox/outbox.relay.ts';
import { OutboxRepository } from './outbox/outbox.repository.ts';
import { Subscriptions } from './outbox/subscriptions.ts';
import { BullMqQueue } from './queue/bullmq-queue.ts';
import { DeadLetterRepository } from './queue/dead-letter.repository.ts';
import { JobQueue } from './queue/job-queue.ts';
import { RateLimiter } from './rate-limit/rate-limiter.ts';

const SERVICES = [
  Database,
  ReadinessService,
  InstanceKeyRepository,
  Mailer,
  SafeFetch,
  Outbox,
  OutboxRelay,
  OutboxRepository,
  Subscriptions,
  DeadLetterRepository,
  RateLimiter,
];

/** What every module may inject. It knows no feature. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config): DynamicModule {
    const provided = [
      { provide: CONFIG, useValue: config },
      {
        provide: Clock,
        useFactory: () => (config.clockFile === null ? new Clock() : new ShiftedClock(config.clockFile)),
      },
      { provide: Log, useFactory: () => new Log(config) },
      { provide: JobQueue, useClass: BullMqQueue },
    ];
    return {
      module: PlatformModule,
      providers: [...provided, ...SERVICES],
      exports: [CONFIG, Clock, Log, JobQueue, ...SERVICES],
    };
  }
}
