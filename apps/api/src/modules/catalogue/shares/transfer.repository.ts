import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.ts';
import type { Reader, Tx } from '../../../platform/database/database.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { SHARE_ITEM, toShareItem } from './share.repository.ts';
import type { TransferRecord, TransferState } from './transfer.types.ts';

const PARTY = { select: { id: true, name: true } } as const;
const FIELDS = {
  id: true,
  ppm: true,
  agreedAt: true,
  effectiveAt: true,
  state: true,
  reason: true,
  links: true,
  answer: true,
  createdAt: true,
  decidedAt: true,
  from: PARTY,
  to: PARTY,
  share: { select: SHARE_ITEM },
} as const;

type Row = Prisma.ShareTransferGetPayload<{ select: typeof FIELDS }>;

const toTransfer = ({ share, ...row }: Row): TransferRecord => ({ ...row, share: toShareItem(share) });

export interface NewTransfer {
  readonly shareId: string;
  readonly fromPartyId: string;
  readonly toPartyId: string;
  readonly ppm: number;
  readonly agreedAt: Date;
  readonly reason: string;
  readonly links: string[];
  readonly createdBy: string;
  readonly createdAt: Date;
}

@Injectable()
export class TransferRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string, reader: Reader = this.database.prisma): Promise<TransferRecord | null> {
    const row = await reader.shareTransfer.findUnique({ where: { id }, select: FIELDS });
    return row === null ? null : toTransfer(row);
  }

  /** What a party gives and gets, the newest first. */
  async list(partyId: string, before: string | null, limit: number): Promise<TransferRecord[]> {
    const rows = await this.database.prisma.shareTransfer.findMany({
      where: {
        OR: [{ fromPartyId: partyId }, { toPartyId: partyId }],
        ...(before === null ? {} : { id: { lt: before } }),
      },
      select: FIELDS,
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(toTransfer);
  }

  /** A transfer that still waits, or that parted this share already. */
  async findOther(tx: Tx, shareId: string, except: string | null): Promise<TransferState | null> {
    const row = await tx.shareTransfer.findFirst({
      where: {
        shareId,
        state: { in: ['PENDING', 'ACCEPTED'] },
        ...(except === null ? {} : { id: { not: except } }),
      },
      select: { state: true },
    });
    return row?.state ?? null;
  }

  async append(tx: Tx, transfer: NewTransfer): Promise<TransferRecord> {
    const row = await tx.shareTransfer.create({ data: { id: newId(), ...transfer }, select: FIELDS });
    return toTransfer(row);
  }

  /** @returns false when it was decided before. */
  async decide(
    tx: Tx,
    id: string,
    decision: {
      state: Exclude<TransferState, 'PENDING'>;
      effectiveAt: Date | null;
      answer: string | null;
      decidedBy: string;
      decidedAt: Date;
    },
  ): Promise<boolean> {
    const { count } = await tx.shareTransfer.updateMany({ where: { id, state: 'PENDING' }, data: decision });
    return count === 1;
  }
}
