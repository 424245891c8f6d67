import type { Page } from '../catalogue/index.ts';

/** What one party has to get from one instance for one period: not payable before it is settled. */
export interface Receivable {
  readonly party: { readonly id: string; readonly name: string };
  readonly reporter: { readonly id: string; readonly host: string };
  readonly period: string;
  readonly currency: string;
  /** Null while some of it depends on what the reporter shares out. */
  readonly amountMicros: bigint | null;
  /** The reporter closed the period: the amount changes no more. */
  readonly final: boolean;
  /** The reporter has settled the period: what was accepted is in the balance. */
  readonly payable: boolean;
}

/** Of that, what one recording, work or flip comes to. */
export interface ReceivableLine {
  readonly side: 'MASTER' | 'COMPOSITION' | 'REMIXER';
  readonly subject: string;
  readonly title: string;
  readonly isrc: string | null;
  readonly currency: string;
  readonly plays: bigint;
  readonly amountMicros: bigint | null;
}

/** Plays at a peer for one of its periods, as operators see them. */
export interface PeerReceivable {
  readonly period: string;
  readonly currency: string;
  readonly parties: number;
  readonly amountMicros: bigint | null;
  readonly final: boolean;
  /** All plays of the period that its log has, of here or not, and those that its close shared out; null before. */
  readonly plays: bigint;
  readonly closedPlays: bigint | null;
}

export interface PeerReceivables extends Page<PeerReceivable> {
  /** Plays that wait until their recipes can be read, and why one of them cannot. */
  readonly waiting: { readonly plays: bigint; readonly recipes: number; readonly error: string | null };
}

export interface ReceivableKey {
  readonly partyId: string;
  readonly peerId: string;
  readonly period: string;
}

export type ReceivablePage = Page<Receivable>;
export type ReceivableLinePage = Page<ReceivableLine>;
