import type { StereoPcm } from '../types.ts';
import { PITCH_CLASSES, measureChroma } from './chroma.ts';
import { toMono } from './novelty.ts';

/** How well each scale degree fits a key, heard by listeners (Krumhansl & Kessler, Psychological Review 89, 1982). */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];
const MAJOR_NAMES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];
const MINOR_NAMES = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'G#', 'A', 'Bb', 'B'];
/** Pitch classes that differ less than this, as deviation over mean, are no scale. */
const LEAST_CONTRAST = 0.25;
/** Below this correlation with every profile the music has no key that could be named. */
const LEAST_CORRELATION = 0.5;

/**
 * The key of a recording, as a recipe writes it (`A:min`), or null when no key fits: Krumhansl–Schmuckler key finding on the
 * pitch classes of the whole recording, each moment counting alike.
 */
export function analyseKey(pcm: StereoPcm): string | null {
  const profile = averageProfile(pcm);
  if (!(contrast(profile) >= LEAST_CONTRAST)) return null;
  let best = LEAST_CORRELATION;
  let key: string | null = null;
  for (let tonic = 0; tonic < PITCH_CLASSES; tonic++) {
    const major = correlation(profile, MAJOR, tonic);
    const minor = correlation(profile, MINOR, tonic);
    if (major > best) {
      best = major;
      key = `${MAJOR_NAMES[tonic] ?? ''}:maj`;
    }
    if (minor > best) {
      best = minor;
      key = `${MINOR_NAMES[tonic] ?? ''}:min`;
    }
  }
  return key;
}

/** Mean of all moments' pitch classes; a loud moment counts as its square root, so that one passage does not decide. */
function averageProfile(pcm: StereoPcm): Float64Array {
  const chroma = measureChroma(toMono(pcm));
  const profile = new Float64Array(PITCH_CLASSES);
  for (let frame = 0; frame < chroma.frames; frame++) {
    const row = frame * PITCH_CLASSES;
    let sum = 0;
    for (let c = 0; c < PITCH_CLASSES; c++) sum += chroma.rows[row + c] as number;
    if (sum <= 0) continue;
    const weight = 1 / Math.sqrt(sum);
    for (let c = 0; c < PITCH_CLASSES; c++) {
      profile[c] = (profile[c] as number) + weight * (chroma.rows[row + c] as number);
    }
  }
  return profile;
}

/** Standard deviation over mean; NaN for silence. */
function contrast(profile: Float64Array): number {
  const mean = profile.reduce((sum, value) => sum + value, 0) / PITCH_CLASSES;
  const squares = profile.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / PITCH_CLASSES) / mean;
}

/** Pearson correlation of a profile with a key's, turned to its tonic. */
function correlation(profile: Float64Array, weights: readonly number[], tonic: number): number {
  const meanA = profile.reduce((sum, value) => sum + value, 0) / PITCH_CLASSES;
  const meanB = weights.reduce((sum, value) => sum + value, 0) / PITCH_CLASSES;
  let both = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let c = 0; c < PITCH_CLASSES; c++) {
    const a = (profile[(c + tonic) % PITCH_CLASSES] as number) - meanA;
    const b = (weights[c] ?? 0) - meanB;
    both += a * b;
    squaresA += a * a;
    squaresB += b * b;
  }
  return squaresA > 0 ? both / Math.sqrt(squaresA * squaresB) : 0;
}
