import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { KWeighting } from './k-weighting.ts';
import { gainToDb, log10 } from './math.ts';
import { TruePeakMeter } from './true-peak.ts';

/** Energies are kept for every 10 ms, so that the loudest moment is found wherever it lies. */
const STEP_FRAMES = SAMPLE_RATE / 100;
const MOMENTARY_STEPS = 40;
const SHORT_TERM_STEPS = 300;
/** Gating blocks overlap by 75 % (BS.1770-4 Annex 1); the range looks ten times a second (EBU Tech 3342 §3). */
const GATING_HOP = 10;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
const RANGE_GATE_LU = -20;
const RANGE_LOW = 0.1;
const RANGE_HIGH = 0.95;
const CALIBRATION_DB = -0.691;

/** Loudness of a programme. −∞ where it is too short, or silent; the range is then 0. */
export interface LoudnessReport {
  readonly integratedLufs: number;
  /** Loudest 400 ms. */
  readonly momentaryLufs: number;
  /** Loudest 3 s. */
  readonly shortTermLufs: number;
  /** Loudness range, EBU Tech 3342, in LU. */
  readonly rangeLu: number;
  readonly truePeakDbtp: number;
}

function toLufs(meanSquare: number): number {
  return meanSquare > 0 ? CALIBRATION_DB + 10 * log10(meanSquare) : -Infinity;
}

/** Mean of the blocks above both gates: the absolute one, and one so many LU below the mean of what passes that. */
function gate(blocks: readonly number[], relativeLu: number): readonly number[] {
  const loud = blocks.filter((block) => toLufs(block) > ABSOLUTE_GATE_LUFS);
  const threshold = toLufs(mean(loud)) + relativeLu;
  return loud.filter((block) => toLufs(block) > threshold);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Loudness (ITU-R BS.1770-4 Annex 1, left and right weighted 1), loudness range and true peak, piece by piece. Keeps
 * one number per 10 ms.
 */
export class LoudnessMeter {
  private readonly left = new KWeighting();
  private readonly right = new KWeighting();
  private readonly peak = new TruePeakMeter();
  private readonly steps: number[] = [];
  private sumLeft = 0;
  private sumRight = 0;
  private filled = 0;

  /** Takes in the first `frames` of both channels. */
  update(pcm: StereoPcm, frames: number): void {
    this.peak.update(pcm, frames);
    for (let from = 0; from < frames;) {
      const count = Math.min(frames - from, STEP_FRAMES - this.filled);
      this.sumLeft = this.left.addEnergy(this.sumLeft, pcm.left, from, count);
      this.sumRight = this.right.addEnergy(this.sumRight, pcm.right, from, count);
      this.filled += count;
      from += count;
      if (this.filled < STEP_FRAMES) continue;
      this.steps.push((this.sumLeft + this.sumRight) / STEP_FRAMES);
      this.sumLeft = this.sumRight = this.filled = 0;
    }
  }

  /** Of all that was taken in. Nothing can be taken in afterwards. */
  finish(): LoudnessReport {
    const momentary = this.windows(MOMENTARY_STEPS);
    const shortTerm = this.windows(SHORT_TERM_STEPS);
    const atHops = (windows: readonly number[]): readonly number[] =>
      windows.filter((_, i) => i % GATING_HOP === 0);
    const peak = this.peak.finish();
    return {
      integratedLufs: toLufs(mean(gate(atHops(momentary), RELATIVE_GATE_LU))),
      momentaryLufs: toLufs(momentary.reduce((a, b) => Math.max(a, b), 0)),
      shortTermLufs: toLufs(shortTerm.reduce((a, b) => Math.max(a, b), 0)),
      rangeLu: range(gate(atHops(shortTerm), RANGE_GATE_LU)),
      truePeakDbtp: peak > 0 ? gainToDb(peak) : -Infinity,
    };
  }

  /** Mean energies of all windows of so many steps, by the difference of sums up to their ends. */
  private windows(steps: number): readonly number[] {
    const sums = [0];
    let sum = 0;
    for (const step of this.steps) sums.push((sum += step));
    return sums.slice(steps).map((end, i) => Math.max(0, end - (sums[i] ?? 0)) / steps);
  }
}

/** From the 10th to the 95th percentile, each at the nearest window (EBU Tech 3342 §2). */
function range(windows: readonly number[]): number {
  if (windows.length === 0) return 0;
  const sorted = windows.toSorted((a, b) => a - b);
  const at = (part: number): number => toLufs(sorted[Math.round((sorted.length - 1) * part)] ?? 0);
  return at(RANGE_HIGH) - at(RANGE_LOW);
}
