import { Injectable } from '@nestjs/common';
import { accounts } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import type { Reader } from '../../platform/database/database.ts';

/** Closes that held money of a subject for a dispute, and whose money has not been released. */
const UNRELEASED = `SELECT c.period_id AS "periodId", c.tariff_version AS "tariffVersion", c.currency, c.tariff, p.closed_at AS "closedAt"
  FROM (SELECT DISTINCT period_id, tariff_version, currency, tariff FROM allocation_line
    WHERE subject_id = $1::uuid AND account = $2) c JOIN period p ON p.id = c.period_id
  WHERE NOT EXISTS (SELECT FROM journal_entry e WHERE e.kind = 'RELEASE'
    AND e.reference = $3 || '/' || c.period_id || '/' || c.currency || '/' || c.tariff)
  ORDER BY c.period_id, c.tariff_version`;
const OF_PERIOD = `SELECT DISTINCT account FROM allocation_line WHERE period_id = $1 AND basis = 'DISPUTED'`;
const BALANCES = `SELECT e.currency,
    coalesce(sum(o.amount_micros) FILTER (WHERE o.amount_micros > 0), 0)::text AS held,
    coalesce(-sum(o.amount_micros) FILTER (WHERE o.amount_micros < 0), 0)::text AS released
  FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account = $1 GROUP BY e.currency ORDER BY e.currency`;

export interface HeldClose {
  periodId: string;
  tariffVersion: number;
  currency: Currency;
  /** `<id>@<version>`. */
  tariff: string;
  closedAt: Date;
}

/** What the ledger holds for disputes. */
@Injectable()
export class HeldRepository {
  async unreleased(reader: Reader, disputeId: string, subjectId: string): Promise<HeldClose[]> {
    const account = accounts.held(disputeId);
    return await reader.$queryRawUnsafe<HeldClose[]>(UNRELEASED, subjectId, account, disputeId);
  }

  /** Accounts that hold money of a period. */
  async accountsOf(reader: Reader, periodId: string): Promise<string[]> {
    const rows = await reader.$queryRawUnsafe<{ account: string }[]>(OF_PERIOD, periodId);
    return rows.map(({ account }) => account);
  }

  async balances(
    reader: Reader,
    disputeId: string,
  ): Promise<{ currency: string; heldMicros: bigint; releasedMicros: bigint }[]> {
    const rows = await reader.$queryRawUnsafe<{ currency: string; held: string; released: string }[]>(
      BALANCES,
      accounts.held(disputeId),
    );
    return rows.map(({ currency, held, released }) => ({
      currency,
      heldMicros: BigInt(held),
      releasedMicros: BigInt(released),
    }));
  }
}
