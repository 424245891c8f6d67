import type { ProviderId } from '../types.ts';

/** What a client needs of a single-use play grant; the home instance signed it and keeps the rest. */
export interface PlayGrant {
  readonly id: string;
  /** Origin of the instance that gave it, such as `https://flips.example`. */
  readonly home: string;
  /** ISO 8601, by the home's clock. */
  readonly issuedAt: string;
  readonly expiresAt: string;
}

export type GrantAnswer =
  | { readonly kind: 'granted'; readonly grant: PlayGrant }
  | { readonly kind: 'refused'; readonly reason: string; readonly detail: string };

/** How long one source was heard in one play. */
export interface ReceiptSource {
  readonly isrc: string;
  readonly provider: ProviderId;
  readonly heardMs: number;
}

/** A play as the device tells it, before it is signed. Member names are those of the wire. */
export interface UnsignedReceipt {
  readonly v: 1;
  readonly home: string;
  readonly grant: string;
  /** `sha-256` name of the recipe: `sha256-<hex>`. */
  readonly recipe: string;
  /** ISO 8601, by the home's clock as the device knows it. */
  readonly start: string;
  readonly heardMs: number;
  readonly sources: readonly ReceiptSource[];
  readonly app: string;
  /** did:key of the device. */
  readonly device: string;
}

/** Ed25519 over the JCS bytes of the receipt without `sig`, base64url. */
export interface PlayReceipt extends UnsignedReceipt {
  readonly sig: string;
}

/** The home's answer for one receipt. A promise of inclusion is kept and can be checked later. */
export type ReceiptAnswer =
  | { readonly grant: string; readonly status: 'counted'; readonly promise?: unknown }
  /** With the promise again, for a device that lost the answer; none while the play is kept aside. */
  | { readonly grant: string; readonly status: 'duplicate'; readonly promise?: unknown }
  /** Kept by the home and counted later; `until` is null when an operator looks at it first. */
  | { readonly grant: string; readonly status: 'quarantined'; readonly until: string | null }
  | { readonly grant: string; readonly status: 'rejected'; readonly reason: string };

/** Whether an answer with this HTTP status is a no; after any other failure asking again later can help. */
export const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/**
 * The instance, as metering sees it; page and command inject it over the generated client. Both calls throw when the
 * instance cannot be reached or answers with a server error: the outbox then tries again later.
 */
export interface MeteringApi {
  requestGrant(request: { readonly recipe: string; readonly device: string }): Promise<GrantAnswer>;
  /** 1 to 500 receipts, all of one `home`; answers are matched by `grant`. */
  submitReceipts(receipts: readonly PlayReceipt[]): Promise<readonly ReceiptAnswer[]>;
}
