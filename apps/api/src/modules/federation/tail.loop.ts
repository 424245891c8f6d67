import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Log } from '../../platform/logging/log.ts';
import { PeerLogRepository } from './peer-log.repository.ts';
import type { DueLog } from './peer-log.repository.ts';
import { TailService } from './tail.service.ts';

const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Logs read at once by one process. A peer that hangs holds one place and no other peer. */
const MOST_AT_ONCE = 8;
/** How long a claimed log is left to whoever claimed it. */
const CLAIM_MS = 60_000;

/** Reads the logs of peers when their time has come, in every process that runs jobs. */
@Injectable()
export class TailLoop implements OnModuleDestroy {
  private readonly log: Log;
  private readonly stopping = new AbortController();
  private readonly reading = new Set<Promise<void>>();
  private running: Promise<void> | null = null;

  constructor(
    @Inject(PeerLogRepository) private readonly places: PeerLogRepository,
    @Inject(TailService) private readonly tails: TailService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('federation');
  }

  start(): void {
    this.running ??= this.loop();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.reading);
  }

  private async loop(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      failures = (await this.turn()) ? 0 : failures + 1;
      const pause = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** failures);
      await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** @returns whether the database could be asked. */
  private async turn(): Promise<boolean> {
    const free = MOST_AT_ONCE - this.reading.size;
    if (free <= 0) return true;
    try {
      const now = this.clock.now();
      for (const due of await this.places.claim(now, new Date(now.getTime() + CLAIM_MS), free))
        this.read(due);
      return true;
    } catch (error) {
      this.log.error({ err: error }, 'could not look which peers to read');
      return false;
    }
  }

  private read({ peerId, log }: DueLog): void {
    const reading = this.tails
      .tail(peerId, log)
      .then(() => undefined)
      .catch((error: unknown) =>
        this.log.error({ err: error, peerId, log }, 'could not keep what a peer says'),
      )
      .finally(() => this.reading.delete(reading));
    this.reading.add(reading);
  }
}
