/** Something that takes up room and can be made again. */
export interface Evictable {
  readonly key: string;
  readonly bytes: number;
  readonly usedAt: number;
}

export interface Room {
  /** Bytes about to be written. */
  readonly needed: number;
  /** Bytes that everything kept may take up together. */
  readonly budget: number;
  /** Keys in use now: never thrown out. */
  readonly inUse: ReadonlySet<string>;
}

/** The part of what the browser grants that stems may fill: the rest is for recipes, drafts and receipts. */
const SHARE_OF_QUOTA = 0.6;
/** No more than this even on a large disk: stems can be made again. */
const MOST_BYTES = 24e9;

/**
 * Bytes that cached stems may fill.
 *
 * @param quota bytes the browser grants this origin; absent where it does not say
 * @param otherBytes bytes this origin uses for anything else
 */
export function stemBudget(quota: number | undefined, otherBytes: number): number {
  if (quota === undefined) return MOST_BYTES;
  return Math.max(0, Math.min(MOST_BYTES, Math.floor(quota * SHARE_OF_QUOTA) - otherBytes));
}

/**
 * What must go, longest unused first, so that `needed` fits; as little as possible. Null when it cannot fit even
 * after everything not in use has gone: then nothing should be thrown out for it.
 */
export function planEviction(kept: readonly Evictable[], room: Room): readonly string[] | null {
  let total = kept.reduce((sum, { bytes }) => sum + bytes, 0) + room.needed;
  const gone: string[] = [];
  for (const { key, bytes } of [...kept].sort((a, b) => a.usedAt - b.usedAt || (a.key < b.key ? -1 : 1))) {
    if (total <= room.budget) break;
    if (room.inUse.has(key)) continue;
    gone.push(key);
    total -= bytes;
  }
  return total <= room.budget ? gone : null;
}
