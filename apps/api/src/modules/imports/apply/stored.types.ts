import type { Deal } from '../formats/subject.types.ts';

/** A share that has not ended, as it is stored. */
export interface StoredShare {
  readonly id: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly role: string;
  readonly ppm: number;
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  /** The party whose import entered it; `null` when somebody else did. */
  readonly importer: string | null;
}

export interface StoredCredit {
  readonly partyId: string;
  readonly role: string;
}

export interface StoredRecording {
  readonly id: string;
  readonly isrc: string;
  readonly title: string;
  readonly versionTitle: string | null;
  readonly artist: string;
  readonly label: string | null;
  readonly durationMs: number | null;
  readonly shares: readonly StoredShare[];
  readonly contributors: readonly StoredCredit[];
  readonly works: readonly string[];
  /** Whether all its works are held by imports of this party alone. */
  readonly worksAreOurs: boolean;
}

export interface StoredWork {
  readonly id: string;
  readonly iswc: string | null;
  readonly title: string;
  readonly shares: readonly StoredShare[];
  readonly contributors: readonly StoredCredit[];
}

export interface StoredRelease {
  readonly id: string;
  readonly icpn: string | null;
  readonly grid: string | null;
  readonly catalogueNo: string | null;
  readonly title: string;
  readonly artist: string;
  readonly label: string | null;
  readonly releaseDate: string | null;
  readonly tracks: readonly { readonly isrc: string; readonly disc: number; readonly position: number }[];
  readonly deals: readonly Deal[] | null;
  readonly withdrawn: boolean;
  /** Whether an import of this party made it. */
  readonly isOurs: boolean;
}
