import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { PeriodCalendarRepository } from '../plays/index.ts';
import { closeRequested } from './events.ts';
import { PeriodRepository } from './period.repository.ts';
import type { PeriodOverview } from './period.types.ts';
import { PoolService } from './pool.service.ts';

/** The accounting months of the instance. */
@Injectable()
export class PeriodService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeriodRepository) private readonly periods: PeriodRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(PoolService) private readonly pools: PoolService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal): Promise<PeriodOverview[]> {
    principal.requireScope('statements:read');
    const found = await this.periods.overview();
    if (found.length > 0) return found;
    await this.database.transaction((tx) => this.calendar.lockOpen(tx, this.clock.now()));
    return await this.periods.overview();
  }

  async get(principal: Principal, id: string): Promise<PeriodOverview> {
    principal.requireScope('statements:read');
    return await this.require(id);
  }

  /**
   * Stops counting into the period, opens the next one and asks for the close to be worked out, in one transaction.
   * Asking again for a close that has not come to its end makes it go on; for one that has, it changes nothing.
   */
  async close(principal: Principal, id: string): Promise<PeriodOverview> {
    principal.requireOperator();
    await this.database.transaction(async (tx) => {
      const now = this.clock.now();
      if (await this.periods.beginClose(tx, id, principal.userId, now)) {
        await this.pools.requireFunded(tx, id);
        await this.calendar.openAfter(tx, id, now);
      }
      const period = await this.periods.find(id, tx);
      if (period === null) throw new NotFoundError('Period', id);
      if (period.state === 'CLOSING' || period.state === 'CLOSED')
        await this.outbox.append(tx, closeRequested, { key: id, payload: { period: id } });
    });
    return await this.require(id);
  }

  private async require(id: string): Promise<PeriodOverview> {
    const [period] = await this.periods.overview(id);
    if (period === undefined) throw new NotFoundError('Period', id);
    return period;
  }
}
