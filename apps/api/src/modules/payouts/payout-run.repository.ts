import { Inject, Injectable } from '@nestjs/common';
import { micros } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { newId } from '../../platform/ids/ids.ts';
import { LOCK_PAYOUTS } from '../royalty/index.ts';
import type { RunEventKind, RunRecord, RunState } from './payout.types.ts';

const FIELDS = {
  id: true,
  currency: true,
  state: true,
  untilPeriod: true,
  createdBy: true,
  createdAt: true,
  approvedAt: true,
  sentAt: true,
  executionOn: true,
  sentPeriod: true,
  closedAt: true,
  payments: true,
  amountMicros: true,
  sepaPayments: true,
  sepaMicros: true,
  notPaid: true,
  carriedMicros: true,
  balanceMicros: true,
} as const;
const IN_PREPARATION = ['DRAFT', 'APPROVED', 'SENDING'] as const;
/** The totals of a run are those of its lines, whatever else is set. */
const TOTALS = `payments = t.payments, amount_micros = t.amount, sepa_payments = t.sepa_payments, sepa_micros = t.sepa,
    not_paid = t.not_paid, carried_micros = t.carried, balance_micros = t.balance
  FROM (SELECT count(*) FILTER (WHERE state <> 'NOT_PAID') AS payments, count(*) FILTER (WHERE state = 'NOT_PAID') AS not_paid,
      count(*) FILTER (WHERE state <> 'NOT_PAID' AND not_sepa IS NULL) AS sepa_payments,
      coalesce(sum(amount_micros) FILTER (WHERE not_sepa IS NULL), 0) AS sepa, coalesce(sum(amount_micros), 0) AS amount,
      coalesce(sum(carried_micros), 0) AS carried, coalesce(sum(balance_micros), 0) AS balance
    FROM payout_line WHERE run_id = $1::uuid) t WHERE r.id = $1::uuid`;
const SUM_UP = `UPDATE payout_run r SET ${TOTALS}`;
const BEGIN_SENDING = `UPDATE payout_run SET state = 'SENDING', sent_at = $2::timestamptz, execution_on = $3::date WHERE id = $1::uuid`;
/** Sent, or cancelled when there is nothing left that it would pay. */
const END_SENDING = `UPDATE payout_run r SET state = CASE WHEN t.payments > 0 THEN 'SENT' ELSE 'CANCELLED' END::"PayoutRunState",
    sent_at = CASE WHEN t.payments > 0 THEN r.sent_at END, execution_on = CASE WHEN t.payments > 0 THEN r.execution_on END,
    sent_period = CASE WHEN t.payments > 0 THEN $2 END, closed_at = CASE WHEN t.payments = 0 THEN $3::timestamptz END, ${TOTALS}
  RETURNING r.payments`;
const OPERATORS = `SELECT count(*)::int AS operators FROM (SELECT FROM app_user WHERE operator LIMIT 2) o`;

type Row = Prisma.PayoutRunGetPayload<{ select: typeof FIELDS }>;

const recordOf = (row: Row): RunRecord => ({
  ...row,
  currency: row.currency as Currency,
  amountMicros: micros(row.amountMicros),
  sepaMicros: micros(row.sepaMicros),
  carriedMicros: micros(row.carriedMicros),
  balanceMicros: micros(row.balanceMicros),
});

/** Runs and their history. */
@Injectable()
export class PayoutRunRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** One transaction at a time prepares or sends payouts of a currency. */
  async lockCurrency(tx: Tx, currency: string): Promise<void> {
    await tx.$queryRawUnsafe(LOCK_PAYOUTS, currency);
  }

  async find(id: string, reader: Reader = this.database.prisma): Promise<RunRecord | null> {
    const row = await reader.payoutRun.findUnique({ where: { id }, select: FIELDS });
    return row === null ? null : recordOf(row);
  }

  /** The run that is being prepared in this currency. */
  async inPreparation(reader: Reader, currency: Currency): Promise<string | null> {
    const where = { currency, state: { in: [...IN_PREPARATION] } };
    const row = await reader.payoutRun.findFirst({ where, select: { id: true } });
    return row?.id ?? null;
  }

  async lock(tx: Tx, id: string): Promise<RunRecord | null> {
    await tx.$queryRaw`SELECT id FROM payout_run WHERE id = ${id}::uuid FOR UPDATE`;
    return await this.find(id, tx);
  }

  /** Both locks in the order in which everybody takes them. */
  async lockWithCurrency(tx: Tx, id: string): Promise<RunRecord | null> {
    const known = await this.find(id, tx);
    if (known === null) return null;
    await this.lockCurrency(tx, known.currency);
    return await this.lock(tx, id);
  }

  async append(
    tx: Tx,
    run: Pick<RunRecord, 'id' | 'currency' | 'untilPeriod' | 'createdBy' | 'createdAt'>,
  ): Promise<void> {
    const none = { payments: 0, amountMicros: 0n, sepaPayments: 0, sepaMicros: 0n };
    const data = {
      ...run,
      ...none,
      notPaid: 0,
      carriedMicros: 0n,
      balanceMicros: 0n,
      state: 'DRAFT' as const,
    };
    await tx.payoutRun.create({ data, select: { id: true } });
  }

  async sumUp(tx: Tx, id: string): Promise<void> {
    await tx.$executeRawUnsafe(SUM_UP, id);
  }

  async approve(tx: Tx, id: string, approvedBy: string, approvedAt: Date): Promise<void> {
    const data = { state: 'APPROVED' as const, approvedBy, approvedAt };
    await tx.payoutRun.update({ where: { id }, data, select: { id: true } });
  }

  async beginSending(tx: Tx, id: string, sent: { at: Date; executionOn: string }): Promise<void> {
    await tx.$executeRawUnsafe(BEGIN_SENDING, id, sent.at, sent.executionOn);
  }

  /** @returns how many payments were sent; the run is cancelled when there are none. */
  async endSending(tx: Tx, id: string, { at, period }: { at: Date; period: string }): Promise<number> {
    const [row] = await tx.$queryRawUnsafe<{ payments: number }[]>(END_SENDING, id, period, at);
    return row?.payments ?? 0;
  }

  async beginSettling(tx: Tx, id: string): Promise<void> {
    await tx.payoutRun.update({ where: { id }, data: { state: 'SETTLING' }, select: { id: true } });
  }

  /** The end of a run: cancelled, or every payment settled or returned. */
  async end(
    tx: Tx,
    id: string,
    state: Extract<RunState, 'CANCELLED' | 'SETTLED'>,
    closedAt: Date,
  ): Promise<void> {
    await tx.payoutRun.update({ where: { id }, data: { state, closedAt }, select: { id: true } });
  }

  async note(
    tx: Tx,
    runId: string,
    kind: RunEventKind,
    { by, at, lineId, detail }: { by: string; at: Date; lineId?: string; detail?: Prisma.InputJsonObject },
  ): Promise<void> {
    const data = {
      id: newId(),
      runId,
      kind,
      by,
      createdAt: at,
      lineId: lineId ?? null,
      detail: detail ?? {},
    };
    await tx.payoutEvent.create({ data, select: { id: true } });
  }

  /** Whether there is a second operator who could approve what the first one made. */
  async hasSecondOperator(reader: Reader): Promise<boolean> {
    const [row] = await reader.$queryRawUnsafe<{ operators: number }[]>(OPERATORS);
    return (row?.operators ?? 0) > 1;
  }
}
