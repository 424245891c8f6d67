import type { CreditSheet, RecipeStateName } from '../recipes/index.ts';

/** One recording that a flip brought in itself, as against what came with the flips it was made from. */
export interface Contribution {
  readonly isrc: string;
  readonly title: string;
  readonly artist: string;
  readonly usageMs: number;
}

/** A flip in the tree. One that was taken away stays, marked: what was made from it stands. */
export interface TreeNode {
  readonly hash: string;
  /** Generations above (negative) or below (positive) the flip that was asked for. */
  readonly depth: number;
  /** Flips it was made from. */
  readonly parents: readonly string[];
  readonly code: string;
  readonly title: string;
  readonly producer: { readonly handle: string; readonly displayName: string };
  readonly state: RecipeStateName;
  readonly stateReason: string | null;
  readonly publishedAt: Date;
  readonly credits: CreditSheet;
  readonly print: unknown;
  /** What this step added: recordings that none of its parents uses. */
  readonly adds: readonly Contribution[];
  /** Flips made from it, of whatever state. */
  readonly children: string;
}

/** A parent that this instance does not know: only its name in the credits of a child. */
export interface UnknownParent {
  readonly hash: string;
  readonly depth: number;
  readonly child: string;
}

/** A recording in the whole line of ancestors, and the flips through which it came. */
export interface TreeSource {
  readonly isrc: string;
  readonly title: string;
  readonly artist: string;
  /** Whether the flip itself uses it. */
  readonly own: boolean;
  readonly through: readonly string[];
}

export interface ContributionTree {
  readonly root: TreeNode;
  readonly ancestors: readonly TreeNode[];
  readonly unknown: readonly UnknownParent[];
  readonly sources: readonly TreeSource[];
  readonly descendants: readonly TreeNode[];
  /** Where the flips made directly from this one go on. */
  readonly next: { readonly key: string; readonly id: string } | null;
  /** Whether something beyond the bounds was left out; each flip answers with a tree of its own. */
  readonly truncated: boolean;
}
