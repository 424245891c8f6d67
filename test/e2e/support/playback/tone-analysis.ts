/**
 * The most that is left of a signal after tones of these frequencies are predicted from the samples before: next to nothing while
 * they run on, at least the height of the step where one of them breaks off or jumps.
 */
export function unpredicted(
  samples: readonly number[],
  frequencies: readonly number[],
  rate: number,
): number {
  let rest = [...samples];
  for (const hz of frequencies) {
    const turn = 2 * Math.cos((2 * Math.PI * hz) / rate);
    rest = rest.map((value, i) => (i < 2 ? 0 : value - turn * rest[i - 1]! + rest[i - 2]!));
  }
  return rest.slice(2 * frequencies.length).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

const WINDOW = 882;
const HOP = WINDOW / 2;

/** Amplitude of one frequency in overlapping windows of 882 frames (20 ms at 44.1 kHz, Hann), by correlation with it. */
export function amplitudes(samples: readonly number[], hz: number, rate: number): number[] {
  const windows: number[] = [];
  for (let from = 0; from + WINDOW <= samples.length; from += HOP) {
    let re = 0;
    let im = 0;
    for (let i = 0; i < WINDOW; i++) {
      const weighted = samples[from + i]! * (1 - Math.cos((2 * Math.PI * i) / WINDOW));
      re += weighted * Math.cos((2 * Math.PI * hz * i) / rate);
      im += weighted * Math.sin((2 * Math.PI * hz * i) / rate);
    }
    windows.push((2 * Math.hypot(re, im)) / WINDOW);
  }
  return windows;
}

/** Frames until a tone has come or gone, counted to the end of the window in which it has. */
export function framesUntil(windows: readonly number[], is: (amplitude: number) => boolean): number {
  const index = windows.findIndex(is);
  return index < 0 ? Infinity : index * HOP + WINDOW;
}
