import type { Account, OwedThrough } from './account.ts';
import type { PartyId, RecordingId, RightSide } from './catalogue.types.ts';
import type { Currency } from './currency.ts';
import type { Policy } from './grant.types.ts';
import type { Isrc } from './identifiers.ts';
import type { MicroUnits, Ppm } from './quantity.ts';
import type { Tariff } from './tariff.ts';
import type { Territory } from './territory.ts';

/** Who of the four a part of a play is for. */
export const POOL_SIDES = ['MASTER', 'COMPOSITION', 'REMIXER', 'PLATFORM'] as const;
export type PoolSide = (typeof POOL_SIDES)[number];

/** Counted plays of one recipe in one territory. Keys may repeat; counts add up. */
export interface PlayCount {
  readonly recipe: string;
  readonly territory: Territory;
  readonly plays: bigint;
  /** The period in which a late play was heard: it is then an adjustment in this one. */
  readonly originalPeriod?: string;
}

/** What one listener paid into a USER_CENTRIC pool, and what that listener heard. */
export interface ListenerPlays {
  readonly listener: string;
  readonly amountMicros: MicroUnits;
  readonly plays: readonly PlayCount[];
}

export interface SourceUsage {
  readonly recordingId: RecordingId;
  readonly isrc: Isrc;
  /** Milliseconds of the output in which the source is heard: its weight. */
  readonly usageMs: bigint;
}

export interface RecipeUsage {
  readonly recipe: string;
  /** `null` when the remixer's account is gone: its part goes to suspense. */
  readonly remixerId: PartyId | null;
  /** Whom another instance pays, for a recipe that it published. */
  readonly remixerOwed?: OwedThrough;
  /** Of the licence snapshot. Plays under `REPORT_USAGE` are stated and pay nothing. */
  readonly policy: Policy;
  readonly sources: readonly SourceUsage[];
}

export interface RightsShare {
  readonly shareId: string;
  readonly partyId: PartyId;
  readonly ppm: Ppm;
  /** Not `null`: the money of this share is held for the dispute. */
  readonly disputeId: string | null;
  /** Given where another instance keeps the share and pays for it. */
  readonly owed?: OwedThrough;
}

/** Who owns one subject of one source in one territory. Several works of one recording are several of these. */
export interface SourceRights {
  readonly recordingId: RecordingId;
  readonly territory: Territory;
  readonly side: RightSide;
  /** The recording or the work. */
  readonly subjectId: string;
  /** This subject's part of the side: a whole for a master, the split for a work. */
  readonly splitPpm: Ppm;
  /** `false`: the amount goes to suspense, to nobody else. */
  readonly isCleared: boolean;
  readonly shares: readonly RightsShare[];
}

/** The money to share out, by the kind of tariff. */
export type PoolInput =
  | { readonly kind: 'PER_PLAY'; readonly plays: readonly PlayCount[] }
  | { readonly kind: 'PRO_RATA'; readonly poolMicros: MicroUnits; readonly plays: readonly PlayCount[] }
  | { readonly kind: 'USER_CENTRIC'; readonly listeners: readonly ListenerPlays[] };

export interface PeriodInput {
  readonly tariff: Tariff;
  readonly pool: PoolInput;
  readonly recipes: readonly RecipeUsage[];
  readonly rights: readonly SourceRights[];
}

/** Why a line's money is where it is. */
export type LineBasis =
  | 'SHARE'
  | 'REMIX'
  | 'PEER'
  | 'PLATFORM'
  | 'UNCLEARED'
  | 'UNMATCHED'
  | 'UNCLAIMED'
  | 'OVERCLAIMED'
  | 'DISPUTED'
  | 'NO_SOURCE'
  | 'NO_REMIXER'
  | 'NO_RECIPE'
  | 'NO_PLAY';

export interface AllocationLine {
  readonly recipe: string | null;
  readonly recordingId: RecordingId | null;
  readonly isrc: Isrc | null;
  readonly subjectId: string | null;
  readonly side: PoolSide | null;
  readonly territory: Territory | null;
  readonly originalPeriod: string | null;
  readonly partyId: PartyId | null;
  readonly account: Account;
  readonly basis: LineBasis;
  readonly plays: bigint;
  readonly usageMs: bigint;
  /** The source's part of the recipe's usage. */
  readonly usagePpm: bigint;
  /** The party's part of the subject. */
  readonly sharePpm: bigint;
  readonly amountMicros: MicroUnits;
  /** The tariff that the line was reckoned by, `<id>@<version>`. */
  readonly tariff: string;
}

/** A line before it is known which allocation it belongs to. */
export type CellLine = Omit<AllocationLine, 'tariff'>;

/** One of the ways that the money of a flip's plays in a territory goes: of a line what is the same for any amount. */
export type Way = Omit<CellLine, 'recipe' | 'territory' | 'originalPeriod' | 'plays' | 'amountMicros'>;

export interface Allocation {
  readonly currency: Currency;
  readonly tariffId: string;
  readonly tariffVersion: number;
  readonly poolMicros: MicroUnits;
  readonly lines: readonly AllocationLine[];
}
