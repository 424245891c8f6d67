import { Inject, Injectable } from '@nestjs/common';
import { payoutReturnEntry } from '@flipside/royalty';
import { OwnCauseService } from '../catalogue/index.ts';
import { PeriodCalendarRepository } from '../plays/index.ts';
import { PayoutLedgerRepository } from '../royalty/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { InvalidTransitionError } from './errors.ts';
import { paymentReturned, settleRequested } from './events.ts';
import { PayoutLineRepository } from './payout-line.repository.ts';
import { PayoutRunRepository } from './payout-run.repository.ts';
import { eventOf } from './payout-sending.service.ts';
import type { RunOrder } from './payout-sending.service.ts';
import type { PaymentRecord } from './payout.types.ts';

const BATCH = 5_000;
const BATCH_MS = 120_000;

/** What became of payments that were sent: the bank paid them out, or sent them back. */
@Injectable()
export class PaymentService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PayoutRunRepository) private readonly runs: PayoutRunRepository,
    @Inject(PayoutLineRepository) private readonly lines: PayoutLineRepository,
    @Inject(PayoutLedgerRepository) private readonly ledger: PayoutLedgerRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Every payment of the run that is still on its way arrived. What is one batch is settled on return; more goes on as a
   * job. Asking again makes it go on.
   */
  async settleRun(principal: Principal, runId: string): Promise<void> {
    principal.requireOperator();
    const order = { run: runId, by: principal.userId };
    await this.database.transaction(async (tx) => {
      const run = await this.runs.lock(tx, runId);
      if (run === null) throw new NotFoundError('Payout run', runId);
      if (run.state === 'SETTLED') return;
      if (run.state === 'SENT') {
        await this.runs.beginSettling(tx, runId);
        await this.runs.note(tx, runId, 'SETTLING', { by: principal.userId, at: this.clock.now() });
      } else if (run.state !== 'SETTLING')
        throw new InvalidTransitionError('Only a run that was sent is settled.');
      await this.outbox.append(tx, settleRequested, { key: runId, payload: order });
    });
    await this.settleSome(order);
  }

  /** For a job, which acts for whoever asked: settles what is left of the run. */
  async goOnSettling(order: RunOrder): Promise<void> {
    while (await this.settleSome(order));
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
      // What came back is paid once more.
      const partyIds = [...new Set([payeeId, ...parts.map(({ partyId }) => partyId)])];
      await this.ownCauses.judge(tx, principal, { decision: 'PAYMENT', ref: id, partyIds });
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

  /** @returns whether payments are left. */
  private async settleSome({ run: runId, by }: RunOrder): Promise<boolean> {
    return await this.database.transaction(
      async (tx) => {
        const run = await this.runs.lock(tx, runId);
        if (run?.state !== 'SETTLING') return false;
        const at = this.clock.now();
        if ((await this.lines.settleSome(tx, runId, at, BATCH)) === BATCH) return true;
        await this.runs.end(tx, runId, 'SETTLED', at);
        await this.runs.note(tx, runId, 'SETTLED', { by, at });
        return false;
      },
      { timeoutMs: BATCH_MS },
    );
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
      if (run.state === 'SENDING')
        throw new InvalidTransitionError('The run of this payment is being sent. No bank has it yet.');
      await work(tx, payment);
      if (run.state !== 'SENT' || (await this.lines.isUnderWay(tx, runId))) return;
      const at = this.clock.now();
      await this.runs.end(tx, runId, 'SETTLED', at);
      await this.runs.note(tx, runId, 'SETTLED', { by, at });
    });
  }
}
