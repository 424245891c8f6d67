import { Inject, Injectable } from '@nestjs/common';
import { settle } from '@flipside/royalty';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { LedgerRepository } from './ledger.repository.ts';
import type { ClosingPeriod } from './period.types.ts';
import { SettlementRepository } from './settlement.repository.ts';
import type { Concerned } from './settlement.repository.ts';

/** What comes off earnings at a close: overpaid money, tax, advances. */
@Injectable()
export class SettlementService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SettlementRepository) private readonly settlements: SettlementRepository,
    @Inject(LedgerRepository) private readonly ledger: LedgerRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async concerned({ id, closedAt }: ClosingPeriod): Promise<Concerned[]> {
    return await this.settlements.concerned(this.database.prisma, id, closedAt);
  }

  /** All entries of a party or none, under the lock of the close: a party is settled once. */
  async settle(tx: Tx, { id, closedAt }: ClosingPeriod, party: Concerned): Promise<void> {
    if (await this.settlements.isSettled(tx, id, party)) return;
    for (const entry of settle(await this.settlements.load(tx, id, closedAt, party)))
      await this.ledger.append(tx, entry, id, this.clock.now());
  }
}
