import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { NewRemoteActor, RemoteActor } from './social.types.ts';

/** People of other servers. */
@Injectable()
export class RemoteActorRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string, reader: Reader = this.database.prisma): Promise<RemoteActor | null> {
    return await reader.socialActor.findUnique({ where: { id } });
  }

  async findByUri(uri: string): Promise<(RemoteActor & { fetchedAt: Date }) | null> {
    return await this.database.prisma.socialActor.findUnique({ where: { uri } });
  }

  /** As its home tells it now. Somebody who was gone and answers again is back. */
  async put(actor: NewRemoteActor, at: Date): Promise<RemoteActor> {
    const told = { ...actor, fetchedAt: at, goneAt: null };
    return await this.database.prisma.socialActor.upsert({
      where: { uri: actor.uri },
      create: { id: newId(), ...told },
      update: told,
    });
  }

  async setMoved(tx: Tx, id: string, movedToId: string): Promise<void> {
    await tx.socialActor.update({ where: { id }, data: { movedToId }, select: { id: true } });
  }

  /** The account is no more: its flips, words and ties go with it, and it is kept as gone. */
  async remove(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.socialActor.update({
      where: { id },
      data: { goneAt: at, displayName: '', summary: '' },
      select: { id: true },
    });
    await tx.socialFollow.deleteMany({ where: { actorId: id } });
    await tx.socialFollower.deleteMany({ where: { actorId: id } });
    await tx.socialReaction.deleteMany({ where: { actorId: id } });
    await tx.socialComment.updateMany({ where: { actorId: id }, data: { state: 'DELETED', text: '' } });
    await tx.socialPost.updateMany({
      where: { actorId: id },
      data: { state: 'GONE', document: null, refusal: null, updatedAt: at },
    });
  }

  /** An inbox that answers that it is gone. */
  async dropFollowersOf(inbox: string): Promise<void> {
    await this.database.prisma.socialFollower.deleteMany({ where: { actor: { inbox } } });
  }
}
