import type { PartyId, RightSide, SubjectRef } from './catalogue.types.ts';
import type { Currency } from './currency.ts';
import type { MicroUnits } from './quantity.ts';
import type { TerritorySet } from './territory.ts';

/** From the least to the most restrictive: the most restrictive that applies wins. */
export const POLICIES = ['MONETISE', 'REPORT_USAGE', 'BLOCK'] as const;
export type Policy = (typeof POLICIES)[number];

export const GRANT_STATES = [
  'REQUESTED',
  'GRANTED',
  'DECLINED',
  'SUSPENDED',
  'WITHDRAWN',
  'EXPIRED',
] as const;
export type GrantState = (typeof GRANT_STATES)[number];

/** Both ends belong to the range. */
export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

/** What a grant allows. `null` means without that limit. */
export interface GrantScope {
  readonly territories: TerritorySet;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Names of stems that may sound, as recipes write them. */
  readonly allowedStems: readonly string[] | null;
  /** Tempo against the original, in per mille: 1000 is unchanged. */
  readonly tempoPermille: IntegerRange | null;
  /** Transposition in cents: 100 is a semitone up. */
  readonly pitchCents: IntegerRange | null;
  readonly maxSeconds: number | null;
  readonly mixWithOthers: boolean;
  readonly remixOfRemix: boolean;
  readonly layers: boolean;
  /** `false`: each remix is shown to the party first. */
  readonly preApproved: boolean;
  readonly commercialUse: boolean;
}

/** The least that the grant's side of one play may pay. */
export interface MinimumRate {
  readonly currency: Currency;
  readonly perPlayMicros: MicroUnits;
}

/** An album, EP or single as a grant names it, with its members resolved: a grant follows the release, not a list. */
export interface ReleaseRef {
  readonly kind: 'RELEASE';
  readonly id: string;
  /** Ids of the recordings issued on it, for a grant on the master side; of the works they perform, on the other. */
  readonly members: readonly string[];
}

/** `'CATALOGUE'`: everything in which the party has a share, a role or a mandate on that side. */
export type GrantSubject = SubjectRef | ReleaseRef | 'CATALOGUE';

/** One version of a grant. Versions are never edited: of those with one `id` the highest alone counts. */
export interface Grant {
  readonly id: string;
  readonly version: number;
  readonly partyId: PartyId;
  readonly side: RightSide;
  readonly subject: GrantSubject;
  readonly state: GrantState;
  readonly policy: Policy;
  readonly scope: GrantScope;
  readonly minimumRate?: MinimumRate;
  /** The instant of an announced withdrawal: until then the grant holds, from then on it is withdrawn. */
  readonly withdrawnFrom?: Date;
  /** Hash of the only recipe the grant is for: how one remix is approved. */
  readonly recipe?: string;
}

/** `partyId` lets `holderId` grant on its behalf. Mandates do not chain: the holder must itself have granted. */
export interface Mandate {
  readonly id: string;
  readonly version: number;
  readonly partyId: PartyId;
  readonly holderId: PartyId;
  readonly side: RightSide;
  readonly subject: SubjectRef | 'CATALOGUE';
  readonly territories: TerritorySet;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly state: 'ACTIVE' | 'ENDED';
}
