import { Inject, Injectable } from '@nestjs/common';
import { parseTerritorySet } from '@flipside/royalty';
import type { TerritorySet } from '@flipside/royalty';
import { Database } from '../../../platform/database/database.ts';
import type { Reader, Tx } from '../../../platform/database/database.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { newId } from '../../../platform/ids/ids.ts';
import type {
  NewShare,
  ShareEvent,
  ShareItem,
  ShareOrigin,
  ShareRecord,
  SubjectColumns,
} from './share.types.ts';

const FIELDS = {
  id: true,
  side: true,
  partyId: true,
  role: true,
  ppm: true,
  recordingId: true,
  workId: true,
  territories: true,
  excludeTerritories: true,
  validFrom: true,
  validTo: true,
  source: true,
  status: true,
} as const;
/** What {@link toShareItem} reads. */
export const SHARE_ITEM = {
  ...FIELDS,
  party: { select: { id: true, name: true } },
  recording: { select: { id: true, title: true, isrc: true } },
  work: { select: { id: true, title: true, iswc: true } },
} as const;

type Row = Prisma.ShareGetPayload<{ select: typeof FIELDS }>;
type ItemRow = Prisma.ShareGetPayload<{ select: typeof SHARE_ITEM }>;

function territorySet(include: readonly string[], exclude: readonly string[]): TerritorySet {
  const set = parseTerritorySet({ include, exclude });
  if (!set.ok) throw new TypeError(`a kept share names an unknown territory: ${set.message}`);
  return set.value;
}

function toShare({ territories, excludeTerritories, ...row }: Row): ShareRecord {
  return { ...row, territories: territorySet(territories, excludeTerritories) };
}

export function toShareItem({ party, recording, work, ...row }: ItemRow): ShareItem {
  const subject =
    recording !== null
      ? { kind: 'RECORDING' as const, iswc: null, ...recording }
      : work !== null
        ? { kind: 'WORK' as const, isrc: null, ...work }
        : null;
  if (subject === null) throw new TypeError(`share ${row.id} names a recording or a work`);
  return { ...toShare(row), party, subject };
}

/** The one place where shares are written. Each change leaves a row of history that never changes. */
@Injectable()
export class ShareRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @returns their ids, in order. */
  async append(tx: Tx, shares: readonly NewShare[], origin: ShareOrigin): Promise<string[]> {
    const made = shares.map((share) => ({ id: newId(), ...share }));
    await tx.share.createMany({
      data: made.map(({ territories, ...share }) => ({
        ...share,
        territories: [...territories.include],
        excludeTerritories: [...territories.exclude],
      })),
    });
    await this.note(
      tx,
      made.map(({ id, partyId, ppm, source }) => ({
        shareId: id,
        kind: 'ENTERED',
        detail: { party: partyId, ppm, source },
      })),
      origin,
    );
    return made.map(({ id }) => id);
  }

  /** The share holds until just before `validTo`. */
  async end(tx: Tx, id: string, validTo: Date, origin: ShareOrigin): Promise<void> {
    await tx.share.update({ where: { id }, data: { validTo }, select: { id: true } });
    const detail = { validTo: validTo.toISOString() };
    await this.note(tx, [{ shareId: id, kind: 'ENDED', detail }], origin);
  }

  async find(id: string, reader: Reader = this.database.prisma): Promise<ShareItem | null> {
    const row = await reader.share.findUnique({ where: { id }, select: SHARE_ITEM });
    return row === null ? null : toShareItem(row);
  }

  /** Shares of a subject change one after the other, so that a total that was looked at still holds. */
  async lockSubject(tx: Tx, { recordingId, workId }: SubjectColumns): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('shares ' || ${recordingId ?? workId}, 0))`;
  }

  /** All but those that were taken back, ended by date or not. */
  async listBySubject(reader: Reader, { recordingId, workId }: SubjectColumns): Promise<ShareRecord[]> {
    const rows = await reader.share.findMany({
      where: { recordingId, workId, status: { not: 'ENDED' } },
      select: FIELDS,
      orderBy: { id: 'asc' },
    });
    return rows.map(toShare);
  }

  /** The newest first. */
  async listByParty(partyId: string, before: string | null, limit: number): Promise<ShareItem[]> {
    const rows = await this.database.prisma.share.findMany({
      where: { partyId, ...(before === null ? {} : { id: { lt: before } }) },
      select: SHARE_ITEM,
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(toShareItem);
  }

  /** In order; the first 500. */
  async history(id: string): Promise<ShareEvent[]> {
    return await this.database.prisma.$queryRaw<ShareEvent[]>`
      SELECT e.id, e.kind, u.handle AS by, e.cause, e.detail, e.created_at AS "createdAt"
      FROM share_event e LEFT JOIN app_user u ON u.id = e.by
      WHERE e.share_id = ${id}::uuid ORDER BY e.id LIMIT 500`;
  }

  private async note(
    tx: Tx,
    events: readonly { shareId: string; kind: ShareEvent['kind']; detail: Prisma.InputJsonObject }[],
    { by, at, cause }: ShareOrigin,
  ): Promise<void> {
    const rows = events.map((event) => ({ id: newId(), ...event, by, cause, createdAt: at }));
    await tx.shareEvent.createMany({ data: rows });
  }
}
