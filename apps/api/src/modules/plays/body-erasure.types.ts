export type ErasureCause = 'RETENTION' | 'DEVICE' | 'OPERATOR';

/** What a device signs to have its bodies erased: Ed25519 over the JCS bytes of everything but `sig`. */
export interface DeviceErasureRequest {
  readonly v: 1;
  readonly home: string;
  /** So that it cannot be taken for anything else that a device signs. */
  readonly erase: 'bodies';
  readonly device: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly sig: string;
}

/** Whose bodies go: a device's, or those of a period whose time is over. */
export type ErasureScope =
  | { readonly device: string; readonly period: null }
  | { readonly device: null; readonly period: string }
  | { readonly device: null; readonly period: null };

export interface ErasureBatch {
  readonly cause: ErasureCause;
  readonly scope: ErasureScope;
  readonly plays: number;
  readonly rejections: number;
  /** Nothing is left of the period. */
  readonly isLast: boolean;
  readonly reason: string;
  readonly userId: string | null;
  readonly at: Date;
}

/** How many bodies there are. */
export interface BodyCount {
  readonly plays: number;
  /** Receipts that did not count, or wait. */
  readonly others: number;
}

/** An erasure as operators read it; batches of one request stand one after the other. */
export interface ErasureRow {
  readonly id: string;
  readonly cause: ErasureCause;
  readonly device: string | null;
  readonly period: string | null;
  readonly plays: number;
  readonly others: number;
  readonly reason: string;
  readonly user: { readonly handle: string; readonly displayName: string } | null;
  readonly at: Date;
}
