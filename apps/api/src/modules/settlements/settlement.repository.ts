import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { Reckoned } from './judge.ts';
import type { AnsweredLine, Direction, LineKey, SettlementLine, SettlementSide } from './settlement.types.ts';

const AT_ONCE = 50;
const MOST_CARRIED = 100;

export interface DueSettlement {
  readonly peerId: string;
  readonly url: string;
  readonly period: string;
  readonly currency: string;
}

/** A leaf of a peer's log that names a document for this instance. */
export interface NamedDocument {
  readonly peerId: string;
  readonly url: string;
  readonly id: string;
  readonly sha256: string;
  readonly period: string;
  readonly currency: string;
  readonly totalMicros: string;
}

export interface SettlementRecord {
  readonly id: string;
  readonly direction: Direction;
  readonly peerId: string;
  readonly peerState: string;
  readonly period: string;
  readonly currency: string;
  readonly state: string;
  readonly sha256: string;
  readonly acceptedMicros: bigint | null;
  readonly carriedMicros: bigint;
  readonly round: number;
  readonly ofId: string | null;
  readonly reference: string | null;
  readonly preparedBy: string | null;
}

/** One that came to nothing or less, and what it takes off the next. */
export interface CarriedSettlement {
  readonly id: string;
  readonly sha256: string;
  readonly amountMicros: bigint;
}

export interface NewSettlement {
  readonly id: string;
  readonly direction: Direction;
  readonly peerId: string;
  readonly period: string;
  readonly currency: string;
  readonly document: string;
  readonly sha256: string;
  readonly totalMicros: bigint;
  readonly refusal: string | null;
  readonly round: number;
  readonly ofId: string | null;
  readonly carriedMicros: bigint;
  readonly decidedBy: string | null;
  readonly at: Date;
}

interface NewAnswer {
  readonly text: string;
  readonly sha256: string;
  readonly acceptedMicros: bigint;
  readonly lines: readonly AnsweredLine[];
  readonly decidedBy?: string;
}

type LineRow = {
  side: SettlementSide;
  subject: string;
  party: string;
  plays: string;
  amount: string;
  cells: number;
  released: string | null;
};

/** Settlements, and what they are made of and checked against. */
@Injectable()
export class SettlementRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Of stated periods what is owed through a peer that is believed, and was not settled. */
  async due(): Promise<DueSettlement[]> {
    return await this.database.prisma.$queryRaw<DueSettlement[]>(Prisma.sql`
      SELECT p.id AS "peerId", p.url, e.period_id AS period, e.currency
      FROM peer p JOIN posting o ON o.account >= 'owed:' || p.id || '/' AND o.account < 'owed:' || p.id || '0'
        JOIN journal_entry e ON e.id = o.entry_id AND e.kind IN ('CLOSE', 'RELEASE')
        JOIN period d ON d.id = e.period_id AND d.state IN ('STATED', 'LOCKED')
      WHERE p.state = 'ACTIVE' AND NOT EXISTS (SELECT FROM settlement s WHERE s.direction = 'OUT' AND s.peer_id = p.id
        AND s.period = e.period_id AND s.currency = e.currency AND s.state <> 'REFUSED')
      GROUP BY p.id, p.url, e.period_id, e.currency ORDER BY e.period_id, p.id, e.currency LIMIT ${AT_ONCE}`);
  }

  /** What a close gave to parties of a peer, and what left suspense for them meanwhile, by what the peer calls the music. */
  async owed(reader: Reader, { peerId, period, currency }: DueSettlement): Promise<SettlementLine[]> {
    const rows = await reader.$queryRaw<LineRow[]>(Prisma.sql`
      SELECT l.side, CASE l.side WHEN 'REMIXER' THEN l.recipe_hash ELSE (
          SELECT s #>> '{owed,subject}' FROM allocation_ground g, jsonb_array_elements(g.ground -> 'shares') AS s
          WHERE g.period_id = l.period_id AND g.tariff_version = l.tariff_version AND g.recording_id = l.recording_id
            AND s #>> '{owed,peer}' = ${peerId} AND s #>> '{owed,party}' = split_part(l.account, '/', 2)
            AND s ->> 'side' = l.side AND coalesce(s ->> 'recordingId', s ->> 'workId') = l.subject_id::text LIMIT 1) END AS subject,
        split_part(l.account, '/', 2) AS party, sum(l.plays)::text AS plays, sum(l.amount)::text AS amount, 0 AS cells, NULL AS released
      FROM (SELECT period_id, tariff_version, side, recipe_hash, territory, origin_period_id, subject_id, account,
          min(recording_id::text)::uuid AS recording_id, max(plays) AS plays, sum(amount_micros) AS amount
        FROM allocation_line WHERE period_id = ${period} AND currency = ${currency} AND basis = 'PEER'
          AND account LIKE ${`owed:${peerId}/%`} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) l
      GROUP BY 1, 2, 3
      UNION ALL SELECT side, subject, party, '0', sum(amount_micros)::text, 0, period_id FROM owed_release
      WHERE peer_id = ${peerId}::uuid AND released_in = ${period} AND currency = ${currency} GROUP BY side, subject, party, period_id
      ORDER BY 1, 2, 3, 7 NULLS FIRST`);
    return rows.map(lineOf);
  }

  /** What plays at a peer come to, by subject and party: null before all of its period was read and reckoned. */
  async reckoned(
    reader: Reader,
    { peerId, period, currency }: Omit<DueSettlement, 'url'>,
    played: boolean,
  ): Promise<Reckoned[] | null> {
    const [waits] = await reader.$queryRaw<{ is: boolean }[]>(Prisma.sql`
      SELECT EXISTS (SELECT FROM peer_fact f WHERE f.peer_id = ${peerId}::uuid AND f.kind = 'allocation' AND f.body ->> 'period' = ${period}
          AND NOT EXISTS (SELECT FROM peer_pool d WHERE d.peer_id = f.peer_id AND d.period = ${period} AND d.tariff_version = (f.body ->> 'tariff')::int))
        OR ${played} AND NOT EXISTS (SELECT FROM peer_fact f WHERE f.peer_id = ${peerId}::uuid AND f.kind = 'allocation' AND f.body ->> 'period' = ${period})
        OR EXISTS (SELECT FROM peer_usage u WHERE u.stale AND u.peer_id = ${peerId}::uuid AND u.period = ${period})
        OR EXISTS (SELECT FROM peer_play_waiting w WHERE w.peer_id = ${peerId}::uuid AND w.leaf ->> 'period' = ${period}) AS is`);
    if (waits?.is !== false) return null;
    const rows = await reader.$queryRaw<LineRow[]>(Prisma.sql`
      SELECT side, subject, party_id::text AS party, sum(plays)::text AS plays, coalesce(sum(amount_micros), 0)::text AS amount, count(*)::int AS cells, NULL AS released
      FROM receivable WHERE peer_id = ${peerId}::uuid AND period = ${period} AND currency = ${currency} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
    return rows.map((row) => ({ ...lineOf(row), cells: row.cells }));
  }

  /**
   * What plays of an earlier period come to by now beyond what was accepted of it, for lines that say what left suspense.
   * Cells count twice: they were rounded when they were closed and when they were released.
   */
  async unsettled(
    reader: Reader,
    { peerId, currency }: Pick<SettlementRecord, 'peerId' | 'currency'>,
    released: string,
    lines: readonly LineKey[],
  ): Promise<Reckoned[]> {
    const keys = lines.map(({ side, subject, party }) => ({ side, subject, party }));
    const rows = await reader.$queryRaw<LineRow[]>(Prisma.sql`
      SELECT k.side, k.subject, k.party, '0' AS plays, ${released} AS released, (coalesce((
          SELECT sum(r.amount_micros) FROM receivable r WHERE r.party_id = k.party::uuid AND r.period = ${released}
            AND r.peer_id = ${peerId}::uuid AND r.currency = ${currency} AND r.side = k.side AND r.subject = k.subject), 0) - coalesce((
          SELECT sum(l.amount_micros) FROM settlement s JOIN settlement_line l ON l.settlement_id = s.id AND l.verdict = 'ACCEPTED'
          WHERE s.peer_id = ${peerId}::uuid AND s.direction = 'IN' AND s.currency = ${currency} AND s.state <> 'REFUSED'
            AND s.period >= ${released} AND coalesce(l.released, s.period) = ${released}
            AND (l.side, l.subject, l.party) = (k.side, k.subject, k.party)), 0))::text AS amount,
        2 * (SELECT count(*)::int FROM receivable r WHERE r.party_id = k.party::uuid AND r.period = ${released}
            AND r.peer_id = ${peerId}::uuid AND r.currency = ${currency} AND r.side = k.side AND r.subject = k.subject) AS cells
      FROM (SELECT DISTINCT side, subject, party FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
        AS k (side text, subject text, party text)) k ORDER BY 1, 2, 3`);
    return rows.filter(({ cells }) => cells > 0).map((row) => ({ ...lineOf(row), cells: row.cells }));
  }

  /** Answered ones that come to nothing or less and moved something: the next one takes them. */
  async carriable(
    reader: Reader,
    direction: Direction,
    { peerId, period, currency }: Omit<DueSettlement, 'url'>,
  ): Promise<CarriedSettlement[]> {
    return await reader.$queryRaw<CarriedSettlement[]>(Prisma.sql`
      SELECT s.id, s.sha256, (s.accepted_micros + s.carried_micros)::bigint AS "amountMicros" FROM settlement s
      WHERE s.direction = ${direction} AND s.state = 'ANSWERED' AND s.peer_id = ${peerId}::uuid AND s.currency = ${currency}
        AND s.period < ${period} AND s.accepted_micros + s.carried_micros <= 0 AND (s.carried_micros <> 0 OR EXISTS (
          SELECT FROM settlement_line l WHERE l.settlement_id = s.id AND l.verdict = 'ACCEPTED' AND l.amount_micros <> 0))
      ORDER BY s.id LIMIT ${MOST_CARRIED} FOR UPDATE OF s`);
  }

  async carry(tx: Tx, carried: readonly CarriedSettlement[], into: string): Promise<void> {
    if (carried.length === 0) return;
    await tx.settlement.updateMany({
      where: { id: { in: carried.map(({ id }) => id) }, state: 'ANSWERED' },
      data: { state: 'CARRIED', carriedInto: into },
    });
  }

  /** Settlements that peers logged for this instance and that are not here yet. */
  async announced(origin: string): Promise<NamedDocument[]> {
    return await this.database.prisma.$queryRaw<NamedDocument[]>(Prisma.sql`
      SELECT p.id AS "peerId", p.url, f.key AS id, f.body ->> 'sha256' AS sha256, f.body ->> 'period' AS period,
        f.body ->> 'currency' AS currency, f.body ->> 'totalMicros' AS "totalMicros"
      FROM peer p JOIN peer_fact f ON f.peer_id = p.id AND f.kind = 'settlement' AND f.code = ${origin}
      WHERE p.state = 'ACTIVE' AND NOT EXISTS (SELECT FROM settlement s WHERE s.sha256 = f.body ->> 'sha256')
      ORDER BY p.id, f.key LIMIT ${AT_ONCE}`);
  }

  /** Answers that peers logged to settlements of this instance. */
  async answers(origin: string): Promise<(NamedDocument & { readonly settlementId: string })[]> {
    return await this.database.prisma.$queryRaw<(NamedDocument & { settlementId: string })[]>(Prisma.sql`
      SELECT p.id AS "peerId", p.url, f.key AS id, f.body ->> 'sha256' AS sha256, s.period, s.currency, '0' AS "totalMicros", s.id AS "settlementId"
      FROM peer p JOIN peer_fact f ON f.peer_id = p.id AND f.kind = 'settlement-answer' AND f.code = ${origin}
        JOIN settlement s ON s.sha256 = f.key AND s.direction = 'OUT' AND s.peer_id = p.id AND s.state = 'STATED'
      WHERE p.state = 'ACTIVE' AND NOT EXISTS (SELECT FROM settlement_trouble t
        WHERE t.peer_id = p.id AND t.sha256 = f.body ->> 'sha256' AND t.code <> 'UNREACHABLE')
      ORDER BY p.id, f.key LIMIT ${AT_ONCE}`);
  }

  async unanswered(): Promise<SettlementRecord[]> {
    return await this.records(
      Prisma.sql`s.direction = 'IN' AND s.state = 'STATED' AND p.state = 'ACTIVE' ORDER BY s.id LIMIT ${AT_ONCE}`,
    );
  }

  async isSettled(tx: Tx, { peerId, period, currency }: DueSettlement, round: number): Promise<boolean> {
    const found = await tx.settlement.findFirst({
      where: { direction: 'IN', peerId, period, currency, round, state: { not: 'REFUSED' } },
      select: { id: true },
    });
    return found !== null;
  }

  /** Two processes that state the same wait for each other. */
  async lock(tx: Tx, peerId: string): Promise<void> {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('settlements ' || ${peerId}, 0))::text AS locked`;
  }

  async append(tx: Tx, { at, ...row }: NewSettlement, lines: readonly SettlementLine[]): Promise<void> {
    const state = row.refusal === null ? 'STATED' : 'REFUSED';
    await tx.settlement.create({ data: { ...row, state, createdAt: at } });
    await this.appendLines(tx, row.id, 0, lines);
  }

  async appendLines(
    tx: Tx,
    settlementId: string,
    from: number,
    lines: readonly (SettlementLine | AnsweredLine)[],
  ): Promise<void> {
    if (lines.length === 0) return;
    await tx.settlementLine.createMany({
      data: lines.map((line, at) => ({ settlementId, position: from + at, ...line })),
    });
  }

  async lines(reader: Reader, settlementId: string): Promise<SettlementLine[]> {
    const rows = await reader.settlementLine.findMany({
      where: { settlementId },
      orderBy: { position: 'asc' },
      take: 400_000,
    });
    return rows.map(({ side, subject, party, plays, amountMicros, released, stance, plea }) => ({
      ...{ side: side as SettlementSide, subject, party, plays, amountMicros },
      ...{ released, stance: stance as SettlementLine['stance'], plea },
    }));
  }

  /** Lines that are disputed, with what the receiver reckoned. */
  async disputed(reader: Reader, settlementId: string): Promise<AnsweredLine[]> {
    const rows = await reader.settlementLine.findMany({
      where: { settlementId, verdict: 'DISPUTED' },
      orderBy: { position: 'asc' },
      take: 400_000,
    });
    return rows.map(({ settlementId: _of, position: _at, side, stance, verdict: _said, ...line }) => ({
      ...{ ...line, side: side as SettlementSide, stance: stance as SettlementLine['stance'] },
      verdict: 'DISPUTED',
    }));
  }

  /** Keeps an answer: verdicts of the stated lines in their order, and what was missing after them. */
  async answer(
    tx: Tx,
    settlementId: string,
    { text, sha256, acceptedMicros, lines, decidedBy }: NewAnswer,
  ): Promise<void> {
    const stated = await tx.settlementLine.count({ where: { settlementId } });
    const rows = lines
      .slice(0, stated)
      .map(({ verdict, reason, reckonedPlays, reckonedMicros }, position) => ({
        ...{
          position,
          verdict,
          reason,
          plays: reckonedPlays?.toString() ?? null,
          amount: reckonedMicros?.toString() ?? null,
        },
      }));
    await tx.$executeRaw(Prisma.sql`
      UPDATE settlement_line l SET verdict = a.verdict, reason = a.reason, reckoned_plays = a.plays, reckoned_micros = a.amount
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS a (position int, verdict text, reason text, plays bigint, amount bigint)
      WHERE l.settlement_id = ${settlementId}::uuid AND l.position = a.position`);
    await this.appendLines(tx, settlementId, stated, lines.slice(stated));
    await tx.settlement.update({
      where: { id: settlementId },
      data: {
        ...{ state: 'ANSWERED', answer: text, answerSha256: sha256, acceptedMicros },
        ...(decidedBy !== undefined && { decidedBy }),
      },
    });
  }

  async find(tx: Tx, id: string): Promise<SettlementRecord | null> {
    await tx.$queryRaw`SELECT id FROM settlement WHERE id = ${id}::uuid FOR UPDATE`;
    const [row] = await this.records(Prisma.sql`s.id = ${id}::uuid LIMIT 1`, tx);
    return row ?? null;
  }

  /** What accepted lines give each party, by who stands for it now: with those of what it carries. */
  async accepted(
    tx: Tx,
    id: string,
  ): Promise<{ party: string; payee: string | null; amountMicros: bigint }[]> {
    const rows = await tx.$queryRaw<{ party: string; payee: string | null; amount: string }[]>(Prisma.sql`
      WITH RECURSIVE chain AS (SELECT ${id}::uuid AS id UNION SELECT s.id FROM settlement s JOIN chain c ON s.carried_into = c.id)
      SELECT l.party, coalesce(p.merged_into_id, p.id)::text AS payee, sum(l.amount_micros)::text AS amount
      FROM chain c JOIN settlement_line l ON l.settlement_id = c.id LEFT JOIN party p ON p.id = l.party::uuid
      WHERE l.verdict = 'ACCEPTED' GROUP BY 1, 2 HAVING sum(l.amount_micros) <> 0 ORDER BY 1`);
    return rows.map(({ amount, ...row }) => ({ ...row, amountMicros: BigInt(amount) }));
  }

  /** What stands on the accounts of the parties of a settlement's disputed lines. */
  async stillOwed(
    tx: Tx,
    { peerId, currency, settlementId }: { peerId: string; currency: string; settlementId: string },
  ): Promise<Map<string, bigint>> {
    const rows = await tx.$queryRaw<{ party: string; amount: string }[]>(Prisma.sql`
      SELECT d.party, coalesce((SELECT sum(o.amount_micros) FROM posting o JOIN journal_entry e ON e.id = o.entry_id
        WHERE o.account = 'owed:' || ${peerId} || '/' || d.party AND e.currency = ${currency}), 0)::text AS amount
      FROM (SELECT DISTINCT party FROM settlement_line WHERE settlement_id = ${settlementId}::uuid AND verdict = 'DISPUTED') d
      ORDER BY d.party`);
    return new Map(rows.map(({ party, amount }) => [party, BigInt(amount)]));
  }

  private async records(
    where: Prisma.Sql,
    reader: Reader = this.database.prisma,
  ): Promise<SettlementRecord[]> {
    return await reader.$queryRaw<SettlementRecord[]>(Prisma.sql`
      SELECT s.id, s.direction, s.peer_id AS "peerId", p.state::text AS "peerState", s.period, s.currency, s.state, s.sha256,
        s.accepted_micros AS "acceptedMicros", s.carried_micros AS "carriedMicros", s.round, s.of_id AS "ofId", s.reference, s.prepared_by AS "preparedBy"
      FROM settlement s JOIN peer p ON p.id = s.peer_id WHERE ${where}`);
  }
}

const lineOf = ({ side, subject, party, plays, amount, released }: LineRow): SettlementLine => ({
  ...{ side, subject, party, plays: BigInt(plays), amountMicros: BigInt(amount), released },
  ...{ stance: null, plea: null },
});
