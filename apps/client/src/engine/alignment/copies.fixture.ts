import { decodeAudio } from '../decode/decode-audio.ts';
import { encodeWav } from '../decode/encode.fixture.ts';
import { BiquadCascade, designBiquad } from '../dsp/biquad.ts';
import { cos, exp2, PI, sin } from '../dsp/math.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { createNoise } from './music.fixture.ts';

const { abs, floor, max, min, round, sqrt } = Math;

export function map(pcm: StereoPcm, change: (value: number) => number): StereoPcm {
  return { left: pcm.left.map(change), right: pcm.right.map(change) };
}

/** Plays faster by linear interpolation, which is enough: the sound only has to move. */
export function playFaster({ left, right }: StereoPcm, ratio: number): StereoPcm {
  const stretch = (channel: Float32Array): Float32Array =>
    Float32Array.from({ length: floor(channel.length / ratio) }, (_, i) => {
      const at = floor(i * ratio);
      const rest = i * ratio - at;
      return (channel[at] ?? 0) * (1 - rest) + (channel[at + 1] ?? 0) * rest;
    });
  return { left: stretch(left), right: stretch(right) };
}

/** Equalises as a mastering engineer would: bass and treble up, middle down. */
export function equalise({ left, right }: StereoPcm, strength = 1): StereoPcm {
  const sides = [Float64Array.from(left), Float64Array.from(right)] as const;
  for (const [type, hz, gainDb] of [
    ['lowShelf', 150, 4],
    ['peaking', 2500, -3],
    ['highShelf', 6000, 5],
  ] as const)
    new BiquadCascade([designBiquad(type, hz, 0.8, gainDb * strength, SAMPLE_RATE)]).process(...sides);
  return { left: Float32Array.from(sides[0]), right: Float32Array.from(sides[1]) };
}

/** x / √(1 + x²): the soft knee of a clipper. */
const soften = (value: number): number => value / sqrt(1 + value * value);

/** A remaster: equalised, peaks squeezed, louder. */
export function remaster(pcm: StereoPcm): StereoPcm {
  return map(equalise(pcm), (value) => soften(2.4 * value) * 0.9);
}

/** A compressor of 4 : 1 above −24 dB with a release of 150 ms, and make-up gain: levels breathe. */
export function compress({ left, right }: StereoPcm): StereoPcm {
  const out = { left: new Float32Array(left.length), right: new Float32Array(left.length) };
  let envelope = 0;
  for (let i = 0; i < left.length; i++) {
    const level = max(abs(left[i] ?? 0), abs(right[i] ?? 0));
    envelope = level > envelope ? envelope + 0.02 * (level - envelope) : envelope * 0.99985;
    // (level / threshold)^(−3/4) above the threshold.
    const over = max(1, envelope / 0.063);
    const gain = 2 / (sqrt(over) * sqrt(sqrt(over)));
    out.left[i] = max(-1, min(1, (left[i] ?? 0) * gain));
    out.right[i] = max(-1, min(1, (right[i] ?? 0) * gain));
  }
  return out;
}

export function addNoise(pcm: StereoPcm, gain: number): StereoPcm {
  const noise = createNoise(77);
  return map(pcm, (value) => value + gain * noise());
}

export const gainDb = (pcm: StereoPcm, decibels: number): StereoPcm =>
  map(pcm, (value) => max(-1, min(1, value * exp2(decibels / 6.0206))));

export const invert = (pcm: StereoPcm): StereoPcm => map(pcm, (value) => -value);

export function toMono({ left, right }: StereoPcm): StereoPcm {
  const mono = left.map((value, i) => 0.5 * (value + (right[i] ?? 0)));
  return { left: mono, right: mono.slice() };
}

/** Side signal times `width`. */
export function widen({ left, right }: StereoPcm, width: number): StereoPcm {
  const side = (i: number): number => 0.5 * width * ((left[i] ?? 0) - (right[i] ?? 0));
  const middle = (i: number): number => 0.5 * ((left[i] ?? 0) + (right[i] ?? 0));
  return { left: left.map((_, i) => middle(i) + side(i)), right: right.map((_, i) => middle(i) - side(i)) };
}

/** What is left of a mix without one of its stems. */
export function without(mix: StereoPcm, stem: StereoPcm, gain = 1): StereoPcm {
  return {
    left: mix.left.map((value, i) => value - gain * (stem.left[i] ?? 0)),
    right: mix.right.map((value, i) => value - gain * (stem.right[i] ?? 0)),
  };
}

const KERNEL = 32;

/** Kernels of a windowed sinc for every phase that occurs between 44.1 kHz and `rate`: not the resampler under test. */
function kernels(rate: number): { up: number; down: number; table: Float64Array } {
  const divisor =
    [22_050, 4410, 300, 100].find((number) => rate % number === 0 && SAMPLE_RATE % number === 0) ?? 1;
  const up = rate / divisor;
  const table = new Float64Array(up * KERNEL);
  const band = min(1, rate / SAMPLE_RATE);
  for (let phase = 0; phase < up; phase++)
    for (let k = 0; k < KERNEL; k++) {
      const x = PI * (phase / up - (k - KERNEL / 2 + 1));
      const sinc = abs(x) < 1e-9 ? band : sin(band * x) / x;
      table[phase * KERNEL + k] = sinc * (0.5 + 0.5 * cos(x / (KERNEL / 2)));
    }
  return { up, down: SAMPLE_RATE / divisor, table };
}

/** The recording at another sample rate, as a shop that sells 48 kHz has it. */
export function atRate(pcm: StereoPcm, rate: number): StereoPcm {
  const { up, down, table } = kernels(rate);
  const [left, right] = [pcm.left, pcm.right].map((channel) =>
    Float32Array.from({ length: floor((channel.length * up) / down) }, (_, i) => {
      const whole = floor((i * down) / up);
      const row = ((i * down) % up) * KERNEL;
      let sum = 0;
      for (let k = 0; k < KERNEL; k++)
        sum += (table[row + k] ?? 0) * (channel[whole + k - KERNEL / 2 + 1] ?? 0);
      return sum;
    }),
  );
  return { left: left ?? new Float32Array(0), right: right ?? new Float32Array(0) };
}

/** Through a WAV file of another sample rate. */
export function throughRate(pcm: StereoPcm, rate: number): Promise<StereoPcm> {
  const { left, right } = atRate(pcm, rate);
  return decodeAudio(encodeWav([left, right], { rate, bits: 24 }));
}

/** A concert of the same piece: a room that rings, and people. */
export function inAHall(pcm: StereoPcm): StereoPcm {
  const crowd = createNoise(91);
  const ring = (channel: Float32Array, taps: readonly number[]): Float32Array =>
    channel.map(
      (value, i) =>
        0.7 * value +
        0.02 * crowd() +
        taps.reduce((sum, tap, n) => sum + (0.35 / (n + 1)) * (channel[i - tap] ?? 0), 0),
    );
  return {
    left: ring(pcm.left, [1300, 2111, 3571, 5003].map(round)),
    right: ring(pcm.right, [1409, 2203, 3413, 5209].map(round)),
  };
}
