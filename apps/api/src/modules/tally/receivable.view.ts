import { Inject, Injectable } from '@nestjs/common';
import { toPage } from '../catalogue/index.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { Database } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type {
  PeerReceivable,
  PeerReceivables,
  Receivable,
  ReceivableKey,
  ReceivableLine,
  ReceivableLinePage,
  ReceivablePage,
} from './receivable.types.ts';

/** More than that is said as that many. */
const MOST_WAITING = 100_000;
const FIRST = '00000000-0000-0000-0000-000000000000';

type Text<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: string | null };
const orNull = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

interface HeadRow {
  readonly partyId: string;
  readonly name: string;
  readonly peerId: string;
  readonly url: string;
  readonly period: string;
  readonly currency: string;
  readonly amount: string | null;
  readonly final: boolean;
  readonly payable: boolean;
}

/** A sum that is not known whole is not known. */
const AMOUNT = Prisma.sql`CASE WHEN bool_or(r.amount_micros IS NULL) THEN NULL ELSE sum(r.amount_micros)::text END`;

/** What parties have to get from other instances, as it is shown. */
@Injectable()
export class ReceivableView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @param parties null for all; a period, or all of them. The newest period first. */
  async list(
    parties: readonly string[] | null,
    period: string | null,
    { after, limit }: PageRequest,
  ): Promise<ReceivablePage> {
    const rows = await this.database.prisma.$queryRaw<HeadRow[]>(Prisma.sql`
      SELECT r.party_id AS "partyId", p.name, r.peer_id AS "peerId", e.url, r.period, r.currency, ${AMOUNT} AS amount,
        bool_and(r.final) AS final, EXISTS (SELECT FROM settlement s WHERE s.direction = 'IN' AND s.peer_id = r.peer_id
          AND s.period = r.period AND s.currency = r.currency AND (s.state = 'PAID' OR s.state = 'CARRIED'
            AND EXISTS (SELECT FROM settlement i WHERE i.id = s.carried_into AND i.state = 'PAID'))) AS payable
      FROM receivable r JOIN party p ON p.id = r.party_id JOIN peer e ON e.id = r.peer_id
      WHERE (${parties === null} OR r.party_id = ANY(${[...(parties ?? [])]}::uuid[]))
        AND (${period === null} OR r.period = ${period ?? ''})
        AND (${after === null} OR r.period < ${after?.key.slice(0, 7) ?? ''} OR (r.period = ${after?.key.slice(0, 7) ?? ''}
          AND (r.party_id, r.peer_id, r.currency) > (${after?.id ?? FIRST}::uuid, ${after?.key.slice(8, 44) ?? FIRST}::uuid, ${after?.key.slice(45) ?? ''})))
      GROUP BY r.party_id, p.name, r.peer_id, e.url, r.period, r.currency
      ORDER BY r.period DESC, r.party_id, r.peer_id, r.currency LIMIT ${limit + 1}`);
    const items = rows.map(({ partyId, name, peerId, url, amount, ...row }): Receivable => ({
      ...{ ...row, party: { id: partyId, name }, reporter: { id: peerId, host: new URL(url).host } },
      amountMicros: orNull(amount),
    }));
    return toPage(items, limit, ({ party, reporter, currency, ...row }) => ({
      key: `${row.period} ${reporter.id} ${currency}`,
      id: party.id,
    }));
  }

  /** By recording, work and flip. */
  async lines(
    { partyId, peerId, period }: ReceivableKey,
    { after, limit }: PageRequest,
  ): Promise<ReceivableLinePage> {
    const [sideAfter = '', currencyAfter = ''] = after?.key.split(' ') ?? [];
    const rows = await this.database.prisma.$queryRaw<
      Text<ReceivableLine, 'plays' | 'amountMicros'>[]
    >(Prisma.sql`
      SELECT s.side, s.subject, s.currency, coalesce(c.title, w.title, f.title, '') AS title, c.isrc, s.plays, s."amountMicros" FROM (
        SELECT r.side, r.currency, r.subject, sum(r.plays)::text AS plays, ${AMOUNT} AS "amountMicros" FROM receivable r
        WHERE r.party_id = ${partyId}::uuid AND r.peer_id = ${peerId}::uuid AND r.period = ${period}
          AND (r.side, r.currency, r.subject) > (${sideAfter}, ${currencyAfter}, ${after?.id ?? ''})
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT ${limit + 1}) s
      LEFT JOIN recording c ON s.side = 'MASTER' AND c.id = CASE WHEN s.side = 'MASTER' THEN s.subject::uuid END
      LEFT JOIN work w ON s.side = 'COMPOSITION' AND w.id = CASE WHEN s.side = 'COMPOSITION' THEN s.subject::uuid END
      LEFT JOIN recipe f ON s.side = 'REMIXER' AND f.hash = s.subject
      ORDER BY s.side, s.currency, s.subject`);
    const items = rows.map(({ plays, amountMicros, ...row }): ReceivableLine => ({
      ...{ ...row, plays: BigInt(plays ?? 0), amountMicros: orNull(amountMicros) },
    }));
    return toPage(items, limit, ({ side, currency, subject }) => ({
      key: `${side} ${currency}`,
      id: subject,
    }));
  }

  /** What an instance owes parties of here, the newest period first, and whether its close shared out what its log has. */
  async ofPeer(peerId: string, { after, limit }: PageRequest): Promise<PeerReceivables> {
    const rows = await this.database.prisma.$queryRaw<
      Text<PeerReceivable, 'plays' | 'closedPlays' | 'amountMicros'>[]
    >(Prisma.sql`
      SELECT r.period, r.currency, count(DISTINCT r.party_id)::int AS parties, ${AMOUNT} AS "amountMicros", bool_and(r.final) AS final,
        (SELECT coalesce(sum(c.plays), 0)::text FROM peer_cell c WHERE c.peer_id = ${peerId}::uuid AND c.period = r.period) AS plays,
        (SELECT sum((f.body ->> 'plays')::numeric)::text FROM peer_fact f
          WHERE f.peer_id = ${peerId}::uuid AND f.kind = 'allocation' AND f.body ->> 'period' = r.period) AS "closedPlays"
      FROM receivable r WHERE r.peer_id = ${peerId}::uuid AND (${after === null} OR r.period < ${after?.key ?? ''}
        OR (r.period = ${after?.key ?? ''} AND r.currency > ${after?.id ?? ''}))
      GROUP BY r.period, r.currency ORDER BY r.period DESC, r.currency LIMIT ${limit + 1}`);
    const [waiting] = await this.database.prisma.$queryRaw<
      { plays: string; recipes: number; error: string | null }[]
    >(Prisma.sql`
      SELECT count(*)::text AS plays, count(DISTINCT w.recipe_hash)::int AS recipes, max(p.last_error) AS error FROM (
        SELECT recipe_hash FROM peer_play_waiting WHERE peer_id = ${peerId}::uuid LIMIT ${MOST_WAITING}) w
      JOIN played_recipe p ON p.hash = w.recipe_hash`);
    const items = rows.map(({ plays, closedPlays, amountMicros, ...row }): PeerReceivable => ({
      ...row,
      plays: BigInt(plays ?? 0),
      closedPlays: orNull(closedPlays),
      amountMicros: orNull(amountMicros),
    }));
    return {
      ...toPage(items, limit, ({ period, currency }) => ({ key: period, id: currency })),
      waiting: {
        ...{
          recipes: waiting?.recipes ?? 0,
          error: waiting?.error ?? null,
          plays: BigInt(waiting?.plays ?? 0),
        },
      },
    };
  }
}
