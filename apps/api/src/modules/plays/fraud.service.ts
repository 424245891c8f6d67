import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import type {
  CodeCount,
  FraudFilter,
  QuarantinedReceipt,
  QuarantineState,
  SuspectReceipt,
} from './fraud.types.ts';
import { FraudView } from './fraud.view.ts';

/** Shows operators what did not count, and why. */
@Injectable()
export class FraudService {
  constructor(@Inject(FraudView) private readonly view: FraudView) {}

  /** The newest first. */
  async rejections(
    principal: Principal,
    filter: FraudFilter,
    after: string | null,
    limit: number,
  ): Promise<{ items: SuspectReceipt[]; reasons: CodeCount[] | null }> {
    principal.requireOperator();
    const items = await this.view.rejections(filter, after, limit);
    // Of all pages, so it is told once.
    return { items, reasons: after === null ? await this.view.summary(filter) : null };
  }

  /** The newest first. */
  async quarantine(
    principal: Principal,
    filter: FraudFilter,
    state: QuarantineState,
    after: string | null,
    limit: number,
  ): Promise<QuarantinedReceipt[]> {
    principal.requireOperator();
    return await this.view.quarantine(filter, state, after, limit);
  }
}
