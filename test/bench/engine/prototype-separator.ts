import { Stft } from '../../../apps/client/src/engine/dsp/fft.ts';
import { SAMPLE_RATE, type StereoPcm } from '../../../apps/client/src/engine/types.ts';

/**
 * The prototype that the built-in separator had to match, in its best setting and written as plainly as it can be: whole
 * spectrograms, two passes of median filtering over edges that are cut off, masks by image and band, and repetition over
 * the whole recording. It serves as the yardstick of `npm run bench -- separation` and nothing else.
 */
const CHANNELS = ['left', 'right'] as const;
const LONG = { size: 4096, hop: 1024, rows: 21, bins: 35 } as const;
const SHORT = { size: 1024, hop: 256, rows: 35, bins: 21 } as const;
const REPEATS = 25;
const REPEAT_GAP_SECONDS = 0.4;
const LIKENESS = 0.3;
const BANDS = 48;
const STEADY_VOICE = 0.8;

interface Spectra {
  readonly stft: Stft;
  readonly frames: number;
  readonly bins: number;
  readonly left: readonly [re: Float32Array, im: Float32Array];
  readonly right: readonly [re: Float32Array, im: Float32Array];
  readonly levels: Float32Array;
  /** Share of what both channels have in common. */
  readonly centre: Float32Array;
}

const startOf = (frame: number, { size, hop }: Stft): number => frame * hop - (size - hop);

function analyse(pcm: StereoPcm, size: number, hop: number): Spectra {
  const stft = new Stft(size, hop, 'sine');
  const { bins } = stft;
  const frames = Math.ceil((pcm.left.length + size - hop) / hop);
  const make = (): Float32Array => new Float32Array(frames * bins);
  const left = [make(), make()] as const;
  const right = [make(), make()] as const;
  for (const [channel, [re, im]] of [
    ['left', left],
    ['right', right],
  ] as const)
    for (let t = 0; t < frames; t++) {
      const row = t * bins;
      const part = [re.subarray(row, row + bins), im.subarray(row, row + bins)] as const;
      stft.analyse(pcm[channel], startOf(t, stft), ...part);
    }
  const levels = make();
  const centre = make();
  for (let i = 0; i < levels.length; i++) {
    const [a, b, c, d] = [left[0][i]!, left[1][i]!, right[0][i]!, right[1][i]!];
    levels[i] = Math.sqrt(a * a + b * b + c * c + d * d);
    const middle = (a + c) ** 2 + (b + d) ** 2;
    centre[i] = middle / (middle + (a - c) ** 2 + (b - d) ** 2 + 1e-20);
  }
  return { stft, frames, bins, left, right, levels, centre };
}

function synthesise(spectra: Spectra, mask: Float32Array, length: number): StereoPcm {
  const { stft, frames, bins } = spectra;
  const result = { left: new Float32Array(length), right: new Float32Array(length) };
  const re = new Float64Array(bins);
  const im = new Float64Array(bins);
  for (const channel of CHANNELS)
    for (let t = 0; t < frames; t++) {
      for (let k = 0; k < bins; k++) {
        const i = t * bins + k;
        re[k] = spectra[channel][0][i]! * mask[i]!;
        im[k] = spectra[channel][1][i]! * mask[i]!;
      }
      stft.synthesise(re, im, result[channel], startOf(t, stft));
    }
  return result;
}

/** Medians of `width` values around each of `count`, `stride` apart; fewer at the ends. */
function medians(
  from: Float32Array,
  to: Float32Array,
  first: number,
  stride: number,
  count: number,
  width: number,
): void {
  const half = width >> 1;
  const sorted: number[] = [];
  const placeOf = (value: number): number => {
    let low = 0;
    for (let high = sorted.length; low < high;) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const take = (index: number): void => {
    const value = from[first + index * stride]!;
    sorted.splice(placeOf(value), 0, value);
  };
  for (let i = 0; i < Math.min(half, count); i++) take(i);
  for (let i = 0; i < count; i++) {
    if (i + half < count) take(i + half);
    if (i > half) sorted.splice(placeOf(from[first + (i - half - 1) * stride]!), 1);
    to[first + i * stride] = sorted[sorted.length >> 1]!;
  }
}

function steadyAndBroad({ levels, frames, bins }: Spectra, rows: number, width: number) {
  const steady = new Float32Array(levels.length);
  const broad = new Float32Array(levels.length);
  for (let k = 0; k < bins; k++) medians(levels, steady, k, bins, frames, rows);
  for (let t = 0; t < frames; t++) medians(levels, broad, t * bins, 1, bins, width);
  return { steady, broad };
}

function bandLevels({ levels, frames, bins, stft }: Spectra): Float64Array[] {
  const edges = Array.from({ length: BANDS + 1 }, (_, band) =>
    Math.min(
      bins,
      Math.max(band, Math.round((60 * (8000 / 60) ** (band / BANDS) * stft.size) / SAMPLE_RATE)),
    ),
  );
  return Array.from({ length: frames }, (_, t) => {
    const row = levels.subarray(t * bins, (t + 1) * bins);
    const sums = Float64Array.from({ length: BANDS }, (__, band) => {
      const from = edges[band]!;
      return row.subarray(from, Math.max(from + 1, edges[band + 1]!)).reduce((sum, value) => sum + value, 0);
    });
    const norm = 1 / Math.sqrt(sums.reduce((sum, value) => sum + value * value, 1e-12));
    return sums.map((value) => value * norm);
  });
}

/** For each frame the frames most like it, some way apart. */
function repeatsOf(features: readonly Float64Array[], t: number, gap: number): number[] {
  const own = features[t]!;
  const likeness = features.map((other) => other.reduce((sum, value, i) => sum + value * own[i]!, 0));
  likeness[t] = 2;
  const found: number[] = [];
  while (found.length < REPEATS) {
    const best = likeness.reduce((most, value, u) => (value > likeness[most]! ? u : most), 0);
    if (!(likeness[best]! > LIKENESS)) break;
    found.push(best);
    likeness.fill(-1, Math.max(0, best - gap), best + gap + 1);
  }
  return found;
}

/** What each frame has in common with its repeats: the median over them, and not more than it has itself. */
function repeated(spectra: Spectra): Float32Array {
  const { levels, frames, bins, stft } = spectra;
  const features = bandLevels(spectra);
  const result = new Float32Array(levels.length);
  for (let t = 0; t < frames; t++) {
    const rows = repeatsOf(features, t, Math.round((REPEAT_GAP_SECONDS * SAMPLE_RATE) / stft.hop));
    const values = new Float32Array(rows.length);
    for (let k = 0; k < bins; k++) {
      for (const [i, row] of rows.entries()) values[i] = levels[row * bins + k]!;
      values.sort();
      result[t * bins + k] = Math.min(levels[t * bins + k]!, values[(rows.length - 1) >> 1]!);
    }
  }
  return result;
}

const below = (hz: number, edge: number): number => 1 / (1 + (hz / edge) ** 8);
const voiceBand = (hz: number): number => (1 - below(hz, 140)) * below(hz, 9000);

function less(mix: StereoPcm, ...parts: readonly StereoPcm[]): StereoPcm {
  const rest = (channel: 'left' | 'right'): Float32Array =>
    mix[channel].map((value, i) => parts.reduce((left, part) => left - part[channel][i]!, value));
  return { left: rest('left'), right: rest('right') };
}

function longPass(mix: StereoPcm): {
  readonly bass: StereoPcm;
  readonly other: StereoPcm;
  readonly voice: StereoPcm;
} {
  const spectra = analyse(mix, LONG.size, LONG.hop);
  const { steady, broad } = steadyAndBroad(spectra, LONG.rows, LONG.bins);
  const background = repeated(spectra);
  const masks = [0, 1, 2].map(() => new Float32Array(steady.length));
  const [bass, other, voice] = masks as [Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < steady.length; i++) {
    const hz = ((i % spectra.bins) * SAMPLE_RATE) / LONG.size;
    const tonal = steady[i]! / (steady[i]! + broad[i]! + 1e-20);
    bass[i] = tonal * below(hz, 250);
    const lone = 1 - Math.min(1, background[i]! / (spectra.levels[i]! + 1e-12));
    const rest = tonal - bass[i]!;
    voice[i] = rest * voiceBand(hz) * spectra.centre[i]! ** 2 * STEADY_VOICE * lone;
    other[i] = rest - voice[i]!;
  }
  const length = mix.left.length;
  return {
    bass: synthesise(spectra, bass, length),
    other: synthesise(spectra, other, length),
    voice: synthesise(spectra, voice, length),
  };
}

function shortPass(rest: StereoPcm): { readonly drums: StereoPcm; readonly voice: StereoPcm } {
  const spectra = analyse(rest, SHORT.size, SHORT.hop);
  const { steady, broad } = steadyAndBroad(spectra, SHORT.rows, SHORT.bins);
  const drums = new Float32Array(steady.length);
  const voice = new Float32Array(steady.length);
  for (let i = 0; i < steady.length; i++) {
    const hz = ((i % spectra.bins) * SAMPLE_RATE) / SHORT.size;
    const [tone, hit] = [steady[i]! ** 1.5, broad[i]! ** 1.5];
    let drum = hit / (tone + hit + 1e-20);
    drum += (1 - drum) * below(hz, 150);
    if (hz > 9000) drum += (1 - drum) * 0.7;
    drums[i] = drum;
    voice[i] = (1 - drum) * spectra.centre[i]! ** 2 * voiceBand(hz);
  }
  const length = rest.left.length;
  return { drums: synthesise(spectra, drums, length), voice: synthesise(spectra, voice, length) };
}

/** Takes a mix apart as the prototype did. */
export function separateAsPrototype(mix: StereoPcm) {
  const { bass, other: steady, voice } = longPass(mix);
  const { drums, voice: unsteady } = shortPass(less(mix, bass, steady, voice));
  const vocals = {
    left: unsteady.left.map((value, i) => value + voice.left[i]!),
    right: unsteady.right.map((value, i) => value + voice.right[i]!),
  };
  return { drums, bass, vocals, other: less(mix, bass, drums, vocals) };
}
