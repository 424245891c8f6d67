import type { ClearanceState, Reason, SideDecision } from '@flipside/royalty';
import { actionFor } from './clearance-action.ts';

export interface ReasonReport {
  readonly code: string;
  readonly isrc: string;
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly party: { readonly id: string; readonly name: string } | null;
  readonly territory: string;
  readonly detail: string;
  /** What a person can do about it. */
  readonly action: string;
}

/** One side of one source, as people are told of it. */
export interface SideReport {
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly state: ClearanceState;
  readonly grantedPpm: number;
  readonly claimedPpm: number;
  readonly title: string | null;
  readonly reasons: ReasonReport[];
}

const WHOLE = 1_000_000;

export const reportReason = (reason: Reason): ReasonReport => {
  const { code, isrc, side, party, territory, detail } = reason;
  return {
    code,
    isrc,
    side,
    territory,
    detail,
    action: actionFor(reason),
    party: party === null ? null : { id: party.id, name: party.name },
  };
};

/** An overclaimed side may have more than a whole granted; a whole is all that is said of it. */
export const reportSide = ({
  side,
  state,
  subject,
  grantedPpm,
  claimedPpm,
  reasons,
}: SideDecision): SideReport => ({
  side,
  state,
  claimedPpm,
  grantedPpm: Math.min(WHOLE, grantedPpm),
  title: side === 'COMPOSITION' ? (subject?.title ?? null) : null,
  reasons: reasons.map(reportReason),
});
