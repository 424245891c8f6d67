import type { SourceProgress } from './source.protocol.ts';

type Stage = SourceProgress['stage'];

/** Part of the whole that each stage ends at: separation takes nearly all of the time. */
const STAGE_SPAN: Record<Stage, readonly [number, number]> = {
  reading: [0, 0.1],
  aligning: [0.1, 0.2],
  separating: [0.2, 1],
};
const LEAST_MS_BETWEEN = 100;
/** An estimate before this much of a stage is done would jump about. */
const LEAST_DONE = 0.02;

/** Turns the progress of stages into one bar and an estimate, some ten times a second at most. */
export class ProgressEstimate {
  readonly #report: (progress: SourceProgress) => void;
  readonly #now: () => number;
  #stage: Stage | null = null;
  #stageStartedAt = 0;
  #reportedAt = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds of a clock that never goes back */
  constructor(report: (progress: SourceProgress) => void, now: () => number) {
    this.#report = report;
    this.#now = now;
  }

  /** @param part how much of the stage is done, 0 to 1 */
  at(stage: Stage, part: number): void {
    const now = this.#now();
    if (stage !== this.#stage) {
      this.#stage = stage;
      this.#stageStartedAt = now;
    } else if (now - this.#reportedAt < LEAST_MS_BETWEEN && part < 1) {
      return;
    }
    this.#reportedAt = now;
    const [from, to] = STAGE_SPAN[stage];
    const bounded = Math.min(1, Math.max(0, part));
    const elapsed = now - this.#stageStartedAt;
    const secondsLeft =
      stage === 'separating' && bounded >= LEAST_DONE ? (elapsed * (1 / bounded - 1)) / 1000 : null;
    this.#report({ stage, done: from + (to - from) * bounded, secondsLeft });
  }
}
