import { Inject, Injectable } from '@nestjs/common';
import { parseTerritorySet } from '@flipside/royalty';
import { Database } from '../../../platform/database/database.ts';
import type { Reader, Tx } from '../../../platform/database/database.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { newId } from '../../../platform/ids/ids.ts';
import type { PageRequest } from '../page.ts';
import type {
  ClaimEvent,
  ClaimEventKind,
  ClaimProof,
  ClaimRecord,
  ClaimState,
  Evidence,
  NewClaim,
} from './claim.types.ts';

const FIELDS = {
  id: true,
  partyId: true,
  side: true,
  recordingId: true,
  workId: true,
  role: true,
  ppm: true,
  territories: true,
  excludeTerritories: true,
  validFrom: true,
  validTo: true,
  state: true,
  proof: true,
  shareId: true,
  createdAt: true,
  decidedAt: true,
  party: { select: { id: true, name: true, verifiedAt: true } },
  recording: { select: { id: true, title: true, isrc: true } },
  work: { select: { id: true, title: true, iswc: true } },
} as const;

type Row = Prisma.ClaimGetPayload<{ select: typeof FIELDS }>;

/** A claim is about a recording or a work; a constraint of the table says so too. */
function toClaim({ recording, work, territories, excludeTerritories, proof, ...row }: Row): ClaimRecord {
  const set = parseTerritorySet({ include: territories, exclude: excludeTerritories });
  if (!set.ok) throw new TypeError(`a kept claim names an unknown territory: ${set.message}`);
  const subject =
    recording !== null
      ? { kind: 'RECORDING' as const, iswc: null, ...recording }
      : work !== null
        ? { kind: 'WORK' as const, isrc: null, ...work }
        : null;
  if (subject === null) throw new TypeError(`claim ${row.id} names a recording or a work`);
  return { ...row, proof: proof as ClaimProof | null, territories: set.value, subject };
}

export interface ClaimFilter {
  readonly partyId: string | null;
  readonly state: ClaimState | null;
}

@Injectable()
export class ClaimRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string, reader: Reader = this.database.prisma): Promise<ClaimRecord | null> {
    const row = await reader.claim.findUnique({ where: { id }, select: FIELDS });
    return row === null ? null : toClaim(row);
  }

  async lock(tx: Tx, id: string): Promise<void> {
    await tx.$queryRaw`SELECT id FROM claim WHERE id = ${id}::uuid FOR UPDATE`;
  }

  /** One party's, the newest first; or everybody's, the longest waiting first. */
  async list({ partyId, state }: ClaimFilter, { after, limit }: PageRequest): Promise<ClaimRecord[]> {
    const isQueue = partyId === null;
    const rows = await this.database.prisma.claim.findMany({
      where: {
        ...(isQueue ? {} : { partyId }),
        ...(state === null ? {} : { state }),
        ...(after === null ? {} : { id: isQueue ? { gt: after.id } : { lt: after.id } }),
      },
      select: FIELDS,
      orderBy: { id: isQueue ? 'asc' : 'desc' },
      take: limit,
    });
    return rows.map(toClaim);
  }

  async countPending(tx: Tx, partyId: string): Promise<number> {
    return await tx.claim.count({ where: { partyId, state: 'PENDING' } });
  }

  /** A claim of the same party on the same side of the same subject that still waits. */
  async findPending(tx: Tx, claim: NewClaim): Promise<string | null> {
    const { partyId, side, recordingId, workId, role } = claim;
    const row = await tx.claim.findFirst({
      where: { partyId, side, recordingId, workId, role, state: 'PENDING' },
      select: { id: true },
    });
    return row?.id ?? null;
  }

  async append(tx: Tx, claim: NewClaim, by: string, at: Date): Promise<ClaimRecord> {
    const { territories, ...columns } = claim;
    const row = await tx.claim.create({
      data: {
        id: newId(),
        ...columns,
        territories: [...territories.include],
        excludeTerritories: [...territories.exclude],
        createdBy: by,
        createdAt: at,
      },
      select: FIELDS,
    });
    return toClaim(row);
  }

  async decide(
    tx: Tx,
    id: string,
    decision: { state: ClaimState; proof: ClaimProof | null; shareId: string | null; decidedAt: Date },
  ): Promise<void> {
    await tx.claim.update({ where: { id }, data: decision, select: { id: true } });
  }

  async note(
    tx: Tx,
    claimId: string,
    kind: ClaimEventKind,
    event: Evidence & { by: string; at: Date; detail?: Prisma.InputJsonObject },
  ): Promise<void> {
    const { by, at, text, links, detail = {} } = event;
    await tx.claimEvent.create({
      data: { id: newId(), claimId, kind, by, text, links: [...links], detail, createdAt: at },
      select: { id: true },
    });
  }

  async countEvents(tx: Tx, claimId: string): Promise<number> {
    return await tx.claimEvent.count({ where: { claimId } });
  }

  /** In order; the first 500, and no more can be added. */
  async events(claimId: string): Promise<ClaimEvent[]> {
    return await this.database.prisma.$queryRaw<ClaimEvent[]>`
      SELECT e.id, e.kind, u.handle AS by, e.text, e.links, e.detail, e.created_at AS "createdAt"
      FROM claim_event e LEFT JOIN app_user u ON u.id = e.by
      WHERE e.claim_id = ${claimId}::uuid ORDER BY e.id LIMIT 500`;
  }
}
