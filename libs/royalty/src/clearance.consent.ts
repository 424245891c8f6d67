import type { PartyId, RightSide, SubjectRef } from './catalogue.types.ts';
import { isAbout, strictest } from './clearance.ground.ts';
import type { Ground, Place } from './clearance.ground.ts';
import { termFaults } from './clearance.scope.ts';
import type { Fault } from './clearance.scope.ts';
import type { ClearanceState, SourceUse } from './clearance.types.ts';
import type { Grant, GrantState, Mandate, Policy } from './grant.types.ts';
import { hasBegun, hasEnded, isCurrent } from './validity.ts';

/** Whether one party consents to one use of one subject in one place, and through which grants. */
export interface Consent {
  readonly state: ClearanceState;
  readonly policy: Policy;
  readonly faults: readonly Fault[];
  readonly grants: readonly Grant[];
  readonly mandates: readonly Mandate[];
}

interface Candidate {
  readonly grant: Grant;
  /** Set when the grant is another party's, mandated to grant for this one. */
  readonly mandate: Mandate | null;
}

interface Verdict extends Candidate {
  readonly state: ClearanceState;
  readonly faults: readonly Fault[];
  /** How near the grant is to allowing the use: the nearest one is what the reasons tell of. */
  readonly nearness: number;
}

const stateFaults: Readonly<Record<Exclude<GrantState, 'GRANTED'>, Fault>> = {
  REQUESTED: { code: 'GRANT_REQUESTED', detail: 'was asked and has not answered yet' },
  DECLINED: { code: 'GRANT_DECLINED', detail: 'has declined' },
  SUSPENDED: { code: 'GRANT_SUSPENDED', detail: 'has suspended the grant' },
  WITHDRAWN: { code: 'GRANT_WITHDRAWN', detail: 'has withdrawn the grant' },
  EXPIRED: { code: 'GRANT_EXPIRED', detail: 'gave a grant that has expired' },
};

const day = (instant: Date | null): string => instant?.toISOString().slice(0, 10) ?? '';

/** What keeps a grant from applying at all, whatever it says. */
function absence(grant: Grant, place: Place, at: Date): { fault: Fault; nearness: number } | null {
  if (grant.state !== 'GRANTED') return { fault: stateFaults[grant.state], nearness: 0 };
  // Announced, and the day has come: nobody needs to do anything for it to hold.
  if (grant.withdrawnFrom !== undefined && grant.withdrawnFrom.getTime() <= at.getTime())
    return { fault: stateFaults.WITHDRAWN, nearness: 0 };
  const { scope } = grant;
  if (!place.isIn(scope.territories))
    return {
      fault: { code: 'TERRITORY_NOT_GRANTED', detail: 'has not granted for this territory' },
      nearness: 1,
    };
  if (!hasBegun(scope, at))
    return {
      fault: { code: 'GRANT_NOT_YET_VALID', detail: `has granted from ${day(scope.from)} on` },
      nearness: 2,
    };
  if (hasEnded(scope, at))
    return { fault: { code: 'GRANT_EXPIRED', detail: `had granted until ${day(scope.to)}` }, nearness: 2 };
  return null;
}

function judge(candidate: Candidate, use: SourceUse | null, place: Place, ground: Ground): Verdict {
  const { grant } = candidate;
  const absent = absence(grant, place, ground.at);
  if (absent !== null)
    return { ...candidate, state: 'NOT_CLEARED', faults: [absent.fault], nearness: absent.nearness };
  if (grant.policy === 'BLOCK')
    return {
      ...candidate,
      state: 'BLOCKED',
      faults: [{ code: 'POLICY_BLOCK', detail: 'does not allow flips' }],
      nearness: 4,
    };
  const faults = termFaults(grant, use, ground.tariff);
  if (faults.length > 0) return { ...candidate, state: 'NOT_CLEARED', faults, nearness: 3 };
  if (!grant.scope.preApproved)
    return {
      ...candidate,
      state: 'NEEDS_APPROVAL',
      faults: [{ code: 'APPROVAL_NEEDED', detail: 'hears each flip before it is published' }],
      nearness: 4,
    };
  return { ...candidate, state: 'CLEARED', faults: [], nearness: 5 };
}

function candidates(
  partyId: PartyId,
  side: RightSide,
  subject: SubjectRef,
  place: Place,
  ground: Ground,
): Candidate[] {
  const grantsOf = (holder: PartyId, mandate: Mandate | null): Candidate[] =>
    (ground.grants.get(holder) ?? [])
      .filter((grant) => isAbout(grant, side, subject))
      .map((grant) => ({ grant, mandate }));
  const mandates = (ground.mandates.get(partyId) ?? []).filter(
    (mandate) =>
      isAbout(mandate, side, subject) && place.isIn(mandate.territories) && isCurrent(mandate, ground.at),
  );
  const inherited = (ground.merged.get(partyId) ?? [])
    .filter(({ subjects }) => subjects.some(({ kind, id }) => kind === subject.kind && id === subject.id))
    .flatMap(({ from }) => candidates(from, side, subject, place, ground));
  return [
    ...grantsOf(partyId, null),
    ...mandates.flatMap((mandate) => grantsOf(mandate.holderId, mandate)),
    ...inherited,
  ];
}

/**
 * Whether a party has granted, or mandated someone who has. One grant that allows the use is enough, and a further
 * one takes nothing away, unless it blocks: the most restrictive policy wins. A block holds for every use in its
 * territories and dates.
 * @param use `null` to ask in general: limits that depend on the use are then left out.
 */
export function consentOf(
  partyId: PartyId,
  side: RightSide,
  subject: SubjectRef,
  use: SourceUse | null,
  place: Place,
  ground: Ground,
): Consent {
  const verdicts = candidates(partyId, side, subject, place, ground).map((one) =>
    judge(one, use, place, ground),
  );
  const none: Consent = { state: 'NOT_CLEARED', policy: 'MONETISE', faults: [], grants: [], mandates: [] };

  const blocking = verdicts.find((verdict) => verdict.state === 'BLOCKED');
  if (blocking !== undefined) return { ...none, state: 'BLOCKED', policy: 'BLOCK', faults: blocking.faults };

  const allowing = verdicts.filter((verdict) => verdict.state === 'CLEARED');
  if (allowing.length > 0)
    return {
      state: 'CLEARED',
      policy: strictest(allowing.map((verdict) => verdict.grant.policy)),
      faults: [],
      grants: allowing.map((verdict) => verdict.grant),
      mandates: allowing.flatMap((verdict) => (verdict.mandate === null ? [] : [verdict.mandate])),
    };

  const asking = verdicts.filter((verdict) => verdict.state === 'NEEDS_APPROVAL');
  const [nearest] = [...(asking.length > 0 ? asking : verdicts)].sort((a, b) => b.nearness - a.nearness);
  if (nearest === undefined) return { ...none, faults: [{ code: 'NO_GRANT', detail: 'has not opted in' }] };
  return { ...none, state: nearest.state, policy: nearest.grant.policy, faults: nearest.faults };
}
