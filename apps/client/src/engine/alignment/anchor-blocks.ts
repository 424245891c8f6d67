import { ANCHOR_RATE } from './anchor-signal.ts';
import type { SignAnchors } from './sign-anchors.ts';

/** Neighbouring anchors that are correlated together; `from` and `to` are indices into them. */
export interface AnchorBlock {
  readonly from: number;
  readonly to: number;
  /** First and last instant, at 11,025 Hz. */
  readonly start: number;
  readonly end: number;
}

/** Anchors in a block: 12.8 s of an ordinary recording. */
const BLOCK_ANCHORS = 2048;
/** Longest block, for hour-long recordings whose anchors lie far apart. */
const BLOCK_SECONDS = 45;
const MAX_BLOCKS = 16;

/** The block that covers anchors [from, to). */
export function blockOf({ instants }: SignAnchors, from: number, to: number): AnchorBlock {
  return { from, to, start: instants[from] ?? 0, end: instants[to - 1] ?? 0 };
}

/** Cuts [from, to) into equal consecutive blocks of at most `size` anchors; a short rest joins its neighbour. */
export function cutBlocks(
  anchors: SignAnchors,
  size: number,
  from = 0,
  to = anchors.instants.length,
): AnchorBlock[] {
  const count = Math.max(1, Math.round((to - from) / size));
  return Array.from({ length: count }, (_, index) =>
    blockOf(
      anchors,
      from + Math.floor((index * (to - from)) / count),
      from + Math.floor(((index + 1) * (to - from)) / count),
    ),
  );
}

/** At most sixteen blocks spread from head to tail; together they are all that is looked at, however long the recording is. */
export function spreadBlocks(anchors: SignAnchors): AnchorBlock[] {
  const { instants } = anchors;
  const last = instants.at(-1) ?? 0;
  const perSecond = (instants.length * ANCHOR_RATE) / Math.max(1, last);
  const size = Math.max(1, Math.min(BLOCK_ANCHORS, Math.floor(perSecond * BLOCK_SECONDS)));
  const all = cutBlocks(anchors, size);
  if (all.length <= MAX_BLOCKS) return all;
  const chosen = new Set(
    Array.from({ length: MAX_BLOCKS }, (_, index) =>
      Math.round((index * (all.length - 1)) / (MAX_BLOCKS - 1)),
    ),
  );
  return all.filter((_, index) => chosen.has(index));
}

/** Into how many blocks a short recording is cut to find an edit, and the fewest anchors of one: fewer say too little to be found. */
const EDIT_BLOCKS = 12;
const LEAST_EDIT_ANCHORS = 512;

/**
 * Blocks in which an edit is looked for: what is looked at, in smaller pieces for recordings of a minute or two. In a block that a cut
 * divides, its larger part alone is found.
 */
export function editBlocks(anchors: SignAnchors, blocks: readonly AnchorBlock[]): readonly AnchorBlock[] {
  const count = anchors.instants.length;
  const size = Math.max(LEAST_EDIT_ANCHORS, Math.floor(count / EDIT_BLOCKS));
  return blocks.length > MAX_BLOCKS / 2 || size >= BLOCK_ANCHORS ? blocks : cutBlocks(anchors, size);
}

/** Score of a perfect copy of a block: √(2/π), the correlation of a normal variable with its sign, times √n. */
export function idealScore({ from, to }: AnchorBlock): number {
  return 0.8 * Math.sqrt(to - from);
}
