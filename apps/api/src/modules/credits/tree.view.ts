import { LINEAGE_BOUNDS } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { CARD_COLUMNS, CARD_JOINS, toCard } from '../recipes/index.ts';
import type { CardRow } from '../recipes/index.ts';
import type { TreeNode } from './tree.types.ts';

/** A flip as the tree reads it, with its signed document: ancestors are checked by it. */
export type NodeRow = Omit<TreeNode, 'depth' | 'adds' | 'parents'> & {
  readonly parents: string[];
  readonly document: string | null;
};

type Row = CardRow & Pick<NodeRow, 'state' | 'stateReason' | 'parents' | 'children' | 'document'>;

const COLUMNS = `${CARD_COLUMNS}, r.state::text, r.state_reason AS "stateReason",
  ARRAY(SELECT p.parent_hash FROM recipe_parent p WHERE p.recipe_hash = r.hash ORDER BY p.parent_hash) AS parents,
  (SELECT count(*) FROM recipe_parent p WHERE p.parent_hash = r.hash)::text AS children`;

const ONE = `SELECT ${COLUMNS}, r.document FROM recipe r ${CARD_JOINS} WHERE r.hash = $1`;

/** Everything above, nearest first, in one query. `UNION` keeps each pair once, and the depth ends any loop. */
const ANCESTORS = `WITH RECURSIVE up(hash, depth) AS (
    SELECT p.parent_hash, 1 FROM recipe_parent p WHERE p.recipe_hash = $1
    UNION SELECT p.parent_hash, up.depth + 1 FROM up JOIN recipe_parent p ON p.recipe_hash = up.hash
      WHERE up.depth < ${LINEAGE_BOUNDS.depth}),
  nearest AS (SELECT hash, min(depth) AS depth FROM up GROUP BY hash ORDER BY 2, 1 LIMIT $2)
  SELECT n.depth AS above, n.hash AS "ancestorHash", ${COLUMNS}, r.document
  FROM nearest n LEFT JOIN (recipe r ${CARD_JOINS}) ON r.hash = n.hash ORDER BY n.depth, n.hash`;

/** One generation below all of `$1` at once, `$2` of each, newest first; of one flip from a position on. */
const CHILDREN = `SELECT ${COLUMNS}, NULL AS document FROM unnest($1::text[]) AS f(hash)
  JOIN LATERAL (SELECT k.hash FROM recipe_parent p JOIN recipe k ON k.hash = p.recipe_hash
    WHERE p.parent_hash = f.hash AND ($3::timestamptz IS NULL OR (k.published_at, k.hash) < ($3, $4))
    ORDER BY k.published_at DESC, k.hash DESC LIMIT $2) c ON true
  JOIN recipe r ON r.hash = c.hash ${CARD_JOINS} ORDER BY r.published_at DESC, r.hash DESC`;

export interface AncestorRow {
  readonly hash: string;
  readonly depth: number;
  /** `null`: never published here. */
  readonly node: NodeRow | null;
}

/** The flips above and below one. */
@Injectable()
export class TreeView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(hash: string): Promise<NodeRow | null> {
    const { rows } = await this.database.pool.query<Row>(ONE, [hash]);
    return rows[0] === undefined ? null : toNode(rows[0]);
  }

  async ancestors(hash: string, limit: number): Promise<AncestorRow[]> {
    type Above = { above: number; ancestorHash: string } & ({ hash: null } | Row);
    const { rows } = await this.database.pool.query<Above>(ANCESTORS, [hash, limit]);
    return rows.map(({ above, ancestorHash, ...row }) => ({
      hash: ancestorHash,
      depth: above,
      node: row.hash === null ? null : toNode(row),
    }));
  }

  /** @param after where the children of one flip go on; with several flips it is `null`. */
  async children(hashes: readonly string[], { after, limit }: PageRequest): Promise<NodeRow[]> {
    const position = [after?.key ?? null, after?.id ?? null];
    const { rows } = await this.database.pool.query<Row>(CHILDREN, [hashes, limit, ...position]);
    return rows.map(toNode);
  }
}

function toNode(row: Row): NodeRow {
  const { hash, code, title, producer, publishedAt, credits, print } = toCard(row);
  const { state, stateReason, parents, children, document } = row;
  return {
    hash,
    code,
    title,
    producer,
    publishedAt,
    credits,
    print,
    state,
    stateReason,
    parents,
    children,
    document,
  };
}
