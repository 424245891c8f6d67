import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { ANCHOR_RATE, DECIMATION } from './anchor-signal.ts';
import { type AnchorBlock, editBlocks, spreadBlocks } from './anchor-blocks.ts';
import { CopySignal } from './copy-signal.ts';
import { findEdits } from './edit-search.ts';
import {
  compareFingerprints,
  fingerprint,
  type FingerprintDifference,
  fingerprintDifference,
  type FingerprintMatch,
  ITEM_FRAMES,
  OTHER_MASTER,
  OTHER_MIX,
  OTHER_RECORDING,
} from './fingerprint.ts';
import { firmBits } from './firm-bits.ts';
import { decompressFingerprint } from './fingerprint-code.ts';
import { agreementAt, drift, findTrial, hasStrayBlock, type Trial } from './lag-trial.ts';
import { type AlignmentAnchor, type AlignResult, refuse } from './result.ts';
import { roundingPower } from './rounding.ts';
import { readSignAnchors, type SignAnchors, takeSignAnchors } from './sign-anchors.ts';
import { encodeBase64 } from './base64.ts';
import { findSpeed } from './speed-search.ts';

/** Shortest recording and shortest copy that can be placed, in seconds. */
const LEAST_SECONDS = 3;
/** How far a copy may be shifted as a whole: trimmed or added silence of ten seconds. */
const SHIFT_SECONDS = 10;
/** Sound that may be trimmed from either end. */
const TRIM_SECONDS = 2;
/** Longest difference in length within which an edit is looked for. */
const EDIT_SECONDS = 120;
/** Share of the blocks that must be found. */
const ENOUGH = 0.8;
/**
 * How much must agree, by how few firm bits differ. Another take of the same notes reaches 0.55, copies 0.69 and more, and those that were
 * squeezed so far that it shows in firm bits 0.75; a room around the recording shows there, too, and reaches 0.73.
 */
const LEAST_AGREEMENT = [
  { below: 0.025, agreement: 0.65 },
  { below: OTHER_MIX.all, agreement: 0.735 },
] as const;
/** Head and tail must agree within one millisecond. */
const DRIFT_SECONDS = 0.001;

/** What a producer's recipe carries, taken from the canonical recording. */
export async function makeAnchors(pcm: StereoPcm): Promise<Required<AlignmentAnchor>> {
  const durationMs = Math.round((pcm.left.length * 1000) / SAMPLE_RATE);
  const { compressed } = await fingerprint(pcm);
  return {
    durationMs,
    fingerprint: compressed,
    onsetEnvelope: encodeBase64(takeSignAnchors(pcm, durationMs)),
  };
}

/** Whether the copy lacks more of the sounding recording at its start or end than a trim explains. */
function isCutShort(pcm: StereoPcm, { soundStart, soundEnd }: SignAnchors, lag: number): boolean {
  const tolerance = TRIM_SECONDS * ANCHOR_RATE;
  return soundStart + lag < -tolerance || soundEnd + lag > pcm.left.length / DECIMATION + tolerance;
}

/**
 * Whether what lines up is the recording itself and not another mix over the same backing (an instrumental, a live mix), which lines
 * up too, but less: it agrees in what both have.
 */
async function isSameRecording(
  { agreement, lag }: Trial,
  match: PrintedMatch | null,
  pcm: StereoPcm,
  heardAgreement: () => number,
): Promise<boolean> {
  // Taken again where the copy begins to the sample: up to half an item beside its place, a fingerprint differs by that alone.
  const start = Math.round(lag * DECIMATION);
  const placed = match === null ? null : await fingerprint(pcm, start);
  const difference =
    match === null || placed === null ? null : fingerprintDifference(match.reference, placed.raw, -start);
  if (match === null || placed === null || difference === null)
    return (match?.bitErrorRate ?? 0) < OTHER_MASTER && agreement >= LEAST_AGREEMENT[0].agreement;
  if (difference.all >= OTHER_MASTER) return false;
  if (isOneSided(pcm)) return difference.windows < LOST_SIDE && agreement >= LEAST_AGREEMENT[0].agreement;
  if (isSameMix(difference, agreement, heardAgreement)) return true;
  const firm = fingerprintDifference(match.reference, placed.raw, -start, await firmBits(pcm, start));
  return firm !== null && isSameMix(firm, agreement, heardAgreement);
}

/** Rate of the worst tenth of windows, of all bits, below which a copy with a silent side still is one. */
const LOST_SIDE = 0.22;
/** A side this much weaker than the other, in power, is silent. */
const SILENT_SIDE = 1e-6;

/** Whether one side of a copy is silent: what was panned there is missing, so that firm bits say nothing. */
function isOneSided({ left, right }: StereoPcm): boolean {
  const powerOf = (channel: Float32Array): number => channel.reduce((sum, value) => sum + value * value, 0);
  const [a, b] = [powerOf(left), powerOf(right)];
  return Math.min(a, b) < SILENT_SIDE * Math.max(a, b);
}

/**
 * Where fingerprints are as alike as those of copies, what rounding to few bits hid need not agree. Elsewhere it must: a concert's noise
 * lies there, too.
 */
function isSameMix(
  { all, windows }: FingerprintDifference,
  agreement: number,
  heardAgreement: () => number,
): boolean {
  const asked = LEAST_AGREEMENT.find(({ below }) => all < below);
  if (asked === undefined || windows >= OTHER_MIX.windows) return false;
  if (agreement >= asked.agreement) return true;
  return asked === LEAST_AGREEMENT[0] && heardAgreement() >= asked.agreement;
}

/** Agreement of a copy in what stands out of the noise of its rounding; as it is for one that was not rounded. */
function heardAgreementOf(
  pcm: StereoPcm,
  anchors: SignAnchors,
  blocks: readonly AnchorBlock[],
  trial: Trial,
): number {
  const rounding = roundingPower(pcm);
  return rounding === 0
    ? trial.agreement
    : agreementAt(new CopySignal(pcm, rounding), anchors, blocks, trial);
}

interface PrintedMatch extends FingerprintMatch {
  /** The recipe's fingerprint. */
  readonly reference: Uint32Array;
}

async function matchFingerprint(anchor: AlignmentAnchor, pcm: StereoPcm): Promise<PrintedMatch | null> {
  const reference = anchor.fingerprint === undefined ? null : decompressFingerprint(anchor.fingerprint);
  if (reference === null) return null;
  const match = compareFingerprints(reference, (await fingerprint(pcm)).raw);
  return match.bitErrorRate < 1 ? { ...match, reference } : null;
}

function aligned(
  lag: number,
  confidence: number,
  method: 'anchors' | 'fingerprint' | 'none',
  isInverted = false,
): AlignResult {
  const exactOffset = lag * DECIMATION;
  return {
    kind: 'aligned',
    offsetFrames: Math.round(exactOffset),
    exactOffset,
    isInverted,
    confidence,
    method,
  };
}

/** Judges a copy whose recipe carries a fingerprint only, or nothing: the offset is then good to an item of 0.12 s at best. */
function alignByFingerprint(match: FingerprintMatch | null): AlignResult {
  if (match === null) return aligned(0, 0, 'none');
  if (match.bitErrorRate >= OTHER_RECORDING)
    return refuse('other-recording', 'It sounds like another recording.');
  const offset = Math.abs(match.offsetItems) <= 1 ? 0 : match.offsetItems * (ITEM_FRAMES / DECIMATION);
  return aligned(offset, 1 - 2 * match.bitErrorRate, 'fingerprint');
}

/** Says why a copy does not fit: an edit, another speed, or another recording. */
function explain(
  copy: CopySignal,
  anchors: SignAnchors,
  blocks: readonly AnchorBlock[],
  match: FingerprintMatch | null,
  reach: number,
): AlignResult {
  const isOther = match !== null && match.bitErrorRate >= OTHER_RECORDING;
  const roughly = findEdits(copy, anchors, blocks, 0, reach);
  const finer = editBlocks(anchors, blocks);
  // Short blocks place cuts better, but would take another speed for many cuts: whether it is an edit the long ones say.
  const regions =
    roughly === null || finer === blocks ? roughly : (findEdits(copy, anchors, finer, 0, reach) ?? roughly);
  if (regions !== null) return refuse('edit', 'It is an edit of the recording.', { regions });
  if (isOther) return refuse('other-recording', 'It sounds like another recording.');
  const centre = match === null ? 0 : Math.round(match.offsetItems * (ITEM_FRAMES / DECIMATION));
  const speedPercent = findSpeed(copy, anchors, Math.abs(centre) < ANCHOR_RATE ? 0 : centre);
  if (speedPercent !== null) return refuse('speed', 'It runs at another speed.', { speedPercent });
  return refuse('other-recording', 'It is another mix, master or performance: its sound does not line up.');
}

/**
 * Finds the canonical time of a recording in a listener's copy, from what a recipe carries. Sign anchors are correlated with the copy's
 * phase-weighted signal: coarsely over ten seconds of shift and the difference in length, then to a fraction of a frame in up to sixteen
 * blocks from head to tail, which must agree within one millisecond.
 *
 * Memory is bounded by blocks, whatever the length. Measured errors stand in `align.spec.ts`.
 *
 * @returns the offset, or a refusal that says what is different
 */
export async function alignToAnchors(anchor: AlignmentAnchor, pcm: StereoPcm): Promise<AlignResult> {
  const seconds = Math.min(pcm.left.length / SAMPLE_RATE, anchor.durationMs / 1000);
  if (seconds < LEAST_SECONDS)
    return refuse('too-short', `Less than ${LEAST_SECONDS} s of sound cannot be placed.`);
  const match = await matchFingerprint(anchor, pcm);
  const given =
    anchor.onsetEnvelope === undefined ? null : readSignAnchors(anchor.onsetEnvelope, anchor.durationMs);
  if (given === null) return alignByFingerprint(match);
  const blocks = spreadBlocks(given);
  const difference = Math.abs(pcm.left.length / SAMPLE_RATE - anchor.durationMs / 1000);
  const reach = Math.round((SHIFT_SECONDS + Math.min(EDIT_SECONDS, difference)) * ANCHOR_RATE);
  const copy = new CopySignal(pcm);
  const { trial, anchors, isInverted } = findTrial(copy, given, blocks, reach);
  const isWhole =
    trial.found > 0 && trial.found >= ENOUGH * trial.heard && !isCutShort(pcm, anchors, trial.lag);
  if (!isWhole || hasStrayBlock(copy, anchors, blocks, trial, reach))
    return explain(copy, anchors, blocks, match, reach);
  const runaway = drift(trial);
  if (Math.abs(runaway) > DRIFT_SECONDS) {
    const length = ((blocks.at(-1)?.start ?? 0) - (blocks[0]?.start ?? 0)) / ANCHOR_RATE;
    return refuse('speed', 'Head and tail drift apart.', {
      speedPercent: (-100 * runaway) / Math.max(1, length),
    });
  }
  const heardAgreement = (): number => heardAgreementOf(pcm, anchors, blocks, trial);
  if (!(await isSameRecording(trial, match, pcm, heardAgreement)))
    return refuse('other-recording', 'It shares parts with the recording but is another mix of it.');
  return aligned(trial.lag, trial.agreement, 'anchors', isInverted);
}
