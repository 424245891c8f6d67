import type { CreditSheet } from '../recipes/index.ts';
import type { PoolSide } from '@flipside/royalty';

export interface StatementsAsked {
  party: string | null;
  /** Where the page before ended: the newest come first, or with `oldestFirst` the oldest. */
  after: string | null;
  limit: number;
  period?: string | null;
  oldestFirst?: boolean;
}

/** Which lines; what is absent stays open. */
export interface LineFilter {
  recipe?: string | undefined;
  isrc?: string | undefined;
  side?: PoolSide | undefined;
  territory?: string | undefined;
}

export interface StatementSummary {
  id: string;
  partyId: string;
  partyName: string;
  period: string;
  currency: string;
  openingMicros: bigint;
  earnedMicros: bigint;
  closingMicros: bigint;
  plays: bigint;
  createdAt: Date;
}

/** What the sides earned. */
export interface SideAmounts {
  masterMicros: bigint;
  compositionMicros: bigint;
  remixerMicros: bigint;
}

export interface DisputeAmounts {
  disputeId: string;
  heldMicros: bigint;
  releasedMicros: bigint;
}

export interface StatementTariff {
  version: number;
  perPlayMicros: bigint | null;
  masterPpm: number;
  compositionPpm: number;
  remixerPpm: number;
  platformPpm: number;
}

export interface StatementDetail extends StatementSummary, SideAmounts {
  sha256: string;
  heldMicros: bigint;
  releasedMicros: bigint;
  /** What these added to the balance; what was taken from it is negative. */
  adjustmentsMicros: bigint;
  recoupmentMicros: bigint;
  withholdingMicros: bigint;
  paidMicros: bigint;
  /** What disputes held of this period, and what they released in it. */
  disputes: readonly DisputeAmounts[];
  flips: bigint;
  lines: bigint;
  series: readonly (SideAmounts & { period: string })[];
  stems: readonly { stem: string; ppm: number }[];
  tariff: StatementTariff;
  previous: string | null;
  next: string | null;
}

export interface StatementLineRow {
  position: number;
  recipe: string;
  code: string | null;
  title: string;
  producer: string;
  isrc: string | null;
  sourceTitle: string | null;
  side: PoolSide;
  subjectId: string | null;
  territory: string;
  plays: bigint;
  usageMs: bigint;
  usagePpm: number;
  sharePpm: number;
  amountMicros: bigint;
  tariff: string;
  originPeriod: string | null;
  credits: CreditSheet;
}
