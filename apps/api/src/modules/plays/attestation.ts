/** Providers at which a listener has an account: making many of them costs something. */
const KNOWS_ITS_LISTENER: ReadonlySet<string> = new Set(['tidal', 'soundcloud', 'beatport']);

/**
 * How much of what was heard came from providers that know the listener, in permille by time. A client says so of itself: it is a
 * score that helps an operator to look at the right plays first, and decides nothing.
 */
export function attestedPermille(
  sources: readonly { readonly provider: string; readonly heardMs: number }[],
): number {
  const total = sources.reduce((sum, { heardMs }) => sum + heardMs, 0);
  const known = sources
    .filter(({ provider }) => KNOWS_ITS_LISTENER.has(provider))
    .reduce((sum, { heardMs }) => sum + heardMs, 0);
  return total === 0 ? 0 : Math.floor((known * 1_000) / total);
}
