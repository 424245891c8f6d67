const LONGEST_PAUSE_MS = 3_600_000;

/** When to try again: after twice as long each time, up to an hour, for as long as it takes. */
export function backoff(at: Date, firstMs: number, failures: number): Date {
  return new Date(at.getTime() + Math.min(LONGEST_PAUSE_MS, firstMs * 2 ** Math.min(failures, 20)));
}
