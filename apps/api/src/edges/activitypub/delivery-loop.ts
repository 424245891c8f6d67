import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { DeliveryRepository, DomainService } from '../../modules/social/index.ts';
import type { ClaimedHost, Delivery, EndedDelivery } from '../../modules/social/index.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Log } from '../../platform/logging/log.ts';
import { Courier, HostFailed } from './courier.ts';

/** Servers that are delivered to at the same time, by one process. */
const LANES = 24;
/** Servers that are claimed with those, so that one look at the database is for many. Their lease outlasts the wait. */
const AHEAD = 12;
const IDLE_MS = 500;
/** One turn of one server; the lease outlasts it. */
const TURN = 50;
const TURN_MS = 60_000;
/** What was brought is written down after this at the latest: so much is brought again by whoever comes after a crash. */
const MARK_MS = 2_000;
const LEASE_MS = 180_000;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
/** A server that did not answer for so long is not sent what waits for it. */
const PATIENCE_MS = 14 * 24 * 3_600_000;

/** A server, whether this instance blocks it, and what waits for it. */
interface Turn {
  readonly host: ClaimedHost;
  readonly blocked: boolean;
  readonly waiting: readonly Delivery[];
}

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
  /** Claimed, and without a lane yet. */
  private readonly ahead: Turn[] = [];
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
    const left = this.ahead.splice(0).map(({ host }) => host.host);
    if (left.length > 0) await this.deliveries.release(left, this.clock.now());
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

  /** @returns how many servers were given a lane. */
  private async fill(): Promise<number> {
    if (this.lanes.size >= LANES) return 0;
    if (this.ahead.length === 0) await this.claim(LANES - this.lanes.size + AHEAD);
    const turns = this.ahead.splice(0, LANES - this.lanes.size);
    for (const one of turns) {
      const lane: Promise<void> = this.turn(one)
        .catch((error: unknown) => this.log.error({ err: error, host: one.host.host }, 'a turn ended early'))
        .finally(() => this.lanes.delete(lane));
      this.lanes.add(lane);
    }
    return turns.length;
  }

  private async claim(most: number): Promise<void> {
    const now = this.clock.now();
    const hosts = await this.deliveries.claim(now, new Date(now.getTime() + LEASE_MS), most);
    if (hosts.length === 0) return;
    const names = hosts.map(({ host }) => host);
    const [rules, waiting] = await Promise.all([
      this.domains.rulesFor(names),
      this.deliveries.next(names, TURN),
    ]);
    for (const host of hosts)
      this.ahead.push({
        host,
        blocked: rules.get(host.host) === 'BLOCK',
        waiting: waiting.get(host.host) ?? [],
      });
  }

  private async turn({ host, blocked, waiting }: Turn): Promise<void> {
    if (blocked) await this.deliveries.giveUp(host.host);
    let ended: EndedDelivery[] = [];
    let { draft } = host;
    let marked = Date.now();
    const end = marked + TURN_MS;
    try {
      for (const delivery of blocked ? [] : waiting) {
        if (this.stopping.signal.aborted || Date.now() > end) break;
        const result = await this.courier.bring(delivery, draft);
        draft = result.draft;
        ended.push({ delivery, state: result.state });
        if (Date.now() - marked < MARK_MS) continue;
        await this.deliveries.mark(ended);
        ended = [];
        marked = Date.now();
      }
    } catch (error) {
      await this.deliveries.mark(ended);
      if (!(error instanceof HostFailed)) throw error;
      return await this.setBack(host, error);
    }
    await this.deliveries.rest(host.host, this.clock.now(), draft, ended);
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
