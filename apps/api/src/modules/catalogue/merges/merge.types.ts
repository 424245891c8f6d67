export interface MergeCounts {
  readonly shares: number;
  readonly contributors: number;
  readonly members: number;
  readonly claims: number;
  readonly transfers: number;
  readonly invitations: number;
  /** Names that files of importers have for the party. */
  readonly importedKeys: number;
  /** They stay where they are and go on to apply. */
  readonly grants: number;
}

export type IdentifierName = 'ipiNameNumber' | 'isni' | 'dpid';

export interface IdentifierMove {
  readonly name: IdentifierName;
  readonly value: string;
  /** False when the other party has one of its own: it stays with the old one, which still leads to the new. */
  readonly moves: boolean;
}

/** A rate of withholding tax of the party that goes, as it would be kept back from an instant on. */
export interface TaxMove {
  readonly id: string;
  readonly jurisdiction: string;
  readonly ppm: number;
  readonly from: Date;
  /** False when the other party has a rate of its own for it by then, were it zero: this one ends. */
  readonly moves: boolean;
}

export interface MergeRecord {
  readonly id: string;
  readonly from: { readonly id: string; readonly name: string };
  readonly into: { readonly id: string; readonly name: string };
  readonly by: string | null;
  readonly reason: string;
  readonly createdAt: Date;
}

export type MergeItemKind =
  | 'SHARE'
  | 'CONTRIBUTOR'
  | 'MEMBER'
  | 'IDENTIFIER'
  | 'CLAIM'
  | 'TRANSFER'
  | 'INVITATION'
  | 'IMPORTED_KEY'
  | 'TAX';

export interface MergeItem {
  readonly position: number;
  readonly kind: MergeItemKind;
  readonly refId: string | null;
  readonly title: string | null;
  readonly detail: Record<string, unknown>;
}
