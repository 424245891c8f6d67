import type { RightSide } from '@flipside/royalty';
import type { GrantTermsDraft } from '../consent/index.ts';
import type { ClearanceReport, CreditSheet, EconomicsSheet, KeptUse, PrintSheet } from '../recipes/index.ts';

export const REQUEST_STATES = ['OPEN', 'APPROVED', 'DECLINED', 'EXPIRED', 'WITHDRAWN'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export type LineState = 'REQUESTED' | 'GRANTED' | 'DECLINED' | 'COUNTERED' | 'EXPIRED';

export interface AskedReason {
  readonly code: string;
  readonly territory: string;
  readonly detail: string;
}

/** What one party is asked for. Without a party nobody is known to ask. */
export interface AskedLine {
  readonly partyId: string | null;
  /** The party, and those mandated to grant for it. */
  readonly answererIds: readonly string[];
  readonly side: RightSide;
  readonly recordingId: string | null;
  readonly workId: string | null;
  readonly isrc: string;
  readonly title: string;
  readonly reasons: readonly AskedReason[];
}

/** Terms that a party would agree to, for this producer's draft in any version that stays within them. */
export interface Offer {
  readonly terms: GrantTermsDraft;
  readonly note: string | null;
  /** The party that grants when the offer is taken: the one asked, or one mandated for it. */
  readonly partyId: string;
  /** The member who made it. */
  readonly by: string;
}

export interface RequestRow {
  readonly id: string;
  readonly producerId: string;
  readonly territory: string;
  readonly state: RequestState;
  readonly version: number;
  readonly recipeHash: string;
  readonly expiresAt: Date;
}

export interface LineRow extends AskedLine {
  readonly id: string;
  readonly requestId: string;
  readonly version: number;
  readonly state: LineState;
  readonly offer: Offer | null;
  readonly grantId: string | null;
}

export type EventKind =
  | 'ASKED'
  | 'REVISED'
  | 'APPROVED'
  | 'COUNTERED'
  | 'ACCEPTED'
  | 'DECLINED'
  | 'REOPENED'
  | 'MESSAGE'
  | 'CLEARED'
  | 'EXPIRED'
  | 'WITHDRAWN';

export interface NewEvent {
  readonly kind: EventKind;
  readonly lineId?: string;
  readonly partyId?: string | null;
  /** Nobody: the instance itself. */
  readonly actorId: string | null;
  readonly payload?: object;
}

export interface LineSummary {
  readonly id: string;
  readonly party: { readonly id: string; readonly name: string } | null;
  readonly side: RightSide;
  readonly title: string;
  readonly state: LineState;
}

/** A request in a list. */
export interface RequestSummary {
  readonly id: string;
  readonly state: RequestState;
  readonly version: number;
  readonly hash: string;
  readonly title: string;
  readonly durationMs: number;
  readonly territory: string;
  readonly producer: { readonly handle: string; readonly displayName: string };
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly decidedAt: Date | null;
  readonly credits: CreditSheet;
  readonly print: PrintSheet;
  readonly lines: readonly LineSummary[];
}

export interface RequestLine extends LineSummary {
  readonly subject: { readonly recordingId: string | null; readonly workId: string | null };
  readonly isrc: string;
  readonly reasons: readonly AskedReason[];
  /** Somebody acts for a party that may answer. */
  readonly reachable: boolean;
  /** The reader may answer it. */
  readonly mine: boolean;
  readonly offer:
    | (Pick<Offer, 'terms' | 'note'> & {
        /** What the draft does beyond the terms. */
        readonly breaks: readonly AskedReason[];
      })
    | null;
  readonly grantId: string | null;
}

export interface RequestEvent {
  readonly id: string;
  readonly kind: EventKind;
  readonly version: number;
  readonly lineId: string | null;
  readonly party: { readonly id: string; readonly name: string } | null;
  /** The producer, a member of the party, or the instance. */
  readonly by: string | null;
  readonly text: string | null;
  readonly createdAt: Date;
}

/** A request with everything that its page tells. */
export interface RequestDetail extends Omit<RequestSummary, 'lines'> {
  /** `null` for a party once the producer took the request back. */
  readonly recipe: Record<string, unknown> | null;
  readonly isMine: boolean;
  /** The parties the reader acts for that take part. */
  readonly actsFor: readonly string[];
  /** The share link, once this very draft is published. */
  readonly publishedCode: string | null;
  readonly lines: readonly RequestLine[];
  readonly uses: readonly KeptUse[];
  readonly clearance: ClearanceReport;
  /** What a play would pay once everybody has agreed. */
  readonly economics: EconomicsSheet;
  readonly events: readonly RequestEvent[];
}

/** A line that nobody can answer, for the operator: not the draft itself. */
export interface UnreachableLine {
  readonly id: string;
  readonly requestId: string;
  readonly party: { readonly id: string; readonly name: string } | null;
  readonly side: RightSide;
  readonly isrc: string;
  readonly title: string;
  readonly producer: { readonly handle: string; readonly displayName: string };
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
