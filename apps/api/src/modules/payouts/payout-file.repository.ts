import { Inject, Injectable } from '@nestjs/common';
import type { NotSepaReason } from '@flipside/royalty';
import { Database } from '../../platform/database/database.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';
/** The page first: joined and then cut, all that comes after it would be joined for every page. */
const PAGE = `SELECT l.id, l.party_id AS "partyId", y.name AS "partyName", l.amount_micros::text AS amount, l.not_sepa AS "notSepa",
    l.state::text, d.version, d.country, d.sealed
  FROM (SELECT * FROM payout_line WHERE run_id = $1::uuid AND state <> 'NOT_PAID' AND id > $2::uuid ORDER BY id LIMIT ${BATCH}) l
    JOIN party y ON y.id = l.party_id JOIN payee_details d ON d.party_id = l.party_id AND d.version = l.details_version ORDER BY l.id`;

/** A payment with its sealed account. */
export interface SealedPayment {
  readonly id: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly amount: string;
  readonly notSepa: NotSepaReason | null;
  readonly state: string;
  readonly version: number;
  readonly country: string;
  readonly sealed: string;
}

/** What goes into files for a bank. */
@Injectable()
export class PayoutFileRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The payments of a run that was sent, in order, a page at a time. */
  async *payments(runId: string): AsyncGenerator<SealedPayment[]> {
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      const { rows }: { rows: SealedPayment[] } = await this.database.pool.query<SealedPayment>(PAGE, [
        runId,
        after,
      ]);
      if (rows.length > 0) yield rows;
      after = rows.length < BATCH ? undefined : rows.at(-1)?.id;
    }
  }
}
