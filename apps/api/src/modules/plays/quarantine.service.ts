import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { AddressTotalRepository } from './address-total.repository.ts';
import { HOUR_MS } from './counting-rules.ts';
import { PlayCounter } from './play-counter.service.ts';
import { QuarantineRepository } from './quarantine.repository.ts';
import type { QuarantineDecision } from './quarantine.repository.ts';

const BATCH = 500;
const KEEP_TOTALS_MS = 48 * HOUR_MS;
const TRANSACTION_MS = 60_000;

export interface QuarantineOutcome {
  /** Plays that were decided; those of the request that nobody kept aside any more are not among them. */
  readonly decided: number;
  /** Of those: plays that count now. The rest broke a rule meanwhile, or was refused. */
  readonly counted: number;
}

/** Lets plays that were kept aside count, or not. None is lost: what is refused is kept with who did it and why. */
@Injectable()
export class QuarantineService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository,
    @Inject(AddressTotalRepository) private readonly addresses: AddressTotalRepository,
    @Inject(PlayCounter) private readonly counter: PlayCounter,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async decide(
    principal: Principal,
    request: {
      readonly ids: readonly string[];
      readonly decision: 'release' | 'refuse';
      readonly note: string;
    },
  ): Promise<QuarantineOutcome> {
    principal.requireOperator();
    const { ids, decision, note } = request;
    const state = decision === 'release' ? 'RELEASED' : 'REFUSED';
    const by = { state, userId: principal.userId, note } as const;
    return await this.database.transaction(
      async (tx) => {
        const held = await this.quarantine.take(tx, ids);
        return await this.finish(tx, held, { ...by, at: this.clock.now() });
      },
      { timeoutMs: TRANSACTION_MS },
    );
  }

  /** For a job, which acts for nobody. Counts what has waited long enough; @returns how many were looked at. */
  async releaseDue(): Promise<number> {
    const at = this.clock.now();
    await this.addresses.forgetBefore(new Date(at.getTime() - KEEP_TOTALS_MS));
    let total = 0;
    for (;;) {
      const { decided } = await this.database.transaction(
        async (tx) => {
          const due = await this.quarantine.takeDue(tx, at, BATCH);
          return await this.finish(tx, due, { state: 'RELEASED', userId: null, note: null, at });
        },
        { timeoutMs: TRANSACTION_MS },
      );
      total += decided;
      if (decided < BATCH) return total;
    }
  }

  private async finish(
    tx: Parameters<PlayCounter['release']>[0],
    held: Awaited<ReturnType<QuarantineRepository['take']>>,
    decision: QuarantineDecision,
  ): Promise<QuarantineOutcome> {
    if (held.length === 0) return { decided: 0, counted: 0 };
    const plays = held.map(({ play }) => play);
    const { leaves } =
      decision.state === 'RELEASED'
        ? await this.counter.release(tx, plays, decision.at)
        : { leaves: new Map() };
    const ids = held.map(({ id }) => id);
    await this.quarantine.decide(tx, ids, decision);
    return { decided: held.length, counted: leaves.size };
  }
}
