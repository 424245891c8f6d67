import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { DeliveryRepository, DomainService } from '../../modules/social/index.ts';
import type { ClaimedHost } from '../../modules/social/index.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Log } from '../../platform/logging/log.ts';
import { Courier, HostFailed } from './courier.ts';

/** Servers that are delivered to at the same time, by one process. */
const LANES = 24;
const IDLE_MS = 500;
/** One turn of one server; the lease outlasts it. */
const TURN = 50;
const TURN_MS = 60_000;
const LEASE_MS = 180_000;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
/** A server that did not answer for so long is not sent what waits for it. */
const PATIENCE_MS = 14 * 24 * 3_600_000;

/** Doubles from a quarter of a minute to a quarter of a day. */
export const waitAfter = (failures: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 20));

/**
 * Brings activities to other servers: of each server one at a time and in order, servers beside each other, so that
 * one that does not answer holds up itself alone. What waits survives restarts.
 */
@Injectable()
export class DeliveryLoop implements OnModuleDestroy {
  private readonly log: Log;
  private readonly stopping = new AbortController();
  private readonly lanes = new Set<Promise<void>>();
  private running: Promise<void> | null = null;

  constructor(
    @Inject(DeliveryRepository) private readonly deliveries: DeliveryRepository,
    @Inject(DomainService) private readonly domains: DomainService,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('delivery');
  }

  start(): void {
    this.running ??= this.loop();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.allSettled(this.lanes);
  }

  /** Takes what is due and brings it, until nothing is. For tests and benches. */
  async drain(): Promise<void> {
    while ((await this.fill()) > 0 || this.lanes.size > 0)
      await Promise.race([...this.lanes, sleep(IDLE_MS)]);
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const taken = await this.fill().catch((error: unknown) => {
        this.log.error({ err: error }, 'could not look for deliveries');
        return 0;
      });
      const pause = sleep(IDLE_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (taken === 0 || this.lanes.size >= LANES) await Promise.race([pause, ...this.lanes]);
    }
  }

  private async fill(): Promise<number> {
    const room = LANES - this.lanes.size;
    if (room <= 0) return 0;
    const now = this.clock.now();
    const hosts = await this.deliveries.claim(now, new Date(now.getTime() + LEASE_MS), room);
    for (const host of hosts) {
      const lane: Promise<void> = this.turn(host)
        .catch((error: unknown) => this.log.error({ err: error, host: host.host }, 'a turn ended early'))
        .finally(() => this.lanes.delete(lane));
      this.lanes.add(lane);
    }
    return hosts.length;
  }

  private async turn(host: ClaimedHost): Promise<void> {
    if (await this.domains.isBlocked(host.host)) await this.deliveries.giveUp(host.host);
    const end = Date.now() + TURN_MS;
    let { draft } = host;
    for (const delivery of await this.deliveries.next(host.host, TURN)) {
      if (this.stopping.signal.aborted || Date.now() > end) break;
      try {
        const result = await this.courier.bring(delivery, draft);
        draft = result.draft;
        await this.deliveries.mark(delivery, result.state);
      } catch (error) {
        if (!(error instanceof HostFailed)) throw error;
        return await this.setBack(host, error);
      }
    }
    await this.deliveries.rest(host.host, this.clock.now(), draft);
  }

  private async setBack({ host, failures, failingFrom }: ClaimedHost, error: HostFailed): Promise<void> {
    const now = this.clock.now();
    const wait = Math.max(waitAfter(failures), error.retryAfterMs);
    await this.deliveries.fail(host, new Date(now.getTime() + wait), now, error.message);
    this.log.info(
      { host, failures: failures + 1, words: error.message },
      'a server does not take deliveries',
    );
    if (failingFrom !== null && now.getTime() - failingFrom.getTime() > PATIENCE_MS) {
      await this.deliveries.giveUp(host);
      await this.deliveries.rest(host, now, false);
    }
  }
}
