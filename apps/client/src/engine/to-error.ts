/** What was thrown, as an error: anything may be. */
export const toError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error(String(reason));
