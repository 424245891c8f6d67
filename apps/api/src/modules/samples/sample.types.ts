import type { CreditSheet } from '../recipes/index.ts';

/** Which plays: some that are drawn by a seed of whoever asks, or those that are named by their commitments. */
export type Asked = { readonly draw: number; readonly seed: string } | { readonly named: readonly string[] };

/**
 * What is signed to look at plays: Ed25519 over the JCS bytes of everything but `sig`. A draw takes those whose
 * SHA-256(seed ‖ commitment) is least, so that whoever reads the log of plays can tell which they must be.
 */
export interface SampleRequest {
  readonly v: 1;
  /** Made by whoever asks: the same request asks once. */
  readonly id: string;
  readonly home: string;
  readonly statement: string;
  readonly recipe: string;
  /** `null`: of every territory. */
  readonly territory: string | null;
  readonly plays: Asked;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** did:key. */
  readonly key: string;
  readonly sig: string;
}

export interface SampleRow {
  readonly id: string;
  readonly statementId: string;
  readonly partyId: string;
  readonly periodId: string;
  readonly recipeHash: string;
  readonly reason: string;
  /** The signed request as it came, in JCS. */
  readonly request: string;
  readonly userId: string;
  readonly plays: number;
  readonly createdAt: Date;
}

/** As it is listed: who asked for what. */
export interface SampleSummary extends Omit<SampleRow, 'userId'> {
  readonly title: string;
  readonly credits: CreditSheet;
  readonly handle: string;
  readonly displayName: string;
}

/** A play and, until it is erased, what its leaf commits to. */
export interface SampledPlay {
  readonly position: number;
  /** The public leaf. */
  readonly entry: Readonly<Record<string, unknown>>;
  readonly receipt: object | null;
  /** 16 bytes in base64. */
  readonly salt: string | null;
  readonly isTakenBack: boolean;
}

export interface PlaySample extends SampleSummary {
  readonly items: readonly SampledPlay[];
}
