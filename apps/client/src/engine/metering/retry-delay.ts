const FIRST_MS = 5000;
const LONGEST_MS = 60 * 60 * 1000;

/**
 * Wait before the next attempt: doubling from five seconds to an hour, with up to a quarter taken off so that
 * devices that lost the same instance do not all come back in the same second.
 *
 * @param failures attempts that failed so far, at least 1
 * @param random 0 ≤ random < 1
 */
export function retryDelayMs(failures: number, random: number): number {
  // 5 s doubled ten times is past an hour; the bound keeps the shift within an int32.
  const doubled = FIRST_MS * (1 << Math.min(failures - 1, 10));
  return Math.round(Math.min(LONGEST_MS, doubled) * (1 - random / 4));
}
