import type { ShareItem } from './share.types.ts';

export type TransferState = 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'CANCELLED';

export interface TransferDraft {
  readonly toPartyId: string;
  /** `null`: all of it. */
  readonly ppm: number | null;
  /** `null`: now. */
  readonly at: string | null;
  readonly reason: string;
  readonly links: readonly string[];
}

export interface TransferRecord {
  readonly id: string;
  readonly share: ShareItem;
  readonly from: { readonly id: string; readonly name: string };
  readonly to: { readonly id: string; readonly name: string };
  readonly ppm: number;
  /** When the parties say it happened. */
  readonly agreedAt: Date;
  /** From when it counts here. */
  readonly effectiveAt: Date | null;
  readonly state: TransferState;
  readonly reason: string;
  readonly links: readonly string[];
  readonly answer: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
}
