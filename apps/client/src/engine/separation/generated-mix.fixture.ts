import { sineOfTurns } from '../analysis/test-tones.fixture.ts';
import { TAU, cos, exp, exp2, sin } from '../dsp/math.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';

const { ceil, floor, imul, max, min, round, sqrt } = Math;

/** What a generated piece is made of; every choice is heard. */
export interface GeneratedPiece {
  readonly seed: number;
  readonly bpm: number;
  /** MIDI key of the tonic, in the bass octave. */
  readonly root: number;
  /** Chord roots in semitones above the tonic, one per bar. */
  readonly progression: readonly number[];
  readonly seconds: number;
  /** Plucked chords instead of held ones. */
  readonly plucked: boolean;
}

export interface GeneratedMix {
  readonly mix: StereoPcm;
  readonly drums: StereoPcm;
  readonly bass: StereoPcm;
  readonly other: StereoPcm;
  readonly vocals: StereoPcm;
}

class Noise {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Uniform in −1 … 1. */
  next(): number {
    this.#state = (imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2_147_483_648 - 1;
  }
}

const hzOf = (key: number) => 440 * exp2((key - 69) / 12);

/** An exponential fall, `rate` nepers per second, asked for sample after sample. */
function decay(rate: number): (i: number) => number {
  const step = exp(-rate / SAMPLE_RATE);
  let level = 1;
  return (i) => (level = i === 0 ? 1 : level * step);
}

function blank(frames: number): StereoPcm {
  return { left: new Float32Array(frames), right: new Float32Array(frames) };
}

/** Adds `voice(i)` for `frames` samples from `start`, panned from −1 (left) to 1 (right). */
function place(
  pcm: StereoPcm,
  start: number,
  frames: number,
  pan: number,
  voice: (i: number) => number,
): void {
  const left = cos(((pan + 1) * TAU) / 8);
  const right = sin(((pan + 1) * TAU) / 8);
  const from = round(start);
  const to = min(pcm.left.length, from + round(frames));
  for (let i = from; i < to; i++) {
    const value = voice(i - from);
    pcm.left[i] = (pcm.left[i] as number) + left * value;
    pcm.right[i] = (pcm.right[i] as number) + right * value;
  }
}

function renderDrums(piece: GeneratedPiece, frames: number, noise: Noise): StereoPcm {
  const pcm = blank(frames);
  const beat = (60 / piece.bpm) * SAMPLE_RATE;
  const beats = ceil(frames / beat);
  for (let b = 0; b < beats; b++) {
    let phase = 0;
    const sweep = decay(38);
    const fall = decay(11);
    if (b % 2 === 0 || noise.next() > 0.7) {
      place(pcm, b * beat, 0.3 * SAMPLE_RATE, 0, (i) => {
        phase += (48 + 130 * sweep(i)) / SAMPLE_RATE;
        return 0.75 * sineOfTurns(phase) * fall(i);
      });
    }
    if (b % 2 === 1) {
      const rattle = decay(22);
      const skin = decay(30);
      place(pcm, b * beat, 0.25 * SAMPLE_RATE, 0.05, (i) => {
        return 0.35 * noise.next() * rattle(i) + 0.25 * sineOfTurns((190 * i) / SAMPLE_RATE) * skin(i);
      });
    }
    for (const half of [0, 0.5]) {
      let last = 0;
      const ring = decay(half === 0 ? 60 : 30);
      place(pcm, (b + half) * beat, 0.12 * SAMPLE_RATE, 0.3, (i) => {
        const white = noise.next();
        const high = white - last;
        last = white;
        return 0.1 * high * ring(i);
      });
    }
  }
  return pcm;
}

function renderBass(piece: GeneratedPiece, frames: number): StereoPcm {
  const pcm = blank(frames);
  const beat = (60 / piece.bpm) * SAMPLE_RATE;
  const pattern = [0, 0, 12, 7, 0, 0, 10, 12];
  for (let step = 0; step * beat * 0.5 < frames; step++) {
    const chord = piece.progression[floor(step / 8) % piece.progression.length] ?? 0;
    const hz = hzOf(piece.root + chord + (pattern[step % 8] ?? 0));
    const falls = Array.from({ length: 8 }, (_, h) => decay(2 + h));
    place(pcm, step * beat * 0.5, beat * 0.45, 0, (i) => {
      const t = i / SAMPLE_RATE;
      let value = 0;
      for (let h = 1; h <= 8; h++) {
        value += (sineOfTurns(hz * h * t) / h) * (falls[h - 1]?.(i) ?? 0);
      }
      return 0.3 * value * min(1, i / 200);
    });
  }
  return pcm;
}

function renderOther(piece: GeneratedPiece, frames: number): StereoPcm {
  const pcm = blank(frames);
  const beat = (60 / piece.bpm) * SAMPLE_RATE;
  const length = piece.plucked ? beat : 4 * beat;
  for (let step = 0; step * length < frames; step++) {
    const bar = floor((step * length) / (4 * beat) + 1e-6);
    const chord = piece.progression[bar % piece.progression.length] ?? 0;
    for (const [voice, interval] of [0, 4, 7, 12].entries()) {
      const hz = hzOf(piece.root + 24 + chord + interval);
      for (const side of [-1, 1]) {
        const detuned = hz * (1 + 0.0018 * side);
        const fall = decay(5);
        place(pcm, step * length, length, side * (0.85 - 0.25 * voice), (i) => {
          const t = i / SAMPLE_RATE;
          let value = 0;
          for (let h = 1; h <= 6; h++)
            value += sineOfTurns(detuned * h * t + 0.16 * (voice + side)) / (h * h);
          const edge = min(1, i / 400, max(0, (length - i) / 800));
          return 0.06 * value * edge * (piece.plucked ? 1.6 * fall(i) : 1);
        });
      }
    }
  }
  return pcm;
}

/** Sung syllables: a glottal pulse train with vibrato and glides, weighted by three formants. */
function renderVocals(piece: GeneratedPiece, frames: number, noise: Noise): StereoPcm {
  const pcm = blank(frames);
  const beat = (60 / piece.bpm) * SAMPLE_RATE;
  const scale = [0, 2, 4, 7, 9, 12, 14];
  const vowels = [
    [730, 1090, 2440],
    [530, 1840, 2480],
    [300, 870, 2240],
    [440, 1020, 2240],
  ];
  let at = 2 * beat;
  let previous = hzOf(piece.root + 31);
  while (at < frames) {
    const length = beat * (0.5 + 0.5 * floor(2.5 + 2 * noise.next()));
    const target = hzOf(piece.root + 24 + (scale[floor(3.5 + 3.4 * noise.next())] ?? 0));
    const vowel = vowels[floor(2 + 1.99 * noise.next())] ?? [];
    const from = previous;
    let phase = 0;
    const glide = decay(18);
    place(pcm, at, length * 0.92, 0, (i) => {
      const t = i / SAMPLE_RATE;
      const vibrato = 1 + 0.012 * sineOfTurns(5.6 * t) * min(1, t * 4);
      const hz = (target + (from - target) * glide(i)) * vibrato;
      phase += hz / SAMPLE_RATE;
      let value = 0;
      for (let h = 1; h * hz < 5000; h++) {
        let weight = 0.04;
        for (const formant of vowel) {
          const distance = (h * hz - formant) / (90 + 0.06 * formant);
          weight += 1 / (1 + distance * distance);
        }
        value += (sineOfTurns(phase * h) * weight) / sqrt(h);
      }
      const edge = min(1, i / 900, max(0, (length * 0.92 - i) / 1500));
      return (0.22 * value + 0.01 * noise.next()) * edge;
    });
    previous = target;
    at += noise.next() > 0.6 ? length + beat : length;
  }
  return pcm;
}

/** Renders a short piece with its true stems; the same description gives the same samples. */
export function generateMix(piece: GeneratedPiece): GeneratedMix {
  const frames = round(piece.seconds * SAMPLE_RATE);
  const noise = new Noise(piece.seed);
  const drums = renderDrums(piece, frames, noise);
  const bass = renderBass(piece, frames);
  const other = renderOther(piece, frames);
  const vocals = renderVocals(piece, frames, noise);
  const mix = blank(frames);
  for (const channel of ['left', 'right'] as const) {
    for (let i = 0; i < frames; i++) {
      mix[channel][i] =
        (drums[channel][i] as number) +
        (bass[channel][i] as number) +
        (other[channel][i] as number) +
        (vocals[channel][i] as number);
    }
  }
  return { mix, drums, bass, other, vocals };
}
