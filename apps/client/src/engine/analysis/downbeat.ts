import { PITCH_CLASSES, measureChroma, type Chroma } from './chroma.ts';
import { NOVELTY_RATE, noveltyIndex, type Novelty } from './novelty.ts';

const BEATS_PER_BAR = 4;
/**
 * Which of four beats begins the bar, 0 to 3: the one at which the harmony changes most and which is struck hardest,
 * in the bass and altogether.
 *
 * @param seconds times of all beats
 */
export function findDownbeat(mono: Float32Array, novelty: Novelty, seconds: readonly number[]): number {
  const chroma = measureChroma(mono);
  const evidence = new Float64Array(BEATS_PER_BAR);
  addEvidence(
    seconds.map((_, k) => harmonyChange(chroma, seconds, k)),
    evidence,
  );
  addEvidence(
    seconds.map((second) => strike(novelty.bass, second)),
    evidence,
  );
  addEvidence(
    seconds.map((second) => strike(novelty.all, second)),
    evidence,
  );
  return evidence.indexOf(Math.max(...evidence));
}

/**
 * Adds to each place in the bar how far its beats lie above the mean, in deviations, times the share of the variance that the
 * place explains: what comes and goes regardless of the bar has no say.
 */
function addEvidence(values: readonly number[], evidence: Float64Array): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
  if (!(variance > 0)) return;
  const excess = Float64Array.from(evidence, (_, place) => {
    const own = values.filter((__, k) => k % BEATS_PER_BAR === place);
    return own.length > 0 ? own.reduce((sum, value) => sum + value - mean, 0) / own.length : 0;
  });
  const explained = excess.reduce((sum, value) => sum + value * value, 0) / BEATS_PER_BAR / variance;
  for (let place = 0; place < BEATS_PER_BAR; place++) {
    evidence[place] =
      (evidence[place] as number) + (explained * (excess[place] as number)) / Math.sqrt(variance);
  }
}

/** How different the pitch classes of the beat from `k` on are from those of the beat before it, 0 to 1. */
function harmonyChange(chroma: Chroma, seconds: readonly number[], k: number): number {
  const before = seconds[k - 1];
  const at = seconds[k];
  const after = seconds[k + 1];
  if (before === undefined || at === undefined || after === undefined) return 0;
  const a = sumRows(chroma, before, at);
  const b = sumRows(chroma, at, after);
  let both = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let c = 0; c < PITCH_CLASSES; c++) {
    both += (a[c] as number) * (b[c] as number);
    squaresA += (a[c] as number) * (a[c] as number);
    squaresB += (b[c] as number) * (b[c] as number);
  }
  return squaresA > 0 && squaresB > 0 ? 1 - both / Math.sqrt(squaresA * squaresB) : 0;
}

function sumRows(chroma: Chroma, from: number, to: number): Float64Array {
  const sum = new Float64Array(PITCH_CLASSES);
  // The outer tenths are left out: windows there hear the neighbouring beat.
  const edge = 0.1 * (to - from);
  for (let row = chroma.rowAt(from + edge); row <= chroma.rowAt(to - edge); row++) {
    for (let c = 0; c < PITCH_CLASSES; c++) {
      sum[c] = (sum[c] as number) + (chroma.rows[row * PITCH_CLASSES + c] as number);
    }
  }
  return sum;
}

/** Largest novelty within 30 ms of a beat. */
function strike(novelty: Float32Array, second: number): number {
  const centre = Math.round(noveltyIndex(second));
  const reach = Math.round(0.03 * NOVELTY_RATE);
  let best = 0;
  for (let i = Math.max(0, centre - reach); i <= Math.min(novelty.length - 1, centre + reach); i++) {
    best = Math.max(best, novelty[i] as number);
  }
  return best;
}
