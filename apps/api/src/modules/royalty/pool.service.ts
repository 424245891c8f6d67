import { Inject, Injectable } from '@nestjs/common';
import { fundEntry, poolReference } from '@flipside/royalty';
import type { Currency, Tariff } from '@flipside/royalty';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { ConflictError, NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { TARIFF_ID } from '../consent/index.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { PoolRepository } from './pool.repository.ts';
import type { FundedTariff, Payment } from './pool.repository.ts';

const MANY_PAYMENTS_MS = 60_000;

export interface PoolDraft {
  readonly tariff: number;
  readonly amountMicros: string;
  readonly reference: string;
  readonly evidence: string;
}

export interface PaymentsDraft extends Omit<PoolDraft, 'amountMicros'> {
  readonly payments: readonly { readonly listener: string; readonly amountMicros: string }[];
}

interface Stated {
  readonly periodId: string;
  readonly tariffVersion: number;
  readonly currency: Currency;
  readonly statedBy: string;
  readonly reference: string;
  readonly evidence: string;
}

/**
 * The money of tariffs that share out a pool. An operator states it while the period is open; each statement is an
 * entry of the ledger and a leaf of the consent log, and is never taken back: a correction is another one.
 */
@Injectable()
export class PoolService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PoolRepository) private readonly pools: PoolRepository,
    @Inject(LedgerRepository) private readonly ledger: LedgerRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, periodId: string): Promise<FundedTariff[]> {
    principal.requireOperator();
    if ((await this.database.prisma.period.count({ where: { id: periodId } })) === 0)
      throw new NotFoundError('Period', periodId);
    return await this.pools.funded(this.database.prisma, periodId);
  }

  /** The same statement again, by its reference, changes nothing. */
  async state(principal: Principal, periodId: string, draft: PoolDraft): Promise<FundedTariff[]> {
    principal.requireOperator();
    const amountMicros = BigInt(draft.amountMicros);
    await this.database.transaction(async (tx) => {
      const stated = await this.prepare(tx, principal, periodId, draft, 'PRO_RATA');
      const known = await this.pools.findByReference(tx, periodId, draft.tariff, draft.reference);
      if (known === null) await this.fund(tx, stated, amountMicros);
      else if (known.amountMicros !== amountMicros)
        throw new ConflictError(`"${draft.reference}" was stated with another amount.`);
    });
    return await this.list(principal, periodId);
  }

  /** What listeners paid, some thousands at a time. Payments that are known already change nothing. */
  async importPayments(
    principal: Principal,
    periodId: string,
    draft: PaymentsDraft,
  ): Promise<FundedTariff[]> {
    principal.requireOperator();
    const payments = draft.payments.map(({ listener, amountMicros }) => ({
      listener,
      amountMicros: BigInt(amountMicros),
    }));
    requireEachOnce(payments);
    await this.database.transaction(
      async (tx) => {
        const stated = await this.prepare(tx, principal, periodId, draft, 'USER_CENTRIC');
        const { amountMicros, different } = await this.pools.addPayments(
          tx,
          stated,
          payments,
          this.clock.now(),
        );
        if (different !== null)
          throw new ConflictError(`The listener ${different} is known with another amount.`);
        if (amountMicros !== 0n) await this.fund(tx, stated, amountMicros);
      },
      { timeoutMs: MANY_PAYMENTS_MS },
    );
    return await this.list(principal, periodId);
  }

  /** @throws ConflictError when plays of the period are to be paid from a pool that nobody stated. */
  async requireFunded(tx: Tx, periodId: string): Promise<void> {
    const [version] = await this.pools.unfunded(tx, periodId);
    if (version !== undefined)
      throw new ConflictError(`No pool is stated for the plays under version ${version} of the tariff.`);
  }

  private async prepare(
    tx: Tx,
    principal: Principal,
    periodId: string,
    { tariff: tariffVersion, reference, evidence }: Omit<PoolDraft, 'amountMicros'>,
    kind: Tariff['kind'],
  ): Promise<Stated> {
    const state = await this.pools.lockPeriod(tx, periodId);
    if (state === null) throw new NotFoundError('Period', periodId);
    if (state !== 'OPEN') throw new ConflictError('The period is closed: its pools are shared out.');
    const tariff = await this.pools.tariff(tx, tariffVersion);
    if (tariff?.kind !== kind) {
      const detail = `Version ${tariffVersion} is not a tariff of the kind ${kind}.`;
      throw new UnprocessableError(detail, [{ pointer: '/tariff', detail }]);
    }
    return {
      periodId,
      tariffVersion,
      currency: tariff.currency,
      statedBy: principal.userId,
      reference,
      evidence,
    };
  }

  private async fund(tx: Tx, stated: Stated, amountMicros: bigint): Promise<void> {
    const { periodId, tariffVersion, currency, statedBy, reference, evidence } = stated;
    const now = this.clock.now();
    const number = await this.pools.append(
      tx,
      { periodId, tariffVersion, currency, statedBy },
      { amountMicros, reference, evidence, createdAt: now },
    );
    const pool = poolReference(periodId, { currency, tariffId: TARIFF_ID, tariffVersion });
    await this.ledger.append(tx, fundEntry(`${pool}#${number}`, currency, amountMicros), periodId, now);
  }
}

function requireEachOnce(payments: readonly Payment[]): void {
  const seen = new Set<string>();
  for (const [index, { listener }] of payments.entries()) {
    const detail = `The listener ${listener} occurs twice.`;
    if (seen.has(listener))
      throw new UnprocessableError(detail, [{ pointer: `/payments/${index}/listener`, detail }]);
    seen.add(listener);
  }
}
