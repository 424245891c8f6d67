/** What operators decide about parties. */
export type OwnDecision =
  | 'CLAIM'
  | 'MANDATE'
  | 'WEBSITE'
  | 'VERIFICATION'
  | 'IMPORTS'
  | 'MERGE'
  | 'DISPUTE'
  | 'CREDITS'
  | 'ENTRY'
  | 'ADVANCE'
  | 'TAX'
  | 'PAYOUTS'
  | 'PAYMENT';

export interface Cause {
  readonly decision: OwnDecision;
  /** What it is about: the claim, mandate, website, party, dispute, merge, entry, payment or correction. */
  readonly ref: string;
  /** Who gains or loses by it. */
  readonly partyIds: readonly string[];
}

export interface OwnParty {
  readonly id: string;
  readonly name: string;
}

/** How somebody stands to what is to be decided. */
export interface Standing {
  /** The parties among those concerned that the one who asks acts for. */
  readonly own: readonly OwnParty[];
  /** Another operator acts for none of them, and is to decide instead. */
  readonly another: boolean;
}
