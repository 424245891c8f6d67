import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { CARD_COLUMNS, CARD_JOINS, NOT_SUPERSEDED, toCard } from '../recipes/index.ts';
import type { CardRow, RecipeCard } from '../recipes/index.ts';
import type { RemoteFlip, ShownActor } from './social.types.ts';

/** A flip in the feed of followed producers: one of this instance, or one from elsewhere. */
export type FollowedFlip = {
  readonly at: Date;
  readonly hash: string;
  readonly boostedBy: ShownActor | null;
} & (
  | { readonly local: RecipeCard; readonly remote: null }
  | { readonly local: null; readonly remote: RemoteFlip }
);

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

/** Whoever boosts, here or elsewhere, is followed by the reader `$1`. */
const IS_FOLLOWED = (boost: string) => `EXISTS (SELECT 1 FROM social_follow g WHERE g.user_id = $1::uuid
  AND g.state = 'ACCEPTED' AND (g.actor_id = ${boost}.actor_id OR g.producer_id = ${boost}.user_id))`;
/**
 * Of a flip the newest boost counts, and none where the reader follows its producer too or made it: it is in the feed
 * already. What its home took away, and what is of a server or of people that are blocked, is left out.
 */
const SHOWN_BOOST = `q.kind = 'BOOST' AND ($2::timestamptz IS NULL OR (q.created_at, q.hash) < ($2, $3))
  AND (EXISTS (SELECT 1 FROM recipe r WHERE r.hash = q.hash AND r.state = 'PUBLISHED' AND r.producer_id <> $1::uuid
      AND NOT EXISTS (SELECT 1 FROM social_follow o WHERE o.user_id = $1::uuid AND o.producer_id = r.producer_id))
    OR NOT EXISTS (SELECT 1 FROM recipe r WHERE r.hash = q.hash)
      AND EXISTS (SELECT 1 ${POSTS} LEFT JOIN social_domain d ON d.host = a.host
        WHERE p.hash = q.hash AND p.state = 'READY' AND d.rule IS DISTINCT FROM 'BLOCK'
          AND NOT EXISTS (SELECT 1 FROM social_block k WHERE k.user_id = $1::uuid AND (k.actor_id = a.id OR k.host = a.host))
          AND NOT EXISTS (SELECT 1 FROM social_follow o WHERE o.user_id = $1::uuid AND o.actor_id = a.id)))
  AND NOT EXISTS (SELECT 1 FROM social_reaction n WHERE n.hash = q.hash AND n.kind = 'BOOST'
    AND (n.created_at, n.id) > (q.created_at, q.id) AND ${IS_FOLLOWED('n')})`;
const BOOSTS_BY = (who: string) => `SELECT x.* FROM social_follow f CROSS JOIN LATERAL (
    SELECT q.hash, q.created_at, q.actor_id, q.user_id FROM social_reaction q WHERE q.${who} AND ${SHOWN_BOOST}
    ORDER BY q.created_at DESC, q.hash DESC LIMIT $4) x
  WHERE f.user_id = $1::uuid AND f.state = 'ACCEPTED' ORDER BY x.created_at DESC, x.hash DESC LIMIT $4`;
const BOOSTED = `SELECT b.hash, b.created_at AS at, a.id AS "actorId", COALESCE(a.handle, u.handle) AS handle,
    COALESCE(a.display_name, u.display_name) AS "displayName", a.host, a.url
  FROM ((${BOOSTS_BY('actor_id = f.actor_id')}) UNION ALL (${BOOSTS_BY('user_id = f.producer_id')})) b
  LEFT JOIN social_actor a ON a.id = b.actor_id LEFT JOIN app_user u ON u.id = b.user_id
  ORDER BY b.created_at DESC, b.hash DESC LIMIT $4`;

const CARDS = `SELECT ${CARD_COLUMNS} FROM recipe r ${CARD_JOINS} WHERE r.hash = ANY($1) AND r.state = 'PUBLISHED'`;
const POSTS_OF = `SELECT DISTINCT ON (p.hash) ${POST} ${POSTS} LEFT JOIN social_domain d ON d.host = a.host
  WHERE p.hash = ANY($1) AND p.state = 'READY' AND d.rule IS DISTINCT FROM 'BLOCK' ORDER BY p.hash, p.received_at`;

const OF_ACTOR = `SELECT ${POST} ${POSTS} WHERE p.actor_id = $1::uuid AND p.state = 'READY' AND ${BEFORE}
  ORDER BY p.published_at DESC, p.hash DESC LIMIT $4`;

const ONE = `SELECT ${POST}, p.document, p.state ${POSTS} LEFT JOIN social_domain d ON d.host = a.host
  WHERE p.id = $1::uuid AND d.rule IS DISTINCT FROM 'BLOCK'`;

interface BoostRow extends Omit<ShownActor, 'id'> {
  readonly hash: string;
  readonly at: Date;
  readonly actorId: string | null;
}

type PostShown = Omit<RemoteFlip, 'actor'> &
  Omit<ShownActor, 'id' | 'url'> & { actorId: string; actorUrl: string };

const toFlip = <T extends PostShown>({ actorId, actorUrl, handle, displayName, host, ...post }: T) => ({
  ...post,
  actor: { id: actorId, handle, displayName, host, url: actorUrl },
});

const ofPost = (row: PostShown) => ({ local: null, remote: toFlip(row), hash: row.hash });
const ofCard = (row: CardRow) => ({ local: toCard(row), remote: null, hash: row.hash });

@Injectable()
export class SocialFeedView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Of producers that the user follows, here and elsewhere, newest first. */
  async followed(userId: string, { after, limit }: PageRequest): Promise<FollowedFlip[]> {
    const position = [userId, after?.key ?? null, after?.id ?? null, limit];
    const [remote, local, boosted] = await Promise.all([
      this.database.pool.query<PostShown>(FOLLOWED_POSTS, position),
      this.database.pool.query<CardRow>(FOLLOWED_LOCAL, position),
      this.boosted(position),
    ]);
    const all: FollowedFlip[] = [
      ...remote.rows.map((row) => ({ ...ofPost(row), at: row.publishedAt, boostedBy: null })),
      ...local.rows.map((row) => ({ ...ofCard(row), at: row.publishedAt, boostedBy: null })),
      ...boosted,
    ];
    return all.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.hash < b.hash ? 1 : -1)).slice(0, limit);
  }

  private async boosted(position: readonly unknown[]): Promise<FollowedFlip[]> {
    const boosts = (await this.database.pool.query<BoostRow>(BOOSTED, [...position])).rows;
    const hashes = boosts.map(({ hash }) => hash);
    if (hashes.length === 0) return [];
    const [cards, posts] = await Promise.all([
      this.database.pool.query<CardRow>(CARDS, [hashes]),
      this.database.pool.query<PostShown>(POSTS_OF, [hashes]),
    ]);
    const flips = [...posts.rows.map(ofPost), ...cards.rows.map(ofCard)];
    const byHash = new Map(flips.map((flip) => [flip.hash, flip]));
    return boosts.flatMap(({ hash, at, actorId, handle, displayName, host, url }) => {
      const flip = byHash.get(hash);
      const boostedBy = { id: actorId, handle, displayName, host, url };
      return flip === undefined ? [] : [{ ...flip, at, boostedBy }];
    });
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
