import { Inject, Injectable } from '@nestjs/common';
import { accountParts, releaseEntry } from '@flipside/royalty';
import type { Account } from '@flipside/royalty';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { DisputeOutcomeService } from '../disputes/index.ts';
import type { DisputeOutcome } from '../disputes/index.ts';
import { PeriodCalendarRepository } from '../plays/index.ts';
import { AllocationRepository } from './allocation.repository.ts';
import { HeldRepository } from './held.repository.ts';
import type { HeldClose } from './held.repository.ts';
import { LedgerRepository } from './ledger.repository.ts';

const LONGEST_RELEASE_MS = 120_000;
const uuid = z.uuid();

/** What was held for a dispute in all, and how much of it was released. */
export interface HeldMoney {
  readonly currency: string;
  readonly heldMicros: bigint;
  readonly releasedMicros: bigint;
}

/** Money that waits for the end of a dispute. It is booked by the closes and leaves by a release alone. */
@Injectable()
export class HeldService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HeldRepository) private readonly held: HeldRepository,
    @Inject(AllocationRepository) private readonly allocations: AllocationRepository,
    @Inject(LedgerRepository) private readonly ledger: LedgerRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(DisputeOutcomeService) private readonly outcomes: DisputeOutcomeService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For whoever may read the dispute: the caller has asked. */
  async ofDispute(disputeId: string): Promise<HeldMoney[]> {
    return await this.held.balances(this.database.prisma, disputeId);
  }

  /**
   * Releases what a resolved dispute held, a close at a time, into the open period. For a job, which acts for
   * nobody. An entry is unique by dispute and close: running it twice, or in two processes, books it once.
   */
  async release(disputeId: string): Promise<void> {
    const { prisma } = this.database;
    const outcome = await this.outcomes.find(prisma, disputeId);
    if (outcome === null) return;
    for (const close of await this.held.unreleased(prisma, disputeId, outcome.subject.id))
      await this.releaseClose(disputeId, outcome, close);
  }

  /** After a close: disputes that were open at its instant and are over by now. */
  async releaseOfPeriod(periodId: string): Promise<void> {
    for (const account of await this.held.accountsOf(this.database.prisma, periodId)) {
      const disputeId = uuid.safeParse(accountParts(account as Account).subject);
      if (disputeId.success) await this.release(disputeId.data);
    }
  }

  private async releaseClose(disputeId: string, outcome: DisputeOutcome, close: HeldClose): Promise<void> {
    const { periodId, tariffVersion, currency, tariff, closedAt } = close;
    await this.database.transaction(
      async (tx) => {
        const now = this.clock.now();
        const { id: openPeriod } = await this.calendar.lockOpen(tx, now);
        const subject = { subjectId: outcome.subject.id, side: outcome.side };
        const entry = releaseEntry({
          disputeId,
          reference: [disputeId, periodId, currency, tariff].join('/'),
          currency,
          at: closedAt,
          lines: await this.allocations.findForSubject(tx, { periodId, tariffVersion, ...subject }),
          splits: outcome.splits,
        });
        if (entry !== null) await this.ledger.append(tx, entry, openPeriod, now);
      },
      { timeoutMs: LONGEST_RELEASE_MS },
    );
  }
}
