import { Stft } from '../dsp/fft.ts';
import { log } from '../dsp/math.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';

const { ceil, max, min, round, sqrt } = Math;

const SIZE = 1024;
export const NOVELTY_HOP = 256;
/** Novelty values per second: 172.3. */
export const NOVELTY_RATE = SAMPLE_RATE / NOVELTY_HOP;
/** Seconds from the start of a frame's window to the attack that makes its novelty largest, measured on clicks. */
const ATTACK_SECONDS = 0.0165;
const BANDS = 36;
const LOWEST_HZ = 40;
const HIGHEST_HZ = 14_000;
const BASS_HZ = 160;
const COMPRESSION = 100;

/** How much new sound begins, frame by frame, `NOVELTY_HOP` samples apart. */
export interface Novelty {
  /** Over all bands: spectral flux of compressed levels. */
  readonly all: Float32Array;
  /** In the bass bands only: kicks and bass notes. */
  readonly bass: Float32Array;
}

/** Time in seconds of the attack that frame `index` (it may be fractional) reports. */
export function noveltySeconds(index: number): number {
  return (index * NOVELTY_HOP - (SIZE - NOVELTY_HOP)) / SAMPLE_RATE + ATTACK_SECONDS;
}

/** Frame index, fractional, that reports an attack at a time in seconds. */
export function noveltyIndex(seconds: number): number {
  return ((seconds - ATTACK_SECONDS) * SAMPLE_RATE + (SIZE - NOVELTY_HOP)) / NOVELTY_HOP;
}

/** Both channels in one, at half level each. */
export function toMono(pcm: StereoPcm): Float32Array {
  const mono = new Float32Array(pcm.left.length);
  for (let i = 0; i < mono.length; i++) mono[i] = 0.5 * ((pcm.left[i] as number) + (pcm.right[i] as number));
  return mono;
}

/** First bins of bands that are equally wide on a musical scale, at least one bin each. */
function bandEdges(bins: number): Int32Array {
  const edges = new Int32Array(BANDS + 1);
  let hz = LOWEST_HZ;
  // The ratio's BANDS-th power spans the range; a fixed number keeps the table free of powers.
  const step = 1.1767;
  for (let band = 0; band <= BANDS; band++) {
    const bin = round((min(hz, HIGHEST_HZ) * SIZE) / SAMPLE_RATE);
    const previous = band > 0 ? (edges[band - 1] as number) : 0;
    edges[band] = min(bins, max(bin, previous + 1));
    hz *= step;
  }
  return edges;
}

/** Novelty of a mono recording (spectral flux: Bello et al., "A tutorial on onset detection in music signals", 2005). */
export function measureNovelty(mono: Float32Array): Novelty {
  const stft = new Stft(SIZE, NOVELTY_HOP, 'sine');
  const frames = ceil((mono.length + SIZE) / NOVELTY_HOP);
  const all = new Float32Array(frames);
  const bass = new Float32Array(frames);
  const re = new Float64Array(stft.bins);
  const im = new Float64Array(stft.bins);
  const edges = bandEdges(stft.bins);
  const previous = new Float64Array(BANDS);
  const bassBands = max(
    1,
    edges.findIndex((bin) => (bin * SAMPLE_RATE) / SIZE > BASS_HZ),
  );
  for (let frame = 0; frame < frames; frame++) {
    stft.analyse(mono, frame * NOVELTY_HOP - (SIZE - NOVELTY_HOP), re, im);
    let rise = 0;
    for (let band = 0; band < BANDS; band++) {
      let energy = 0;
      for (let k = edges[band] as number; k < (edges[band + 1] as number); k++) {
        energy += (re[k] as number) * (re[k] as number) + (im[k] as number) * (im[k] as number);
      }
      const level = log(1 + (COMPRESSION * sqrt(energy)) / SIZE);
      rise += max(0, level - (previous[band] as number));
      previous[band] = level;
      if (band === bassBands - 1) bass[frame] = rise;
    }
    all[frame] = rise;
  }
  return { all, bass };
}

/** The novelty less its local mean over ±`halfWidth` frames, negative values cut, scaled to unit deviation. */
export function sharpen(novelty: Float32Array, halfWidth: number): Float32Array {
  const length = novelty.length;
  const sharp = new Float32Array(length);
  let sum = 0;
  let energy = 0;
  for (let i = 0; i < min(halfWidth, length); i++) sum += novelty[i] as number;
  for (let i = 0; i < length; i++) {
    if (i + halfWidth < length) sum += novelty[i + halfWidth] as number;
    if (i - halfWidth - 1 >= 0) sum -= novelty[i - halfWidth - 1] as number;
    const count = min(length, i + halfWidth + 1) - max(0, i - halfWidth);
    const value = max(0, (novelty[i] as number) - sum / count);
    sharp[i] = value;
    energy += value * value;
  }
  const scale = energy > 0 ? 1 / sqrt(energy / length) : 0;
  for (let i = 0; i < length; i++) sharp[i] = (sharp[i] as number) * scale;
  return sharp;
}
