import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { PeriodCalendarRepository } from './period-calendar.repository.ts';

/** Makes the places of plays before they are needed. */
@Injectable()
export class PlayPartitionService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For a job, which acts for nobody. */
  async prepareAhead(): Promise<void> {
    await this.calendar.prepareAhead(this.database.prisma, this.clock.now());
  }
}
