import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { RemoteActor } from './social.types.ts';

/** Where a user's account went to. */
export interface OwnMove {
  readonly id: string;
  readonly to: RemoteActor;
  readonly movedAt: Date;
}

const FIELDS = { id: true, movedAt: true, actor: true } as const;

/** Users of this instance who went elsewhere. */
@Injectable()
export class MoveRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async current(userId: string): Promise<OwnMove | null> {
    const row = await this.database.prisma.socialMove.findFirst({
      where: { userId, endedAt: null },
      orderBy: { movedAt: 'desc' },
      select: FIELDS,
    });
    return row === null ? null : { id: row.id, to: row.actor, movedAt: row.movedAt };
  }

  /** When the user moved last, whether or not it was taken back. */
  async lastAt(userId: string): Promise<Date | null> {
    const row = await this.database.prisma.socialMove.findFirst({
      where: { userId },
      orderBy: { movedAt: 'desc' },
      select: { movedAt: true },
    });
    return row?.movedAt ?? null;
  }

  /** @returns the id, or null when there is one already. */
  async add(tx: Tx, userId: string, actorId: string, movedAt: Date): Promise<string | null> {
    const id = newId();
    const { count } = await tx.socialMove.createMany({
      data: { id, userId, actorId, movedAt },
      skipDuplicates: true,
    });
    return count === 0 ? null : id;
  }

  async end(tx: Tx, userId: string, endedAt: Date): Promise<boolean> {
    const { count } = await tx.socialMove.updateMany({ where: { userId, endedAt: null }, data: { endedAt } });
    return count > 0;
  }
}
