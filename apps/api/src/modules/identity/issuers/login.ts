import type { SessionData } from '../session.repository.ts';

/** What a login needs of the browser's request. */
export interface LoginRequest {
  method: string;
  /** Path and query as they came in. */
  url: string;
  session: SessionData;
}

export type LoginOutcome =
  | { kind: 'redirect'; url: string }
  | { kind: 'identified'; subject: string; name: string; email: string | null }
  | { kind: 'refused'; reason: string };
