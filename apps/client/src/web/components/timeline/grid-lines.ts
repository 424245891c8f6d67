/** How far apart the lines of the grid, and the numbers above it, stand at one zoom. In beats. */
export interface GridSteps {
  readonly minor: number;
  readonly major: number;
  readonly label: number;
}

const LEAST_MINOR_PX = 16;
const LEAST_LABEL_PX = 44;

/** Lines no closer than can be told apart: parts of a beat, beats, bars, then powers of two of bars. */
export function gridSteps(pxPerBeat: number, barBeats: number): GridSteps {
  const bars = [1, 2, 4, 8, 16, 32, 64, 128, 256].map((count) => count * barBeats);
  const steps = [0.25, 0.5, 1, ...bars];
  const coarsest = bars.at(-1) ?? barBeats;
  const minor = steps.find((step) => step * pxPerBeat >= LEAST_MINOR_PX) ?? coarsest;
  const major = bars.find((step) => step >= minor * 2) ?? coarsest;
  const label = bars.find((step) => step * pxPerBeat >= LEAST_LABEL_PX) ?? coarsest;
  return { minor, major: minor < barBeats ? barBeats : major, label };
}
