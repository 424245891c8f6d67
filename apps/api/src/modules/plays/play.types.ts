/** What a device says it heard, as it signed it: Ed25519 over the JCS bytes of everything but `sig`. */
export interface Receipt {
  readonly v: 1;
  /** Origin of the instance that granted the play. */
  readonly home: string;
  readonly grant: string;
  readonly recipe: string;
  /** ISO 8601, UTC. */
  readonly start: string;
  readonly heardMs: number;
  readonly sources: readonly { readonly isrc: string; readonly provider: string; readonly heardMs: number }[];
  readonly app: string;
  /** did:key of the device. */
  readonly device: string;
  readonly sig: string;
}

/** A receipt whose signature was looked at. */
export interface VerifiedReceipt {
  readonly receipt: Receipt;
  /** The receipt in canonical form (JCS). */
  readonly text: string;
  /** SHA-256 over JCS of home and grant, in hex: one grant gives at most one play, whatever else is re-signed. */
  readonly receiptId: string;
  readonly isSigned: boolean;
  /** 16 random bytes in hex, kept here: without them nobody can tell a commitment's receipt. */
  readonly salt: string;
  /** SHA-256(salt ‖ JCS(receipt)) in hex: what the public log says of the receipt. */
  readonly commitment: string;
}

/** A play grant with the terms that its plays are judged by. */
export interface GrantTerms {
  readonly id: string;
  readonly recipe: string;
  readonly device: string;
  readonly territory: string;
  readonly tariffVersion: number;
  /** Whose play it is, where the tariff shares a listener's money among what that listener played; else null. */
  readonly listener: string | null;
  readonly rulesVersion: number;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** What must be heard; see {@link requiredMs}. */
  readonly minimumMs: number;
  readonly dailyCap: number;
}

/** Part of a device's time, in epoch milliseconds; `to` does not belong to it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const REJECTION_CODES = [
  'wrong_home',
  'bad_signature',
  'unknown_grant',
  'wrong_recipe',
  'wrong_device',
  'too_late',
  'outside_grant',
  'in_the_future',
  'too_short',
  'overlap',
  'daily_cap',
  'refused',
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

export interface Rejection {
  readonly status: 'rejected';
  readonly reason: RejectionCode;
  readonly detail: string;
}

/** Why a play is kept and not counted yet. */
export const QUARANTINE_CODES = ['new_device', 'device_velocity', 'address_velocity'] as const;
export type QuarantineCode = (typeof QUARANTINE_CODES)[number];

export interface Quarantine {
  readonly status: 'quarantined';
  readonly reason: QuarantineCode;
  readonly detail: string;
  /** When it counts by itself; null: when an operator has looked. */
  readonly until: Date | null;
}

export type Verdict =
  { readonly status: 'counted' } | { readonly status: 'duplicate' } | Rejection | Quarantine;
