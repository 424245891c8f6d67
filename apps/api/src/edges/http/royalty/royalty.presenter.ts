import type { z } from 'zod';
import type { Page } from '../../../modules/catalogue/index.ts';
import type {
  ExportFormat,
  PeriodOverview,
  StatementBreakdown,
  StatementDetail,
  StatementLineRow,
  StatementsAsked,
  StatementSummary,
} from '../../../modules/royalty/index.ts';
import { stemName } from '../common/common.schemas.ts';
import { lineCursor, statementCursor } from './royalty.cursor.ts';
import type {
  PeriodView,
  StatementBreakdownView,
  StatementItem,
  StatementLinePage,
  StatementPage,
  StatementQuery,
  StatementView,
} from './royalty.schemas.ts';

export function presentPeriod(period: PeriodOverview): z.infer<typeof PeriodView> {
  const { id, state, currency } = period;
  const isWorking = state === 'CLOSING' || state === 'CLOSED';
  return {
    id,
    state,
    currency,
    opensAt: period.opensAt.toISOString(),
    closesAt: period.closesAt.toISOString(),
    closedAt: period.closedAt?.toISOString() ?? null,
    statedAt: period.statedAt?.toISOString() ?? null,
    plays: String(period.plays),
    poolMicros: period.poolMicros === null ? null : String(period.poolMicros),
    statements: String(period.statements),
    progress: isWorking ? period.progress : null,
  };
}

export function presentPeriods(periods: readonly PeriodOverview[]): { items: z.infer<typeof PeriodView>[] } {
  return { items: periods.map(presentPeriod) };
}

function presentItem(statement: StatementSummary): z.infer<typeof StatementItem> {
  const { id, period, currency } = statement;
  return {
    id,
    period,
    currency,
    party: {
      id: statement.partyId,
      name: statement.partyName,
    },
    openingMicros: String(statement.openingMicros),
    earnedMicros: String(statement.earnedMicros),
    closingMicros: String(statement.closingMicros),
    plays: String(statement.plays),
    createdAt: statement.createdAt.toISOString(),
  };
}

type ListQuery = z.infer<typeof StatementQuery>;

export function statementQueryOf({ party, period, cursor, since, limit }: ListQuery): StatementsAsked {
  return {
    party: party ?? null,
    period: period ?? null,
    after: statementCursor.decodeSince(since) ?? statementCursor.decode(cursor),
    oldestFirst: since !== undefined,
    limit,
  };
}

/** Who asks what is new is told where to go on the next time, whether there was anything or not. */
export function presentStatements(
  { since }: ListQuery,
  { items, next }: Page<StatementSummary>,
): z.infer<typeof StatementPage> {
  const more = next === null ? null : statementCursor.encode(next.id);
  const last = items.at(-1);
  const seen = last === undefined ? since : statementCursor.encode(last.id);
  return { items: items.map(presentItem), nextCursor: since === undefined ? more : (seen ?? null) };
}

export function presentStatement(
  statement: StatementDetail,
  formats: readonly ExportFormat[],
): z.infer<typeof StatementView> {
  const { sha256, tariff, previous, next } = statement;
  return {
    ...presentItem(statement),
    formats: [...formats],
    sha256,
    previous,
    next,
    masterMicros: String(statement.masterMicros),
    compositionMicros: String(statement.compositionMicros),
    remixerMicros: String(statement.remixerMicros),
    heldMicros: String(statement.heldMicros),
    releasedMicros: String(statement.releasedMicros),
    adjustmentsMicros: String(statement.adjustmentsMicros),
    recoupmentMicros: String(statement.recoupmentMicros),
    withholdingMicros: String(statement.withholdingMicros),
    paidMicros: String(statement.paidMicros),
    disputes: statement.disputes.map(({ disputeId, heldMicros, releasedMicros }) => ({
      disputeId,
      heldMicros: String(heldMicros),
      releasedMicros: String(releasedMicros),
    })),
    flips: String(statement.flips),
    lines: String(statement.lines),
    series: statement.series.map(({ period, masterMicros, compositionMicros, remixerMicros }) => ({
      period,
      masterMicros: String(masterMicros),
      compositionMicros: String(compositionMicros),
      remixerMicros: String(remixerMicros),
    })),
    stems: statement.stems.map(({ stem, ppm }) => ({
      stem: stemName.parse(stem),
      ppm,
    })),
    tariff: {
      ...tariff,
      perPlayMicros: tariff.perPlayMicros === null ? null : String(tariff.perPlayMicros),
    },
  };
}

function presentPart({
  top,
  others,
}: StatementBreakdown['flip']): z.infer<typeof StatementBreakdownView>['flip'] {
  return {
    top: top.map(({ amountMicros, lines, ...part }) => ({
      ...part,
      amountMicros: String(amountMicros),
      lines: String(lines),
    })),
    others: { parts: String(others.parts), amountMicros: String(others.amountMicros) },
  };
}

export function presentBreakdown(breakdown: StatementBreakdown): z.infer<typeof StatementBreakdownView> {
  const { flip, source, territory, side } = breakdown;
  return {
    flip: presentPart(flip),
    source: presentPart(source),
    territory: presentPart(territory),
    side: presentPart(side),
  };
}

export function presentLines({ items, next }: Page<StatementLineRow>): z.infer<typeof StatementLinePage> {
  return {
    items: items.map((line) => ({
      ...line,
      plays: String(line.plays),
      usageMs: String(line.usageMs),
      amountMicros: String(line.amountMicros),
    })),
    nextCursor: next === null ? null : lineCursor.encode(next.key),
  };
}
