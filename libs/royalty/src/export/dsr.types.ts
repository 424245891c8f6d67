import type { PoolSide } from '../allocation.types.ts';
import type { Tariff } from '../tariff.ts';
import type { ExportHeldLine, ExportLine, StatementHead } from './export.types.ts';

/** `royalty`: DSR Part 6, RoyaltyReporting 1.0.1. `ugc`: DSR Part 4, UgcProfile 1.2. */
export type DsrProfile = 'royalty' | 'ugc';

export interface DsrParty {
  readonly name: string;
  /** Namespace and identifier such as `ISNI::0000000121032683`; `null` where none is known. */
  readonly partyId: string | null;
}

/** What one sales context came to: one right in one territory under one kind of tariff. */
export interface DsrContext {
  readonly territory: string;
  readonly side: PoolSide;
  readonly kind: Tariff['kind'];
  /** Each play once, however many sources and subjects its lines are about. */
  readonly plays: bigint;
  /** Paid and held. */
  readonly amountMicros: bigint;
}

/** What the catalogue says about the recording that a line is about, and about the work on the composition side. */
export interface DsrResource {
  readonly resourceId: string;
  readonly title: string;
  readonly subTitle: string | null;
  readonly artist: DsrParty;
  readonly durationMs: number | null;
  readonly iswc: string | null;
  readonly composerAuthors: readonly DsrParty[];
  readonly arrangers: readonly DsrParty[];
  readonly publishers: readonly DsrParty[];
  readonly contributors: readonly DsrParty[];
}

/** A line with everything that its block says. */
export interface DsrLine {
  readonly line: ExportLine | ExportHeldLine;
  readonly kind: Tariff['kind'];
  /** What the plays of the line brought in as a whole; `null` where a pool and not a rate pays. */
  readonly netRevenueMicros: bigint | null;
  readonly resource: DsrResource;
  readonly releaseUrl: string;
}

export interface DsrExport {
  readonly head: StatementHead;
  /** Who runs the instance. */
  readonly sender: { readonly dpid: string; readonly name: string };
  readonly recipient: DsrParty & { readonly dpid: string | null };
  readonly statementId: string;
  /** ISO 8601, UTC: when the statement was made. The same statement is the same message. */
  readonly createdAt: string;
  readonly contexts: readonly DsrContext[];
  /** Lines and then held lines, some at a time. */
  readonly lines: AsyncIterable<readonly DsrLine[]>;
}
