import { Inject, Injectable } from '@nestjs/common';
import { notSepaReason, payoutEntry, planPayout } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { PeriodCalendarRepository } from '../plays/index.ts';
import { PayoutLedgerRepository } from '../royalty/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import {
  AlreadyExistsError,
  ConflictError,
  NotFoundError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import { InvalidTransitionError, SecondPersonRequiredError } from './errors.ts';
import { paymentSent } from './events.ts';
import { PayeeBalanceRepository } from './payee-balance.repository.ts';
import type { OwedPayee } from './payee-balance.repository.ts';
import { PayoutLineRepository } from './payout-line.repository.ts';
import { PayoutRunRepository } from './payout-run.repository.ts';
import type { NewLine, PaymentRecord, RunRecord } from './payout.types.ts';
import { usualThreshold } from './thresholds.ts';

const LONGEST_MS = 600_000;
const BATCH = 1_000;
const DAY_MS = 86_400_000;
const MOST_DAYS_AHEAD = 30;

/**
 * Runs of payments. A draft is a preview and changes nothing in the ledger. Sending books every payment in one
 * transaction, under the currency's lock and from the balances of that moment: two runs cannot pay the same money, and
 * what changed about a payee since the draft is left for the next run.
 */
@Injectable()
export class PayoutRunService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PayoutRunRepository) private readonly runs: PayoutRunRepository,
    @Inject(PayoutLineRepository) private readonly lines: PayoutLineRepository,
    @Inject(PayeeBalanceRepository) private readonly balances: PayeeBalanceRepository,
    @Inject(PayoutLedgerRepository) private readonly ledger: PayoutLedgerRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
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

  /** Asking again for a run that is sent changes nothing. */
  async send(principal: Principal, id: string, executionOn: string | null): Promise<void> {
    principal.requireOperator();
    const at = this.clock.now();
    const day = this.executionDay(executionOn, at);
    await this.long(async (tx) => {
      const run = await this.require(tx, id);
      if (run.state === 'SENT' || run.state === 'SETTLED') return;
      if (run.state !== 'APPROVED') throw new InvalidTransitionError('Only an approved run is sent.');
      const { id: period } = await this.calendar.lockOpen(tx, at);
      await this.lines.dropChanged(tx, id);
      let sent = 0;
      for await (const payments of this.lines.planned(tx, id, BATCH))
        sent += await this.book(tx, run.currency, payments, { period, at });
      if (sent === 0)
        throw new ConflictError('Everything about this run has changed: it would pay nothing. Cancel it.');
      await this.runs.markSent(tx, id, { at, period, executionOn: day });
      await this.runs.note(tx, id, 'SENT', { by: principal.userId, at, detail: { payments: sent } });
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

  private async book(
    tx: Tx,
    currency: Currency,
    payments: readonly PaymentRecord[],
    { period, at }: { period: string; at: Date },
  ): Promise<number> {
    const parties = payments.flatMap(({ parts }) => parts.map(({ partyId }) => partyId));
    const payable = await this.ledger.payables(tx, currency, parties);
    const good = payments.filter((payment) => isOwed(payment, payable));
    const gone = payments.filter((payment) => !isOwed(payment, payable));
    await this.lines.drop(
      tx,
      gone.map(({ id }) => id),
      'BALANCE_CHANGED',
    );
    if (good.length === 0) return 0;
    const entries = good.map(({ id, partyId: payeeId, parts }) =>
      payoutEntry({ id, currency, payeeId, parts }),
    );
    await this.ledger.append(tx, entries, currency, period, at);
    await this.lines.markSent(
      tx,
      good.map(({ id }) => id),
      period,
    );
    await this.outbox.appendMany(tx, paymentSent, good.map(eventOf));
    return good.length;
  }

  /** Today when nothing is said; a bank takes no day that is over. */
  private executionDay(asked: string | null, now: Date): string {
    const today = now.toISOString().slice(0, 10);
    if (asked === null) return today;
    const latest = new Date(now.getTime() + MOST_DAYS_AHEAD * DAY_MS).toISOString().slice(0, 10);
    if (asked >= today && asked <= latest) return asked;
    const detail = `must be a day from ${today} to ${latest}`;
    throw new UnprocessableError('The bank cannot pay on that day.', [{ pointer: '/executionOn', detail }]);
  }

  private async require(tx: Tx, id: string): Promise<RunRecord> {
    const known = await this.runs.find(id, tx);
    if (known === null) throw new NotFoundError('Payout run', id);
    await this.runs.lockCurrency(tx, known.currency);
    return (await this.runs.lock(tx, id)) ?? known;
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
