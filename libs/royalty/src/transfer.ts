import type { Ppm } from './quantity.ts';
import { ppm } from './quantity.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';
import type { Validity } from './validity.ts';

/** A part of a right for a time. */
export interface Holding extends Validity {
  readonly ppm: Ppm;
}

/** What becomes of a share of which a part goes to somebody else at an instant. */
export interface Transferred {
  /** The old share, up to that instant. */
  readonly ended: Holding;
  /** What the old holder keeps from then on; `null` when all of it went. */
  readonly kept: Holding | null;
  /** What the new holder has from then on. */
  readonly moved: Holding;
}

export type TransferFault = 'TRANSFER_PPM' | 'TRANSFER_TOO_EARLY' | 'TRANSFER_TOO_LATE';

/**
 * Parts a share at an instant. At every instant the parts sum to what the share was: nothing is gained or lost, and
 * no part outlives the share.
 *
 * @param part in ppm of the whole right, not of the share.
 */
export function transferShare(share: Holding, part: bigint, at: Date): Parsed<Transferred, TransferFault> {
  if (part < 1n || part > share.ppm)
    return refused('TRANSFER_PPM', `must be 1 to ${share.ppm} ppm, which is what the share holds`);
  if (share.from !== null && at < share.from)
    return refused('TRANSFER_TOO_EARLY', 'is before the share begins');
  if (share.to !== null && at >= share.to)
    return refused('TRANSFER_TOO_LATE', 'is after the share has ended');
  const { to } = share;
  const rest = share.ppm - part;
  return accepted({
    ended: { ...share, to: at },
    kept: rest === 0n ? null : { ppm: ppm(rest), from: at, to },
    moved: { ppm: ppm(part), from: at, to },
  });
}
