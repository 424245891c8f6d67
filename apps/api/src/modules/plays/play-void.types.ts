/** Which plays are meant: all that fit every member. */
export interface VoidFilter {
  /** did:key of a device. */
  readonly device: string | null;
  readonly recipe: string | null;
  /** Of one play, in hex. */
  readonly receiptId: string | null;
  /** When plays began; `to` does not belong to it. */
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface VoidPreview {
  /** Plays that would be taken back, by the period that counted them. */
  readonly periods: readonly { readonly period: string; readonly plays: number }[];
  readonly plays: number;
  readonly recipes: number;
  readonly devices: number;
}

export interface Voiding {
  readonly id: string;
  readonly filter: VoidFilter;
  readonly reason: string;
  readonly plays: number;
  /** The period that was open, which counts the correction. */
  readonly period: string;
  readonly user: { readonly handle: string; readonly displayName: string };
  readonly at: Date;
}
