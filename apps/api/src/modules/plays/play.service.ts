import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import type { RateLimitRule } from '../../platform/rate-limit/rate-limiter.ts';
import { judge } from './counting.ts';
import { playsCounted } from './events.ts';
import type { SignedByInstance } from './instance-signer.ts';
import { ListenerRepository } from './listener.repository.ts';
import { PeriodCalendarRepository } from './period-calendar.repository.ts';
import { playLeafHash } from './play-leaf.ts';
import { PlayGrantRepository } from './play-grant.repository.ts';
import { PlayRepository } from './play.repository.ts';
import type { CountedPlay } from './play.repository.ts';
import type { GrantTerms, Receipt, Rejection, Verdict, VerifiedReceipt } from './play.types.ts';
import { PromiseService } from './promise.service.ts';
import type { PlayPromise } from './promise.service.ts';
import { ReceiptVerifier } from './receipt-verifier.ts';
import type { Origin } from './territory.service.ts';

/** Receipts, not requests: offline devices send many at once. */
const RECEIPTS: RateLimitRule = { name: 'plays.receipts', points: 20_000, perSeconds: 600 };
const TRANSACTION_MS = 30_000;

/** What became of each receipt, and the public leaf of each that was counted, by receipt id. */
interface Counted {
  readonly verdicts: readonly Verdict[];
  readonly leaves: ReadonlyMap<string, string>;
}

type Countable = Pick<CountedPlay, 'play' | 'grant'>;

export type PlayResult =
  | { grant: string; status: 'counted'; promise: SignedByInstance<PlayPromise> }
  | { grant: string; status: 'duplicate' }
  | ({ grant: string } & Rejection);

/** Counts plays, each once, whoever reports it and however often. */
@Injectable()
export class PlayService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReceiptVerifier) private readonly verifier: ReceiptVerifier,
    @Inject(PlayGrantRepository) private readonly grants: PlayGrantRepository,
    @Inject(PlayRepository) private readonly plays: PlayRepository,
    @Inject(ListenerRepository) private readonly listeners: ListenerRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(PromiseService) private readonly promises: PromiseService,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** When this resolves, what it says is durable. Results are in the order of the receipts. */
  async submit(
    principal: Principal | null,
    receipts: readonly Receipt[],
    origin: Origin,
  ): Promise<PlayResult[]> {
    principal?.requireScope('plays:write');
    await this.limiter.consume(RECEIPTS, principal?.userId ?? origin.ip, receipts.length);
    const verified = await this.verifier.verify(receipts);
    const now = this.clock.now();
    const { verdicts, leaves } = await this.database.transaction((tx) => this.count(tx, verified, now), {
      timeoutMs: TRANSACTION_MS,
    });
    const promises = await this.promises.of(verified, leaves, now);
    return verified.map((play, index) => answerOf(play, verdicts[index], promises));
  }

  private async count(tx: Tx, verified: readonly VerifiedReceipt[], now: Date): Promise<Counted> {
    const signed = verified.filter(({ isSigned }) => isSigned);
    await this.plays.lockDevices(
      tx,
      signed.map(({ receipt }) => receipt.device),
    );
    const grants = await this.grants.findTerms(
      tx,
      signed.map(({ receipt }) => receipt.grant),
    );
    const ground = await this.plays.findGround(tx, signed);
    const verdicts = judge(verified, { home: this.config.baseUrl, now, grants, ...ground });
    return { verdicts, leaves: await this.store(tx, verified, verdicts, grants, now) };
  }

  private async store(
    tx: Tx,
    verified: readonly VerifiedReceipt[],
    verdicts: readonly Verdict[],
    grants: ReadonlyMap<string, GrantTerms>,
    now: Date,
  ): Promise<Counted['leaves']> {
    const counted: Countable[] = [];
    const rejected: { play: VerifiedReceipt; rejection: Rejection }[] = [];
    for (const [index, play] of verified.entries()) {
      const verdict = verdicts[index];
      const grant = grants.get(play.receipt.grant);
      if (verdict?.status === 'counted' && grant !== undefined) counted.push({ play, grant });
      if (verdict?.status === 'rejected') rejected.push({ play, rejection: verdict });
    }
    if (rejected.length > 0) await this.plays.appendRejections(tx, rejected, now);
    return counted.length > 0 ? await this.append(tx, counted, now) : new Map();
  }

  private async append(tx: Tx, counted: readonly Countable[], now: Date): Promise<Counted['leaves']> {
    const ids = counted.map(({ play }) => play.receiptId);
    const fresh = await this.plays.insertKeys(tx, ids);
    // A grant counts for one device, whose lock we hold: a key that appeared since it was looked up is a broken lock.
    if (fresh.size !== ids.length) throw new Error('a play was counted twice at once');
    const period = await this.calendar.lockOpen(tx, now);
    const starts = counted.map(({ play }) => new Date(play.receipt.start));
    const origins = await this.calendar.originsOf(tx, period, starts);
    const subjects = counted.map(({ grant }) => grant.listener);
    const pseudonyms = await this.listeners.pseudonymsOf(tx, period.id, subjects);
    const plays = counted.map((play, index) => ({
      ...play,
      originPeriod: origins[index] ?? null,
      listener: pseudonyms[index] ?? null,
    }));
    await this.plays.append(tx, plays, period.id, now);
    await this.outbox.append(tx, playsCounted, {
      key: period.id,
      payload: { period: period.id, receiptIds: ids },
    });
    return new Map(plays.map((play) => [play.play.receiptId, playLeafHash(play, period.id)]));
  }
}

function answerOf(
  { receipt: { grant }, receiptId }: VerifiedReceipt,
  verdict: Verdict | undefined,
  promises: ReadonlyMap<string, SignedByInstance<PlayPromise>>,
): PlayResult {
  if (verdict === undefined) throw new Error('a receipt was left without a verdict');
  if (verdict.status !== 'counted') return { grant, ...verdict };
  const promise = promises.get(receiptId);
  if (promise === undefined) throw new Error('a counted play has a promise');
  return { grant, status: 'counted', promise };
}
