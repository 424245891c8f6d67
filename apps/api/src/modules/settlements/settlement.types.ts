import type { Page } from '../catalogue/index.ts';

export const SETTLEMENT_STATES = ['STATED', 'ANSWERED', 'PREPARED', 'PAID', 'CARRIED', 'REFUSED'] as const;
export type SettlementState = (typeof SETTLEMENT_STATES)[number];
export type Direction = 'OUT' | 'IN';
export type SettlementSide = 'MASTER' | 'COMPOSITION' | 'REMIXER';

/** What is settled: one period of the reporter with one peer, in one currency. */
export interface SettlementHead {
  readonly id: string;
  readonly direction: Direction;
  readonly peer: { readonly id: string; readonly host: string };
  readonly period: string;
  readonly currency: string;
  readonly state: SettlementState;
  readonly sha256: string;
  readonly totalMicros: bigint;
  /** Null before it was answered. */
  readonly acceptedMicros: bigint | null;
  /** What earlier ones that came to less than nothing take off it: zero or less. */
  readonly carriedMicros: bigint;
  /** Of one that came to less than nothing: the period whose settlement took it. */
  readonly carriedInto: string | null;
  /** The second is about lines that were disputed in the first. */
  readonly round: number;
  /** A second round exists. */
  readonly again: boolean;
  readonly disputed: number;
  readonly refusal: string | null;
  readonly reference: string | null;
  readonly preparedBy: string | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly createdAt: Date;
}

export interface SettlementLine {
  readonly side: SettlementSide;
  /** As the receiver calls it. */
  readonly subject: string;
  readonly party: string;
  /** Of what left suspense the period whose close had put it there: no new plays. */
  readonly released: string | null;
  readonly plays: bigint;
  readonly amountMicros: bigint;
  /** In a second round, whether it says something else than in the first, and why. */
  readonly stance: Stance | null;
  readonly plea: string | null;
}

export const STANCES = ['RESTATED', 'INSISTED'] as const;
export type Stance = (typeof STANCES)[number];

/** What a line is known by in its settlement. */
export type LineKey = Pick<SettlementLine, 'side' | 'subject' | 'party' | 'released'>;

export interface AnsweredLine extends SettlementLine {
  readonly reckonedPlays: bigint | null;
  readonly reckonedMicros: bigint | null;
  readonly verdict: 'ACCEPTED' | 'DISPUTED' | null;
  readonly reason: string | null;
}

export interface SettlementDetail extends SettlementHead {
  readonly lines: readonly AnsweredLine[];
  /** More lines than are shown. */
  readonly more: boolean;
}

/** A disputed line that is stated again. */
export interface StatedAgain extends LineKey {
  readonly stance: Stance;
  readonly plea: string;
}

/** A settlement or an answer that a peer's log names and that could not be taken. */
export interface SettlementTrouble {
  readonly sha256: string;
  readonly kind: 'SETTLEMENT' | 'ANSWER';
  readonly period: string;
  readonly currency: string;
  readonly code: string;
  readonly message: string;
  readonly times: number;
  readonly since: Date;
  readonly lastAt: Date;
}

export type SettlementPage = Page<SettlementHead>;
