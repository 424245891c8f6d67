import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { FlipStanding, ReactionKind } from './social.types.ts';

export interface ReactionRow {
  readonly id: string;
  readonly kind: ReactionKind;
  readonly hash: string;
}

type Who = { readonly userId: string } | { readonly actorId: string; readonly uri: string };

const STANDING = `SELECT
    (SELECT count(*) FROM social_reaction WHERE hash = $1 AND kind = 'LIKE')::text AS likes,
    (SELECT count(*) FROM social_reaction WHERE hash = $1 AND kind = 'BOOST')::text AS boosts,
    (SELECT count(*) FROM social_comment WHERE hash = $1 AND state = 'VISIBLE')::text AS comments,
    EXISTS (SELECT 1 FROM social_reaction WHERE hash = $1 AND kind = 'LIKE' AND user_id = $2::uuid) AS liked,
    EXISTS (SELECT 1 FROM social_reaction WHERE hash = $1 AND kind = 'BOOST' AND user_id = $2::uuid) AS boosted`;

/** Likes and boosts, of users here and people elsewhere: one of each kind for each of them. */
@Injectable()
export class ReactionRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @returns the id, or null when there was one. */
  async add(tx: Tx, kind: ReactionKind, hash: string, who: Who, createdAt: Date): Promise<string | null> {
    const id = newId();
    const { count } = await tx.socialReaction.createMany({
      data: { id, kind, hash, createdAt, ...who },
      skipDuplicates: true,
    });
    return count === 0 ? null : id;
  }

  async removeOwn(tx: Tx, kind: ReactionKind, hash: string, userId: string): Promise<string | null> {
    const row = await tx.socialReaction.findUnique({
      where: { hash_kind_userId: { hash, kind, userId } },
      select: { id: true },
    });
    if (row === null) return null;
    await tx.socialReaction.deleteMany({ where: { id: row.id } });
    return row.id;
  }

  /** Only who made it takes it back. */
  async removeByUri(tx: Tx, uri: string, actorId: string): Promise<boolean> {
    return (await tx.socialReaction.deleteMany({ where: { uri, actorId } })).count > 0;
  }

  async standing(hash: string, userId: string | null): Promise<FlipStanding> {
    const { rows } = await this.database.pool.query<FlipStanding>(STANDING, [hash, userId]);
    const [row] = rows;
    if (row === undefined) throw new Error('a query of counts always has a row');
    return row;
  }
}
