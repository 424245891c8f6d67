import type { FrameRange } from './separator.ts';

/**
 * Order in which the blocks of a recording are separated: those that the regions touch first, in the regions' order,
 * then the others from the start.
 *
 * @returns every block exactly once; together they cover `[0, length)`
 * @throws RangeError for a region that is not `0 ≤ from ≤ to`
 */
export function planBlocks(length: number, blockSize: number, regions: readonly FrameRange[]): FrameRange[] {
  const count = Math.ceil(length / blockSize);
  const order = new Set<number>();
  for (const { from, to } of regions) {
    if (!(from >= 0 && to >= from)) throw new RangeError(`No such region: ${String(from)}–${String(to)}`);
    if (to === from) continue;
    const last = Math.min(count - 1, Math.floor((to - 1) / blockSize));
    for (let block = Math.floor(from / blockSize); block <= last; block++) order.add(block);
  }
  for (let block = 0; block < count; block++) order.add(block);
  return Array.from(order, (block) => ({
    from: block * blockSize,
    to: Math.min(length, (block + 1) * blockSize),
  }));
}
