import { cos, exp2, sin, TAU } from '../dsp/math.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { createNoise } from './music.fixture.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { ceil, floor, max, min, round } = Math;

/**
 * Music that no limit was ever fitted to: plucked strings, reeds, a sung line and drums that never hit twice alike, at tempi, keys and
 * metres of their own. `music.fixture.ts` and the demo library are what limits were set on.
 */
export interface HeldOutPiece {
  readonly mix: StereoPcm;
  readonly voice: StereoPcm;
  readonly band: StereoPcm;
}

export interface HeldOutOptions {
  /** Level of the voice against the band, in dB. */
  readonly voiceDb?: number;
  /** Another take of the same notes; 0 is the recording. */
  readonly take?: number;
}

const SCALES = [
  [0, 2, 3, 5, 7, 8, 10],
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 9, 10],
];
const TURNS = [
  [0, 5, 3, 4],
  [0, 3, 4, 4],
  [0, 4, 5, 3],
  [5, 3, 0, 4],
];
/** Formants of three vowels, in hertz. */
const VOWELS = [
  [730, 1090],
  [300, 2200],
  [520, 920],
];

const hertz = (key: number): number => 440 * exp2((key - 69) / 12);

class Desk {
  readonly left: Float32Array;
  readonly right: Float32Array;

  constructor(frames: number) {
    this.left = new Float32Array(frames);
    this.right = new Float32Array(frames);
  }

  add(at: number, sound: Float32Array, gain: number, pan: number): void {
    const start = round(at * SAMPLE_RATE);
    const end = min(sound.length, this.left.length - start);
    for (let i = max(0, -start); i < end; i++) {
      const value = gain * (sound[i] ?? 0);
      this.left[start + i] = (this.left[start + i] ?? 0) + value * (1 - pan);
      this.right[start + i] = (this.right[start + i] ?? 0) + value * (1 + pan);
    }
  }
}

/** A plucked string (Karplus and Strong 1983): noise that runs round a delay line and loses its edge. */
function pluck(hz: number, seconds: number, noise: () => number): Float32Array {
  const length = ceil(SAMPLE_RATE / hz);
  const line = Float32Array.from({ length }, noise);
  const out = new Float32Array(floor(seconds * SAMPLE_RATE));
  for (let i = 0; i < out.length; i++) {
    const at = i % length;
    out[i] = line[at] ?? 0;
    line[at] = 0.498 * ((line[at] ?? 0) + (line[(at + 1) % length] ?? 0));
  }
  return out;
}

/** A resonance at `hz`, as a two-pole filter. */
function resonate(input: Float32Array, hz: number, width: number): Float32Array {
  const radius = exp2((-4.53 * width) / SAMPLE_RATE);
  const turn = 2 * radius * cos((TAU * hz) / SAMPLE_RATE);
  let [before, now] = [0, 0];
  return input.map((value) => {
    const next = (1 - radius) * value + turn * now - radius * radius * before;
    [before, now] = [now, next];
    return next;
  });
}

/** A sung note: a saw with vibrato through two formants and some breath. */
function sing(hz: number, seconds: number, vowel: number, noise: () => number): Float32Array {
  let phase = 0;
  const source = Float32Array.from({ length: floor(seconds * SAMPLE_RATE) }, (_, i) => {
    const t = i / SAMPLE_RATE;
    phase += (hz * (1 + 0.008 * sin(TAU * 5.3 * t))) / SAMPLE_RATE;
    return (phase % 1) - 0.5 + 0.05 * noise();
  });
  const [first = 500, second = 1500] = VOWELS[vowel % VOWELS.length] ?? [];
  const low = resonate(source, first, 90);
  const high = resonate(source, second, 140);
  return low.map((value, i) => {
    const t = i / source.length;
    return (value + 0.7 * (high[i] ?? 0)) * min(1, 30 * t) * min(1, 8 * (1 - t)) * 6;
  });
}

function hit(seconds: number, hz: number, bright: number, noise: () => number): Float32Array {
  let smooth = 0;
  return Float32Array.from({ length: floor(seconds * SAMPLE_RATE) }, (_, i) => {
    const t = i / (seconds * SAMPLE_RATE);
    smooth += bright * (noise() - smooth);
    const fade = (1 - t) * (1 - t);
    return fade * (hz > 0 ? sin((TAU * hz * i) / SAMPLE_RATE + 4 * fade) : 0) + fade * fade * smooth * 0.8;
  });
}

const loudness = ({ left, right }: Desk): number => {
  let sum = 1e-9;
  for (const side of [left, right]) for (const value of side) sum += value * value;
  return Math.sqrt(sum / left.length);
};

function scaled({ left, right }: StereoPcm, gain: number): StereoPcm {
  return { left: left.map((value) => value * gain), right: right.map((value) => value * gain) };
}

/** A piece of the held-out material: the same seed gives the same notes, and with the same take the same sound. */
export function heldOutPiece(
  seconds: number,
  seed: number,
  { voiceDb = 0, take = 0 }: HeldOutOptions = {},
): HeldOutPiece {
  const notes = createNoise(7919 * seed + 13);
  const player = createNoise(104_729 * seed + 31 * take + 5);
  const frames = round(seconds * SAMPLE_RATE);
  const [band, voice] = [new Desk(frames), new Desk(frames)];
  const pick = (count: number): number => floor(((notes() + 1) / 2) * count) % count;
  const beat = 60 / (84 + 7 * (seed % 9));
  const metre = seed % 3 === 0 ? 3 : 4;
  const scale = SCALES[seed % SCALES.length] ?? [];
  const turns = TURNS[(seed >> 1) % TURNS.length] ?? [];
  const root = 45 + ((seed * 5) % 12);
  const key = (degree: number): number => root + (scale[degree % 7] ?? 0) + 12 * floor(degree / 7);
  for (let count = 0; count * beat < seconds; count++) {
    const late = (): number => 0.012 * player();
    const at = count * beat;
    const chord = turns[floor(count / metre) % turns.length] ?? 0;
    for (const [index, step] of [0, 2, 4].entries())
      band.add(
        at + 0.03 * index + late(),
        pluck(hertz(key(chord + step) + 12), beat * 1.8, player),
        0.16,
        0.4 * index - 0.4,
      );
    if (count % metre === 0) band.add(at + late(), pluck(hertz(key(chord) - 12), beat * 2.5, player), 0.4, 0);
    if (count % metre === 0) band.add(at + late(), hit(0.22, 62, 0.05, player), 0.5, 0);
    else if (count % 2 === 1) band.add(at + late(), hit(0.16, 190, 0.5, player), 0.3, 0.1);
    band.add(at + beat / 2 + late(), hit(0.06, 0, 0.9, player), 0.25, -0.2);
    const rests = pick(8) === 0;
    const degree = 7 + chord + pick(5);
    if (!rests)
      voice.add(at + late(), sing(hertz(key(degree)), beat * (1 + pick(2)), pick(3), player), 0.3, 0);
  }
  const gain = (exp2(voiceDb / 6.0206) * loudness(band)) / loudness(voice);
  const sung = scaled(voice, gain);
  const all = {
    left: band.left.map((value, i) => value + (sung.left[i] ?? 0)),
    right: band.right.map((value, i) => value + (sung.right[i] ?? 0)),
  };
  let peak = 1e-9;
  for (const value of all.left) peak = max(peak, value, -value);
  for (const value of all.right) peak = max(peak, value, -value);
  const level = 0.9 / peak;
  return { mix: scaled(all, level), voice: scaled(sung, level), band: scaled(band, level) };
}
