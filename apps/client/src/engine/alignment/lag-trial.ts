import { type AnchorBlock, idealScore } from './anchor-blocks.ts';
import {
  addScores,
  type BlockLag,
  finePeak,
  highestPeaks,
  type LagScores,
  scoreNear,
  scoreWide,
} from './anchor-correlation.ts';
import { ANCHOR_RATE, DECIMATION } from './anchor-signal.ts';
import type { CopySignal } from './copy-signal.ts';
import { invertAnchors, type SignAnchors } from './sign-anchors.ts';

const COARSE_BLOCKS = 4;
const CANDIDATES = 6;
/** Two candidates closer than 5 ms are one. */
const APART = 55;
/** Reach of the fine search: 20 ms, so that a slow drift shows as a drift. */
const FINE_REACH = 220;
/** Reach in which candidates are compared. */
const CANDIDATE_REACH = 12;
/** A block counts as found from here on; chance reaches about 4 within the fine search. */
const FOUND_SCORE = 6;
/** A block below this share of the usual score is looked at again, and strays when another place fits it better by this factor. */
const WEAK = 0.65;
const STRAY = 1.25;
/** One lag for the whole copy, tested on every block. */
export interface Trial {
  readonly lags: readonly (BlockLag | null)[];
  /** Weighted mean lag of the blocks that were found. */
  readonly lag: number;
  /** Scores of the found blocks, added up. */
  readonly total: number;
  readonly found: number;
  /** Blocks that should be found: those without digital silence on either side, and those beyond the copy's ends. */
  readonly heard: number;
  /** Share of a perfect copy's score that those blocks reach, 0 … 1. */
  readonly agreement: number;
}

function tryLag(
  copy: CopySignal,
  anchors: SignAnchors,
  blocks: readonly AnchorBlock[],
  lag: number,
  reach: number,
): Trial {
  let weighted = 0;
  let total = 0;
  let found = 0;
  let heard = 0;
  let ideal = 0;
  const lags = blocks.map((block) => {
    const isSilent = block.end < anchors.soundStart || block.start > anchors.soundEnd;
    const isOutside = block.end + lag < 0 || (block.start + lag) * DECIMATION > copy.frames;
    if (isSilent) return null;
    const peak = isOutside ? null : finePeak(scoreNear(copy, anchors, block, lag, reach));
    if (peak?.score === 0) return null;
    heard++;
    ideal += idealScore(block);
    if (peak === null || peak.score < FOUND_SCORE) return null;
    found++;
    weighted += peak.lag * peak.score;
    total += peak.score;
    return peak;
  });
  const agreement = ideal > 0 ? Math.min(1, total / ideal) : 0;
  return { lags, lag: total > 0 ? weighted / total : lag, total, found, heard, agreement };
}

/** What fits best, and the anchors that it fits: those of the recipe, or their inverse. */
export interface OrientedTrial {
  readonly trial: Trial;
  readonly anchors: SignAnchors;
  /** Whether the copy's polarity is inverted against the canonical recording's. */
  readonly isInverted: boolean;
}

function isInverted(sum: LagScores): boolean {
  let highest = 0;
  let lowest = 0;
  for (const score of sum.scores) {
    if (score > highest) highest = score;
    else if (score < lowest) lowest = score;
  }
  return -lowest > highest;
}

/**
 * The lag that most blocks agree on, for a copy of either polarity: inverting the anchors inverts every score. Several candidates are
 * tried because looped music fits itself a bar away almost as well.
 */
export function findTrial(
  copy: CopySignal,
  given: SignAnchors,
  blocks: readonly AnchorBlock[],
  reach: number,
): OrientedTrial {
  const step = blocks.length / Math.min(COARSE_BLOCKS, blocks.length);
  const coarse = blocks.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const sum = addScores(coarse.map((block) => scoreWide(copy, given, block, 0, reach)));
  const inverted = isInverted(sum);
  const anchors = inverted ? invertAnchors(given) : given;
  const oriented = inverted ? { ...sum, scores: sum.scores.map((score) => -score) } : sum;
  const trial = tryPeaks(copy, anchors, blocks, highestPeaks(oriented, CANDIDATES, APART));
  return { trial, anchors, isInverted: inverted };
}

function tryPeaks(
  copy: CopySignal,
  anchors: SignAnchors,
  blocks: readonly AnchorBlock[],
  [first, ...others]: readonly BlockLag[],
): Trial {
  if (first === undefined) return { lags: [], lag: 0, total: 0, found: 0, heard: 0, agreement: 0 };
  let best = tryLag(copy, anchors, blocks, first.lag, CANDIDATE_REACH);
  for (const peak of others) {
    if (peak.score < first.score / 2) break;
    const trial = tryLag(copy, anchors, blocks, peak.lag, CANDIDATE_REACH);
    if (trial.total > best.total) best = trial;
  }
  return tryLag(copy, anchors, blocks, Math.round(best.lag), FINE_REACH);
}

/** How much the blocks agree at a trial's lag with another signal of the same copy. */
export function agreementAt(
  copy: CopySignal,
  anchors: SignAnchors,
  blocks: readonly AnchorBlock[],
  { lag }: Trial,
): number {
  return tryLag(copy, anchors, blocks, Math.round(lag), CANDIDATE_REACH).agreement;
}

/**
 * Whether a block that scores much less than the others fits better elsewhere: in looped music an edit still finds its drums at the
 * wrong place.
 */
export function hasStrayBlock(
  copy: CopySignal,
  anchors: SignAnchors,
  blocks: readonly AnchorBlock[],
  trial: Trial,
  reach: number,
): boolean {
  const scores = trial.lags.map((lag) => lag?.score ?? 0).toSorted((a, b) => b - a);
  const usual = scores[Math.floor(trial.found / 4)] ?? 0;
  return blocks.some((block, index) => {
    const score = trial.lags[index]?.score ?? 0;
    if (score === 0 || score >= WEAK * usual) return false;
    const [peak] = highestPeaks(scoreWide(copy, anchors, block, 0, reach), 1, APART);
    return peak !== undefined && Math.abs(peak.lag - trial.lag) > APART && peak.score > STRAY * score;
  });
}

/** Seconds by which the tail of the copy runs away from its head: median of the last third against the first third. */
export function drift({ lags }: Trial): number {
  const found = lags.filter((lag) => lag !== null).map(({ lag }) => lag);
  const third = Math.max(1, Math.floor(found.length / 3));
  const median = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  return (median(found.slice(-third)) - median(found.slice(0, third))) / ANCHOR_RATE;
}
