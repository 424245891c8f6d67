import { type AnchorBlock, cutBlocks, idealScore } from './anchor-blocks.ts';
import { type BlockLag, highestPeaks, scoreNear, scoreWide } from './anchor-correlation.ts';
import { ANCHOR_RATE } from './anchor-signal.ts';
import type { CopySignal } from './copy-signal.ts';
import type { EditRegion } from './result.ts';
import type { SignAnchors } from './sign-anchors.ts';

/** A run of canonical time that lies in the copy at one lag. */
interface Piece {
  readonly lag: number;
  readonly first: AnchorBlock;
  readonly last: AnchorBlock;
}

/** A wide score that chance does not reach over a million lags (5 deviations would). */
const WIDE_SCORE = 7.5;
/** Places considered for each block. */
const PLACEMENTS = 3;
/** What a change of lag costs, and what a placement must reach, as shares of the best score: looped music fits itself a bar away. */
const SWITCH_COST = 0.5;
const COMPARABLE = 0.6;
/** Share of a perfect copy's score that a genuine piece reaches; what runs at another speed stays far below. */
const GENUINE = 0.35;
/** Lags that count as one, at 11,025 Hz: 5 ms. */
const SAME_LAG = 55;
/** Anchors looked at to place a cut: 1.6 s of an ordinary recording. */
const CUT_ANCHORS = 256;
const CUT_REACH = 8;
/** A part may begin this much before the copy takes the recording up again: 0.2 s at 11,025 Hz. */
const CUT_SLACK = 2205;
/** Shortest piece that is reported, in seconds: shorter ones are the imprecision of the method. */
const LEAST_SECONDS = 0.05;

/** One place where a block may lie. */
interface Placement extends BlockLag {
  readonly block: AnchorBlock;
}

/** A chain of placements that ends in one, and its worth. */
interface Chain {
  readonly placement: Placement;
  readonly previous: Chain | null;
  readonly worth: number;
}

function follows(next: Placement, before: Placement): boolean {
  const isSameLag = Math.abs(next.lag - before.lag) <= SAME_LAG;
  return isSameLag || next.block.start + next.lag >= before.block.end + before.lag - SAME_LAG;
}

/** Adds a placement to the chain before it that is worth most; a new lag costs something, so that looped music does not jump. */
function extend(chains: readonly Chain[], placement: Placement, switchCost: number): Chain {
  let best: Chain = { placement, previous: null, worth: placement.score };
  for (const chain of chains) {
    if (chain.placement.block === placement.block || !follows(placement, chain.placement)) continue;
    const isSameLag = Math.abs(chain.placement.lag - placement.lag) <= SAME_LAG;
    const worth = chain.worth + placement.score - (isSameLag ? 0 : switchCost);
    if (worth > best.worth) best = { placement, previous: chain, worth };
  }
  return best;
}

/** Looks for every block on its own and joins what fits in time: in the copy, too, one piece comes after the other. */
function findPieces(
  copy: CopySignal,
  anchors: SignAnchors,
  blocks: readonly AnchorBlock[],
  centre: number,
  reach: number,
): Piece[] {
  const placements = blocks.flatMap((block) =>
    highestPeaks(scoreWide(copy, anchors, block, centre, reach), PLACEMENTS, SAME_LAG).map((peak) => ({
      ...peak,
      block,
    })),
  );
  const top = Math.max(0, ...placements.map(({ score }) => score));
  const chains: Chain[] = [];
  for (const placement of placements) {
    if (placement.score < Math.max(WIDE_SCORE, COMPARABLE * top, GENUINE * idealScore(placement.block)))
      continue;
    chains.push(extend(chains, placement, SWITCH_COST * top));
  }
  const pieces: Piece[] = [];
  let chain = chains.reduce<Chain | null>(
    (best, next) => (best === null || next.worth > best.worth ? next : best),
    null,
  );
  for (; chain !== null; chain = chain.previous) {
    const { block, lag } = chain.placement;
    const later = pieces[0];
    if (later !== undefined && Math.abs(later.lag - lag) <= SAME_LAG) pieces[0] = { ...later, first: block };
    else pieces.unshift({ lag, first: block, last: block });
  }
  return pieces;
}

/**
 * Canonical instant at which the copy leaves piece `a`, to take up piece `b` later by `gap`: what lies between belongs to neither. The
 * split that scores highest wins.
 */
function placeCut(copy: CopySignal, anchors: SignAnchors, a: Piece, b: Piece, gap: number): number {
  const from = a.last.from;
  const count = Math.max(2, Math.ceil((b.first.to - from) / CUT_ANCHORS));
  const parts = cutBlocks(anchors, (b.first.to - from) / count, from, b.first.to);
  const scoreAt = (part: AnchorBlock, lag: number): number =>
    Math.max(...scoreNear(copy, anchors, part, lag, CUT_REACH).scores);
  const stays = parts.map((part) => scoreAt(part, a.lag));
  const resumes = parts.map((part) => scoreAt(part, b.lag));
  let best = b.first.end;
  let top = -Infinity;
  for (let index = 0; index <= parts.length; index++) {
    const cut = parts[index]?.start ?? b.first.end;
    let worth = 0;
    for (const [at, part] of parts.entries())
      worth += at < index ? (stays[at] ?? 0) : part.start >= cut + gap - CUT_SLACK ? (resumes[at] ?? 0) : 0;
    if (worth > top) [best, top] = [cut, worth];
  }
  return best;
}

/**
 * Which parts of the canonical recording a copy lacks, or has in addition, when it is an edit of it: every block is looked for on its own, and
 * neighbours at one lag form a piece. Cuts are placed to about two seconds, their lengths to a millisecond.
 *
 * @param reach how far to look, in indices at 11,025 Hz
 * @returns null when fewer than two pieces or nothing of the recording was found, so that it is no edit
 */
export function findEdits(
  copy: CopySignal,
  anchors: SignAnchors,
  blocks: readonly AnchorBlock[],
  centre: number,
  reach: number,
): EditRegion[] | null {
  const pieces = findPieces(copy, anchors, blocks, centre, reach);
  const [head] = pieces;
  const tail = pieces.at(-1);
  if (head === undefined || tail === undefined) return null;
  const regions: EditRegion[] = [];
  const add = (kind: EditRegion['kind'], from: number, to: number): void => {
    if (to - from >= LEAST_SECONDS * ANCHOR_RATE)
      regions.push({ kind, from: from / ANCHOR_RATE, to: to / ANCHOR_RATE });
  };
  add('missing', anchors.soundStart, -head.lag);
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    if (next === undefined) continue;
    const gap = piece.lag - next.lag;
    const cut = placeCut(copy, anchors, piece, next, gap);
    if (gap > 0) add('missing', cut, cut + gap);
    else add('extra', cut + piece.lag, cut + next.lag);
  }
  const copyEnd = copy.frames * (ANCHOR_RATE / 44_100) - tail.lag;
  add('missing', copyEnd, anchors.soundEnd);
  return regions.length > 0 ? regions : null;
}
