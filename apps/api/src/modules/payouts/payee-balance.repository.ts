import { Injectable } from '@nestjs/common';
import { micros } from '@flipside/royalty';
import type { Currency, MicroUnits, PayableBalance, Payee } from '@flipside/royalty';
import { PAYABLES } from '../royalty/index.ts';
import type { Tx } from '../../platform/database/database.ts';

const FETCH = 2_000;
/** Every account in one pass over the ledger, in the order of who is paid, handed over a batch at a time. */
const DECLARE = `DECLARE payee_balance NO SCROLL CURSOR FOR
  SELECT root.id AS payee, b.party, b.payable::text AS payable, d.version, d.payable_from AS "payableFrom", d.method,
    d.is_sepa AS "isSepa", p.held_at IS NOT NULL AS "onHold", t.amount_micros::text AS threshold
  FROM (${PAYABLES}) b JOIN party y ON y.id = b.party JOIN party root ON root.id = coalesce(y.merged_into_id, y.id)
  LEFT JOIN payee p ON p.party_id = root.id
  LEFT JOIN payee_details d ON d.party_id = root.id AND d.version = p.details_version
  LEFT JOIN payee_threshold t ON t.party_id = root.id AND t.currency = $1
  WHERE b.payable <> 0 ORDER BY root.id, b.party`;
const NEXT = `FETCH ${FETCH} FROM payee_balance`;

interface Row {
  readonly payee: string;
  readonly party: string;
  readonly payable: string;
  readonly version: number | null;
  readonly payableFrom: Date | null;
  readonly method: 'IBAN' | 'OTHER' | null;
  readonly isSepa: boolean | null;
  readonly onHold: boolean;
  readonly threshold: string | null;
}

/** Who is paid with what it is owed and where to. */
export interface OwedPayee extends Payee {
  readonly detailsVersion: number | null;
  readonly account: { readonly isIban: boolean; readonly isSepa: boolean };
}

/** Who is owed something, with what is known of the payee. */
@Injectable()
export class PayeeBalanceRepository {
  /** Batches of payees in the order of their ids; what merged parties are owed goes to the one they became. */
  async *owed(tx: Tx, currency: Currency, usual: MicroUnits): AsyncGenerator<OwedPayee[]> {
    await tx.$executeRawUnsafe(DECLARE, currency);
    let open: Row[] = [];
    for (;;) {
      const rows = await tx.$queryRawUnsafe<Row[]>(NEXT);
      if (rows.length === 0) break;
      // The last payee of a batch may have more accounts in the next one.
      const all = [...open, ...rows];
      const last = all.at(-1)?.payee;
      open = all.filter(({ payee }) => payee === last);
      yield payeesOf(all.slice(0, all.length - open.length), usual);
    }
    yield payeesOf(open, usual);
    await tx.$executeRawUnsafe('CLOSE payee_balance');
  }
}

function payeesOf(rows: readonly Row[], usual: MicroUnits): OwedPayee[] {
  const payees = new Map<string, { row: Row; balances: PayableBalance[] }>();
  for (const row of rows) {
    const known = payees.get(row.payee) ?? { row, balances: [] };
    known.balances.push({ partyId: row.party, balanceMicros: micros(BigInt(row.payable)) });
    payees.set(row.payee, known);
  }
  return [...payees.values()].map(({ row, balances }) => ({
    partyId: row.payee,
    balances,
    onHold: row.onHold,
    payableFrom: row.payableFrom,
    thresholdMicros: row.threshold === null ? usual : micros(BigInt(row.threshold)),
    detailsVersion: row.version,
    account: { isIban: row.method === 'IBAN', isSepa: row.isSepa ?? false },
  }));
}
