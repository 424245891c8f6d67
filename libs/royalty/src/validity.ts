/** From an instant, up to just before another; `null` without that end. */
export interface Validity {
  readonly from: Date | null;
  readonly to: Date | null;
}

export const hasBegun = (of: Validity, at: Date): boolean =>
  of.from === null || of.from.getTime() <= at.getTime();
export const hasEnded = (of: Validity, at: Date): boolean =>
  of.to !== null && of.to.getTime() <= at.getTime();
export const isCurrent = (of: Validity, at: Date): boolean => hasBegun(of, at) && !hasEnded(of, at);

/** Of the versions of each id, the highest alone. */
export function latestVersions<T extends { readonly id: string; readonly version: number }>(
  all: Iterable<T>,
): T[] {
  const latest = new Map<string, T>();
  for (const one of all) {
    const known = latest.get(one.id);
    if (known === undefined || one.version > known.version) latest.set(one.id, one);
  }
  return [...latest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
