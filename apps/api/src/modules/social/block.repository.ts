import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';

export type BlockTarget = { readonly actorId: string } | { readonly host: string };

export interface BlockRow {
  readonly id: string;
  readonly host: string | null;
  readonly actor: { readonly id: string; readonly handle: string; readonly host: string } | null;
  readonly createdAt: Date;
}

const MOST_SHOWN = 500;

/** Whom users do not want to hear of. */
@Injectable()
export class BlockRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(userId: string): Promise<BlockRow[]> {
    return await this.database.prisma.socialBlock.findMany({
      where: { userId },
      orderBy: { id: 'desc' },
      take: MOST_SHOWN,
      select: {
        id: true,
        host: true,
        createdAt: true,
        actor: { select: { id: true, handle: true, host: true } },
      },
    });
  }

  async count(userId: string): Promise<number> {
    return await this.database.prisma.socialBlock.count({ where: { userId } });
  }

  /** Whoever is blocked follows no more. */
  async add(tx: Tx, userId: string, target: BlockTarget, createdAt: Date): Promise<void> {
    await tx.socialBlock.createMany({
      data: { id: newId(), userId, createdAt, ...target },
      skipDuplicates: true,
    });
    const actor = 'host' in target ? { host: target.host } : { id: target.actorId };
    await tx.socialFollower.deleteMany({ where: { userId, actor } });
  }

  async remove(userId: string, id: string): Promise<boolean> {
    return (await this.database.prisma.socialBlock.deleteMany({ where: { id, userId } })).count > 0;
  }

  async isBlocked(userId: string, actorId: string, host: string): Promise<boolean> {
    const row = await this.database.prisma.socialBlock.findFirst({
      where: { userId, OR: [{ actorId }, { host }] },
      select: { id: true },
    });
    return row !== null;
  }
}
