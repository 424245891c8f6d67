import { AMENDMENTS, withAmendments } from './credit-amendments.ts';
import type { CreditAmendment, FrozenCredits, RecipeCard } from './recipe.types.ts';

interface CardRow extends Omit<RecipeCard, 'producer' | 'credits'> {
  readonly handle: string;
  readonly displayName: string;
  readonly credits: FrozenCredits;
  readonly corrections: readonly CreditAmendment[];
}

/** Counted plays of `recipe r`, with those that are not added to it yet. */
export const PLAYS = `(r.play_count + coalesce((SELECT sum(n.plays) FROM play_usage_pending n WHERE n.recipe_hash = r.hash), 0))`;

/** Columns of a card, for any query that has `recipe r`. */
export const CARD_COLUMNS = `r.hash, l.code, r.title, u.handle, u.display_name AS "displayName", r.duration_ms AS "durationMs",
  r.bpm, r.musical_key AS "key", ${PLAYS}::text AS "playCount", r.published_at AS "publishedAt", r.credits, r.print,
  ${AMENDMENTS} AS corrections,
  ARRAY(SELECT t.tag FROM recipe_tag t WHERE t.recipe_hash = r.hash ORDER BY t.tag) AS tags`;

/** What the columns come from: the producer, and the recipe's first share link. */
export const CARD_JOINS = `JOIN app_user u ON u.id = r.producer_id
  JOIN LATERAL (SELECT k.code FROM share_link k WHERE k.recipe_hash = r.hash ORDER BY k.created_at, k.code LIMIT 1) l ON true`;

/** Not yet revised: a revision that is published stands in its place. */
export const NOT_SUPERSEDED = `NOT EXISTS (
  SELECT 1 FROM recipe n WHERE n.supersedes_hash = r.hash AND n.state = 'PUBLISHED')`;

export function toCard<T extends CardRow>({
  handle,
  displayName,
  credits,
  corrections,
  ...row
}: T): Omit<T, 'handle' | 'displayName' | 'credits' | 'corrections'> & RecipeCard {
  return { ...row, producer: { handle, displayName }, credits: withAmendments(credits, corrections) };
}

export type { CardRow };
