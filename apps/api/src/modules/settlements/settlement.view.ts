import { Inject, Injectable } from '@nestjs/common';
import { toPage } from '../catalogue/index.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { Database } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import type {
  AnsweredLine,
  SettlementDetail,
  SettlementHead,
  SettlementPage,
  SettlementSide,
} from './settlement.types.ts';

/** Lines that are shown: what is disputed before what is not. */
const MOST_LINES = 500;

type HeadRow = Omit<SettlementHead, 'peer'> & { readonly peerId: string; readonly url: string };

/** Settlements as operators see them. */
@Injectable()
export class SettlementView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** With one peer, the newest first. */
  async list(peerId: string, { after, limit }: PageRequest): Promise<SettlementPage> {
    const before = after === null ? Prisma.empty : Prisma.sql`AND s.id < ${after.id}::uuid`;
    const rows = await this.heads(
      Prisma.sql`s.peer_id = ${peerId}::uuid ${before} ORDER BY s.id DESC LIMIT ${limit + 1}`,
    );
    return toPage(rows, limit, ({ id }) => ({ key: 'id', id }));
  }

  /** @throws {NotFoundError} */
  async detail(id: string): Promise<SettlementDetail> {
    const [head] = await this.heads(Prisma.sql`s.id = ${id}::uuid LIMIT 1`);
    if (head === undefined) throw new NotFoundError('Settlement', id);
    const rows = await this.database.prisma.settlementLine.findMany({
      where: { settlementId: id },
      orderBy: [{ verdict: { sort: 'desc', nulls: 'last' } }, { position: 'asc' }],
      take: MOST_LINES + 1,
    });
    const lines = rows.map(({ settlementId: _of, position: _at, side, stance, verdict, ...line }) => ({
      ...{ ...line, side: side as SettlementSide, stance: stance as AnsweredLine['stance'] },
      verdict: verdict as AnsweredLine['verdict'],
    }));
    return { ...head, lines: lines.slice(0, MOST_LINES), more: lines.length > MOST_LINES };
  }

  /** A signed document of this instance by its hash: what it stated, and what it answered. Public, as its log is. */
  async document(sha256: string): Promise<string> {
    const own = await this.database.prisma.settlement.findFirst({
      where: {
        OR: [
          { direction: 'OUT', sha256 },
          { direction: 'IN', answerSha256: sha256 },
        ],
      },
      select: { direction: true, document: true, answer: true },
    });
    const text = own?.direction === 'OUT' ? own.document : own?.answer;
    if (text === undefined || text === null) throw new NotFoundError('Document', sha256);
    return text;
  }

  private async heads(where: Prisma.Sql): Promise<SettlementHead[]> {
    const rows = await this.database.prisma.$queryRaw<HeadRow[]>(Prisma.sql`
      SELECT s.id, s.direction, s.peer_id AS "peerId", p.url, s.period, s.currency, s.state, s.sha256, s.total_micros AS "totalMicros",
        s.accepted_micros AS "acceptedMicros", s.refusal, s.reference, a.display_name AS "preparedBy", b.display_name AS "confirmedBy",
        s.confirmed_at AS "confirmedAt", s.created_at AS "createdAt", s.carried_micros AS "carriedMicros", s.round,
        (SELECT i.period FROM settlement i WHERE i.id = s.carried_into) AS "carriedInto",
        EXISTS (SELECT FROM settlement n WHERE n.of_id = s.id) AS again,
        (SELECT count(*)::int FROM settlement_line l WHERE l.settlement_id = s.id AND l.verdict = 'DISPUTED') AS disputed
      FROM settlement s JOIN peer p ON p.id = s.peer_id
      LEFT JOIN app_user a ON a.id = s.prepared_by LEFT JOIN app_user b ON b.id = s.confirmed_by WHERE ${where}`);
    return rows.map(({ peerId, url, ...row }) => ({ ...row, peer: { id: peerId, host: new URL(url).host } }));
  }
}
