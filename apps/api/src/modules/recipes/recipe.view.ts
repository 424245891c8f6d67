import type { Credits } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { amendmentsOf, withAmendments } from './credit-amendments.ts';
import { CARD_COLUMNS, CARD_JOINS, toCard } from './recipe-card.view.ts';
import type { CardRow } from './recipe-card.view.ts';
import type {
  CreditAmendment,
  FrozenCredits,
  RecipeCard,
  RecipeDetail,
  RecipeStateName,
} from './recipe.types.ts';

export interface RecipeRow extends RecipeCard {
  readonly state: RecipeStateName;
  readonly stateReason: string | null;
  readonly stateSince: Date | null;
  readonly document: string;
  readonly remixerPartyId: string;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly creditDocument: Credits | null;
  readonly children: RecipeDetail['children'];
}

type ChildRow = Omit<RecipeDetail['children'][number], 'credits'> & {
  readonly credits: FrozenCredits;
  readonly corrections: readonly CreditAmendment[];
};

const MOST_CHILDREN = 100;

const ONE = `SELECT ${CARD_COLUMNS}, r.state, r.state_reason AS "stateReason", r.document,
    (SELECT h.at FROM recipe_state_change h WHERE h.recipe_hash = r.hash ORDER BY h.id DESC LIMIT 1) AS "stateSince",
    r.remixer_party_id AS "remixerPartyId", r.supersedes_hash AS supersedes, r.credit_document AS "creditDocument",
    (SELECT n.hash FROM recipe n WHERE n.supersedes_hash = r.hash AND n.state = 'PUBLISHED'
      ORDER BY n.published_at DESC LIMIT 1) AS "supersededBy",
    COALESCE((SELECT jsonb_agg(jsonb_build_object('hash', c.hash, 'code', c.code, 'title', c.title,
        'producer', jsonb_build_object('handle', c.handle, 'displayName', c.display_name), 'credits', c.credits,
        'corrections', c.corrections) ORDER BY c.published_at DESC)
      FROM (SELECT k.hash, m.code, k.title, v.handle, v.display_name, k.published_at, k.credits,
          ${amendmentsOf('k')} AS corrections
        FROM recipe_parent p JOIN recipe k ON k.hash = p.recipe_hash AND k.state = 'PUBLISHED'
        JOIN app_user v ON v.id = k.producer_id
        JOIN LATERAL (SELECT x.code FROM share_link x WHERE x.recipe_hash = k.hash ORDER BY x.created_at, x.code LIMIT 1) m ON true
        WHERE p.parent_hash = r.hash ORDER BY k.published_at DESC LIMIT ${MOST_CHILDREN}) c), '[]') AS children
  FROM recipe r ${CARD_JOINS} WHERE r.hash = $1`;

@Injectable()
export class RecipeView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(hash: string): Promise<RecipeRow | null> {
    type Row = CardRow & Omit<RecipeRow, 'producer' | 'credits' | 'children'> & { children: ChildRow[] };
    const [row] = (await this.database.pool.query<Row>(ONE, [hash])).rows;
    if (row === undefined) return null;
    const children = row.children.map(({ corrections, credits, ...child }) => ({
      ...child,
      credits: withAmendments(credits, corrections),
    }));
    return { ...toCard(row), children };
  }

  /** The canonical text, as it was signed. */
  async document(
    hash: string,
  ): Promise<{ document: string; state: RecipeStateName; reason: string | null } | null> {
    const { rows } = await this.database.pool.query<{
      document: string;
      state: RecipeStateName;
      reason: string | null;
    }>('SELECT document, state, state_reason AS reason FROM recipe WHERE hash = $1', [hash]);
    return rows[0] ?? null;
  }
}
