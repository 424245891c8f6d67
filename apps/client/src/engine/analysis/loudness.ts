import { PI, log10, tan } from '../dsp/math.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { truePeak } from './true-peak.ts';
import type { Loudness } from './types.ts';

/** BS.1770-4 Annex 1: gating blocks of 400 ms that overlap by 75 %, absolute gate at −70 LKFS, relative gate 10 LU below. */
const STEP_FRAMES = SAMPLE_RATE / 10;
const STEPS_PER_BLOCK = 4;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
const CALIBRATION_DB = -0.691;

interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/**
 * The two filters of Annex 1 are printed for 48 kHz only. These are the analogue prototypes behind the printed
 * coefficients (Mansbridge, Finn & Reiss, "Implementation and evaluation of autonomous multi-track fader control", AES 132,
 * 2012), brought to the engine's rate by the bilinear transform.
 */
function headShelf(): Biquad {
  const k = tan((PI * 1681.974450955533) / SAMPLE_RATE);
  const q = 0.7071752369554196;
  const high = 1.5848647011308556;
  const band = 1.2587209302325582;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function lowCut(): Biquad {
  const k = tan((PI * 38.13547087602444) / SAMPLE_RATE);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  // The printed filter keeps its numerator at 1, −2, 1 without dividing by a0.
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

/** Adds the K-weighted energy of one channel to the 100 ms steps it falls into. */
function addWeightedEnergy(channel: Float32Array, energy: Float64Array): void {
  const shelf = headShelf();
  const cut = lowCut();
  let s1 = 0;
  let s2 = 0;
  let c1 = 0;
  let c2 = 0;
  for (let step = 0; step < energy.length; step++) {
    const from = step * STEP_FRAMES;
    let sum = 0;
    for (let i = from; i < from + STEP_FRAMES; i++) {
      const x = channel[i] as number;
      const y = shelf.b0 * x + s1;
      s1 = shelf.b1 * x - shelf.a1 * y + s2;
      s2 = shelf.b2 * x - shelf.a2 * y;
      const z = cut.b0 * y + c1;
      c1 = cut.b1 * y - cut.a1 * z + c2;
      c2 = cut.b2 * y - cut.a2 * z;
      sum += z * z;
    }
    energy[step] = (energy[step] as number) + sum;
  }
}

function toLufs(meanSquare: number): number {
  return meanSquare > 0 ? CALIBRATION_DB + 10 * log10(meanSquare) : -Infinity;
}

/** Mean of the blocks louder than a gate; 0 when there is none. */
function gatedMean(blocks: Float64Array, gateLufs: number): number {
  let sum = 0;
  let count = 0;
  for (const block of blocks) {
    if (toLufs(block) > gateLufs) {
      sum += block;
      count++;
    }
  }
  return count > 0 ? sum / count : 0;
}

/**
 * Programme loudness of a whole recording, left and right weighted 1 (ITU-R BS.1770-4 Annex 1), and its true peak
 * (Annex 2). A recording shorter than one gating block of 400 ms has no loudness: −∞.
 */
export function measureLoudness(pcm: StereoPcm): Loudness {
  const energy = new Float64Array(Math.floor(pcm.left.length / STEP_FRAMES));
  addWeightedEnergy(pcm.left, energy);
  addWeightedEnergy(pcm.right, energy);
  const blocks = new Float64Array(Math.max(0, energy.length - STEPS_PER_BLOCK + 1));
  for (let b = 0; b < blocks.length; b++) {
    let sum = 0;
    for (let step = b; step < b + STEPS_PER_BLOCK; step++) sum += energy[step] as number;
    blocks[b] = sum / (STEPS_PER_BLOCK * STEP_FRAMES);
  }
  const ungated = gatedMean(blocks, ABSOLUTE_GATE_LUFS);
  const gate = Math.max(ABSOLUTE_GATE_LUFS, toLufs(ungated) + RELATIVE_GATE_LU);
  return { integratedLufs: toLufs(gatedMean(blocks, gate)), truePeakDbtp: truePeak(pcm) };
}
