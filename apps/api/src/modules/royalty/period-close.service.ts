import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { buildStatement, statementHashInput } from '@flipside/royalty';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { AllocationRepository } from './allocation.repository.ts';
import { periodStated } from './events.ts';
import { HeldService } from './held.service.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { PeriodAllocationService } from './period-allocation.service.ts';
import { PeriodRepository } from './period.repository.ts';
import type { ClosingPeriod, Period } from './period.types.ts';
import { SettlementService } from './settlement.service.ts';
import { StatementRepository } from './statement.repository.ts';
import type { UnstatedParty } from './statement.repository.ts';
import { SuspenseService } from './suspense.service.ts';

const LONGEST_STEP_MS = 600_000;
/** Statements between two reports of progress. */
const REPORT_EVERY = 20;

/**
 * Works out a close: shares each pool out and books it, then makes the statements.
 *
 * Each step is one transaction under the period's lock and looks first whether it was done, so the work may stop
 * anywhere, be begun again, or run in two processes at once, and comes to the same end. Statements are made from the
 * lines that were frozen with the entries: what changes in the catalogue meanwhile changes nothing.
 */
@Injectable()
export class PeriodCloseService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeriodRepository) private readonly periods: PeriodRepository,
    @Inject(PeriodAllocationService) private readonly allocation: PeriodAllocationService,
    @Inject(AllocationRepository) private readonly allocations: AllocationRepository,
    @Inject(LedgerRepository) private readonly ledger: LedgerRepository,
    @Inject(HeldService) private readonly held: HeldService,
    @Inject(SuspenseService) private readonly suspense: SuspenseService,
    @Inject(SettlementService) private readonly settlements: SettlementService,
    @Inject(StatementRepository) private readonly statements: StatementRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For a job, which acts for nobody: the request for the close was authorised. */
  async run(periodId: string): Promise<void> {
    await this.shareOut(periodId);
    const closed = await this.periods.find(periodId);
    if (closed?.state !== 'CLOSED') return;
    await this.allocations.analyse();
    // A dispute may have ended between the instant of the close and its work.
    await this.held.releaseOfPeriod(periodId);
    await this.suspense.releaseOfPeriod(periodId);
    await this.settle(closing(closed));
    await this.state(closing(closed));
  }

  /** The first half: from `CLOSING`, with all money where it belongs, to `CLOSED`. */
  async shareOut(periodId: string): Promise<void> {
    const found = await this.periods.find(periodId);
    if (found?.state !== 'CLOSING') return;
    const period = closing(found);
    await this.allocation.allocate(period);
    await this.database.statements(
      async (tx) => {
        await this.periods.lockClose(tx, period.id);
        if (await this.periods.advance(tx, period.id, 'CLOSING', 'CLOSED'))
          await this.allocation.book(tx, period);
      },
      { timeoutMs: LONGEST_STEP_MS },
    );
  }

  private async settle(period: ClosingPeriod): Promise<void> {
    const parties = await this.settlements.concerned(period);
    for (const [done, party] of parties.entries()) {
      if (done % REPORT_EVERY === 0)
        await this.periods.report(period.id, { step: 'settling', done, total: parties.length });
      await this.step(period, (tx) => this.settlements.settle(tx, period, party));
    }
  }

  private async state(period: ClosingPeriod): Promise<void> {
    const parties = await this.statements.unstated(this.database.prisma, period.id);
    for (const [done, party] of parties.entries()) {
      if (done % REPORT_EVERY === 0)
        await this.periods.report(period.id, { step: 'stating', done, total: parties.length });
      await this.step(period, (tx) => this.stateParty(tx, period, party));
    }
    await this.periods.report(period.id, { step: 'stated', done: parties.length, total: parties.length });
    await this.step(period, async (tx) => {
      const statedAt = this.clock.now();
      if (await this.periods.advance(tx, period.id, 'CLOSED', 'STATED', { statedAt }))
        await this.outbox.append(tx, periodStated, { key: period.id, payload: { period: period.id } });
    });
  }

  private async stateParty(tx: Tx, period: ClosingPeriod, party: UnstatedParty): Promise<void> {
    if (await this.statements.exists(tx, party, period.id)) return;
    const { partyId, name, currency } = party;
    const statement = buildStatement({
      party: { id: partyId, name },
      period: { id: period.id, from: period.opensAt.toISOString(), to: period.closedAt.toISOString() },
      currency,
      openingMicros: await this.ledger.balanceBefore(tx, partyId, currency, period.id),
      lines: await this.allocations.findForParty(tx, period.id, partyId, currency),
      entries: await this.ledger.movements(tx, partyId, currency, period.id),
    });
    if (!statement.ok) throw new Error(statement.message);
    const sha256 = createHash('sha256').update(statementHashInput(statement.value)).digest('hex');
    await this.statements.append(tx, statement.value, sha256, this.clock.now());
  }

  private async step(period: ClosingPeriod, work: (tx: Tx) => Promise<unknown>): Promise<void> {
    await this.database.transaction(
      async (tx) => {
        await this.periods.lockClose(tx, period.id);
        await work(tx);
      },
      { timeoutMs: LONGEST_STEP_MS },
    );
  }
}

function closing(period: Period): ClosingPeriod {
  if (period.closedAt === null) throw new Error(`period ${period.id} has no end`);
  return { ...period, closedAt: period.closedAt };
}
