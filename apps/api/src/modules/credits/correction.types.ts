import type { CreditName, CreditSheet } from '../recipes/index.ts';

export type CorrectionSide = 'REMIX' | 'RECORDING' | 'COMPOSITION';
export type CorrectionState = 'REQUESTED' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN';

/** What a correction is about: one flip, or a recording or work and with it every flip of it. */
export type CorrectionSubject =
  | {
      readonly kind: 'RECIPE';
      readonly hash: string;
      readonly side: CorrectionSide;
      readonly sourceId: string | null;
    }
  | { readonly kind: 'RECORDING'; readonly isrc: string }
  | { readonly kind: 'WORK'; readonly id: string };

export interface ProposedCredit extends CreditName {
  /** The party of that name, when the asking party knows it. */
  readonly partyId: string | null;
}

export interface CorrectionDraft {
  /** In whose name it is asked. */
  readonly partyId: string;
  readonly credited: CreditName | null;
  readonly proposed: ProposedCredit | null;
  readonly explanation: string;
  readonly evidence: readonly string[];
}

/** The ids behind a subject. Of a flip's recording or composition side the recording is that of the source. */
export interface FoundSubject {
  readonly side: CorrectionSide;
  readonly recipeHash: string | null;
  readonly recordingId: string | null;
  readonly workId: string | null;
  readonly sourceId: string | null;
  /** As a rendering names it. */
  readonly title: string;
  readonly isrc: string | null;
  readonly iswc: string | null;
  /** Who is credited now, as renderings spell the roles. */
  readonly credited: readonly CreditName[];
}

export interface CorrectionEvent {
  readonly state: CorrectionState;
  readonly reason: string | null;
  readonly at: Date;
}

export interface CorrectionRecord {
  readonly id: string;
  readonly state: CorrectionState;
  readonly side: CorrectionSide;
  readonly subject: {
    readonly kind: 'RECIPE' | 'RECORDING' | 'WORK';
    readonly title: string;
    readonly hash: string | null;
    readonly code: string | null;
    readonly sourceId: string | null;
    readonly isrc: string | null;
    readonly workId: string | null;
    readonly iswc: string | null;
    /** Of the flip, when it is about one. */
    readonly credits: CreditSheet | null;
  };
  readonly credited: CreditName | null;
  readonly proposed: ProposedCredit | null;
  readonly explanation: string;
  readonly evidence: string[];
  readonly party: { readonly id: string; readonly name: string };
  readonly createdAt: Date;
  readonly events: CorrectionEvent[];
  readonly mayDecide: boolean;
}
