import { TAU, exp2, sin } from '../dsp/math.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';

const { floor, imul, round } = Math;

const TABLE_SIZE = 1 << 15;
const TABLE = Float64Array.from({ length: TABLE_SIZE }, (_, i) => sin((TAU * i) / TABLE_SIZE));

/** Sine of a phase in turns, to about 10⁻⁴: tests render minutes of tones. */
export function sineOfTurns(turns: number): number {
  return TABLE[floor((turns - floor(turns)) * TABLE_SIZE)] as number;
}

/** A click track: short noise bursts at the given seconds, every fourth one louder. */
export function clicksAt(seconds: readonly number[], duration: number): StereoPcm {
  const left = new Float32Array(round(duration * SAMPLE_RATE));
  let state = 1;
  for (const [k, second] of seconds.entries()) {
    const start = round(second * SAMPLE_RATE);
    let level = k % 4 === 0 ? 0.9 : 0.4;
    for (let i = 0; i < 600 && start + i < left.length; i++) {
      state = (imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      left[start + i] = level * (state / 2_147_483_648 - 1);
      level *= 0.99;
    }
  }
  return { left, right: left.slice() };
}

/** Chords of MIDI keys, one after the other, each with six falling partials. */
export function chords(progression: readonly (readonly number[])[], secondsEach: number): StereoPcm {
  const frames = round(secondsEach * SAMPLE_RATE);
  const fall = 1 - 2 / frames;
  const left = new Float32Array(frames * progression.length);
  for (const [position, keys] of progression.entries()) {
    for (const key of keys) {
      const hz = 440 * exp2((key - 69) / 12);
      for (let partial = 1; partial <= 6; partial++) {
        let level = 0.1 / (partial * partial);
        for (let i = 0; i < frames; i++) {
          const at = position * frames + i;
          left[at] = (left[at] as number) + level * sineOfTurns((hz * partial * i) / SAMPLE_RATE);
          level *= fall;
        }
      }
    }
  }
  return { left, right: left.slice() };
}
