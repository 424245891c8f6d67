import { Injectable } from '@nestjs/common';
import { statementView } from '@flipside/royalty';
import type { Currency, PoolSide, Statement, StatementLine } from '@flipside/royalty';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';

const BATCH = 1_000;
/** Everybody with a line, an entry or a balance in the period and no statement yet. */
const UNSTATED = `SELECT d.party AS "partyId", p.name, d.currency FROM (
    SELECT party_id AS party, currency FROM allocation_line WHERE period_id = $1 AND party_id IS NOT NULL
    UNION
    SELECT substr(o.account, 9)::uuid, e.currency FROM posting o JOIN journal_entry e ON e.id = o.entry_id
    WHERE o.account LIKE 'payable:%' AND e.period_id <= $1
    GROUP BY 1, 2 HAVING sum(o.amount_micros) <> 0 OR bool_or(e.period_id = $1)
  ) d JOIN party p ON p.id = d.party
  WHERE NOT EXISTS (SELECT FROM statement s WHERE s.party_id = d.party AND s.period_id = $1 AND s.currency = d.currency)
  ORDER BY d.party, d.currency`;
const NAMES = `SELECT r.hash, r.title, u.display_name AS producer FROM recipe r JOIN app_user u ON u.id = r.producer_id
  WHERE r.hash = ANY($1::text[])`;

export interface UnstatedParty {
  partyId: string;
  name: string;
  currency: Currency;
}

interface LineNames {
  readonly recipes: ReadonlyMap<string, { title: string; producer: string }>;
  readonly sources: ReadonlyMap<string, string>;
}

@Injectable()
export class StatementRepository {
  async unstated(reader: Reader, periodId: string): Promise<UnstatedParty[]> {
    return await reader.$queryRawUnsafe<UnstatedParty[]>(UNSTATED, periodId);
  }

  async exists(reader: Reader, { partyId, currency }: UnstatedParty, periodId: string): Promise<boolean> {
    return (await reader.statement.count({ where: { partyId, periodId, currency } })) > 0;
  }

  /** Whose statement it is: the party's, or that of the one which took its place. */
  async findParty(reader: Reader, id: string): Promise<string | null> {
    const row = await reader.statement.findUnique({
      where: { id },
      select: { partyId: true, party: { select: { mergedIntoId: true } } },
    });
    return row?.party.mergedIntoId ?? row?.partyId ?? null;
  }

  async periodOf(reader: Reader, id: string): Promise<string> {
    return (await reader.statement.findUniqueOrThrow({ where: { id }, select: { periodId: true } })).periodId;
  }

  async findDocument(
    reader: Reader,
    id: string,
  ): Promise<{ periodId: string; sha256: string; document: unknown } | null> {
    return await reader.statement.findUnique({
      where: { id },
      select: { periodId: true, sha256: true, document: true },
    });
  }

  async append(tx: Tx, statement: Statement, sha256: string, createdAt: Date): Promise<void> {
    const { lines: _lines, lateLines: _lateLines, ...document } = statementView(statement);
    const lines = [...statement.lines, ...statement.lateLines];
    const { id } = await tx.statement.create({
      data: {
        id: newId(),
        partyId: statement.party.id,
        periodId: statement.period.id,
        currency: statement.currency,
        openingMicros: statement.openingMicros,
        earnedMicros: statement.earnedMicros,
        closingMicros: statement.closingMicros,
        plays: playsOf(lines),
        document,
        sha256,
        createdAt,
      },
      select: { id: true },
    });
    for (let from = 0; from < lines.length; from += BATCH)
      await this.appendLines(tx, id, lines.slice(from, from + BATCH), from);
  }

  private async appendLines(
    tx: Tx,
    statementId: string,
    lines: readonly StatementLine[],
    from: number,
  ): Promise<void> {
    const names = await this.names(tx, lines);
    await tx.statementLine.createMany({
      data: lines.map(({ recipe, originalPeriod, usagePpm, sharePpm, ...line }, index) => ({
        ...line,
        statementId,
        position: from + index,
        recipeHash: recipe,
        recipeTitle: names.recipes.get(recipe)?.title ?? '',
        producerName: names.recipes.get(recipe)?.producer ?? '',
        sourceTitle: line.isrc === null ? null : (names.sources.get(line.isrc) ?? null),
        usagePpm: Number(usagePpm),
        sharePpm: Number(sharePpm),
        originPeriodId: originalPeriod,
      })),
    });
  }

  private async names(reader: Reader, lines: readonly StatementLine[]): Promise<LineNames> {
    const hashes = [...new Set(lines.map(({ recipe }) => recipe))];
    const isrcs = [...new Set(lines.flatMap(({ isrc }) => (isrc === null ? [] : [isrc])))];
    const recipes = await reader.$queryRawUnsafe<{ hash: string; title: string; producer: string }[]>(
      NAMES,
      hashes,
    );
    const sources = await reader.recording.findMany({
      where: { isrc: { in: isrcs } },
      select: { isrc: true, title: true },
    });
    return {
      recipes: new Map(recipes.map(({ hash, ...names }) => [hash, names])),
      sources: new Map(sources.map(({ isrc, title }) => [isrc, title])),
    };
  }

  /** Lines as they were stated, some at a time, those of late plays after the others. */
  async linesAfter(
    reader: Reader,
    statementId: string,
    isLate: boolean,
    position: number,
  ): Promise<PositionedLine[]> {
    const rows = await reader.statementLine.findMany({
      where: { statementId, position: { gt: position }, originPeriodId: isLate ? { not: null } : null },
      orderBy: { position: 'asc' },
      take: BATCH,
    });
    return rows.map((row) => ({
      position: row.position,
      line: {
        recipe: row.recipeHash,
        isrc: row.isrc,
        subjectId: row.subjectId,
        side: row.side as PoolSide,
        territory: row.territory,
        originalPeriod: row.originPeriodId,
        plays: String(row.plays),
        usageMs: String(row.usageMs),
        usagePpm: String(row.usagePpm),
        sharePpm: String(row.sharePpm),
        amountMicros: String(row.amountMicros),
        tariff: row.tariff,
      },
    }));
  }
}

/** A line as the frozen document writes it. */
export interface PositionedLine {
  readonly position: number;
  readonly line: Readonly<Record<string, string | null>>;
}

/** Lines of several sides and sources come from the same plays: those count once. */
function playsOf(lines: readonly StatementLine[]): bigint {
  const cells = new Map(
    lines.map(({ recipe, territory, originalPeriod, tariff, plays }) => [
      [recipe, territory, originalPeriod, tariff].join(' '),
      plays,
    ]),
  );
  return [...cells.values()].reduce((sum, plays) => sum + plays, 0n);
}
