import { Injectable } from '@nestjs/common';
import { accounts, micros } from '@flipside/royalty';
import type { Currency, JournalEntry, MicroUnits } from '@flipside/royalty';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';

/**
 * What of an account may be paid out: what statements said, less what was paid since, and never more than the ledger
 * owes. Money that reached the account after the last statement waits for the next one.
 */
const PAYABLE = `least(sum(o.amount_micros),
    coalesce(sum(o.amount_micros) FILTER (WHERE p.state IN ('STATED', 'LOCKED') OR e.kind IN ('PAYOUT', 'PAYOUT_RETURN')), 0))`;
const POSTINGS = `posting o JOIN journal_entry e ON e.id = o.entry_id JOIN period p ON p.id = e.period_id`;

/** One transaction at a time prepares or sends payouts of a currency `$1`, or takes from what is payable by hand. */
export const LOCK_PAYOUTS = `SELECT pg_advisory_xact_lock(hashtextextended('payouts ' || $1, 0))::text AS locked`;

/** Every party's account in one currency, as a subselect of `party` and `payable`; `$1` is the currency. */
export const PAYABLES = `SELECT substr(o.account, 9)::uuid AS party, ${PAYABLE} AS payable FROM ${POSTINGS}
  WHERE o.account LIKE 'payable:%' AND e.currency = $1 GROUP BY 1`;
const PAYABLES_OF = `SELECT substr(o.account, 9) AS party, ${PAYABLE}::text AS payable FROM ${POSTINGS}
  WHERE o.account = ANY($2::text[]) AND e.currency = $1 GROUP BY 1`;

const LAST_STATED = `SELECT max(id) AS id FROM period WHERE state IN ('STATED', 'LOCKED')`;
const ENTRIES = `INSERT INTO journal_entry (id, kind, reference, currency, period_id, created_at)
  SELECT id, kind, reference, $4, $5, $6::timestamptz FROM unnest($1::uuid[], $2::text[], $3::text[]) AS n (id, kind, reference)`;
const POSTED = `INSERT INTO posting (entry_id, position, account, amount_micros)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[])`;

/** The ledger as payouts see it: what is owed, and the entries of payments. */
@Injectable()
export class PayoutLedgerRepository {
  /** The last period whose statements were made; none before the first. */
  async lastStated(reader: Reader): Promise<string | null> {
    const [row] = await reader.$queryRawUnsafe<{ id: string | null }[]>(LAST_STATED);
    return row?.id ?? null;
  }

  /** What may be paid out of these parties' accounts; those without postings are left out. */
  async payables(
    reader: Reader,
    currency: Currency,
    partyIds: readonly string[],
  ): Promise<ReadonlyMap<string, MicroUnits>> {
    const names = partyIds.map((id) => accounts.payable(id));
    const rows = await reader.$queryRawUnsafe<{ party: string; payable: string }[]>(
      PAYABLES_OF,
      currency,
      names,
    );
    return new Map(rows.map(({ party, payable }) => [party, micros(BigInt(payable))]));
  }

  /**
   * Appends many entries of one currency with two statements. An entry that is known already fails the transaction:
   * whoever calls holds the lock of what is paid, and a second payment of it is a fault.
   */
  async append(
    tx: Tx,
    entries: readonly JournalEntry[],
    currency: Currency,
    periodId: string,
    at: Date,
  ): Promise<void> {
    const made = entries.map((entry) => ({ id: newId(), entry }));
    await tx.$executeRawUnsafe(
      ENTRIES,
      made.map(({ id }) => id),
      made.map(({ entry }) => entry.kind),
      made.map(({ entry }) => entry.reference),
      currency,
      periodId,
      at,
    );
    const rows = made.flatMap(({ id, entry }) =>
      entry.postings.map((posting, position) => ({ id, position, ...posting })),
    );
    await tx.$executeRawUnsafe(
      POSTED,
      rows.map(({ id }) => id),
      rows.map(({ position }) => position),
      rows.map(({ account }) => account),
      rows.map(({ amountMicros }) => amountMicros),
    );
  }
}
