import { Inject, Injectable } from '@nestjs/common';
import { payoutEntry } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { PeriodCalendarRepository } from '../plays/index.ts';
import { PayoutLedgerRepository } from '../royalty/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { InvalidTransitionError } from './errors.ts';
import { paymentSent, sendRequested } from './events.ts';
import { PayoutLineRepository } from './payout-line.repository.ts';
import { PayoutRunRepository } from './payout-run.repository.ts';
import type { PaymentRecord, RunRecord } from './payout.types.ts';

const BATCH = 1_000;
const BATCH_MS = 120_000;
const DAY_MS = 86_400_000;
const MOST_DAYS_AHEAD = 30;

/** Who had a run sent or settled. */
export interface RunOrder {
  readonly run: string;
  readonly by: string;
}

/**
 * Sends runs: books a batch of payments in each transaction, under the run's and the currency's lock and from the
 * balances of that moment. What changed about a payee since the draft is left for the next run. A run stays `SENDING`
 * until no payment is planned any more, so the work may stop anywhere, be begun again, or run in two processes at once.
 */
@Injectable()
export class PayoutSendingService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PayoutRunRepository) private readonly runs: PayoutRunRepository,
    @Inject(PayoutLineRepository) private readonly lines: PayoutLineRepository,
    @Inject(PayoutLedgerRepository) private readonly ledger: PayoutLedgerRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Begins to send an approved run. What is one batch is sent on return; more goes on as a job. Asking again makes a
   * run that is being sent go on, and changes nothing of one that was sent.
   */
  async send(principal: Principal, id: string, executionOn: string | null): Promise<void> {
    principal.requireOperator();
    const at = this.clock.now();
    const day = executionDay(executionOn, at);
    const order = { run: id, by: principal.userId };
    await this.database.transaction(async (tx) => {
      const run = await this.require(tx, id);
      if (run.state === 'SENT' || run.state === 'SETTLING' || run.state === 'SETTLED') return;
      if (run.state === 'APPROVED') {
        await this.runs.beginSending(tx, id, { at, executionOn: day });
        await this.runs.note(tx, id, 'SENDING', { by: principal.userId, at });
      } else if (run.state !== 'SENDING') throw new InvalidTransitionError('Only an approved run is sent.');
      await this.outbox.append(tx, sendRequested, { key: id, payload: order });
    });
    await this.step(order);
  }

  /** For a job, which acts for whoever asked: sends what is left of the run. */
  async run(order: RunOrder): Promise<void> {
    while (await this.step(order));
  }

  /** @returns whether payments are left. */
  private async step({ run: id, by }: RunOrder): Promise<boolean> {
    return await this.database.transaction(
      async (tx) => {
        const run = await this.require(tx, id);
        if (run.state !== 'SENDING') return false;
        const at = this.clock.now();
        const { id: period } = await this.calendar.lockOpen(tx, at);
        const planned = await this.lines.planned(tx, id, BATCH);
        await this.book(tx, run.currency, planned, { period, at });
        if (planned.length === BATCH) return true;
        await this.end(tx, id, { period, at, by });
        return false;
      },
      { timeoutMs: BATCH_MS },
    );
  }

  private async book(
    tx: Tx,
    currency: Currency,
    planned: readonly PaymentRecord[],
    { period, at }: { period: string; at: Date },
  ): Promise<void> {
    const changed = await this.lines.dropChanged(tx, planned.map(idOf));
    const payments = planned.filter(({ id }) => !changed.has(id));
    const parties = payments.flatMap(({ parts }) => parts.map(({ partyId }) => partyId));
    const payable = await this.ledger.payables(tx, currency, parties);
    const [good, gone] = [true, false].map((owed) =>
      payments.filter((payment) => isOwed(payment, payable) === owed),
    ) as [PaymentRecord[], PaymentRecord[]];
    await this.lines.drop(tx, gone.map(idOf), 'BALANCE_CHANGED');
    if (good.length === 0) return;
    const entries = good.map(({ id, partyId: payeeId, parts }) =>
      payoutEntry({ id, currency, payeeId, parts }),
    );
    await this.ledger.append(tx, entries, currency, period, at);
    await this.lines.markSent(tx, good.map(idOf), period);
    await this.outbox.appendMany(tx, paymentSent, good.map(eventOf));
  }

  /** A run of which everything had changed pays nothing, and nothing was booked of it. */
  private async end(
    tx: Tx,
    id: string,
    { period, at, by }: { period: string; at: Date; by: string },
  ): Promise<void> {
    const payments = await this.runs.endSending(tx, id, { at, period });
    const note = 'Everything about it had changed: it would have paid nothing';
    if (payments > 0) await this.runs.note(tx, id, 'SENT', { by, at, detail: { payments } });
    else await this.runs.note(tx, id, 'CANCELLED', { by, at, detail: { note } });
  }

  private async require(tx: Tx, id: string): Promise<RunRecord> {
    const run = await this.runs.lockWithCurrency(tx, id);
    if (run === null) throw new NotFoundError('Payout run', id);
    return run;
  }
}

const idOf = ({ id }: PaymentRecord): string => id;

/** Today when nothing is said; a bank takes no day that is over. */
function executionDay(asked: string | null, now: Date): string {
  const today = now.toISOString().slice(0, 10);
  if (asked === null) return today;
  const latest = new Date(now.getTime() + MOST_DAYS_AHEAD * DAY_MS).toISOString().slice(0, 10);
  if (asked >= today && asked <= latest) return asked;
  const detail = `must be a day from ${today} to ${latest}`;
  throw new UnprocessableError('The bank cannot pay on that day.', [{ pointer: '/executionOn', detail }]);
}

/** Every account still has its part, and together they have what is paid. */
function isOwed({ parts, amountMicros }: PaymentRecord, payable: ReadonlyMap<string, bigint>): boolean {
  const owed = parts.map(({ partyId }) => payable.get(partyId) ?? 0n);
  const enough = parts.every(
    (part, index) => part.amountMicros <= 0n || (owed[index] ?? 0n) >= part.amountMicros,
  );
  return enough && owed.reduce((sum, one) => sum + one, 0n) >= amountMicros;
}

/** What a payment's payee is told. */
export const eventOf = ({ id: paymentId, partyId, partyName, currency, amountMicros }: PaymentRecord) => ({
  key: paymentId,
  payload: {
    paymentId,
    party: { id: partyId, name: partyName },
    currency,
    amountMicros: String(amountMicros),
  },
});
