import { accounts } from './account.ts';
import type { Account } from './account.ts';
import { fork } from './allocation.fork.ts';
import type { Fork } from './allocation.fork.ts';
import type { LineBasis, RightsShare, SourceRights, Way } from './allocation.types.ts';
import { apportion, inOrder } from './apportion.ts';
import { WHOLE_PPM } from './quantity.ts';

interface Destination {
  readonly id: string;
  readonly weight: bigint;
  readonly account: Account;
  readonly basis: LineBasis;
  readonly partyId: string | null;
  readonly sharePpm: bigint;
}

const sum = (shares: readonly RightsShare[]): bigint =>
  shares.reduce((total, share) => total + share.ppm, 0n);

function suspended(right: SourceRights, basis: LineBasis, weight: bigint): Destination {
  const kind = right.side === 'MASTER' ? 'recording' : 'work';
  const account = accounts.suspense(`${kind}:${right.subjectId}`);
  // The id cannot meet a share's: those are prefixed.
  return { id: `suspense:${basis}`, weight, account, basis, partyId: null, sharePpm: weight };
}

function paid(share: RightsShare): Destination {
  // A party of another instance is none of this one's: its money goes through that instance.
  if (share.owed !== undefined)
    return {
      ...{ id: `share:${share.shareId}`, weight: share.ppm, account: accounts.owed(share.owed) },
      ...{ basis: 'PEER', partyId: null, sharePpm: share.ppm },
    };
  return {
    id: `share:${share.shareId}`,
    weight: share.ppm,
    account: accounts.payable(share.partyId),
    basis: 'SHARE',
    partyId: share.partyId,
    sharePpm: share.ppm,
  };
}

/** What the undisputed owners leave is all that a dispute can be about, however much is claimed of it. */
function held(disputed: readonly RightsShare[], open: bigint): Destination[] {
  const claimed = sum(disputed);
  const weights = disputed.map((share) => ({ id: share.shareId, weight: share.ppm }));
  const scaled = claimed > open ? apportion(open, weights) : null;
  const parts = new Map(scaled?.ok === true ? scaled.parts.map((part) => [part.id, part.amount]) : []);
  return disputed.flatMap((share) =>
    share.disputeId === null
      ? []
      : [
          {
            id: `share:${share.shareId}`,
            weight: scaled === null ? share.ppm : (parts.get(share.shareId) ?? 0n),
            account: accounts.held(share.disputeId),
            basis: 'DISPUTED' as const,
            partyId: share.partyId,
            sharePpm: share.ppm,
          },
        ],
  );
}

function destinations(right: SourceRights): Destination[] {
  if (!right.isCleared) return [suspended(right, 'UNCLEARED', WHOLE_PPM)];
  const agreed = right.shares.filter((share) => share.disputeId === null);
  const disputed = right.shares.filter((share) => share.disputeId !== null);
  const open = WHOLE_PPM - sum(agreed);
  if (open < 0n || (open === 0n && sum(disputed) > 0n)) return [suspended(right, 'OVERCLAIMED', WHOLE_PPM)];
  const claims = [...agreed.map(paid), ...held(disputed, open)];
  const rest = WHOLE_PPM - claims.reduce((total, claim) => total + claim.weight, 0n);
  return rest === 0n ? claims : [...claims, suspended(right, 'UNCLAIMED', rest)];
}

/** A way that does not say yet where it ends. */
export type Destined = Omit<Way, 'account' | 'basis'>;

/**
 * How what one subject (a master or a work) earns goes to its owners by ppm. The weights always make a whole, so that
 * nobody's part grows because another's is missing.
 * @param end makes the place at which a way ends; it is asked in the order of the lines.
 */
export function subjectFork(way: Destined, right: SourceRights, end: (way: Way) => number): Fork {
  const targets = destinations(right).filter(({ weight }) => weight > 0n);
  return fork(
    inOrder(targets).map(({ id, weight, account, basis, partyId, sharePpm }) => ({
      id,
      weight,
      to: end({ ...way, subjectId: right.subjectId, account, basis, partyId, sharePpm }),
    })),
  );
}
