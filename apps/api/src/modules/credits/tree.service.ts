import { lineage } from '@flipside/recipe';
import type { Recipe, RecipeHash } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError } from '../../platform/problem/errors.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { addedBy } from './contributions.ts';
import type { ContributionTree, TreeNode, TreeSource } from './tree.types.ts';
import { TreeView } from './tree.view.ts';
import type { AncestorRow, NodeRow } from './tree.view.ts';

/** Each ancestor is read with its document, 264 KiB at most. */
const MOST_ANCESTORS = 64;
/** Flips shown below each flip under the first generation. */
const WIDTH = 8;
const MOST_DESCENDANTS = 300;

export interface TreeRequest extends PageRequest {
  /** Generations below. */
  readonly depth: number;
}

/** Who made what, from the oldest ancestor to the newest flip of a flip. Public, and whatever became of each. */
@Injectable()
export class TreeService {
  constructor(@Inject(TreeView) private readonly view: TreeView) {}

  async get(hash: string, request: TreeRequest): Promise<ContributionTree> {
    const root = await this.view.find(hash);
    if (root === null) throw new NotFoundError('Recipe', hash);
    const above = await this.view.ancestors(hash, MOST_ANCESTORS + 1);
    const ancestors = above.slice(0, MOST_ANCESTORS);
    const below = await this.below(root, request);
    const known = new Map(
      [root, ...ancestors.flatMap(({ node }) => node ?? []), ...below.levels.flat()].map((node) => [
        node.hash,
        node,
      ]),
    );
    const lines = await sourcesOf(root, ancestors);
    const toNode = (node: NodeRow, depth: number): TreeNode => {
      const { document: _document, ...shown } = node;
      const parents = node.parents.flatMap((parent) => known.get(parent)?.credits ?? []);
      return { ...shown, depth, adds: addedBy(node.credits, parents) };
    };
    return {
      root: toNode(root, 0),
      ancestors: ancestors.flatMap(({ node, depth }) => (node === null ? [] : [toNode(node, -depth)])),
      unknown: unknownOf(ancestors, known),
      sources: lines ?? [],
      descendants: below.levels.flatMap((level, index) => level.map((node) => toNode(node, index + 1))),
      next: below.next,
      truncated: above.length > MOST_ANCESTORS || lines === null || below.truncated,
    };
  }

  /** One query for each generation. A flip that was reached before is not entered again, so that it ends. */
  private async below(root: NodeRow, { after, limit, depth }: TreeRequest) {
    const direct = await this.view.children([root.hash], { after, limit: limit + 1 });
    const first = direct.slice(0, limit);
    const seen = new Set([root.hash, ...first.map(({ hash }) => hash)]);
    const levels = [first];
    let truncated = false;
    for (let level = first; level.length > 0 && levels.length < depth;) {
      const found = await this.view.children(
        level.map(({ hash }) => hash),
        { after: null, limit: WIDTH },
      );
      const fresh = [...new Map(found.map((node) => [node.hash, node])).values()].filter(
        ({ hash }) => !seen.has(hash),
      );
      const kept = fresh.slice(0, Math.max(0, MOST_DESCENDANTS - seen.size));
      truncated ||= kept.length < fresh.length || level.some(({ children }) => Number(children) > WIDTH);
      for (const { hash } of kept) seen.add(hash);
      if (kept.length > 0) levels.push(kept);
      level = kept;
    }
    const last = first.at(-1);
    const next =
      direct.length > limit && last !== undefined
        ? { key: last.publishedAt.toISOString(), id: last.hash }
        : null;
    truncated ||= levels.length === depth && (levels.at(-1) ?? []).some(({ children }) => children !== '0');
    return { levels, next, truncated };
  }
}

function unknownOf(ancestors: readonly AncestorRow[], known: ReadonlyMap<string, NodeRow>) {
  return ancestors.flatMap(({ hash, depth, node }) => {
    if (node !== null) return [];
    const child = [...known.values()].find(({ parents }) => parents.includes(hash));
    return child === undefined ? [] : [{ hash, depth: -depth, child: child.hash }];
  });
}

/**
 * By the signed documents themselves, each checked against its name. `null` when the same flips are reached on more
 * ways than the bounds of a lineage allow.
 */
async function sourcesOf(
  root: NodeRow,
  ancestors: readonly AncestorRow[],
): Promise<readonly TreeSource[] | null> {
  const documents = new Map(
    ancestors.flatMap(({ hash, node }) => {
      const document = node?.document ?? null;
      return document === null ? [] : [[hash, document] as const];
    }),
  );
  const recipeOf = (document: string) => JSON.parse(document) as Recipe;
  if (root.document === null) throw new TypeError(`recipe ${root.hash} was read without its document`);
  const result = await lineage(recipeOf(root.document), (hash: RecipeHash) => {
    const document = documents.get(hash);
    return document === undefined ? null : recipeOf(document);
  });
  if (result.ok) return result.sources;
  if (result.code === 'TOO_LARGE' || result.code === 'TOO_DEEP') return null;
  throw new Error(`the lineage of ${root.hash} is ${result.code} at ${result.hash}`);
}
