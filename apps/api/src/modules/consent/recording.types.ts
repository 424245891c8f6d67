import type { ClearanceState } from '@flipside/royalty';
import type { RemixTerms } from './consent.types.ts';

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
  readonly grant: { id: string; version: number; state: string; wholeCatalogue: boolean } | null;
  readonly clearance: ClearanceState;
  readonly flips: string;
}
