import { Inject, Injectable } from '@nestjs/common';
import type { RightSide, Split } from '@flipside/royalty';
import type { Reader } from '../../platform/database/database.ts';
import { splitsOf } from './dispute-parts.ts';
import { DisputeRepository } from './dispute.repository.ts';
import type { DisputeSubject } from './dispute.types.ts';

/** How a dispute ended: what its held money is released by. */
export interface DisputeOutcome {
  readonly subject: DisputeSubject;
  readonly side: RightSide;
  readonly splits: readonly Split[];
}

/** For the books, which act for nobody. */
@Injectable()
export class DisputeOutcomeService {
  constructor(@Inject(DisputeRepository) private readonly disputes: DisputeRepository) {}

  /** @returns `null` while the dispute is open: its money stays where it is. */
  async find(reader: Reader, disputeId: string): Promise<DisputeOutcome | null> {
    const found = await this.disputes.findOutcome(reader, disputeId);
    return found === null ? null : { ...found, splits: splitsOf(found.outcome) };
  }
}
