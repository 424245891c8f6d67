import { Inject, Injectable } from '@nestjs/common';
import { toPage } from '../catalogue/index.ts';
import type { Page } from '../catalogue/index.ts';
import { withAmendments } from '../recipes/index.ts';
import type { CreditAmendment, FrozenCredits } from '../recipes/index.ts';
import { Database } from '../../platform/database/database.ts';
import { DETAIL, LINES, LIST, LIST_SINCE, NEIGHBOURS, SERIES, STEMS, TARIFF } from './statement.sql.ts';
import { disputeAmounts } from './statement-disputes.ts';
import type { DisputeDocument } from './statement-disputes.ts';
import { stemShares } from './stem-shares.ts';
import type {
  LineFilter,
  SideAmounts,
  StatementDetail,
  StatementLineRow,
  StatementsAsked,
  StatementSummary,
  StatementTariff,
} from './statement.types.ts';

type Raw<T> = {
  [Key in keyof T]: T[Key] extends bigint ? string : T[Key] extends bigint | null ? string | null : T[Key];
};
type Movements = readonly { readonly amountMicros: string }[];
type Document = DisputeDocument &
  Readonly<Record<'adjustments' | 'recoupment' | 'withholding' | 'paid', Movements>> & {
    readonly heldMicros: string;
  };
type DetailRow = Raw<StatementSummary & SideAmounts & { sha256: string; flips: bigint; lines: bigint }> & {
  document: Document;
};

type LineRow = Omit<StatementLineRow, 'credits'> & {
  credits: FrozenCredits;
  corrections: CreditAmendment[];
};

/** Statements as screens read them. */
@Injectable()
export class StatementView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @param partyIds whose statements; `null` for everybody's. */
  async list(
    partyIds: readonly string[] | null,
    { after, limit, period = null, oldestFirst = false }: StatementsAsked,
  ): Promise<Page<StatementSummary>> {
    const sql = oldestFirst ? LIST_SINCE : LIST;
    const rows = await this.query<Raw<StatementSummary>>(sql, [partyIds, after, limit + 1, period]);
    return toPage(rows.map(summaryOf), limit, ({ id, period: key }) => ({ key, id }));
  }

  async find(id: string): Promise<StatementDetail | null> {
    const [row] = await this.query<DetailRow>(DETAIL, [id]);
    if (row === undefined) return null;
    const [series, stems, tariffs, neighbours] = await Promise.all([
      this.query<Raw<SideAmounts & { period: string }>>(SERIES, [row.partyId, row.currency, row.period]),
      this.query<{ stem: string; weight: string }>(STEMS, [id]),
      this.query<Raw<StatementTariff>>(TARIFF, [id]),
      this.query<{ previous: string | null; next: string | null }>(NEIGHBOURS, [
        row.partyId,
        row.currency,
        row.period,
      ]),
    ]);
    const [tariff] = tariffs;
    if (tariff === undefined) throw new Error(`statement ${id} names no tariff`);
    const disputes = disputeAmounts(row.document);
    return {
      ...summaryOf(row),
      ...sidesOf(row),
      sha256: row.sha256,
      heldMicros: BigInt(row.document.heldMicros),
      releasedMicros: disputes.reduce((sum, { releasedMicros }) => sum + releasedMicros, 0n),
      disputes,
      adjustmentsMicros: sumOf(row.document.adjustments),
      recoupmentMicros: sumOf(row.document.recoupment),
      withholdingMicros: sumOf(row.document.withholding),
      // A payout lowers the balance: the document writes it as a negative movement.
      paidMicros: -sumOf(row.document.paid),
      flips: BigInt(row.flips),
      lines: BigInt(row.lines),
      series: series.map(({ period, ...sides }) => ({ period, ...sidesOf(sides) })),
      stems: stemShares(stems.map(({ stem, weight }) => ({ id: stem, weight: BigInt(weight) }))),
      tariff: {
        ...tariff,
        perPlayMicros: tariff.perPlayMicros === null ? null : BigInt(tariff.perPlayMicros),
      },
      previous: neighbours[0]?.previous ?? null,
      next: neighbours[0]?.next ?? null,
    };
  }

  async lines(
    id: string,
    after: number,
    limit: number,
    { recipe, isrc, side, territory }: LineFilter,
  ): Promise<Page<StatementLineRow>> {
    const rows = await this.query<Raw<LineRow>>(LINES, [
      ...[id, after, limit + 1],
      ...[recipe, isrc, side, territory],
    ]);
    const lines = rows.map(({ credits, corrections, ...row }) => ({
      ...row,
      credits: withAmendments(credits, corrections),
      plays: BigInt(row.plays),
      usageMs: BigInt(row.usageMs),
      amountMicros: BigInt(row.amountMicros),
    }));
    return toPage(lines, limit, ({ position }) => ({ key: String(position), id }));
  }

  private async query<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.database.pool.query(sql, [...parameters]);
    return rows as Row[];
  }
}

const sumOf = (movements: Movements): bigint =>
  movements.reduce((sum, { amountMicros }) => sum + BigInt(amountMicros), 0n);

function summaryOf(row: Raw<StatementSummary>): StatementSummary {
  const { id, partyId, partyName, period, currency, createdAt } = row;
  return {
    id,
    partyId,
    partyName,
    period,
    currency,
    createdAt,
    openingMicros: BigInt(row.openingMicros),
    earnedMicros: BigInt(row.earnedMicros),
    closingMicros: BigInt(row.closingMicros),
    plays: BigInt(row.plays),
  };
}

function sidesOf(row: Raw<SideAmounts>): SideAmounts {
  return {
    masterMicros: BigInt(row.masterMicros),
    compositionMicros: BigInt(row.compositionMicros),
    remixerMicros: BigInt(row.remixerMicros),
  };
}
