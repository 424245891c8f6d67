import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { AnnouncedFlip, FetchedRecipe, PostState } from './social.types.ts';

export interface PostRow {
  readonly id: string;
  readonly uri: string;
  readonly actorId: string;
  readonly hash: string;
  readonly title: string;
  readonly url: string;
  readonly recipeUrl: string;
  readonly state: PostState;
}

const FIELDS = {
  id: true,
  uri: true,
  actorId: true,
  hash: true,
  title: true,
  url: true,
  recipeUrl: true,
  state: true,
} as const;

/** Flips of other servers, and what those took back. */
@Injectable()
export class PostRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string): Promise<PostRow | null> {
    return await this.database.prisma.socialPost.findUnique({ where: { id }, select: FIELDS });
  }

  async findByUri(uri: string): Promise<PostRow | null> {
    return await this.database.prisma.socialPost.findUnique({ where: { uri }, select: FIELDS });
  }

  /** The flip of this hash that was published first. */
  async findByHash(hash: string): Promise<PostRow | null> {
    return await this.database.prisma.socialPost.findFirst({
      where: { hash, state: 'READY' },
      orderBy: { receivedAt: 'asc' },
      select: FIELDS,
    });
  }

  async isBuried(tx: Tx, uri: string): Promise<boolean> {
    return (await tx.socialTombstone.findUnique({ where: { uri } })) !== null;
  }

  async bury(tx: Tx, uri: string, at: Date): Promise<void> {
    await tx.socialTombstone.createMany({ data: { uri, at }, skipDuplicates: true });
    await tx.socialPost.updateMany({
      where: { uri },
      data: { state: 'GONE', document: null, refusal: null, updatedAt: at },
    });
    await tx.socialComment.updateMany({ where: { uri }, data: { state: 'DELETED', text: '' } });
  }

  /** @returns the id, or null when it was known already. */
  async announce(tx: Tx, actorId: string, flip: AnnouncedFlip, at: Date): Promise<string | null> {
    const id = newId();
    const { count } = await tx.socialPost.createMany({
      data: { id, actorId, ...flip, tags: [...flip.tags], state: 'PENDING', receivedAt: at, updatedAt: at },
      skipDuplicates: true,
    });
    return count === 0 ? null : id;
  }

  /** Told anew by its home: what it is called and its tags may change, and its credits are fetched again. */
  async update(tx: Tx, id: string, flip: AnnouncedFlip, at: Date): Promise<void> {
    const { title, url, recipeUrl, tags } = flip;
    await tx.socialPost.updateMany({
      where: { id, state: { not: 'GONE' } },
      data: { title, url, recipeUrl, tags: [...tags], updatedAt: at },
    });
  }

  /** A flip that was deleted meanwhile stays so. */
  async settle(id: string, recipe: FetchedRecipe, at: Date): Promise<void> {
    const { credits, print, ...facts } = recipe;
    await this.database.prisma.socialPost.updateMany({
      where: { id, state: { not: 'GONE' } },
      data: {
        ...facts,
        credits: credits as unknown as Prisma.InputJsonObject,
        print: print as unknown as Prisma.InputJsonObject,
        state: 'READY',
        refusal: null,
        updatedAt: at,
      },
    });
  }

  async refuse(id: string, refusal: string, at: Date): Promise<void> {
    await this.database.prisma.socialPost.updateMany({
      where: { id, state: 'PENDING' },
      data: { state: 'REFUSED', refusal: refusal.slice(0, 500), updatedAt: at },
    });
  }

  /** @returns false when it was taken in before. */
  async markSeen(tx: Tx, uri: string, at: Date): Promise<boolean> {
    return (await tx.socialSeen.createMany({ data: { uri, at }, skipDuplicates: true })).count > 0;
  }

  async wasSeen(uri: string): Promise<boolean> {
    return (await this.database.prisma.socialSeen.findUnique({ where: { uri } })) !== null;
  }

  async forgetSeenBefore(at: Date): Promise<number> {
    return (await this.database.prisma.socialSeen.deleteMany({ where: { at: { lt: at } } })).count;
  }
}
