import type { TerritorySet } from '@flipside/royalty';

/** A share names a recording or a work, by its side. */
export interface SubjectColumns {
  readonly recordingId: string | null;
  readonly workId: string | null;
}

export interface NewShare extends SubjectColumns {
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly partyId: string;
  readonly role: string;
  readonly ppm: number;
  readonly territories: TerritorySet;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  /** How it came here: `OPERATOR`, `CLAIM:<proof>`, `TRANSFER`, `IMPORT:<id>`. */
  readonly source: string;
}

export interface ShareRecord extends NewShare {
  readonly id: string;
  readonly status: 'ACTIVE' | 'DISPUTED' | 'ENDED';
}

/** Who changed shares, when, and what made it so, such as `CLAIM:<id>` or `TRANSFER:<id>`. */
export interface ShareOrigin {
  readonly by: string | null;
  readonly at: Date;
  readonly cause: string;
}

export interface ShareEvent {
  readonly id: string;
  readonly kind: 'ENTERED' | 'ENDED' | 'MOVED';
  readonly by: string | null;
  readonly cause: string;
  readonly detail: Record<string, unknown>;
  readonly createdAt: Date;
}

/** A share as lists show it. */
export interface ShareItem extends ShareRecord {
  readonly party: { readonly id: string; readonly name: string };
  readonly subject: {
    readonly kind: 'RECORDING' | 'WORK';
    readonly id: string;
    readonly title: string;
    readonly isrc: string | null;
    readonly iswc: string | null;
  };
}
