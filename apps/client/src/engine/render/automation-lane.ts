import type { AutomationPoint } from '@flipside/recipe';

/** Reads an automation lane forwards; going back is allowed and costs a search. */
export class AutomationLane {
  private index = 0;

  private readonly points: readonly AutomationPoint[];

  constructor(points: readonly AutomationPoint[]) {
    this.points = points;
  }

  /**
   * Value at a beat: the first point's before it, the last one's after it, and between two points a straight line or
   * the earlier value, as the earlier point says.
   */
  at(beat: number): number {
    const { points } = this;
    if ((points[this.index]?.[0] ?? 0) > beat) this.index = 0;
    while (this.index + 1 < points.length && (points[this.index + 1]?.[0] ?? 0) <= beat) this.index++;
    const here = points[this.index];
    if (here === undefined) return 0;
    const next = points[this.index + 1];
    if (next === undefined || here[2] === 'hold' || beat <= here[0]) return here[1];
    return here[1] + ((next[1] - here[1]) * (beat - here[0])) / (next[0] - here[0]);
  }
}
