import type { TerritorySet } from '@flipside/royalty';
import type { SubjectRecord } from '../catalogue.types.ts';
import type { SubjectColumns } from '../shares/share.types.ts';

export type ClaimState = 'PENDING' | 'PROVED' | 'REJECTED' | 'WITHDRAWN';
export type ClaimProof = 'DOMAIN' | 'CATALOGUE' | 'OPERATOR';

export interface Evidence {
  readonly text: string | null;
  readonly links: readonly string[];
}

/** What a party claims, read. */
export interface NewClaim extends SubjectColumns {
  readonly partyId: string;
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly role: string;
  readonly ppm: number;
  readonly territories: TerritorySet;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

export interface ClaimRecord extends NewClaim {
  readonly id: string;
  readonly state: ClaimState;
  readonly proof: ClaimProof | null;
  readonly shareId: string | null;
  readonly party: { readonly id: string; readonly name: string; readonly verifiedAt: Date | null };
  readonly subject: SubjectRecord;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
}

export type ClaimEventKind = 'ENTERED' | 'EVIDENCE' | 'NAMED_BY_DOMAIN' | 'PROVED' | 'REJECTED' | 'WITHDRAWN';

export interface ClaimEvent extends Evidence {
  readonly id: string;
  readonly kind: ClaimEventKind;
  /** Handle of who did it. */
  readonly by: string | null;
  readonly detail: Record<string, unknown>;
  readonly createdAt: Date;
}

/** What is told of one claim: how it came to stand where it stands, and what others hold. */
export interface ClaimDetail extends ClaimRecord {
  readonly events: readonly ClaimEvent[];
  /** The most that is claimed in its territories and dates with it, in ppm. */
  readonly totalPpm: number;
  /** Parties with shares of the same: they gain or lose by what is decided. */
  readonly heldBy: readonly string[];
}
