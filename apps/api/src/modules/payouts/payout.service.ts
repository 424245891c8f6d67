import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../catalogue/index.ts';
import { PartyRepository } from '../catalogue/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { PayoutRunRepository } from './payout-run.repository.ts';
import type { LineRow } from './payout.types.ts';
import { PayoutView } from './payout.view.ts';
import type { LineCount, LineFilter, PaymentRow, RunEvent, RunRow } from './payout.view.ts';

export interface Owed {
  readonly currencies: readonly {
    readonly currency: string;
    readonly parties: number;
    readonly payableMicros: string;
  }[];
  /** Whether files for the bank can be made. */
  readonly debtor: { readonly name: string; readonly account: string } | null;
}

export interface RunDetail {
  readonly run: RunRow;
  readonly counts: readonly LineCount[];
  /** Whether the one who asks has to leave the approval to another operator. */
  readonly needsSecondPerson: boolean;
  readonly hasDebtor: boolean;
}

interface Position {
  readonly after: string | null;
  readonly limit: number;
}

/** Reads of payouts: runs for operators, payments for the parties that they went to. */
@Injectable()
export class PayoutService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PayoutView) private readonly view: PayoutView,
    @Inject(PayoutRunRepository) private readonly repository: PayoutRunRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'payouts'>,
  ) {}

  async owed(principal: Principal): Promise<Owed> {
    principal.requireOperator();
    const { debtor } = this.config.payouts;
    const account = debtor === null ? null : { name: debtor.name, account: debtor.iban };
    return { currencies: await this.view.owed(), debtor: account };
  }

  async runs(principal: Principal, { after, limit }: Position): Promise<Page<RunRow>> {
    principal.requireOperator();
    return await this.view.runs(after, limit);
  }

  async run(principal: Principal, id: string): Promise<RunDetail> {
    principal.requireOperator();
    const run = await this.view.run(id);
    if (run === null) throw new NotFoundError('Payout run', id);
    const isOwn = run.createdById === principal.userId;
    return {
      run,
      counts: await this.view.counts(id),
      needsSecondPerson: isOwn && (await this.repository.hasSecondOperator(this.database.prisma)),
      hasDebtor: this.config.payouts.debtor !== null,
    };
  }

  async lines(
    principal: Principal,
    id: string,
    filter: LineFilter,
    { after, limit }: Position,
  ): Promise<Page<LineRow>> {
    principal.requireOperator();
    return await this.view.lines(id, filter, after, limit);
  }

  async events(principal: Principal, id: string, { after, limit }: Position): Promise<Page<RunEvent>> {
    principal.requireOperator();
    return await this.view.events(id, after, limit);
  }

  async payments(
    principal: Principal,
    partyId: string,
    { after, limit }: Position,
  ): Promise<Page<PaymentRow>> {
    principal.requireScope('statements:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    if ((await this.parties.find(partyId)) === null) throw new NotFoundError('Party', partyId);
    return await this.view.payments(partyId, after, limit);
  }
}
