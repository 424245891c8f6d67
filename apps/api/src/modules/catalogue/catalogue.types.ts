import type { ContributorRole, Dpid, IpiNameNumber, Isni, Isrc, Iswc, TerritorySet } from '@flipside/royalty';
import type { PartyRole } from '../../platform/auth/principal.ts';

export type PartyKind = 'PERSON' | 'ORGANISATION';

export interface PartyRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: PartyKind;
  readonly ipiNameNumber: string | null;
  readonly isni: string | null;
  readonly dpid: string | null;
  readonly contactEmail: string | null;
  readonly contactUrl: string | null;
  /** When an operator made sure who this is. */
  readonly verifiedAt: Date | null;
  /** The party that took its place. */
  readonly mergedIntoId: string | null;
}

/** A party with what the asking user is in it. */
export interface PartyWithRole extends PartyRecord {
  readonly role: PartyRole | null;
}

export interface NewParty {
  readonly name: string;
  readonly kind: PartyKind;
  readonly ipiNameNumber: IpiNameNumber | null;
  readonly isni: Isni | null;
  readonly dpid: Dpid | null;
}

export interface ClaimedShare {
  readonly partyId: string;
  readonly role: ContributorRole;
  readonly ppm: number;
  readonly territories: TerritorySet;
}

export interface CreditedRole {
  readonly partyId: string;
  readonly role: ContributorRole;
}

export interface NewWork {
  readonly iswc: Iswc | null;
  readonly title: string;
  readonly ppm: number;
  readonly shares: readonly ClaimedShare[];
  readonly contributors: readonly CreditedRole[];
}

/** A work of the catalogue as its ISWC finds it, with who holds and wrote it. */
export interface KnownWork {
  readonly id: string;
  readonly title: string;
  /** Without those that ended. */
  readonly shares: readonly (ClaimedShareText & { readonly partyName: string })[];
  readonly contributors: readonly { readonly partyId: string; readonly role: string }[];
}

export interface ClaimedShareText {
  readonly partyId: string;
  readonly role: string;
  readonly ppm: number;
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
}

/** A recording with its works, shares and contributors, checked. */
export interface CatalogueEntry {
  readonly isrc: Isrc;
  readonly title: string;
  readonly versionTitle: string | null;
  readonly artist: string;
  readonly label: string | null;
  readonly durationMs: number | null;
  readonly bpm: number | null;
  readonly key: string | null;
  readonly shares: readonly ClaimedShare[];
  readonly contributors: readonly CreditedRole[];
  readonly works: readonly NewWork[];
}

/** A recording as other modules name it. */
export interface RecordingRef {
  readonly id: string;
  readonly isrc: string;
  readonly title: string;
  readonly artist: string;
}

/** What a share or a claim is about. */
export interface SubjectRecord {
  readonly kind: 'RECORDING' | 'WORK';
  readonly id: string;
  readonly title: string;
  readonly isrc: string | null;
  readonly iswc: string | null;
}
