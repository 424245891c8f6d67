import { Inject, Injectable } from '@nestjs/common';
import { notSepaReason, planPayout } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { PayoutLedgerRepository } from '../royalty/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { AlreadyExistsError, ConflictError, NotFoundError } from '../../platform/problem/errors.ts';
import { InvalidTransitionError, SecondPersonRequiredError } from './errors.ts';
import { PayeeBalanceRepository } from './payee-balance.repository.ts';
import type { OwedPayee } from './payee-balance.repository.ts';
import { PayoutLineRepository } from './payout-line.repository.ts';
import { PayoutRunRepository } from './payout-run.repository.ts';
import type { NewLine, RunRecord } from './payout.types.ts';
import { usualThreshold } from './thresholds.ts';

const LONGEST_MS = 600_000;

/**
 * Runs of payments until they are sent. A draft is a preview of one moment and changes nothing in the ledger; one run of
 * a currency is prepared at a time, so that two cannot pay the same money.
 */
@Injectable()
export class PayoutRunService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PayoutRunRepository) private readonly runs: PayoutRunRepository,
    @Inject(PayoutLineRepository) private readonly lines: PayoutLineRepository,
    @Inject(PayeeBalanceRepository) private readonly balances: PayeeBalanceRepository,
    @Inject(PayoutLedgerRepository) private readonly ledger: PayoutLedgerRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'payouts'>,
  ) {}

  /** Everybody who is owed something in this currency by the statements so far: what is paid, and why not. */
  async draft(principal: Principal, currency: Currency): Promise<string> {
    principal.requireOperator();
    return await this.long(async (tx) => {
      await this.runs.lockCurrency(tx, currency);
      const other = await this.runs.inPreparation(tx, currency);
      if (other !== null)
        throw new AlreadyExistsError(`A run in ${currency} is being prepared. Send or cancel it first.`, {
          data: { run: other },
        });
      const untilPeriod = await this.ledger.lastStated(tx);
      if (untilPeriod === null) throw new ConflictError('No period has statements yet. Close one first.');
      const [id, at] = [newId(), this.clock.now()];
      await this.runs.append(tx, { id, currency, untilPeriod, createdBy: principal.userId, createdAt: at });
      let owed = 0;
      for await (const payees of this.balances.owed(tx, currency, usualThreshold(currency, this.config))) {
        const lines = payees.flatMap((payee) => lineOf(id, payee, { currency, at }) ?? []);
        owed += lines.length;
        if (lines.length > 0) await this.lines.append(tx, id, lines);
      }
      if (owed === 0) throw new ConflictError(`Nobody is owed anything in ${currency}.`);
      await this.runs.sumUp(tx, id);
      await this.runs.note(tx, id, 'DRAFTED', { by: principal.userId, at });
      return id;
    });
  }

  /** Where there are two operators or more, whoever made the draft does not approve it (four eyes). */
  async approve(principal: Principal, id: string): Promise<void> {
    principal.requireOperator();
    await this.long(async (tx) => {
      const run = await this.require(tx, id);
      if (run.state === 'APPROVED') return;
      if (run.state !== 'DRAFT') throw new InvalidTransitionError('Only a draft is approved.');
      if (run.payments === 0) throw new ConflictError('This run pays nothing. Cancel it.');
      if (run.createdBy === principal.userId && (await this.runs.hasSecondOperator(tx)))
        throw new SecondPersonRequiredError();
      const at = this.clock.now();
      await this.runs.approve(tx, id, principal.userId, at);
      await this.runs.note(tx, id, 'APPROVED', { by: principal.userId, at });
    });
  }

  async cancel(principal: Principal, id: string): Promise<void> {
    principal.requireOperator();
    await this.long(async (tx) => {
      const run = await this.require(tx, id);
      if (run.state === 'CANCELLED') return;
      if (run.state !== 'DRAFT' && run.state !== 'APPROVED')
        throw new InvalidTransitionError(
          'What was sent cannot be cancelled. Payments that come back are returned.',
        );
      const at = this.clock.now();
      await this.runs.end(tx, id, 'CANCELLED', at);
      await this.runs.note(tx, id, 'CANCELLED', { by: principal.userId, at });
    });
  }

  private async require(tx: Tx, id: string): Promise<RunRecord> {
    const run = await this.runs.lockWithCurrency(tx, id);
    if (run === null) throw new NotFoundError('Payout run', id);
    return run;
  }

  private async long<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return await this.database.transaction(work, { timeoutMs: LONGEST_MS });
  }
}

function lineOf(runId: string, payee: OwedPayee, terms: { currency: Currency; at: Date }): NewLine | null {
  const line = planPayout(payee, terms);
  if (line === null) return null;
  const { payeeId: partyId, ...plan } = line;
  const notSepa =
    plan.reason === null ? notSepaReason(plan.amountMicros, terms.currency, payee.account) : null;
  return { ...plan, id: newId(), runId, partyId, detailsVersion: payee.detailsVersion, notSepa };
}
