import type { Principal } from './principal.ts';

/** Turns credentials into a principal. The identity module provides it; the guard asks it. */
export abstract class Authenticator {
  /** The user of a browser session, or `null` when the user is gone. */
  abstract bySession(userId: string): Promise<Principal | null>;
  /** The user and scopes of an API token, or `null` when it is unknown, expired or revoked. */
  abstract byToken(token: string): Promise<Principal | null>;
}
