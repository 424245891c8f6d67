import type { ClearanceState, GrantState, Policy, RightSide } from '@flipside/royalty';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Conditions of a grant as they are kept: plain JSON. `null` is without that limit. */
export interface ScopeDocument {
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly allowedStems: readonly string[] | null;
  readonly tempoPermille: Range | null;
  readonly pitchCents: Range | null;
  readonly maxSeconds: number | null;
  readonly mixWithOthers: boolean;
  readonly remixOfRemix: boolean;
  readonly layers: boolean;
  readonly preApproved: boolean;
  readonly commercialUse: boolean;
}

export interface MinimumRateDocument {
  readonly currency: string;
  readonly perPlayMicros: string;
}

export type SubjectDraft =
  | { readonly kind: 'RECORDING'; readonly isrc: string }
  | { readonly kind: 'WORK'; readonly id: string }
  | { readonly kind: 'RELEASE'; readonly id: string }
  | { readonly kind: 'CATALOGUE' };

export interface GrantTermsDraft {
  readonly policy: Policy;
  readonly scope: ScopeDocument;
  readonly minimumRate: MinimumRateDocument | null;
}

export interface GrantDraft extends GrantTermsDraft {
  readonly side: RightSide;
  readonly subject: SubjectDraft;
}

/** What a grant is about; its whole catalogue on a side has no id. */
export interface GrantSubject {
  readonly kind: 'RECORDING' | 'WORK' | 'RELEASE' | 'CATALOGUE';
  readonly id: string | null;
  readonly isrc: string | null;
  readonly title: string | null;
}

/** The version of a grant that holds. */
export interface GrantRecord {
  readonly id: string;
  readonly version: number;
  readonly partyId: string;
  readonly side: RightSide;
  readonly subject: GrantSubject;
  readonly policy: Policy;
  readonly state: GrantState;
  readonly scope: ScopeDocument;
  readonly minimumRate: MinimumRateDocument | null;
  /** The instant of an announced withdrawal. */
  readonly withdrawnFrom: Date | null;
  readonly reason: string | null;
  /** The only recipe that it is for; `null` is for any. */
  readonly recipeHash: string | null;
  readonly createdAt: Date;
}

/** The columns that say what a grant is about; all of them `null` for a whole catalogue. */
export interface SubjectColumns {
  readonly recordingId: string | null;
  readonly workId: string | null;
  readonly releaseId: string | null;
}

export const subjectColumns = ({ kind, id }: Pick<GrantSubject, 'kind' | 'id'>): SubjectColumns => ({
  recordingId: kind === 'RECORDING' ? id : null,
  workId: kind === 'WORK' ? id : null,
  releaseId: kind === 'RELEASE' ? id : null,
});

/** What a remixer may do, all parties' terms taken together. `null`: no limit. */
export interface RemixTerms {
  readonly stems: readonly string[] | null;
  readonly tempoPermille: Range | null;
  readonly pitchCents: Range | null;
  readonly maxSeconds: number | null;
  readonly mixWithOthers: boolean;
  readonly remixOfRemix: boolean;
  readonly layers: boolean;
  readonly commercialUse: boolean;
}

/** What is kept for listings: the state in one territory, or in all that have no standing of their own (`WW`). */
export interface Standing {
  readonly territory: string;
  readonly state: ClearanceState;
  readonly terms: RemixTerms | null;
  /** When an announced withdrawal ends it; `null` while nothing is announced. */
  readonly closesAt: Date | null;
}

/** How far the flips of one recording are counted for a listing; beyond it the number means "this many, or more". */
export const MOST_FLIPS_COUNTED = 1_000;
