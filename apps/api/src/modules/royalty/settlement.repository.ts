import { Injectable } from '@nestjs/common';
import { accounts, overpaid } from '@flipside/royalty';
import type { Account, Currency, SettleInput } from '@flipside/royalty';
import type { Reader, Tx } from '../../platform/database/database.ts';

const OWES = (
  party: string,
): string => `EXISTS (SELECT FROM posting o WHERE o.account = 'recoup:overpaid-' || ${party})
    OR EXISTS (SELECT FROM advance a WHERE a.party_id = ${party} AND a.currency = d.currency)`;
/**
 * Who has something coming off: a balance below zero, something overpaid, an advance, or a rate that holds. What a party
 * was overpaid or advanced is made up for by the one that took its place, too (ADR 74).
 */
const CONCERNED = `SELECT d.party::text AS "partyId", d.currency FROM (
    SELECT substr(o.account, 9)::uuid AS party, e.currency, sum(o.amount_micros) AS balance
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id
    WHERE o.account LIKE 'payable:%' AND e.period_id <= $1 GROUP BY 1, 2) d
  WHERE d.balance < 0
    OR ${OWES('d.party')}
    OR EXISTS (SELECT FROM party m WHERE m.merged_into_id = d.party AND (${OWES('m.id')}))
    OR EXISTS (SELECT FROM withholding_rate w WHERE w.party_id = d.party AND w.valid_from <= $2)
  ORDER BY 1, 2`;
const IS_SETTLED = `SELECT EXISTS (SELECT FROM journal_entry WHERE kind IN ('RECOUPMENT', 'WITHHOLDING') AND period_id = $1
  AND starts_with(reference, $2)) AS is`;
/** Of the period alone what its close and releases gave; of the balance what is there, now and at its end. */
const SUMS = `SELECT coalesce(sum(o.amount_micros) FILTER (WHERE e.period_id = $3 AND e.kind IN ('CLOSE', 'RELEASE', 'SETTLEMENT')), 0)::text AS earned,
    coalesce(sum(o.amount_micros) FILTER (WHERE e.period_id <= $3), 0)::text AS then, coalesce(sum(o.amount_micros), 0)::text AS now
  FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account = $1 AND e.currency = $2`;
const BALANCE = `SELECT coalesce(sum(o.amount_micros), 0)::text AS amount FROM posting o JOIN journal_entry e ON e.id = o.entry_id
  WHERE o.account = $1 AND e.currency = $2`;
const RATES = `SELECT DISTINCT ON (jurisdiction) jurisdiction, ppm FROM withholding_rate
  WHERE party_id = $1::uuid AND valid_from <= $2 ORDER BY jurisdiction, valid_from DESC, id DESC`;
/** Debts of merged parties first, as an own one would be; then advances, the oldest first. */
const ADVANCES = `SELECT "agreementId", remaining FROM (
    SELECT 0 AS rank, 'overpaid-' || m.id AS "agreementId", (-coalesce((SELECT sum(o.amount_micros) FROM posting o
        JOIN journal_entry e ON e.id = o.entry_id AND e.currency = $2 WHERE o.account = 'recoup:overpaid-' || m.id), 0))::text AS remaining
      FROM party m WHERE m.merged_into_id = $1::uuid
    UNION ALL SELECT 1, a.id::text, (a.amount_micros - coalesce((
        SELECT sum(amount_micros) FROM posting WHERE account = 'recoup:' || a.id), 0))::text
      FROM advance a JOIN party m ON m.id = a.party_id
      WHERE (m.id = $1::uuid OR m.merged_into_id = $1::uuid) AND a.currency = $2) d
  WHERE remaining <> '0' ORDER BY rank, "agreementId"`;

export interface Concerned {
  readonly partyId: string;
  readonly currency: Currency;
}

/** What the settling of parties at a close is reckoned from. */
@Injectable()
export class SettlementRepository {
  async concerned(reader: Reader, periodId: string, at: Date): Promise<Concerned[]> {
    return await reader.$queryRawUnsafe<Concerned[]>(CONCERNED, periodId, at);
  }

  async isSettled(reader: Reader, periodId: string, { partyId, currency }: Concerned): Promise<boolean> {
    const prefix = `${periodId}/${currency}/${partyId}/`;
    const [row] = await reader.$queryRawUnsafe<{ is: boolean }[]>(IS_SETTLED, periodId, prefix);
    return row?.is === true;
  }

  async balance(reader: Reader, account: Account, currency: Currency): Promise<bigint> {
    const [row] = await reader.$queryRawUnsafe<{ amount: string }[]>(BALANCE, account, currency);
    return BigInt(row?.amount ?? 0);
  }

  async load(tx: Tx, periodId: string, at: Date, { partyId, currency }: Concerned): Promise<SettleInput> {
    const [sums] = await tx.$queryRawUnsafe<Record<'earned' | 'then' | 'now', string>[]>(
      SUMS,
      accounts.payable(partyId),
      currency,
      periodId,
    );
    const rates = await tx.$queryRawUnsafe<{ jurisdiction: string; ppm: number }[]>(RATES, partyId, at);
    const advances = await tx.$queryRawUnsafe<{ agreementId: string; remaining: string }[]>(
      ADVANCES,
      partyId,
      currency,
    );
    // What was paid out since the close cannot come off any more.
    const [then, now] = [BigInt(sums?.then ?? 0), BigInt(sums?.now ?? 0)];
    return {
      ...{ periodId, currency, partyId },
      earnedMicros: BigInt(sums?.earned ?? 0),
      payableMicros: then < 0n || then < now ? then : now < 0n ? 0n : now,
      overpaidMicros: -(await this.balance(tx, overpaid(partyId), currency)),
      withholdings: rates.map(({ jurisdiction, ppm }) => ({ jurisdiction, ppm: BigInt(ppm) })),
      advances: advances.map(({ agreementId, remaining }) => ({
        agreementId,
        remainingMicros: BigInt(remaining),
      })),
    };
  }
}
