import type { RightSide } from '@flipside/royalty';
import type { PartyName } from './recording.types.ts';

export type MandateState = 'PROPOSED' | 'ACTIVE' | 'DECLINED' | 'REVOKED';
export type MandateRole = 'GRANTOR' | 'HOLDER';

export interface MandateDraft {
  /** Whether the party of the request lets the other grant, or says that the other lets it. */
  readonly as: MandateRole;
  readonly counterparty: string;
  readonly side: RightSide;
  readonly subject:
    | { readonly kind: 'RECORDING'; readonly isrc: string }
    | { readonly kind: 'WORK'; readonly id: string }
    | { readonly kind: 'CATALOGUE' };
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  /** A contract's name and date, a link, or words that the other side and an operator can check. */
  readonly evidence: string;
}

/** A version of a mandate. */
export interface MandateRecord {
  readonly id: string;
  readonly version: number;
  readonly grantor: PartyName;
  readonly holder: PartyName;
  readonly side: RightSide;
  readonly subject: {
    readonly kind: 'RECORDING' | 'WORK' | 'CATALOGUE';
    readonly id: string | null;
    readonly title: string | null;
  };
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
  readonly state: MandateState;
  readonly proposedBy: MandateRole;
  readonly evidence: string;
  readonly reason: string | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  readonly createdAt: Date;
}

export interface MandateDecision {
  readonly decision: 'CONFIRM' | 'DECLINE';
  readonly reason: string | null;
}

export interface Revocation {
  /** When it is to end; `null` for at once. */
  readonly at: string | null;
  readonly reason: string | null;
}
