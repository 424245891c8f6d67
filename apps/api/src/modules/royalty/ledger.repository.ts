import { Injectable } from '@nestjs/common';
import { accounts, micros } from '@flipside/royalty';
import type { Currency, JournalEntry, JournalKind, MicroUnits } from '@flipside/royalty';
import type { Reader, SqlTx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';

const INSERT_ENTRY = `INSERT INTO journal_entry (id, kind, reference, currency, period_id, created_at)
  VALUES ($1::uuid, $2, $3, $4, $5, $6) ON CONFLICT (kind, reference) DO NOTHING`;
const INSERT_POSTINGS = `INSERT INTO posting (entry_id, position, account, amount_micros)
  SELECT $1::uuid, n - 1, account, amount FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS o (account, amount, n)`;
const BALANCE_BEFORE = `SELECT coalesce(sum(o.amount_micros), 0)::text AS amount
  FROM posting o JOIN journal_entry e ON e.id = o.entry_id
  WHERE o.account = $1 AND e.currency = $2 AND e.period_id < $3`;
const MOVEMENTS = `SELECT e.kind, e.reference, sum(o.amount_micros)::text AS amount
  FROM posting o JOIN journal_entry e ON e.id = o.entry_id
  WHERE o.account = $1 AND e.currency = $2 AND e.period_id = $3 GROUP BY e.id ORDER BY e.kind, e.reference`;

/** The journal. Entries are appended, unique by kind and reference; an entry that is known is left as it is. */
@Injectable()
export class LedgerRepository {
  /** @returns the id of the entry; `null` when it was known. */
  async append(tx: SqlTx, entry: JournalEntry, periodId: string, at: Date): Promise<string | null> {
    const { kind, reference, currency } = entry;
    const entryId = newId();
    const added = await tx.$executeRawUnsafe(INSERT_ENTRY, entryId, kind, reference, currency, periodId, at);
    if (added === 0) return null;
    const accountNames = entry.postings.map(({ account }) => account);
    const amounts = entry.postings.map(({ amountMicros }) => String(amountMicros));
    await tx.$executeRawUnsafe(INSERT_POSTINGS, entryId, accountNames, amounts);
    return entryId;
  }

  /** What a party was owed when the period began. */
  async balanceBefore(
    reader: Reader,
    partyId: string,
    currency: Currency,
    periodId: string,
  ): Promise<MicroUnits> {
    const account = accounts.payable(partyId);
    const [row] = await reader.$queryRawUnsafe<{ amount: string }[]>(
      BALANCE_BEFORE,
      account,
      currency,
      periodId,
    );
    return micros(BigInt(row?.amount ?? 0));
  }

  /** The period's entries that touch what a party is owed, each with that one posting. */
  async movements(
    reader: Reader,
    partyId: string,
    currency: Currency,
    periodId: string,
  ): Promise<JournalEntry[]> {
    const account = accounts.payable(partyId);
    const rows = await reader.$queryRawUnsafe<{ kind: JournalKind; reference: string; amount: string }[]>(
      MOVEMENTS,
      account,
      currency,
      periodId,
    );
    return rows.map(({ kind, reference, amount }) => ({
      kind,
      reference,
      currency,
      postings: [
        {
          account,
          amountMicros: micros(BigInt(amount)),
        },
      ],
    }));
  }
}
