import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { CARD_COLUMNS, CARD_JOINS, NOT_SUPERSEDED, toCard } from '../recipes/index.ts';
import type { CardRow, RecipeCard } from '../recipes/index.ts';
import type { RemoteFlip, ShownActor } from './social.types.ts';

/** A flip in the feed of followed producers: one of this instance, or one from elsewhere. */
export type FollowedFlip =
  | { readonly local: RecipeCard; readonly remote: null; readonly at: Date; readonly hash: string }
  | { readonly local: null; readonly remote: RemoteFlip; readonly at: Date; readonly hash: string };

const POST = `p.id, p.uri, p.hash, p.title, p.url, p.duration_ms AS "durationMs", p.bpm, p.tags, p.credits, p.print,
  p.published_at AS "publishedAt", a.id AS "actorId", a.handle, a.display_name AS "displayName", a.host, a.url AS "actorUrl"`;
const POSTS = `FROM social_post p JOIN social_actor a ON a.id = p.actor_id`;
const BEFORE = `($2::timestamptz IS NULL OR (p.published_at, p.hash) < ($2, $3))`;

/** The newest of each followed producer are few; the rest is never read. */
const FOLLOWED_POSTS = `SELECT x.* FROM social_follow f CROSS JOIN LATERAL (
    SELECT ${POST} ${POSTS} LEFT JOIN social_domain d ON d.host = a.host
    WHERE p.actor_id = f.actor_id AND p.state = 'READY' AND d.rule IS DISTINCT FROM 'BLOCK' AND ${BEFORE}
    ORDER BY p.published_at DESC, p.hash DESC LIMIT $4) x
  WHERE f.user_id = $1::uuid AND f.state = 'ACCEPTED' ORDER BY x."publishedAt" DESC, x.hash DESC LIMIT $4`;

const FOLLOWED_LOCAL = `SELECT ${CARD_COLUMNS} FROM (
    SELECT q.hash FROM social_follow f CROSS JOIN LATERAL (
      SELECT r.hash, r.published_at FROM recipe r WHERE r.producer_id = f.producer_id AND r.state = 'PUBLISHED' AND ${NOT_SUPERSEDED}
        AND ($2::timestamptz IS NULL OR (r.published_at, r.hash) < ($2, $3))
      ORDER BY r.published_at DESC, r.hash DESC LIMIT $4) q
    WHERE f.user_id = $1::uuid AND f.state = 'ACCEPTED' ORDER BY q.published_at DESC, q.hash DESC LIMIT $4) k
  JOIN recipe r ON r.hash = k.hash ${CARD_JOINS} ORDER BY r.published_at DESC, r.hash DESC`;

const OF_ACTOR = `SELECT ${POST} ${POSTS} WHERE p.actor_id = $1::uuid AND p.state = 'READY' AND ${BEFORE}
  ORDER BY p.published_at DESC, p.hash DESC LIMIT $4`;

const ONE = `SELECT ${POST}, p.document, p.state ${POSTS} LEFT JOIN social_domain d ON d.host = a.host
  WHERE p.id = $1::uuid AND d.rule IS DISTINCT FROM 'BLOCK'`;

type PostShown = Omit<RemoteFlip, 'actor'> &
  Omit<ShownActor, 'id' | 'url'> & { actorId: string; actorUrl: string };

const toFlip = <T extends PostShown>({ actorId, actorUrl, handle, displayName, host, ...post }: T) => ({
  ...post,
  actor: { id: actorId, handle, displayName, host, url: actorUrl },
});

@Injectable()
export class SocialFeedView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Of producers that the user follows, here and elsewhere, newest first. */
  async followed(userId: string, { after, limit }: PageRequest): Promise<FollowedFlip[]> {
    const position = [userId, after?.key ?? null, after?.id ?? null, limit];
    const [remote, local] = await Promise.all([
      this.database.pool.query<PostShown>(FOLLOWED_POSTS, position),
      this.database.pool.query<CardRow>(FOLLOWED_LOCAL, position),
    ]);
    const all: FollowedFlip[] = [
      ...remote.rows.map((row) => ({
        local: null,
        remote: toFlip(row),
        at: row.publishedAt,
        hash: row.hash,
      })),
      ...local.rows.map((row) => ({ local: toCard(row), remote: null, at: row.publishedAt, hash: row.hash })),
    ];
    return all.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.hash < b.hash ? 1 : -1)).slice(0, limit);
  }

  async ofActor(actorId: string, { after, limit }: PageRequest): Promise<RemoteFlip[]> {
    const position = [actorId, after?.key ?? null, after?.id ?? null, limit];
    return (await this.database.pool.query<PostShown>(OF_ACTOR, position)).rows.map(toFlip);
  }

  async one(
    id: string,
  ): Promise<
    (RemoteFlip & { document: string | null; state: 'PENDING' | 'READY' | 'REFUSED' | 'GONE' }) | null
  > {
    type Row = PostShown & { document: string | null; state: 'PENDING' | 'READY' | 'REFUSED' | 'GONE' };
    const [row] = (await this.database.pool.query<Row>(ONE, [id])).rows;
    return row === undefined ? null : toFlip(row);
  }
}
