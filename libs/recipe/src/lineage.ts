import { hashFromLink, recipeHash, type RecipeHash } from './hash.ts';
import type { Recipe, Source } from './schema.ts';

/** One recipe of the tree. A recipe reached on two ways is one object, so the tree may share branches. */
export interface LineageNode {
  readonly hash: RecipeHash;
  /** Null when the resolver does not know this recipe; its own ancestors are then unknown too. */
  readonly recipe: Recipe | null;
  readonly parents: readonly LineageNode[];
}

/** A recording in the lineage and the ancestors that use it; `through` is empty for the root's own alone. */
export interface LineageSource {
  readonly isrc: string;
  readonly title: string;
  readonly artist: string;
  /** Whether the root itself uses it. */
  readonly own: boolean;
  readonly through: readonly RecipeHash[];
}

export type LineageResult =
  | { readonly ok: true; readonly tree: LineageNode; readonly sources: readonly LineageSource[] }
  | {
      readonly ok: false;
      readonly code: 'CYCLE' | 'TOO_DEEP' | 'TOO_LARGE' | 'HASH_MISMATCH';
      /** The recipe at which it was noticed. */
      readonly hash: RecipeHash;
    };

export type ResolveRecipe = (hash: RecipeHash) => Promise<Recipe | null> | Recipe | null;

/** `depth` counts generations above the root; `nodes` counts the tree written out, shared branches repeated. */
export const LINEAGE_BOUNDS = { depth: 16, nodes: 1024 } as const;

type FaultCode = Extract<LineageResult, { ok: false }>['code'];

class LineageFault extends Error {
  override readonly name = 'LineageFault';
  readonly code: FaultCode;
  readonly hash: RecipeHash;

  constructor(code: FaultCode, hash: RecipeHash) {
    super(`${code} at ${hash}`);
    this.code = code;
    this.hash = hash;
  }
}

interface Branch {
  readonly node: LineageNode;
  /** Nodes of the branch written out. */
  readonly size: number;
  /** Generations above the node. */
  readonly height: number;
}

function parentsOf(recipe: Recipe): readonly RecipeHash[] {
  const hashes = recipe.provenance.parents.map((link) => hashFromLink(link));
  return hashes.filter((hash) => hash !== null);
}

class Climb {
  private readonly known = new Map<RecipeHash, Branch>();
  private readonly resolve: ResolveRecipe;

  constructor(resolve: ResolveRecipe) {
    this.resolve = resolve;
  }

  /** `path` holds the recipes from the root down to, but without, this one. */
  async branch(hash: RecipeHash, recipe: Recipe | null, path: readonly RecipeHash[]): Promise<Branch> {
    const branches: Branch[] = [];
    const line = [...path, hash];
    const parents = recipe === null ? [] : parentsOf(recipe);
    const loop = parents.find((parent) => line.includes(parent));
    if (loop !== undefined) throw new LineageFault('CYCLE', loop);
    if (recipe !== null && recipeHash(recipe) !== hash) throw new LineageFault('HASH_MISMATCH', hash);
    let size = 1;
    for (const parent of parents) {
      if (line.length > LINEAGE_BOUNDS.depth) throw new LineageFault('TOO_DEEP', parent);
      const branch = this.known.get(parent) ?? (await this.branch(parent, await this.resolve(parent), line));
      // A branch met before at a lower place may stick out above the bound here.
      if (line.length + branch.height > LINEAGE_BOUNDS.depth) throw new LineageFault('TOO_DEEP', parent);
      size += branch.size;
      if (size > LINEAGE_BOUNDS.nodes) throw new LineageFault('TOO_LARGE', parent);
      branches.push(branch);
    }
    const height = branches.reduce((most, branch) => Math.max(most, branch.height + 1), 0);
    const complete = { node: { hash, recipe, parents: branches.map(({ node }) => node) }, size, height };
    this.known.set(hash, complete);
    return complete;
  }
}

function* nodesOf(root: LineageNode): Generator<LineageNode> {
  const seen = new Set<RecipeHash>([root.hash]);
  const queue = [root];
  for (const node of queue) {
    yield node;
    for (const parent of node.parents) {
      if (!seen.has(parent.hash)) queue.push(parent);
      seen.add(parent.hash);
    }
  }
}

function sourcesOf(root: LineageNode): readonly LineageSource[] {
  interface Entry {
    readonly source: Source;
    readonly isrc: string;
    own: boolean;
    readonly through: RecipeHash[];
  }
  // Keyed by every ISRC, because a parent may name an alternate of the same recording first.
  const byCode = new Map<string, Entry>();
  const entries: Entry[] = [];
  for (const node of nodesOf(root)) {
    for (const source of node.recipe?.sources ?? []) {
      let entry = source.isrc.map((code) => byCode.get(code)).find((known) => known !== undefined);
      if (entry === undefined) {
        entry = { source, isrc: source.isrc[0] ?? '', own: false, through: [] };
        entries.push(entry);
      }
      for (const code of source.isrc) if (!byCode.has(code)) byCode.set(code, entry);
      if (node === root) entry.own = true;
      else if (entry.through.at(-1) !== node.hash) entry.through.push(node.hash);
    }
  }
  return entries.map(({ source, isrc, own, through }) => ({
    isrc,
    title: source.title,
    artist: source.artist,
    own,
    through,
  }));
}

/**
 * The tree of a recipe's parents, and the recordings that came through them, nearest generation first.
 *
 * Each recipe is resolved once and must have the hash by which it was asked for. A recipe that is its own ancestor,
 * more than 16 generations, or a tree of more than 1,024 nodes is refused. Errors of the resolver pass through.
 */
export async function lineage(recipe: Recipe, resolve: ResolveRecipe): Promise<LineageResult> {
  try {
    const { node } = await new Climb(resolve).branch(recipeHash(recipe), recipe, []);
    return { ok: true, tree: node, sources: sourcesOf(node) };
  } catch (error) {
    if (error instanceof LineageFault) return { ok: false, code: error.code, hash: error.hash };
    throw error;
  }
}
