import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { PageRequest } from '../catalogue/index.ts';
import type { FollowState, ShownActor } from './social.types.ts';

export interface FollowRow {
  readonly id: string;
  readonly state: FollowState;
}

export type FollowTarget = { readonly actorId: string } | { readonly producerId: string };

export interface ListedFollow {
  readonly id: string;
  readonly actor: ShownActor;
  readonly state: FollowState;
  readonly since: Date;
}

const MOST_AT_HOST = 5_000;

const SHOWN = `a.id AS "actorId", COALESCE(a.handle, u.handle) AS handle,
  COALESCE(a.display_name, u.display_name) AS "displayName", a.host, a.url`;

const FOLLOWING = `SELECT f.id, f.state, f.created_at AS since, ${SHOWN}
  FROM social_follow f LEFT JOIN social_actor a ON a.id = f.actor_id
  LEFT JOIN app_user u ON u.id = f.producer_id
  WHERE f.user_id = $1 AND ($2::uuid IS NULL OR f.id < $2::uuid) ORDER BY f.id DESC LIMIT $3`;

/** Both kinds of followers, in the order of their ids: those elsewhere and those here. */
const FOLLOWERS = `SELECT * FROM (
    (SELECT a.id, 'ACCEPTED' AS state, f.created_at AS since, ${SHOWN.replaceAll('u.handle', 'NULL').replaceAll('u.display_name', 'NULL')}
      FROM social_follower f JOIN social_actor a ON a.id = f.actor_id
      WHERE f.user_id = $1 AND ($2::uuid IS NULL OR a.id < $2::uuid) ORDER BY a.id DESC LIMIT $3)
    UNION ALL
    (SELECT f.id, 'ACCEPTED', f.created_at, NULL, u.handle, u.display_name, NULL, NULL
      FROM social_follow f JOIN app_user u ON u.id = f.user_id
      WHERE f.producer_id = $1 AND ($2::uuid IS NULL OR f.id < $2::uuid) ORDER BY f.id DESC LIMIT $3)
  ) x ORDER BY id DESC LIMIT $3`;

const URIS = `SELECT a.uri AS uri, a.id FROM social_follower f JOIN social_actor a ON a.id = f.actor_id
  WHERE f.user_id = $1 AND ($2::uuid IS NULL OR a.id < $2::uuid) ORDER BY a.id DESC LIMIT $3`;
const FOLLOWED_URIS = `SELECT a.uri, f.id FROM social_follow f JOIN social_actor a ON a.id = f.actor_id
  WHERE f.user_id = $1 AND f.state = 'ACCEPTED' AND ($2::uuid IS NULL OR f.id < $2::uuid) ORDER BY f.id DESC LIMIT $3`;

const COUNTS = `SELECT
  (SELECT count(*) FROM social_follower WHERE user_id = $1) + (SELECT count(*) FROM social_follow WHERE producer_id = $1) AS followers,
  (SELECT count(*) FROM social_follow WHERE user_id = $1) AS following`;

type ListedRow = Omit<ListedFollow, 'actor'> & Omit<ShownActor, 'id'> & { actorId: string | null };

const toListed = ({ actorId, handle, displayName, host, url, ...row }: ListedRow): ListedFollow => ({
  ...row,
  actor: { id: actorId, handle, displayName, host, url },
});

/** Who follows whom. */
@Injectable()
export class FollowRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(userId: string, target: FollowTarget): Promise<FollowRow | null> {
    return await this.database.prisma.socialFollow.findFirst({
      where: { userId, ...target },
      select: { id: true, state: true },
    });
  }

  async findById(id: string): Promise<(FollowRow & { userId: string; actorId: string | null }) | null> {
    return await this.database.prisma.socialFollow.findUnique({
      where: { id },
      select: { id: true, state: true, userId: true, actorId: true },
    });
  }

  async countOf(userId: string): Promise<number> {
    return await this.database.prisma.socialFollow.count({ where: { userId } });
  }

  /** @returns the new follow's id, or null when there was one. */
  async add(
    tx: Tx,
    userId: string,
    target: FollowTarget,
    state: FollowState,
    createdAt: Date,
  ): Promise<string | null> {
    const id = newId();
    const { count } = await tx.socialFollow.createMany({
      data: { id, userId, state, createdAt, ...target },
      skipDuplicates: true,
    });
    return count === 0 ? null : id;
  }

  async remove(tx: Tx, id: string): Promise<boolean> {
    return (await tx.socialFollow.deleteMany({ where: { id } })).count > 0;
  }

  /** What the other side answered to `id`; only the one who was asked may. */
  async answer(id: string, actorId: string, accepted: boolean): Promise<boolean> {
    const where = { id, actorId };
    const { count } = accepted
      ? await this.database.prisma.socialFollow.updateMany({ where, data: { state: 'ACCEPTED' } })
      : await this.database.prisma.socialFollow.deleteMany({ where });
    return count > 0;
  }

  async idOf(userId: string, actorId: string): Promise<string | null> {
    return (await this.find(userId, { actorId }))?.id ?? null;
  }

  async isFollowedByAnyone(actorId: string): Promise<boolean> {
    const row = await this.database.prisma.socialFollow.findFirst({
      where: { actorId, state: 'ACCEPTED' },
      select: { id: true },
    });
    return row !== null;
  }

  /** Users here that follow somebody elsewhere, in batches. */
  async usersFollowing(actorId: string, after: string | null, take: number): Promise<string[]> {
    const rows = await this.database.prisma.socialFollow.findMany({
      where: { actorId, ...(after !== null && { userId: { gt: after } }) },
      orderBy: { userId: 'asc' },
      take,
      select: { userId: true },
    });
    return rows.map(({ userId }) => userId);
  }

  /** Users here that follow a user of this instance, in batches. */
  async usersFollowingProducer(producerId: string, after: string | null, take: number): Promise<string[]> {
    const rows = await this.database.prisma.socialFollow.findMany({
      where: { producerId, ...(after !== null && { userId: { gt: after } }) },
      orderBy: { userId: 'asc' },
      take,
      select: { userId: true },
    });
    return rows.map(({ userId }) => userId);
  }

  /** Whom the user follows at a server: no more than a user may follow in all. */
  async followedAt(userId: string, host: string): Promise<string[]> {
    const rows = await this.database.prisma.socialFollow.findMany({
      where: { userId, actor: { host } },
      take: MOST_AT_HOST,
      select: { actorId: true },
    });
    return rows.flatMap(({ actorId }) => actorId ?? []);
  }

  async following(userId: string, { after, limit }: PageRequest): Promise<ListedFollow[]> {
    const { rows } = await this.database.pool.query<ListedRow>(FOLLOWING, [userId, after?.id ?? null, limit]);
    return rows.map(toListed);
  }

  async followers(userId: string, { after, limit }: PageRequest): Promise<ListedFollow[]> {
    const { rows } = await this.database.pool.query<ListedRow>(FOLLOWERS, [userId, after?.id ?? null, limit]);
    return rows.map(toListed);
  }

  async counts(userId: string): Promise<{ followers: string; following: string }> {
    const { rows } = await this.database.pool.query<{ followers: string; following: string }>(COUNTS, [
      userId,
    ]);
    return rows[0] ?? { followers: '0', following: '0' };
  }

  async followerUris(
    userId: string,
    after: string | null,
    limit: number,
  ): Promise<{ uri: string; id: string }[]> {
    return (await this.database.pool.query<{ uri: string; id: string }>(URIS, [userId, after, limit])).rows;
  }

  async followingUris(
    userId: string,
    after: string | null,
    limit: number,
  ): Promise<{ uri: string; id: string }[]> {
    return (
      await this.database.pool.query<{ uri: string; id: string }>(FOLLOWED_URIS, [userId, after, limit])
    ).rows;
  }

  async addFollower(
    tx: Tx,
    userId: string,
    actorId: string,
    followUri: string,
    createdAt: Date,
  ): Promise<boolean> {
    const { count } = await tx.socialFollower.createMany({
      data: { userId, actorId, followUri, createdAt },
      skipDuplicates: true,
    });
    return count > 0;
  }

  async removeFollower(userId: string, actorId: string): Promise<boolean> {
    return (await this.database.prisma.socialFollower.deleteMany({ where: { userId, actorId } })).count > 0;
  }

  /** Everything about a user who left. */
  async forget(userId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.socialFollow.deleteMany({ where: { OR: [{ userId }, { producerId: userId }] } });
      await tx.socialFollower.deleteMany({ where: { userId } });
      await tx.socialReaction.deleteMany({ where: { userId } });
      await tx.socialBlock.deleteMany({ where: { userId } });
      await tx.socialAlias.deleteMany({ where: { userId } });
      await tx.socialMove.deleteMany({ where: { userId } });
      await tx.socialComment.updateMany({ where: { userId }, data: { state: 'DELETED', text: '' } });
    });
  }
}
