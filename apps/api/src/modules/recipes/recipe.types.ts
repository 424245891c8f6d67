import type { ClearanceState, Decision, Reason, SourceUse } from '@flipside/royalty';
import type { ReasonReport, RightsSnapshot, SideReport, DatedTariff } from '../consent/index.ts';

/** `WITHDRAWN` follows clearance alone, `TAKEN_DOWN` the producer alone, `REMOVED` an operator alone. */
export type RecipeStateName = 'PUBLISHED' | 'WITHDRAWN' | 'REMOVED' | 'TAKEN_DOWN';

/** Why a recipe's state changed. */
export type StateCause = 'CLEARANCE' | 'PRODUCER' | 'OPERATOR';

/** One step in the history of a recipe's state. */
export interface StateChange {
  readonly at: Date;
  readonly from: RecipeStateName;
  readonly to: RecipeStateName;
  readonly cause: StateCause;
  readonly reason: string;
}

/** How one source of a recipe uses one recording: what is kept with the licence, so that it can be decided again. */
export type KeptUse = Omit<SourceUse, 'works' | 'isrc' | 'title'> & {
  readonly sourceId: string;
  readonly isrc: string;
  readonly title: string;
};

/** A decision with all that it was made from. */
export interface Decided {
  readonly decision: Decision;
  readonly snapshot: RightsSnapshot;
  readonly tariff: DatedTariff;
  /** When announced withdrawals will end it, and the reasons that will then stand against it. */
  readonly closing: { readonly at: Date; readonly reasons: readonly Reason[] } | null;
}

export interface SourceReport {
  readonly sourceId: string;
  readonly isrc: string;
  readonly title: string;
  readonly state: ClearanceState;
  readonly sides: SideReport[];
}

export interface ClearanceReport {
  readonly state: ClearanceState;
  readonly territory: string;
  readonly sources: SourceReport[];
  readonly reasons: ReasonReport[];
  /** A withdrawal that was announced: from when on it will not be cleared, and why. ISO 8601. */
  readonly closing: { readonly at: string; readonly reasons: ReasonReport[] } | null;
}

export interface CreditName {
  readonly name: string;
  readonly role: string;
}

/** An accepted correction, as it stands beside frozen credits. */
export interface CreditAmendment {
  readonly id: string;
  /** RFC 3339. */
  readonly correctedAt: string;
  readonly side: 'REMIX' | 'RECORDING' | 'COMPOSITION';
  /** Title of the flip, recording or work that it is about. */
  readonly subject: string;
  readonly isrc: string | null;
  readonly iswc: string | null;
  readonly credited: CreditName | null;
  readonly proposed: CreditName | null;
}

/** Credits as they are frozen and shown: what was accepted since stands beside them in `corrections`. */
export interface CreditSheet {
  readonly remixer: string;
  readonly sources: {
    readonly sourceId: string;
    readonly isrc: string;
    readonly title: string;
    readonly artist: string;
    readonly recording: CreditName[];
    readonly composition: CreditName[];
    readonly usageMs: number;
  }[];
  readonly parents: {
    readonly hash: string;
    readonly title: string | null;
    readonly remixer: string | null;
  }[];
  readonly corrections: CreditAmendment[];
  readonly text: string;
}

/** As the database keeps it. */
export type FrozenCredits = Omit<CreditSheet, 'corrections'>;

export interface EconomicsSheet {
  readonly currency: string;
  readonly tariffVersion: number;
  readonly perPlayMicros: bigint;
  readonly minimumMs: number;
  readonly masterMicros: bigint;
  readonly compositionMicros: bigint;
  readonly remixerMicros: bigint;
  readonly platformMicros: bigint;
  readonly lines: {
    readonly side: 'MASTER' | 'COMPOSITION' | 'REMIXER' | 'PLATFORM';
    readonly sourceId: string | null;
    readonly isrc: string | null;
    readonly title: string | null;
    readonly partyId: string | null;
    readonly partyName: string;
    readonly amountMicros: bigint;
  }[];
}

export type Span = [start: number, end: number];

/** What a cover is drawn from: spans in per mille of the duration. */
export interface PrintSheet {
  readonly sources: Span[][];
  readonly stems: { readonly stem: string; readonly spans: Span[] }[];
}

/** A flip in a list. */
export interface RecipeCard {
  readonly hash: string;
  readonly code: string;
  readonly title: string;
  readonly producer: { readonly handle: string; readonly displayName: string };
  readonly durationMs: number;
  readonly bpm: number;
  readonly key: string | null;
  readonly playCount: string;
  readonly publishedAt: Date;
  readonly tags: string[];
  readonly credits: CreditSheet;
  readonly print: PrintSheet;
}

/** A flip with everything that its page tells. */
export interface RecipeDetail extends RecipeCard {
  readonly state: RecipeStateName;
  /** Who or what took it away, in words; none while it is published. */
  readonly stateReason: string | null;
  readonly recipe: Record<string, unknown>;
  readonly clearance: ClearanceReport;
  readonly economics: EconomicsSheet;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly children: Pick<RecipeCard, 'hash' | 'code' | 'title' | 'producer' | 'credits'>[];
}
