import type { PartyRole } from '../../platform/auth/principal.ts';

/** Names the built-in issuer, in addresses and as the issuer of its accounts (its URL may move with the instance). */
export const LOCAL = 'local';

export interface User {
  id: string;
  handle: string;
  displayName: string;
  email: string | null;
  operator: boolean;
  createdAt: Date;
}

export interface Membership {
  id: string;
  name: string;
  role: PartyRole;
}

export interface Profile extends User {
  parties: Membership[];
  /** Parties that gave their place to one of `parties`: what is frozen under their names is still its own. */
  merged: { partyId: string; role: PartyRole }[];
}

/** What a login issuer says about a person. */
export interface Identity {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
}
