import type { ClearanceState, GrantState, Policy } from '@flipside/royalty';
import type { MinimumRateDocument, RemixTerms, ScopeDocument } from './consent.types.ts';

/** One row of a listing. */
export interface RecordingSummary {
  readonly id: string;
  readonly isrc: string;
  readonly title: string;
  readonly versionTitle: string | null;
  readonly artist: string;
  readonly label: string | null;
  readonly durationMs: number | null;
  readonly bpm: number | null;
  readonly key: string | null;
  readonly clearance: ClearanceState;
  readonly terms: RemixTerms | null;
  /** When an announced withdrawal ends it. */
  readonly closesAt: Date | null;
  /** Decimal digits. */
  readonly flips: string;
  readonly createdAt: Date;
}

export interface PartyName {
  readonly id: string;
  readonly name: string;
}

export interface ShareLine {
  readonly party: PartyName;
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly role: string;
  readonly ppm: number;
  readonly territories: string[];
  readonly excludeTerritories: string[];
  readonly status: 'ACTIVE' | 'DISPUTED' | 'ENDED';
}

export interface WorkDetail {
  readonly id: string;
  readonly iswc: string | null;
  readonly title: string;
  readonly ppm: number;
  readonly shares: ShareLine[];
}

export interface RecordingDetail extends RecordingSummary {
  readonly shares: ShareLine[];
  readonly works: WorkDetail[];
  readonly contributors: {
    readonly party: PartyName;
    readonly role: string;
    readonly workId: string | null;
  }[];
}

/** The grant that decides for a subject: the party's own, for the subject, a release it is on, or the whole catalogue. */
export interface CoveringGrant {
  readonly id: string;
  readonly version: number;
  readonly state: GrantState;
  readonly policy: Policy;
  readonly covers: 'SUBJECT' | 'RELEASE' | 'CATALOGUE';
  readonly scope: ScopeDocument;
  readonly minimumRate: MinimumRateDocument | null;
  readonly withdrawnFrom: Date | null;
  readonly reason: string | null;
}

/** A recording or work of one party, with what the party granted for it. */
export interface PartyCatalogueRow {
  readonly kind: 'RECORDING' | 'WORK';
  readonly id: string;
  readonly isrc: string | null;
  readonly iswc: string | null;
  readonly title: string;
  readonly artist: string | null;
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly ppm: number;
  readonly roles: string[];
  /** Names of parties for which the party may grant here by mandate. */
  readonly mandatedBy: string[];
  /** The recordings in which it is heard; a recording's own id. At most 100. */
  readonly recordingIds: string[];
  readonly release: { readonly id: string; readonly title: string } | null;
  readonly grant: CoveringGrant | null;
  /** The party's grant for this subject alone, whichever decides. */
  readonly own: CoveringGrant | null;
  /** Its grant for a release or the whole catalogue, which holds beside the one for the subject. */
  readonly wider: CoveringGrant | null;
  readonly clearance: ClearanceState;
  readonly closesAt: Date | null;
  readonly flips: string;
}

/** Which of a party's recordings and works. Everything that is given must hold. */
export interface CatalogueFilter {
  readonly q?: string | undefined;
  readonly side?: 'MASTER' | 'COMPOSITION' | undefined;
  readonly release?: string | undefined;
  readonly clearance?: ClearanceState | undefined;
  readonly optedIn?: boolean | undefined;
  readonly flipped?: boolean | undefined;
}
