import { blockOf } from './anchor-blocks.ts';
import { openField, scoreField } from './anchor-correlation.ts';
import { ANCHOR_RATE } from './anchor-signal.ts';
import type { CopySignal } from './copy-signal.ts';
import type { SignAnchors } from './sign-anchors.ts';

/** Anchors of a probe: 1.9 s of an ordinary recording, short enough that neighbouring speeds still correlate. */
const PROBE_ANCHORS = 300;
const RANGE = 0.0072;
const STEP = 0.0001;
/** How far a copy may be shifted besides its speed: 0.4 s. */
const REACH = 0.4 * ANCHOR_RATE;
const SCORE = 7;
/** Where probes stand, in seconds: near the start, where a speed has not yet moved the sound far. */
const PROBES = [5, 12, 17];

/** The largest score of either sign: the copy's polarity is not known yet. */
function steepest(scores: Float32Array): number {
  let most = 0;
  for (const score of scores) {
    if (score > most) most = score;
    else if (-score > most) most = -score;
  }
  return most;
}

/**
 * How much faster the copy runs than the canonical recording, in per cent, within ±0.72 %; null when no speed makes the copy fit. Tries
 * speeds in steps of 100 parts per million on three short stretches.
 */
export function findSpeed(copy: CopySignal, anchors: SignAnchors, centre: number): number | null {
  let best = { score: SCORE, speed: Number.NaN };
  for (const place of PROBES) {
    const after = anchors.instants.findIndex((instant) => instant >= place * ANCHOR_RATE);
    const from = Math.max(0, Math.min(after, anchors.instants.length - PROBE_ANCHORS));
    const block = blockOf(anchors, from, Math.min(anchors.instants.length, from + PROBE_ANCHORS));
    const reach = Math.ceil(REACH + block.end * RANGE);
    const field = openField(
      copy,
      block.start + centre - reach,
      Math.ceil((block.end - block.start) * (1 + RANGE)) + 2 * reach,
    );
    for (let stretch = 1 - RANGE; stretch <= 1 + RANGE; stretch += STEP) {
      const score = steepest(scoreField(field, anchors, block, stretch).scores);
      if (score > best.score) best = { score, speed: (1 / stretch - 1) * 100 };
    }
    if (best.score > SCORE) return best.speed;
  }
  return null;
}
