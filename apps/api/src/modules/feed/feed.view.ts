import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { CARD_COLUMNS, CARD_JOINS, NOT_SUPERSEDED, PLAYS, toCard } from '../recipes/index.ts';
import type { CardRow, RecipeCard } from '../recipes/index.ts';

export interface FeedFilter {
  readonly tag: string | null;
  readonly producer: string | null;
}

export interface Producer {
  readonly handle: string;
  readonly displayName: string;
  readonly flips: string;
  readonly plays: string;
  readonly since: Date;
}

/** A flip that is no longer in the feed. */
export interface GoneEntry {
  readonly code: string;
  readonly producer: string;
  readonly reason: string | null;
  readonly at: Date;
  /** Whose it is, in words. */
  readonly credits: string;
}

const MOST_TAGS = 100;
const NEWEST_TAGGED = 1_000;

const NEWEST = `SELECT ${CARD_COLUMNS} FROM recipe r ${CARD_JOINS}
  WHERE r.state = 'PUBLISHED' AND ${NOT_SUPERSEDED}
    AND ($1::text IS NULL OR r.producer_id = (SELECT id FROM app_user WHERE handle = $1))
    AND ($2::timestamptz IS NULL OR (r.published_at, r.hash) < ($2, $3))
  ORDER BY r.published_at DESC, r.hash DESC LIMIT $4`;

/** The tag's own index leads: most tags are rare. */
const NEWEST_WITH_TAG = `SELECT ${CARD_COLUMNS} FROM recipe_tag g JOIN recipe r ON r.hash = g.recipe_hash ${CARD_JOINS}
  WHERE g.tag = $5 AND r.state = 'PUBLISHED' AND ${NOT_SUPERSEDED}
    AND ($1::text IS NULL OR r.producer_id = (SELECT id FROM app_user WHERE handle = $1))
    AND ($2::timestamptz IS NULL OR (g.published_at, g.recipe_hash) < ($2, $3))
  ORDER BY g.published_at DESC, g.recipe_hash DESC LIMIT $4`;

const PRODUCER = `SELECT u.handle, u.display_name AS "displayName", u.created_at AS since,
    count(r.hash)::text AS flips, COALESCE(sum(${PLAYS}), 0)::text AS plays
  FROM app_user u LEFT JOIN recipe r ON r.producer_id = u.id AND r.state = 'PUBLISHED'
  WHERE u.handle = $1 AND u.deleted_at IS NULL GROUP BY u.id`;

/** Tags in use lately: those of the newest flips, so that the cost does not grow with the instance. */
const TAGS = `SELECT t.tag, count(*)::text AS flips
  FROM (SELECT hash FROM recipe WHERE state = 'PUBLISHED' ORDER BY published_at DESC, hash DESC LIMIT ${NEWEST_TAGGED}) r
  JOIN recipe_tag t ON t.recipe_hash = r.hash
  GROUP BY t.tag ORDER BY count(*) DESC, t.tag LIMIT ${MOST_TAGS}`;

/** Flips that left the feed lately: readers keep entries, and are told to let go of these. */
const GONE = `SELECT l.code, u.display_name AS "producer", r.state_reason AS reason, max(c.at) AS at, r.credits->>'text' AS credits
  FROM (SELECT recipe_hash, at, to_state FROM recipe_state_change WHERE at > $1 ORDER BY at DESC, id LIMIT ${NEWEST_TAGGED}) c
  JOIN recipe r ON r.hash = c.recipe_hash AND r.state = c.to_state ${CARD_JOINS}
  WHERE r.state <> 'PUBLISHED' AND ($2::text IS NULL OR u.handle = $2)
    AND ($3::text IS NULL OR EXISTS (SELECT 1 FROM recipe_tag t WHERE t.recipe_hash = r.hash AND t.tag = $3))
  GROUP BY r.hash, l.code, u.display_name ORDER BY max(c.at) DESC LIMIT $4`;

@Injectable()
export class FeedView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async newest({ tag, producer }: FeedFilter, { after, limit }: PageRequest): Promise<RecipeCard[]> {
    const position = [producer, after?.key ?? null, after?.id ?? null, limit];
    const { rows } =
      tag === null
        ? await this.database.pool.query<CardRow>(NEWEST, position)
        : await this.database.pool.query<CardRow>(NEWEST_WITH_TAG, [...position, tag]);
    return rows.map((row) => toCard(row));
  }

  async gone({ tag, producer }: FeedFilter, since: Date, limit: number): Promise<GoneEntry[]> {
    const { rows } = await this.database.pool.query<GoneEntry>(GONE, [since, producer, tag, limit]);
    return rows;
  }

  async producer(handle: string): Promise<Producer | null> {
    const { rows } = await this.database.pool.query<Producer>(PRODUCER, [handle]);
    return rows[0] ?? null;
  }

  async tags(): Promise<{ tag: string; flips: string }[]> {
    const { rows } = await this.database.pool.query<{ tag: string; flips: string }>(TAGS);
    return rows;
  }
}
