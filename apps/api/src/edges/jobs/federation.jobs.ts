import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { ForgetPeersService } from '../../modules/federation/index.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const HOUR_MS = 3_600_000;

export const forgetPeers = defineJob('federation.forget-peers', z.object({}), { attempts: 1 });

/** What is done about peers beside reading their logs. */
@Injectable()
export class FederationJobs implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(ForgetPeersService) private readonly peers: ForgetPeersService,
  ) {}

  onModuleInit(): void {
    this.queue.process(forgetPeers, () => this.peers.run());
    this.periodic.add(forgetPeers, {}, { everyMs: HOUR_MS });
  }
}
