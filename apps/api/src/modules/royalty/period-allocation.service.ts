import { Inject, Injectable } from '@nestjs/common';
import { closeEntries, micros, splitCells, tariffName, unplayedSplit } from '@flipside/royalty';
import type { Tariff } from '@flipside/royalty';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { SqlTx } from '../../platform/database/database.ts';
import { PlayUsageService } from '../plays/index.ts';
import { AllocationPlanRepository } from './allocation-plan.repository.ts';
import { AllocationRepository } from './allocation.repository.ts';
import { FrozenRights } from './frozen-rights.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { PeriodRepository } from './period.repository.ts';
import type { Allocating, ClosingPeriod } from './period.types.ts';

/**
 * Shares the pools of a period out, in memory that does not grow with the plays.
 *
 * One transaction fixes what is shared out and by which rights; then cells are booked in batches, each committed with
 * a cursor; at last the ledger gets what the lines come to. Every step looks first how far the work is, so it may stop
 * anywhere, be begun again, or run in two processes at once, and comes to the same lines in the same order.
 */
@Injectable()
export class PeriodAllocationService {
  /** Cells worked out and booked at a time: some ten thousands of lines. Any number gives the same lines. */
  batch = 4_000;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeriodRepository) private readonly periods: PeriodRepository,
    @Inject(PlayUsageService) private readonly usage: PlayUsageService,
    @Inject(AllocationPlanRepository) private readonly plans: AllocationPlanRepository,
    @Inject(AllocationRepository) private readonly allocations: AllocationRepository,
    @Inject(LedgerRepository) private readonly ledger: LedgerRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Books the lines of every pool, and no entry. */
  async allocate(period: ClosingPeriod): Promise<void> {
    await this.periods.report(period.id, { step: 'counting', done: 0, total: 1 });
    await this.usage.fold();
    await this.plans.begin(period, this.clock.now());
    const { sql } = this.database;
    const plans = await this.plans.findAll(sql, period.id);
    const total = plans.reduce((sum, { cells }) => sum + cells, 0);
    let before = 0;
    for (const { version, cells } of plans) {
      const tariff = await this.plans.findTariff(sql, version);
      const report = (done: number): Promise<void> =>
        this.periods.report(period.id, { step: 'allocating', done: before + done, total });
      // Where another process was faster with a batch, the work goes on behind it.
      for (;;) {
        const plan = await this.plans.find(sql, period.id, version);
        if (plan.nextCell > plan.cells) break;
        await this.allocateTariff(period, plan, tariff, report);
      }
      before += cells;
    }
  }

  /** The entries of the close, from the lines that were booked. */
  async book(tx: SqlTx, period: ClosingPeriod): Promise<void> {
    for (const plan of await this.plans.findAll(tx, period.id)) {
      const { version, cells, nextCell, poolMicros } = plan;
      if (nextCell <= cells) throw new Error(`tariff ${version} of ${period.id} is not shared out`);
      const { id, currency, kind } = await this.plans.findTariff(tx, version);
      const lines = await this.allocations.sums(tx, period.id, version);
      const pool = { currency, tariffId: id, tariffVersion: version, poolMicros: micros(poolMicros), lines };
      for (const entry of closeEntries(period.id, pool, { isFunded: kind !== 'PER_PLAY' }))
        await this.ledger.append(tx, entry, period.id, this.clock.now());
    }
  }

  /** The cursor comes to rest one place after the last cell: the unplayed rest has been seen to as well. */
  private async allocateTariff(
    period: ClosingPeriod,
    plan: Allocating,
    tariff: Tariff,
    report: (cells: number) => Promise<void>,
  ): Promise<void> {
    const { version: tariffVersion } = plan;
    const rights = new FrozenRights(period.closedAt);
    let { nextCell: cell, nextLine: line } = plan;
    let booked: Promise<boolean> = Promise.resolve(true);
    while (cell <= plan.cells) {
      // The database books a batch while the next one is worked out.
      const [isOurs, { cells, splits, lines }] = await Promise.all([
        booked,
        this.share(period, tariff, cell, rights),
      ]);
      if (!isOurs) return;
      await report(cell);
      const isLast = cell + cells === plan.cells;
      const hasRest = isLast && plan.unplayedMicros !== 0n;
      if (hasRest) splits.push(unplayedSplit(cells, lines, plan.unplayedMicros));
      const nextCell = isLast ? plan.cells + 1 : cell + cells;
      const nextLine = line + lines + (hasRest ? 1 : 0);
      const of = {
        periodId: period.id,
        tariffVersion,
        currency: tariff.currency,
        tariff: tariffName(tariff),
      };
      booked = this.allocations.append({ ...of, cell, nextCell, line, nextLine }, splits);
      cell = nextCell;
      line = nextLine;
    }
    await booked;
  }

  private async share(period: ClosingPeriod, tariff: Tariff, from: number, rights: FrozenRights) {
    const cells = await this.allocations.findCells(period.id, tariff.version, from, this.batch);
    const recipes = await this.allocations.findRecipes([...new Set(cells.map(({ recipe }) => recipe))]);
    const missing = rights.missing(recipes.flatMap(({ sources }) => sources.map((one) => one.recordingId)));
    rights.keep(await this.allocations.findGrounds(period.id, tariff.version, missing));
    return { cells: cells.length, ...splitCells({ tariff, cells, recipes, rights }) };
  }
}
