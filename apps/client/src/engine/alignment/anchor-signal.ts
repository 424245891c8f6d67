import { cos, PI } from '../dsp/math.ts';
import { Stft } from '../dsp/fft.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { sqrt } = Math;

/** The low rate: every fourth frame. */
export const DECIMATION = 4;
export const ANCHOR_RATE = SAMPLE_RATE / DECIMATION;

/** Short spectra of 93 ms, half overlapping, at the low rate. */
const FRAME = 1024;
const HOP = FRAME / 2;
const LOW_HZ = 50;
const HIGH_HZ = 4400;
/** Power below this share of the frame's mean is noise of the codec and is not lifted. */
const FLOOR = 1e-5;
/**
 * A wave this many times as strong as the noise of rounding is half believed: the noise of a single frame exceeds its mean by 7 once in a
 * thousand, and few bits leave it uneven.
 */
const OVER_ROUNDING = 16;

/**
 * Two half-band filters bring 44.1 kHz to 11,025 Hz. Each is a sinc under a Hann window; only odd taps differ from zero, and the
 * middle one is ½. The first must only keep what folds below 4.4 kHz away (above 17.6 kHz), so it is short.
 */
const FIRST = designHalfBand(5);
const SECOND = designHalfBand(12);

/** Taps at distances 1, 3, 5 … of a half-band filter, scaled so that a constant passes unchanged. */
function designHalfBand(pairs: number): Float64Array {
  const taps = Float64Array.from({ length: pairs }, (_, index) => {
    const k = 2 * index + 1;
    const cosine = cos((PI / 2) * (k / (2 * pairs)));
    return ((index % 2 === 0 ? 1 : -1) / (PI * k)) * cosine * cosine;
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => (0.25 * tap) / sum);
}

/** Halves the sample rate: output `n` stands at input `2n + reach(taps)`, where the filter first fits. */
function halve(input: Float64Array, taps: Float64Array, length: number): Float64Array {
  const output = new Float64Array(length);
  const middle = reach(taps);
  for (let n = 0; n < length; n++) {
    const at = 2 * n + middle;
    let sum = 0.5 * (input[at] as number);
    for (let i = 0, k = 1; i < taps.length; i++, k += 2)
      sum += (taps[i] as number) * ((input[at - k] as number) + (input[at + k] as number));
    output[n] = sum;
  }
  return output;
}

function reach(taps: Float64Array): number {
  return 2 * taps.length - 1;
}

/** Mono at the low rate: index `n` stands at frame 4n of the PCM; outside the PCM all is silence. */
export function decimate({ left, right }: StereoPcm, from: number, length: number): Float64Array {
  const halfLength = 2 * length + 2 * reach(SECOND);
  const first = DECIMATION * from - 2 * reach(SECOND) - reach(FIRST);
  const mono = new Float64Array(2 * halfLength + 2 * reach(FIRST));
  const end = Math.min(mono.length, left.length - first);
  for (let i = Math.max(0, -first); i < end; i++)
    mono[i] = 0.5 * ((left[first + i] as number) + (right[first + i] as number));
  return halve(halve(mono, FIRST, halfLength), SECOND, length);
}

/**
 * The phase weight of a power p: p^−(1/4 + 1/16 + 1/32), which divides a magnitude by its own 0.69th power. Square roots are exact and cheap.
 */
function weigh(power: number): number {
  const fourth = sqrt(sqrt(power));
  const sixteenth = sqrt(sqrt(fourth));
  return 1 / (fourth * sixteenth * sqrt(sixteenth));
}

/** @param noise power of a bin that rounding put there */
function flatten(re: Float64Array, im: Float64Array, noise: number): void {
  const low = Math.ceil((LOW_HZ * FRAME) / ANCHOR_RATE);
  const high = Math.floor((HIGH_HZ * FRAME) / ANCHOR_RATE);
  let total = 0;
  for (let k = low; k <= high; k++)
    total += (re[k] as number) * (re[k] as number) + (im[k] as number) * (im[k] as number);
  const floor = (FLOOR * total) / (high - low + 1);
  const doubt = OVER_ROUNDING * noise;
  for (let k = 0; k < re.length; k++) {
    const power = (re[k] as number) * (re[k] as number) + (im[k] as number) * (im[k] as number);
    // What may be noise counts as much as it is believed (Wiener); without noise that is a factor of one.
    const weight = k < low || k > high || power === 0 ? 0 : weigh(power + floor) * (power / (power + doubt));
    re[k] = (re[k] as number) * weight;
    im[k] = (im[k] as number) * weight;
  }
}

/**
 * The signal on which anchors are taken and looked for: mono, 11,025 Hz, 50 – 4,400 Hz, each short spectrum divided by the 0.69th power of
 * its magnitudes (phase-weighted, as in the generalised cross-correlation of Knapp and Carter 1976, with a gentler exponent). All steps
 * are of zero phase, so no delay is added; gain, equalisation and compression mostly cancel.
 *
 * Frames lie on multiples of 512 from the recording's start, so any segment gives the values that the whole would.
 *
 * @param from first index at the low rate; may be negative
 * @param rounding power of the noise that rounding put into the sound (`rounding.ts`)
 */
export function anchorSignal(pcm: StereoPcm, from: number, length: number, rounding = 0): Float32Array {
  const stft = new Stft(FRAME, HOP, 'sine');
  const origin = Math.floor(from / HOP) * HOP - HOP;
  const frames = Math.ceil((from + length - origin) / HOP);
  const input = decimate(pcm, origin, frames * HOP + HOP);
  const output = new Float32Array(input.length);
  const re = new Float64Array(stft.bins);
  const im = new Float64Array(stft.bins);
  // White noise keeps a quarter of its power at a quarter of the rate; a sine window passes half of a frame's.
  const noise = ((rounding / DECIMATION) * FRAME) / 2;
  for (let frame = 0; frame < frames; frame++) {
    stft.analyse(input, frame * HOP, re, im);
    flatten(re, im, noise);
    stft.synthesise(re, im, output, frame * HOP);
  }
  return output.slice(from - origin, from - origin + length);
}
