import { Inject, Injectable } from '@nestjs/common';
import type { Currency } from '@flipside/royalty';
import { toPage } from '../catalogue/index.ts';
import type { Page } from '../catalogue/index.ts';
import { Database } from '../../platform/database/database.ts';
import type { LineReason, LineRow, LineState, RunEventKind, RunState } from './payout.types.ts';

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const FIRST = '00000000-0000-0000-0000-000000000000';

const RUNS = `SELECT r.id, r.currency, r.state::text, r.until_period AS "untilPeriod", r.created_at AS "createdAt", c.display_name AS "createdBy",
    r.created_by AS "createdById", r.approved_at AS "approvedAt", a.display_name AS "approvedBy", r.sent_at AS "sentAt",
    to_char(r.execution_on, 'YYYY-MM-DD') AS "executionOn", r.sent_period AS "sentPeriod", r.closed_at AS "closedAt", r.payments,
    r.amount_micros::text AS "amountMicros", r.sepa_payments AS "sepaPayments", r.sepa_micros::text AS "sepaMicros", r.not_paid AS "notPaid",
    r.carried_micros::text AS "carriedMicros", r.balance_micros::text AS "balanceMicros"
  FROM payout_run r LEFT JOIN app_user c ON c.id = r.created_by LEFT JOIN app_user a ON a.id = r.approved_by`;
const RUN_PAGE = `${RUNS} WHERE r.id < $1::uuid ORDER BY r.id DESC LIMIT $2`;
const RUN = `${RUNS} WHERE r.id = $1::uuid`;
const COUNTS = `SELECT state::text, reason, count(*)::int AS lines, sum(amount_micros)::text AS "amountMicros", sum(balance_micros)::text AS "balanceMicros"
  FROM payout_line WHERE run_id = $1::uuid GROUP BY state, reason ORDER BY state, reason`;
const LINES = `SELECT l.id, l.party_id AS "partyId", y.name AS "partyName", l.state::text, l.reason, l.balance_micros::text AS "balanceMicros",
    l.amount_micros::text AS "amountMicros", l.carried_micros::text AS "carriedMicros", d.masked AS account, l.not_sepa AS "notSepa",
    l.settled_at AS "settledAt", l.returned_at AS "returnedAt", l.return_code AS "returnCode"
  FROM payout_line l JOIN party y ON y.id = l.party_id
  LEFT JOIN payee_details d ON d.party_id = l.party_id AND d.version = l.details_version`;
const EVENTS = `SELECT e.id, e.kind, u.display_name AS by, y.name AS party, e.detail, e.created_at AS "createdAt"
  FROM payout_event e LEFT JOIN app_user u ON u.id = e.by LEFT JOIN payout_line l ON l.id = e.line_id LEFT JOIN party y ON y.id = l.party_id
  WHERE e.run_id = $1::uuid AND e.id < $2::uuid ORDER BY e.id DESC LIMIT $3`;
/** What a party and those merged into it were paid; the index on the party has them in order. */
const PAYMENTS = `SELECT l.id, l.party_id AS "partyId", y.name AS "partyName", r.currency, l.state::text, l.amount_micros::text AS "amountMicros",
    d.masked AS account, r.until_period AS "untilPeriod", r.sent_at AS "sentAt", l.settled_at AS "settledAt", l.returned_at AS "returnedAt", l.return_code AS "returnCode"
  FROM payout_line l JOIN payout_run r ON r.id = l.run_id JOIN party y ON y.id = l.party_id
  LEFT JOIN payee_details d ON d.party_id = l.party_id AND d.version = l.details_version
  WHERE l.party_id IN (SELECT $1::uuid UNION SELECT id FROM party WHERE merged_into_id = $1::uuid)
    AND l.state IN ('SENT', 'SETTLED', 'RETURNED') AND l.id < $2::uuid ORDER BY l.id DESC LIMIT $3`;
const OWED = `SELECT currency, count(*)::int AS parties, sum(payable)::text AS "payableMicros" FROM (
    SELECT e.currency, o.account, sum(o.amount_micros) AS payable FROM posting o JOIN journal_entry e ON e.id = o.entry_id
    WHERE o.account LIKE 'payable:%' GROUP BY 1, 2) b WHERE payable > 0 GROUP BY currency ORDER BY currency`;

export interface RunRow {
  readonly id: string;
  readonly currency: Currency;
  readonly state: RunState;
  readonly untilPeriod: string;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly createdById: string;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  readonly sentAt: Date | null;
  readonly executionOn: string | null;
  readonly sentPeriod: string | null;
  readonly closedAt: Date | null;
  readonly payments: number;
  readonly amountMicros: string;
  readonly sepaPayments: number;
  readonly sepaMicros: string;
  readonly notPaid: number;
  readonly carriedMicros: string;
  readonly balanceMicros: string;
}

export interface LineCount {
  readonly state: LineState;
  readonly reason: LineReason | null;
  readonly lines: number;
  readonly amountMicros: string;
  readonly balanceMicros: string;
}

export interface RunEvent {
  readonly id: string;
  readonly kind: RunEventKind;
  readonly by: string | null;
  readonly party: string | null;
  readonly detail: Record<string, unknown>;
  readonly createdAt: Date;
}

export interface PaymentRow {
  readonly id: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly currency: Currency;
  readonly state: 'SENT' | 'SETTLED' | 'RETURNED';
  readonly amountMicros: string;
  readonly account: string | null;
  readonly untilPeriod: string;
  readonly sentAt: Date;
  readonly settledAt: Date | null;
  readonly returnedAt: Date | null;
  readonly returnCode: string | null;
}

export interface LineFilter {
  readonly state: LineState | null;
  readonly reason: LineReason | null;
}

type LineRecord = Omit<LineRow, 'party' | 'balanceMicros' | 'amountMicros' | 'carriedMicros'> & {
  readonly partyId: string;
  readonly partyName: string;
  readonly balanceMicros: string;
  readonly amountMicros: string;
  readonly carriedMicros: string;
};

const byId = ({ id }: { readonly id: string }) => ({ key: 'id', id });

/** Runs, their lines and payments, as screens show them. */
@Injectable()
export class PayoutView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** What is owed in each currency, to how many parties. */
  async owed(): Promise<{ currency: Currency; parties: number; payableMicros: string }[]> {
    return await this.rows(OWED, []);
  }

  async runs(after: string | null, limit: number): Promise<Page<RunRow>> {
    return toPage(await this.rows<RunRow>(RUN_PAGE, [after ?? LAST, limit + 1]), limit, byId);
  }

  async run(id: string): Promise<RunRow | null> {
    const [row] = await this.rows<RunRow>(RUN, [id]);
    return row ?? null;
  }

  async counts(runId: string): Promise<LineCount[]> {
    return await this.rows<LineCount>(COUNTS, [runId]);
  }

  async lines(
    runId: string,
    { state, reason }: LineFilter,
    after: string | null,
    limit: number,
  ): Promise<Page<LineRow>> {
    const filters = [
      state === null ? '' : ` AND l.state = $4::"PayoutLineState"`,
      reason === null ? '' : ` AND l.reason = $${state === null ? 4 : 5}`,
    ];
    const sql = `${LINES} WHERE l.run_id = $1::uuid AND l.id > $2::uuid${filters.join('')} ORDER BY l.id LIMIT $3`;
    const given = [state, reason].filter((value) => value !== null);
    const rows = await this.rows<LineRecord>(sql, [runId, after ?? FIRST, limit + 1, ...given]);
    return toPage(rows.map(lineOf), limit, byId);
  }

  async events(runId: string, after: string | null, limit: number): Promise<Page<RunEvent>> {
    return toPage(await this.rows<RunEvent>(EVENTS, [runId, after ?? LAST, limit + 1]), limit, byId);
  }

  async payments(partyId: string, after: string | null, limit: number): Promise<Page<PaymentRow>> {
    return toPage(await this.rows<PaymentRow>(PAYMENTS, [partyId, after ?? LAST, limit + 1]), limit, byId);
  }

  private async rows<T extends object>(sql: string, values: readonly unknown[]): Promise<T[]> {
    return (await this.database.pool.query<T>(sql, [...values])).rows;
  }
}

const lineOf = ({
  partyId,
  partyName,
  balanceMicros,
  amountMicros,
  carriedMicros,
  ...row
}: LineRecord): LineRow => ({
  ...row,
  party: { id: partyId, name: partyName },
  balanceMicros: BigInt(balanceMicros),
  amountMicros: BigInt(amountMicros),
  carriedMicros: BigInt(carriedMicros),
});
