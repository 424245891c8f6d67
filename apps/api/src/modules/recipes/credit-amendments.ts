import { correctionAsText } from '@flipside/recipe';
import type { CreditAmendment, CreditSheet, FrozenCredits } from './recipe.types.ts';

const MOST_SHOWN = 100;

/**
 * Accepted corrections of a recipe: its own, and those of its recordings and works that were accepted after it was
 * published. Whatever was published later has them in its frozen credits.
 * @param r alias of `recipe` in the query.
 */
export const amendmentsOf = (
  r: string,
): string => `COALESCE((SELECT jsonb_agg(n.shown ORDER BY n."acceptedAt", n.id) FROM (
    SELECT a.correction_id AS id, a.accepted_at AS "acceptedAt", a.shown FROM credit_amendment a WHERE a.recipe_hash = ${r}.hash
    UNION SELECT a.correction_id, a.accepted_at, a.shown FROM recipe_source s
      JOIN credit_amendment a ON a.recording_id = s.recording_id
      WHERE s.recipe_hash = ${r}.hash AND a.accepted_at > ${r}.published_at
    UNION SELECT a.correction_id, a.accepted_at, a.shown FROM recipe_source s
      JOIN recording_work w ON w.recording_id = s.recording_id JOIN credit_amendment a ON a.work_id = w.work_id
      WHERE s.recipe_hash = ${r}.hash AND a.accepted_at > ${r}.published_at
    ORDER BY 2 DESC, 1 DESC LIMIT ${MOST_SHOWN}) n), '[]')`;

/** For any query that has `recipe r`. */
export const AMENDMENTS = amendmentsOf('r');

/** Frozen credits with what was accepted since, in their words too. */
export function withAmendments(
  frozen: FrozenCredits,
  corrections: readonly CreditAmendment[] = [],
): CreditSheet {
  if (corrections.length === 0) return { ...frozen, corrections: [] };
  const text = `${frozen.text}\n\n${corrections.map(correctionAsText).join('\n')}`;
  return { ...frozen, corrections: [...corrections], text };
}
