import { Inject, Injectable } from '@nestjs/common';
import { canonicalBytes, publicKeyFromDidKey, verifyBytes } from '@flipside/recipe';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import { UnprocessableError } from '../../platform/problem/errors.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import type { RateLimitRule } from '../../platform/rate-limit/rate-limiter.ts';
import { BodyErasureRepository } from './body-erasure.repository.ts';
import type {
  BodyCount,
  DeviceErasureRequest,
  ErasureBatch,
  ErasureRow,
  ErasureScope,
} from './body-erasure.types.ts';
import type { Origin } from './territory.service.ts';

const REQUESTS: RateLimitRule = { name: 'plays.erasures', points: 20, perSeconds: 3_600 };
/** A signed request is taken this long after, and before, the time it names. */
const FRESH_MS = 10 * 60_000;
const TRANSACTION_MS = 60_000;
/** Batches of one request: a device with more than a million plays is asked for again. */
const MOST_BATCHES = 200;
/** Batches of one run of the retention job; the next run goes on. */
const MOST_OF_A_RUN = 400;
const NONE = '00000000-0000-0000-0000-000000000000';

export interface Erased extends BodyCount {
  /** Whether nothing of the device is left. */
  readonly isDone: boolean;
}

/** Erases what was received of plays: the receipt and its salt. The leaf, the key and the count stay (ADR 34). */
@Injectable()
export class BodyErasureService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BodyErasureRepository) private readonly bodies: BodyErasureRepository,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'playBodiesMonths'>,
  ) {}

  /** Public: whoever holds a device's key may have its bodies erased, and needs no account. */
  async eraseForDevice(request: DeviceErasureRequest, origin: Origin): Promise<Erased> {
    await this.limiter.consume(REQUESTS, origin.ip);
    this.requireSigned(request);
    return await this.erase(request.device, 'DEVICE', 'The device asked for it.', null);
  }

  async preview(principal: Principal, device: string): Promise<BodyCount> {
    principal.requireOperator();
    return await this.bodies.countOf(this.database.prisma, device);
  }

  /** For somebody who asked the operator, and cannot ask with the device's key. */
  async eraseForOperator(principal: Principal, device: string, reason: string): Promise<Erased> {
    principal.requireOperator();
    return await this.erase(device, 'OPERATOR', reason, principal.userId);
  }

  /** The newest first; one more than `limit` says that there is a next page. */
  async list(principal: Principal, after: string | null, limit: number): Promise<ErasureRow[]> {
    principal.requireOperator();
    return await this.bodies.list(this.database.prisma, after, limit);
  }

  /** For a job, which acts for nobody. @returns how many bodies' time was over. */
  async eraseExpired(): Promise<number> {
    const at = this.clock.now();
    const before = monthsBefore(at, this.config.playBodiesMonths);
    let batches = MOST_OF_A_RUN;
    let total = 0;
    for (const period of await this.bodies.duePeriods(this.database.prisma, before)) {
      let after: string | null = NONE;
      while (after !== null && batches > 0) {
        const batch = await this.erasePeriod(period, after, at);
        total += batch.erased;
        batches -= 1;
        after = batch.next;
      }
    }
    for (let erased = 1; erased > 0 && batches > 0; batches -= 1) {
      erased = await this.eraseUncounted(before, at);
      total += erased;
    }
    return total;
  }

  private async erasePeriod(
    period: string,
    after: string,
    at: Date,
  ): Promise<{ erased: number; next: string | null }> {
    return await this.inTransaction(async (tx) => {
      const batch = await this.bodies.erasePeriod(tx, period, after);
      const scope = { device: null, period } as const;
      const isLast = batch.next === null;
      if (isLast || batch.erased > 0)
        await this.bodies.append(tx, this.expired(scope, batch.erased, 0, isLast, at));
      return batch;
    });
  }

  private async eraseUncounted(before: Date, at: Date): Promise<number> {
    return await this.inTransaction(async (tx) => {
      const erased = await this.bodies.eraseUncounted(tx, before);
      const scope = { device: null, period: null } as const;
      if (erased > 0) await this.bodies.append(tx, this.expired(scope, 0, erased, false, at));
      return erased;
    });
  }

  private expired(
    scope: ErasureScope,
    plays: number,
    rejections: number,
    isLast: boolean,
    at: Date,
  ): ErasureBatch {
    const reason = `Bodies are kept for ${this.config.playBodiesMonths} months.`;
    return { cause: 'RETENTION', scope, plays, rejections, isLast, reason, userId: null, at };
  }

  private async erase(
    device: string,
    cause: 'DEVICE' | 'OPERATOR',
    reason: string,
    userId: string | null,
  ): Promise<Erased> {
    const at = this.clock.now();
    const total = { plays: 0, others: 0 };
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const { plays, others } = await this.inTransaction(async (tx) => {
        const note = 'Erased before it counted.';
        const gone = await this.bodies.eraseDevice(tx, device, { at, userId, note });
        const counts = { plays: gone.plays, rejections: gone.others, isLast: false };
        if (gone.plays + gone.others > 0)
          await this.bodies.append(tx, {
            ...{ cause, reason, userId, at, scope: { device, period: null } },
            ...counts,
          });
        return gone;
      });
      if (plays + others === 0) return { ...total, isDone: true };
      total.plays += plays;
      total.others += others;
    }
    return { ...total, isDone: false };
  }

  private async inTransaction<T>(work: Parameters<typeof this.database.transaction<T>>[0]): Promise<T> {
    return await this.database.transaction(work, { timeoutMs: TRANSACTION_MS });
  }

  private requireSigned({ sig, ...said }: DeviceErasureRequest): void {
    const refuse = (pointer: string, detail: string) => new UnprocessableError(detail, [{ pointer, detail }]);
    if (said.home !== this.config.baseUrl) throw refuse('/home', `This instance is ${this.config.baseUrl}.`);
    if (Math.abs(Date.parse(said.at) - this.clock.now().getTime()) > FRESH_MS)
      throw refuse('/at', 'The request is not of this moment: look at the device’s clock.');
    const key = publicKeyFromDidKey(said.device);
    if (key === null || !verifyBytes(Buffer.from(sig, 'base64url'), canonicalBytes({ ...said }), key))
      throw refuse('/sig', 'The signature is not the device’s over this request.');
  }
}

function monthsBefore(instant: Date, months: number): Date {
  const before = new Date(instant);
  before.setUTCMonth(before.getUTCMonth() - months);
  return before;
}
