import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { CARD_COLUMNS, CARD_JOINS, toCard } from '../recipes/index.ts';
import type { CardRow } from '../recipes/index.ts';
import type { ReceivedComment, ShownActor, ShownComment } from './social.types.ts';

export interface CommentRow {
  readonly id: string;
  readonly uri: string;
  readonly hash: string;
  readonly parentId: string | null;
  readonly userId: string | null;
  readonly actorId: string | null;
  readonly text: string;
  readonly state: ShownComment['state'];
  readonly createdAt: Date;
}

export type NewComment = Omit<CommentRow, 'state'>;

const FIELDS = {
  id: true,
  uri: true,
  hash: true,
  parentId: true,
  userId: true,
  actorId: true,
  text: true,
  state: true,
  createdAt: true,
} as const;

/** Silenced servers, and whom the reader blocked, are left out. What is hidden keeps its place and loses its words. */
const OF_FLIP = `SELECT c.id, c.parent_id AS "parentId", c.state, c.created_at AS "createdAt",
    CASE WHEN c.state = 'VISIBLE' THEN c.text ELSE '' END AS text,
    COALESCE(c.user_id = $2::uuid, false) AS mine,
    a.id AS "actorId", COALESCE(a.handle, u.handle) AS handle,
    COALESCE(a.display_name, u.display_name) AS "displayName", a.host, a.url
  FROM social_comment c LEFT JOIN social_actor a ON a.id = c.actor_id LEFT JOIN app_user u ON u.id = c.user_id
  LEFT JOIN social_domain d ON d.host = a.host
  WHERE c.hash = $1 AND (d.rule IS NULL OR d.rule = 'ALLOW')
    AND NOT EXISTS (SELECT 1 FROM social_block b WHERE b.user_id = $2::uuid AND (b.actor_id = a.id OR b.host = a.host))
    AND ($3::timestamptz IS NULL OR (c.created_at, c.id) > ($3, $4::uuid))
  ORDER BY c.created_at, c.id LIMIT $5`;

/** What others said about the newest flips of a producer, newest first, hidden words too: they decide about them. */
const ON_FLIPS_OF = `SELECT x.*, COALESCE(a.handle, u.handle) AS handle, a.id AS "actorId",
    COALESCE(a.display_name, u.display_name) AS "displayName", a.host, a.url
  FROM (SELECT r.hash FROM recipe r WHERE r.producer_id = $1::uuid AND r.published_at IS NOT NULL
    ORDER BY r.published_at DESC LIMIT 1000) f
  CROSS JOIN LATERAL (SELECT f.hash, c.id, c.text, c.state, c.created_at AS "createdAt", c.user_id, c.actor_id
    FROM social_comment c WHERE c.hash = f.hash AND c.state <> 'DELETED' AND c.user_id IS DISTINCT FROM $1::uuid
      AND ($2::timestamptz IS NULL OR (c.created_at, c.id) < ($2, $3::uuid)) ORDER BY c.created_at DESC, c.id DESC LIMIT $4) x
  LEFT JOIN social_actor a ON a.id = x.actor_id LEFT JOIN app_user u ON u.id = x.user_id
  ORDER BY x."createdAt" DESC, x.id DESC LIMIT $4`;
const CARDS = `SELECT ${CARD_COLUMNS} FROM recipe r ${CARD_JOINS} WHERE r.hash = ANY($1)`;

type ReceivedRow = Omit<ReceivedComment, 'author' | 'flip'> &
  Omit<ShownActor, 'id'> & { hash: string; actorId: string | null };

type ShownRow = Omit<ShownComment, 'author'> & Omit<ShownActor, 'id'> & { actorId: string | null };

/** Words about flips, from here and elsewhere. */
@Injectable()
export class CommentRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string): Promise<CommentRow | null> {
    return await this.database.prisma.socialComment.findUnique({ where: { id }, select: FIELDS });
  }

  async findByUri(uri: string): Promise<CommentRow | null> {
    return await this.database.prisma.socialComment.findUnique({ where: { uri }, select: FIELDS });
  }

  async add(tx: Tx, comment: NewComment): Promise<boolean> {
    const { count } = await tx.socialComment.createMany({ data: comment, skipDuplicates: true });
    return count > 0;
  }

  async setState(
    tx: Tx,
    id: string,
    state: 'VISIBLE' | 'HIDDEN' | 'DELETED',
    hiddenBy: string | null,
  ): Promise<void> {
    await tx.socialComment.update({
      where: { id },
      data: { state, hiddenBy, ...(state === 'DELETED' && { text: '' }) },
      select: { id: true },
    });
  }

  /** The author's own new words; a hidden or deleted comment stays so. */
  async reword(uri: string, actorId: string, text: string): Promise<void> {
    await this.database.prisma.socialComment.updateMany({
      where: { uri, actorId, state: { not: 'DELETED' } },
      data: { text },
    });
  }

  async onFlipsOf(producerId: string, { after, limit }: PageRequest): Promise<ReceivedComment[]> {
    const { pool } = this.database;
    const position = [producerId, after?.key ?? null, after?.id ?? null, limit];
    const { rows } = await pool.query<ReceivedRow>(ON_FLIPS_OF, position);
    const cards = await pool.query<CardRow>(CARDS, [[...new Set(rows.map(({ hash }) => hash))]]);
    const flips = new Map(cards.rows.map((row) => [row.hash, toCard(row)]));
    return rows.flatMap(({ id, hash, text, state, createdAt, actorId, ...who }) => {
      const { handle, displayName, host, url } = who;
      const flip = flips.get(hash);
      const author = { id: actorId, handle, displayName, host, url };
      return flip === undefined ? [] : [{ id, flip, text, state, createdAt, author }];
    });
  }

  async ofFlip(hash: string, userId: string | null, { after, limit }: PageRequest): Promise<ShownComment[]> {
    const { rows } = await this.database.pool.query<ShownRow>(OF_FLIP, [
      hash,
      userId,
      after?.key ?? null,
      after?.id ?? null,
      limit,
    ]);
    return rows.map(({ actorId, handle, displayName, host, url, ...row }) => ({
      ...row,
      author: { id: actorId, handle, displayName, host, url },
    }));
  }
}
