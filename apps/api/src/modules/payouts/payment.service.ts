import { Inject, Injectable } from '@nestjs/common';
import { payoutReturnEntry } from '@flipside/royalty';
import { PeriodCalendarRepository } from '../plays/index.ts';
import { PayoutLedgerRepository } from '../royalty/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { InvalidTransitionError } from './errors.ts';
import { paymentReturned } from './events.ts';
import { PayoutLineRepository } from './payout-line.repository.ts';
import { PayoutRunRepository } from './payout-run.repository.ts';
import { eventOf } from './payout-run.service.ts';
import type { PaymentRecord } from './payout.types.ts';

/** What became of payments that were sent: the bank paid them out, or sent them back. */
@Injectable()
export class PaymentService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PayoutRunRepository) private readonly runs: PayoutRunRepository,
    @Inject(PayoutLineRepository) private readonly lines: PayoutLineRepository,
    @Inject(PayoutLedgerRepository) private readonly ledger: PayoutLedgerRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Every payment of the run that is still on its way. */
  async settleRun(principal: Principal, runId: string): Promise<void> {
    principal.requireOperator();
    await this.database.transaction(
      async (tx) => {
        const run = await this.runs.lock(tx, runId);
        if (run === null) throw new NotFoundError('Payout run', runId);
        if (run.state === 'SETTLED') return;
        if (run.state !== 'SENT') throw new InvalidTransitionError('Only a run that was sent is settled.');
        const at = this.clock.now();
        const payments = await this.lines.settleAll(tx, runId, at);
        await this.runs.end(tx, runId, 'SETTLED', at);
        await this.runs.note(tx, runId, 'SETTLED', { by: principal.userId, at, detail: { payments } });
      },
      { timeoutMs: 120_000 },
    );
  }

  async settle(principal: Principal, id: string): Promise<void> {
    principal.requireOperator();
    await this.change(principal, id, async (tx, { state, runId }) => {
      if (state === 'SETTLED') return;
      if (state !== 'SENT') throw new InvalidTransitionError('Only a payment that was sent is settled.');
      const at = this.clock.now();
      await this.lines.settle(tx, id, at);
      await this.runs.note(tx, runId, 'PAYMENT_SETTLED', { by: principal.userId, at, lineId: id });
    });
  }

  /**
   * The bank sent it back, at once or after it was settled: what was paid is owed again, to the last unit.
   * @param code the bank's reason (ISO 20022 ExternalReturnReason1Code, four characters).
   */
  async giveBack(
    principal: Principal,
    id: string,
    { code, note }: { code: string; note: string | null },
  ): Promise<void> {
    principal.requireOperator();
    await this.change(principal, id, async (tx, payment) => {
      const { state, runId, currency, partyId: payeeId, parts } = payment;
      if (state !== 'SENT' && state !== 'SETTLED')
        throw new InvalidTransitionError(
          state === 'RETURNED'
            ? 'This payment was returned already.'
            : 'Only a payment that was sent can come back.',
        );
      const at = this.clock.now();
      const { id: period } = await this.calendar.lockOpen(tx, at);
      const entry = payoutReturnEntry({ id, currency, payeeId, parts });
      await this.ledger.append(tx, [entry], currency, period, at);
      await this.lines.markReturned(tx, id, { at, code, period });
      const detail = { code, ...(note !== null && { note }) };
      await this.runs.note(tx, runId, 'PAYMENT_RETURNED', { by: principal.userId, at, lineId: id, detail });
      const { key, payload } = eventOf(payment);
      await this.outbox.append(tx, paymentReturned, { key, payload: { ...payload, code } });
    });
  }

  /** A run whose payments have all come to an end is settled. */
  private async change(
    { userId: by }: Principal,
    id: string,
    work: (tx: Tx, payment: PaymentRecord) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const runId = await this.lines.findRun(tx, id);
      if (runId === null) throw new NotFoundError('Payment', id);
      const run = await this.runs.lock(tx, runId);
      const payment = await this.lines.lock(tx, id);
      if (run === null || payment === null) throw new NotFoundError('Payment', id);
      await work(tx, payment);
      if (run.state !== 'SENT' || (await this.lines.isUnderWay(tx, runId))) return;
      const at = this.clock.now();
      await this.runs.end(tx, runId, 'SETTLED', at);
      await this.runs.note(tx, runId, 'SETTLED', { by, at, detail: { payments: 0 } });
    });
  }
}
