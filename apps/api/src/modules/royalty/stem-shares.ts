import { apportion } from '@flipside/royalty';
import type { Weight } from '@flipside/royalty';

const WHOLE_PPM = 1_000_000n;

/** Parts of a whole by stem time, largest first; none when no stem was heard. */
export function stemShares(weights: readonly Weight[]): { stem: string; ppm: number }[] {
  const shared = apportion(WHOLE_PPM, weights);
  const parts = shared.ok ? shared.parts : [];
  return parts
    .filter(({ amount }) => amount > 0n)
    .map(({ id, amount }) => ({ stem: id, ppm: Number(amount) }))
    .sort((a, b) => b.ppm - a.ppm);
}
