import type { Problem, Deal } from '../formats/subject.types.ts';
import type { ImportOutcome } from '../imports.types.ts';

export interface PlannedShare {
  readonly partyId: string;
  /** As the file has it. */
  readonly partyName: string;
  readonly role: string;
  readonly ppm: number;
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

export interface PlannedCredit {
  readonly partyId: string;
  readonly partyName: string;
  readonly role: string;
}

/** What changes about who holds a subject and who is credited on it. */
export interface RightsChange {
  readonly endShares: readonly string[];
  readonly addShares: readonly PlannedShare[];
  readonly addCredits: readonly PlannedCredit[];
}

/** One difference between what is stored and what the file says, in words for the report. */
export interface Change {
  readonly field: string;
  readonly words: string;
}

interface Planned {
  readonly outcome: Exclude<ImportOutcome, 'REJECTED'>;
  readonly notes: readonly Problem[];
  /** What becomes something else of a subject that is here. */
  readonly changes: readonly Change[];
}

interface Rejected {
  readonly outcome: 'REJECTED';
  readonly notes: readonly Problem[];
}

export interface RecordingFacts {
  readonly title: string;
  readonly versionTitle: string | null;
  readonly artist: string;
  readonly label: string | null;
  readonly durationMs: number | null;
}

export interface RecordingPlan extends Planned {
  readonly kind: 'RECORDING';
  readonly id: string;
  readonly isrc: string;
  /** `null`: they stay. */
  readonly facts: RecordingFacts | null;
  readonly rights: RightsChange;
  /** The works it is to have from now on, in equal parts; `null`: they stay. */
  readonly works: readonly string[] | null;
}

export interface WorkPlan extends Planned {
  readonly kind: 'WORK';
  readonly id: string;
  readonly key: string;
  readonly facts: { readonly iswc: string | null; readonly title: string } | null;
  readonly rights: RightsChange;
}

export interface ReleaseFacts {
  readonly icpn: string | null;
  readonly grid: string | null;
  readonly catalogueNo: string | null;
  readonly title: string;
  readonly artist: string;
  readonly label: string | null;
  readonly releaseDate: string | null;
}

export interface ReleasePlan extends Planned {
  readonly kind: 'RELEASE';
  readonly id: string;
  readonly key: string;
  readonly facts: ReleaseFacts | null;
  readonly tracks:
    readonly { readonly isrc: string; readonly disc: number; readonly position: number }[] | null;
  readonly deals: readonly Deal[] | null;
}

export type Plan = RecordingPlan | WorkPlan | ReleasePlan | Rejected;
