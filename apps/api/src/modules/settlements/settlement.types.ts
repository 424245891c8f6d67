import type { Page } from '../catalogue/index.ts';

export const SETTLEMENT_STATES = ['STATED', 'ANSWERED', 'PREPARED', 'PAID', 'REFUSED'] as const;
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
  readonly plays: bigint;
  readonly amountMicros: bigint;
}

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

export type SettlementPage = Page<SettlementHead>;
