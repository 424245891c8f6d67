import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import type { RateLimitRule } from '../../platform/rate-limit/rate-limiter.ts';
import type { SignedByInstance } from './instance-signer.ts';
import { PlayCounter } from './play-counter.service.ts';
import type { Quarantine, Receipt, Rejection, Verdict, VerifiedReceipt } from './play.types.ts';
import { PromiseService } from './promise.service.ts';
import type { PlayPromise } from './promise.service.ts';
import { ReceiptVerifier } from './receipt-verifier.ts';
import type { Origin } from './territory.service.ts';

/** Receipts, not requests: offline devices send many at once. */
const RECEIPTS: RateLimitRule = { name: 'plays.receipts', points: 20_000, perSeconds: 600 };
const TRANSACTION_MS = 30_000;

export type PlayResult =
  | { grant: string; status: 'counted'; promise: SignedByInstance<PlayPromise> }
  /** With the promise again; without one when it is kept aside, or was counted before there were logs. */
  | { grant: string; status: 'duplicate'; promise: SignedByInstance<PlayPromise> | null }
  | ({ grant: string } & Omit<Quarantine, 'until'> & { until: string | null })
  | ({ grant: string } & Rejection);

/** Counts plays, each once, whoever reports it and however often. */
@Injectable()
export class PlayService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReceiptVerifier) private readonly verifier: ReceiptVerifier,
    @Inject(PlayCounter) private readonly counter: PlayCounter,
    @Inject(PromiseService) private readonly promises: PromiseService,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
    @Inject(Clock) private readonly clock: Clock,
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
    const { verdicts, leaves } = await this.database.statements(
      (tx) => this.counter.count(tx, verified, now, origin.ip),
      { timeoutMs: TRANSACTION_MS },
    );
    const promises = await this.promises.of(verified, leaves, now);
    const known = verified.filter(
      ({ receiptId }, index) => verdicts[index]?.status === 'duplicate' && !promises.has(receiptId),
    );
    const again = await this.promises.again(this.database.prisma, known);
    const all = again.size === 0 ? promises : new Map([...promises, ...again]);
    return verified.map((play, index) => answerOf(play, verdicts[index], all));
  }
}

function answerOf(
  { receipt: { grant }, receiptId }: VerifiedReceipt,
  verdict: Verdict | undefined,
  promises: ReadonlyMap<string, SignedByInstance<PlayPromise>>,
): PlayResult {
  if (verdict === undefined) throw new Error('a receipt was left without a verdict');
  if (verdict.status === 'quarantined')
    return { grant, ...verdict, until: verdict.until?.toISOString() ?? null };
  if (verdict.status === 'rejected') return { grant, ...verdict };
  const promise = promises.get(receiptId);
  if (verdict.status === 'duplicate') return { grant, ...verdict, promise: promise ?? null };
  if (promise === undefined) throw new Error('a counted play has a promise');
  return { grant, status: 'counted', promise };
}
