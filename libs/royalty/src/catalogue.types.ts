import type { OwedThrough } from './account.ts';
import type { Dpid, IpiNameNumber, Isni, Isrc, Iswc } from './identifiers.ts';
import type { Ppm } from './quantity.ts';
import type { TerritorySet } from './territory.ts';

export type PartyId = string;
export type RecordingId = string;
export type WorkId = string;

/** The two rights in a recorded piece. "Master" names the recording side. */
export const RIGHT_SIDES = ['MASTER', 'COMPOSITION'] as const;
export type RightSide = (typeof RIGHT_SIDES)[number];

export interface Party {
  readonly id: PartyId;
  readonly name: string;
  readonly ipi?: IpiNameNumber;
  readonly isni?: Isni;
  readonly dpid?: Dpid;
}

export interface RecordingSubject {
  readonly kind: 'RECORDING';
  readonly id: RecordingId;
  readonly isrc?: Isrc;
  readonly title?: string;
}

export interface WorkSubject {
  readonly kind: 'WORK';
  readonly id: WorkId;
  readonly iswc?: Iswc;
  readonly title?: string;
}

/** What a share, a contributor or a grant is about. Master rights are in recordings, composition rights in works. */
export type Subject = RecordingSubject | WorkSubject;
export type SubjectRef = Pick<Subject, 'kind' | 'id'>;

/** A work in a recording. A missing `splitPpm` on every link means equal parts; given, the links sum to a whole. */
export interface LinkedWork {
  readonly workId: WorkId;
  readonly iswc?: Iswc;
  readonly title?: string;
  readonly splitPpm?: Ppm;
}

export const CONTRIBUTOR_ROLES = [
  'MAIN_ARTIST',
  'FEATURED_ARTIST',
  'PERFORMER',
  'PRODUCER',
  'MIXER',
  'COMPOSER',
  'LYRICIST',
  'COMPOSER_LYRICIST',
  'ARRANGER',
  'ADAPTER',
  'TRANSLATOR',
  'PUBLISHER',
  'ADMINISTRATOR',
  'SUB_PUBLISHER',
  'LABEL',
] as const;
export type ContributorRole = (typeof CONTRIBUTOR_ROLES)[number];

const CONSENT_ROLES: ReadonlySet<ContributorRole> = new Set([
  'MAIN_ARTIST',
  'FEATURED_ARTIST',
  'COMPOSER',
  'LYRICIST',
  'COMPOSER_LYRICIST',
]);

/** Whether nobody may use the subject until the holder of this role has opted in. */
export const requiresConsent = (role: ContributorRole): boolean => CONSENT_ROLES.has(role);

export interface Contributor {
  readonly partyId: PartyId;
  readonly role: ContributorRole;
  readonly subject: SubjectRef;
}

/** `DISPUTED` shares still count as claims, and their money is held. `ENDED` ones count for nothing from their end on. */
export type ShareStatus = 'ACTIVE' | 'DISPUTED' | 'ENDED';

/** Where, and for which dates of the share, a dispute holds its money. */
export interface ShareHold {
  readonly disputeId: string;
  readonly territories: TerritorySet;
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface Share {
  readonly id: string;
  readonly subject: SubjectRef;
  readonly side: RightSide;
  readonly partyId: PartyId;
  readonly role: ContributorRole;
  readonly ppm: Ppm;
  readonly territories: TerritorySet;
  /** Valid from this instant, `null` without a beginning. */
  readonly from: Date | null;
  /** Valid until just before this instant, `null` without an end. */
  readonly to: Date | null;
  readonly status: ShareStatus;
  /** Where disputes hold its money. Not told of a `DISPUTED` share, all of it is held. */
  readonly holds?: readonly ShareHold[];
  /** Where the claim came from: an import, a verified claim, an operator's decision. */
  readonly source?: string;
  /** Of a share that a registry elsewhere keeps: whom its money is owed to, and through whom. */
  readonly owed?: OwedShare;
}

/** Whom another instance pays for a share that it keeps. */
export interface OwedShare extends OwedThrough {
  /** Name of the registry's log. */
  readonly origin: string;
  /** The recording or the work as the registry calls it. */
  readonly subject: string;
}

/**
 * `from` was found to be the same as `into`, which took over its part in these subjects. The consent that `from` gave
 * goes on to hold for them, and for nothing else of `into`.
 */
export interface MergedParty {
  readonly from: PartyId;
  readonly into: PartyId;
  readonly subjects: readonly SubjectRef[];
}
