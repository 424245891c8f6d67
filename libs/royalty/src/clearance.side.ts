import { requiresConsent } from './catalogue.types.ts';
import type { ContributorRole, PartyId, RightSide, Share, Subject } from './catalogue.types.ts';
import { consentOf } from './clearance.consent.ts';
import type { Consent } from './clearance.consent.ts';
import { strictest, worstState } from './clearance.ground.ts';
import type { Ground, Place } from './clearance.ground.ts';
import type { ClearanceState, Reason, RecordingFacts, SideDecision, SourceUse } from './clearance.types.ts';
import { mergeReasons } from './clearance.reasons.ts';
import type { Grant, Mandate, Policy } from './grant.types.ts';
import { WHOLE_PPM } from './quantity.ts';
import { isCurrent } from './validity.ts';

/** What a decision relied upon. */
export interface Reliance {
  readonly shares: readonly Share[];
  readonly grants: readonly Grant[];
  readonly mandates: readonly Mandate[];
}

export interface SideOutcome {
  readonly decision: SideDecision;
  readonly reliance: Reliance;
}

export interface SideQuestion {
  readonly recording: RecordingFacts;
  readonly side: RightSide;
  readonly subject: Subject;
  /** `null` to ask without a concrete use. */
  readonly use: SourceUse | null;
}

interface PlaceOutcome extends Reliance {
  readonly state: ClearanceState;
  readonly policy: Policy;
  readonly claimedPpm: bigint;
  readonly grantedPpm: bigint;
  readonly reasons: readonly Reason[];
}

/** Parts per million as a person reads them: 250000 is `25 %`. Exact, ppm have four decimals at most. */
function percent(ppm: bigint): string {
  const fraction = String(ppm % 10_000n)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${ppm / 10_000n}${fraction === '' ? '' : `.${fraction}`} %`;
}

const isOf =
  (subject: Subject) => (of: { readonly subject: { readonly kind: string; readonly id: string } }) =>
    of.subject.kind === subject.kind && of.subject.id === subject.id;

/** Whose consent is needed, and as what: owners, and contributors whose role asks for it. */
function neededFrom(shares: readonly Share[], subject: Subject, ground: Ground) {
  const needed = new Map<PartyId, ContributorRole | 'SHARE'>();
  for (const share of shares) needed.set(share.partyId, 'SHARE');
  for (const contributor of ground.contributors.filter(isOf(subject)))
    if (requiresConsent(contributor.role) && !needed.has(contributor.partyId))
      needed.set(contributor.partyId, contributor.role);
  return needed;
}

function claimReasons(
  shares: readonly Share[],
  claimedPpm: bigint,
  reason: (partyId: PartyId | null, code: Reason['code'], detail: string) => Reason,
): Reason[] {
  if (claimedPpm < WHOLE_PPM)
    return [reason(null, 'SHARES_MISSING', `${percent(WHOLE_PPM - claimedPpm)} is claimed by nobody`)];
  if (claimedPpm === WHOLE_PPM) return [];
  const detail = (share: Share) => `claims ${percent(share.ppm)}; ${percent(claimedPpm)} is claimed in all`;
  return shares.map((share) => reason(share.partyId, 'SHARES_OVERCLAIMED', detail(share)));
}

function decidePlace(question: SideQuestion, place: Place, ground: Ground): PlaceOutcome {
  const { recording, side, subject, use } = question;
  const shares = ground.shares
    .filter(isOf(subject))
    .filter((share) => share.side === side && isCurrent(share, ground.at) && place.isIn(share.territories));
  const needed = neededFrom(shares, subject, ground);
  const consents = new Map<PartyId, Consent>();
  for (const partyId of needed.keys())
    consents.set(partyId, consentOf(partyId, side, subject, use, place, ground));

  const claimedPpm = shares.reduce((sum, share) => sum + share.ppm, 0n);
  const grantedPpm = shares
    .filter((share) => consents.get(share.partyId)?.state === 'CLEARED')
    .reduce((sum, share) => sum + share.ppm, 0n);

  const reason = (partyId: PartyId | null, code: Reason['code'], detail: string): Reason => ({
    code,
    isrc: recording.isrc,
    side,
    subject,
    party: partyId === null ? null : { id: partyId, name: ground.names.get(partyId) ?? partyId },
    capacity: partyId === null ? null : (needed.get(partyId) ?? null),
    territory: place.territory,
    detail,
  });
  const all = [...consents.values()];
  const states = all.map((consent) => consent.state);
  // More than a whole is a conflict whoever granted: whose the money is cannot be told.
  if (claimedPpm > WHOLE_PPM) states.push('CONFLICT');
  if (claimedPpm < WHOLE_PPM) states.push('NOT_CLEARED');
  const silent = ground.silent.filter(({ subjects }) =>
    subjects.some(({ kind, id }) => kind === subject.kind && id === subject.id),
  );
  if (silent.length > 0) states.push('NOT_CLEARED');
  return {
    state: worstState(states),
    policy: strictest(all.map((consent) => consent.policy)),
    claimedPpm,
    grantedPpm,
    shares,
    grants: all.flatMap((consent) => consent.grants),
    mandates: all.flatMap((consent) => consent.mandates),
    reasons: [
      ...claimReasons(shares, claimedPpm, reason),
      ...silent.map(({ name, detail }) => reason(null, 'REGISTRY_SILENT', `${name} ${detail}`)),
      ...[...consents].flatMap(([partyId, consent]) =>
        consent.faults.map((fault) => reason(partyId, fault.code, fault.detail)),
      ),
    ],
  };
}

/** Decides one side of one source for one subject, in every place asked for. */
export function decideSide(question: SideQuestion, ground: Ground): SideOutcome {
  const outcomes = ground.places.map((place) => decidePlace(question, place, ground));
  const granted = outcomes.map((outcome) => Number(outcome.grantedPpm));
  const claimed = outcomes.map((outcome) => Number(outcome.claimedPpm));
  return {
    decision: {
      side: question.side,
      subject: question.subject,
      state: worstState(outcomes.map((outcome) => outcome.state)),
      policy: strictest(outcomes.map((outcome) => outcome.policy)),
      grantedPpm: Math.min(...granted),
      claimedPpm: Math.max(...claimed),
      reasons: mergeReasons(outcomes.map((outcome) => outcome.reasons)),
    },
    reliance: {
      shares: outcomes.flatMap((outcome) => outcome.shares),
      grants: outcomes.flatMap((outcome) => outcome.grants),
      mandates: outcomes.flatMap((outcome) => outcome.mandates),
    },
  };
}
