import type {
  Contributor,
  ContributorRole,
  LinkedWork,
  MergedParty,
  Party,
  PartyId,
  RecordingId,
  RightSide,
  Share,
  Subject,
  SubjectRef,
} from './catalogue.types.ts';
import type { Grant, IntegerRange, Mandate, Policy } from './grant.types.ts';
import type { Isrc } from './identifiers.ts';
import type { Tariff } from './tariff.ts';
import type { TerritoryOrWorld } from './territory.ts';

/** A recording and the works in it: what both sides are decided for. */
export interface RecordingFacts {
  readonly recordingId: RecordingId;
  readonly isrc: Isrc;
  readonly title?: string;
  readonly works: readonly LinkedWork[];
}

/** How one recipe uses one recording: facts of the recipe, nothing of the catalogue but the linked works. */
export interface SourceUse extends RecordingFacts {
  /** Milliseconds of the output in which the source is heard. */
  readonly totalMs: number;
  readonly stems: readonly string[];
  readonly tempoPermille: IntegerRange;
  readonly pitchCents: IntegerRange;
  readonly mixesWithOthers: boolean;
  readonly isRemixOfRemix: boolean;
  readonly hasLayers: boolean;
  readonly isCommercial: boolean;
}

/**
 * A registry on another instance that keeps rights in these subjects and was not heard for longer than its lease, or
 * cannot be believed: what it would say now is unknown.
 */
export interface SilentRegistry {
  readonly name: string;
  /** Why, as the end of a sentence about it. */
  readonly detail: string;
  readonly subjects: readonly SubjectRef[];
}

/** Everything that clearance is decided from, beside the use itself. */
export interface ClearanceGround {
  readonly shares: readonly Share[];
  readonly contributors: readonly Contributor[];
  readonly grants: readonly Grant[];
  readonly mandates: readonly Mandate[];
  /** Names for the reasons; a party that is missing is named by its id. */
  readonly parties: readonly Party[];
  /** Parties that gave their place to others; without cycles. */
  readonly merged?: readonly MergedParty[];
  /** Nothing that one of them keeps is cleared. */
  readonly silent?: readonly SilentRegistry[];
  readonly tariff: Tariff;
  /** `WW`: everywhere. Each country that any share, grant or mandate names is then decided on its own. */
  readonly territory: TerritoryOrWorld;
  readonly at: Date;
}

export interface ClearInput extends ClearanceGround {
  /** Hash of the recipe, when it has one: grants given for one recipe apply to it alone. */
  readonly recipe?: string;
  readonly uses: readonly SourceUse[];
}

export interface ClearRecordingInput extends ClearanceGround {
  readonly recording: RecordingFacts;
}

/** From the best to the worst; a decision is as good as its worst part. */
export const CLEARANCE_STATES = ['CLEARED', 'NEEDS_APPROVAL', 'NOT_CLEARED', 'CONFLICT', 'BLOCKED'] as const;
export type ClearanceState = (typeof CLEARANCE_STATES)[number];

export const REASON_CODES = [
  'WORK_UNKNOWN',
  'WORK_SPLIT_INVALID',
  'SHARES_MISSING',
  'SHARES_OVERCLAIMED',
  'NO_GRANT',
  'GRANT_REQUESTED',
  'GRANT_DECLINED',
  'GRANT_SUSPENDED',
  'GRANT_WITHDRAWN',
  'GRANT_EXPIRED',
  'GRANT_NOT_YET_VALID',
  'TERRITORY_NOT_GRANTED',
  'STEM_NOT_ALLOWED',
  'TEMPO_OUT_OF_RANGE',
  'PITCH_OUT_OF_RANGE',
  'TOO_LONG',
  'MIXING_NOT_ALLOWED',
  'REMIX_OF_REMIX_NOT_ALLOWED',
  'LAYERS_NOT_ALLOWED',
  'COMMERCIAL_USE_NOT_ALLOWED',
  'MINIMUM_RATE_NOT_MET',
  'APPROVAL_NEEDED',
  'POLICY_BLOCK',
  'REGISTRY_SILENT',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Why a side is not cleared, so that a person knows whom to ask and for what. */
export interface Reason {
  readonly code: ReasonCode;
  readonly isrc: Isrc;
  readonly side: RightSide;
  readonly subject: Subject | null;
  /** `null` where nobody is known to ask: an unclaimed share, a missing work. */
  readonly party: { readonly id: PartyId; readonly name: string } | null;
  /** The role for which consent is needed, or `SHARE` for an owner. */
  readonly capacity: ContributorRole | 'SHARE' | null;
  /** The country; `WW` for everywhere that no share, grant or mandate names. */
  readonly territory: TerritoryOrWorld;
  readonly detail: string;
}

export interface GrantRef {
  readonly id: string;
  readonly version: number;
  readonly partyId: PartyId;
  readonly policy: Policy;
}

export interface MandateRef {
  readonly id: string;
  readonly version: number;
}

/** One side of one source, for one subject: a recording has one master side and one composition side per work. */
export interface SideDecision {
  readonly side: RightSide;
  readonly subject: Subject | null;
  readonly state: ClearanceState;
  readonly policy: Policy;
  /** The least, over the territories decided, of the ppm whose owners granted. */
  readonly grantedPpm: number;
  /** The most, over the territories decided, of the ppm that is claimed. */
  readonly claimedPpm: number;
  readonly reasons: readonly Reason[];
}

export interface SourceDecision {
  readonly recordingId: RecordingId;
  readonly isrc: Isrc;
  readonly title: string | null;
  readonly state: ClearanceState;
  readonly policy: Policy;
  readonly sides: readonly SideDecision[];
}

/** What a publish relied upon, kept with it as its licence. JSON-able as it is. */
export interface LicenceSnapshot {
  readonly territory: TerritoryOrWorld;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly tariffId: string;
  readonly tariffVersion: number;
  readonly shareIds: readonly string[];
  readonly grants: readonly GrantRef[];
  readonly mandates: readonly MandateRef[];
}

export interface Decision {
  readonly state: ClearanceState;
  readonly policy: Policy;
  readonly territory: TerritoryOrWorld;
  readonly sources: readonly SourceDecision[];
  /** All reasons of all sources, in the order of the sources. */
  readonly reasons: readonly Reason[];
  /** The parties to ask, each once, by name. */
  readonly blocking: readonly { readonly id: PartyId; readonly name: string }[];
  readonly snapshot: LicenceSnapshot;
}
