import type { RightSide } from '@flipside/royalty';

export const DISPUTE_STATES = ['OPEN', 'RESPONDED', 'ESCALATED', 'UPHELD', 'RELEASED'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];
export type DisputeOrigin = 'OVERCLAIM' | 'PARTY' | 'OPERATOR';

/** What a dispute is about. A recording's shares are the master side, a work's the composition side. */
export interface DisputeSubject {
  readonly kind: 'RECORDING' | 'WORK';
  readonly id: string;
}

/** A share as it was when it came into the dispute. */
export interface PartShare {
  readonly shareId: string;
  readonly partyId: string;
  readonly role: string;
  readonly ppm: number;
}

/** A disputed part as it is kept: plain JSON. */
export interface PartDocument {
  readonly cause: 'OVERCLAIM' | 'CONTESTED';
  readonly territories: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly from: string | null;
  readonly to: string | null;
  readonly claimedPpm: number;
  readonly disputed: readonly PartShare[];
  readonly standing: readonly PartShare[];
}

export interface SplitLine {
  readonly partyId: string;
  readonly role: string;
  readonly ppm: number;
}

/** For each part of a dispute the corrected shares. */
export type SplitDraft = readonly (readonly SplitLine[])[];

export const EVENT_KINDS = [
  'OPENED',
  'CHANGED',
  'RESPONDED',
  'ADDED',
  'PROPOSED',
  'ACCEPTED',
  'ESCALATED',
  'LAPSED',
  'UPHELD',
  'AGREED',
  'RELEASED',
  'WITHDRAWN',
  'VANISHED',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Who acts: a user for a party, an operator (no party), or the instance itself (no user either). */
export interface Actor {
  readonly userId: string | null;
  readonly partyId: string | null;
}

export const INSTANCE: Actor = { userId: null, partyId: null };

/** What somebody says, and the addresses of what proves it. They are never fetched. */
export interface Statement {
  readonly text: string;
  readonly evidence: readonly string[];
}

export interface DisputeRecord {
  readonly id: string;
  readonly side: RightSide;
  readonly subject: DisputeSubject;
  readonly title: string;
  readonly origin: DisputeOrigin;
  readonly state: DisputeState;
  readonly contested: readonly string[];
  readonly parts: readonly PartDocument[];
  readonly revision: number;
  readonly openedByPartyId: string | null;
  readonly openedAt: Date;
  readonly respondBy: Date;
  readonly decideBy: Date | null;
  readonly resolvedAt: Date | null;
}

export interface DisputeEventRecord {
  readonly id: string;
  readonly kind: EventKind;
  readonly state: DisputeState;
  /** `null`: an operator or the instance. */
  readonly party: { readonly id: string; readonly name: string } | null;
  readonly byOperator: boolean;
  readonly text: string;
  readonly evidence: readonly string[];
  /** Of a proposal or a settlement. */
  readonly split: SplitDraft | null;
  readonly revision: number | null;
  /** Of an acceptance. */
  readonly proposalId: string | null;
  /** The parties that an operator who decided acts for, by name; `null` as a rule. */
  readonly ownCause: string | null;
  readonly at: Date;
}

export interface DisputePartyRecord {
  readonly id: string;
  readonly name: string;
  /** Whether a share of the party is in dispute now, or it opened the dispute: its consent is needed to agree. */
  readonly isNamed: boolean;
  readonly respondedAt: Date | null;
}

export interface DisputeSummary extends Omit<DisputeRecord, 'contested'> {
  readonly isrc: string | null;
  readonly iswc: string | null;
  readonly artist: string | null;
  readonly parties: readonly DisputePartyRecord[];
}

export interface DisputeDetail extends DisputeSummary {
  /** Names of every party that a part, a proposal or an event speaks of. */
  readonly names: Readonly<Record<string, string>>;
  readonly events: readonly DisputeEventRecord[];
}

/** A share that may be named in a dispute. */
export interface DisputableShare {
  readonly id: string;
  readonly party: { readonly id: string; readonly name: string };
  readonly role: string;
  readonly ppm: number;
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
  readonly from: Date | null;
  readonly to: Date | null;
  readonly status: 'ACTIVE' | 'DISPUTED' | 'ENDED';
}

export interface DisputableSubject extends DisputeSubject {
  readonly title: string;
  readonly shares: readonly DisputableShare[];
  /** The dispute that is open about it. */
  readonly disputeId: string | null;
}
