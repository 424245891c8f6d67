import { ProviderError, type ProviderErrorCode } from '../provider-error.ts';

/** Error codes of the Subsonic API, with those that OpenSubsonic added (41 to 44). */
export const SUBSONIC = {
  missingParameter: 10,
  clientTooOld: 20,
  serverTooOld: 30,
  wrongLogin: 40,
  tokenUnsupported: 41,
  wayUnsupported: 42,
  waysConflict: 43,
  wrongKey: 44,
  forbidden: 50,
  trialOver: 60,
  notFound: 70,
} as const;

/** The server knows this login by another way, or not this way at all: the next is tried. Never after a wrong password or key. */
export const OTHER_WAY: ReadonlySet<number> = new Set([
  SUBSONIC.missingParameter,
  SUBSONIC.clientTooOld,
  SUBSONIC.serverTooOld,
  SUBSONIC.tokenUnsupported,
  SUBSONIC.wayUnsupported,
  SUBSONIC.waysConflict,
]);

const KINDS: Readonly<Record<number, ProviderErrorCode>> = {
  [SUBSONIC.wrongLogin]: 'denied',
  [SUBSONIC.tokenUnsupported]: 'denied',
  [SUBSONIC.wayUnsupported]: 'denied',
  [SUBSONIC.waysConflict]: 'denied',
  [SUBSONIC.wrongKey]: 'denied',
  [SUBSONIC.forbidden]: 'permission',
  [SUBSONIC.trialOver]: 'permission',
  [SUBSONIC.notFound]: 'gone',
};

const WORDS: Readonly<Record<number, string>> = {
  [SUBSONIC.wrongLogin]: 'does not accept this name and password',
  [SUBSONIC.tokenUnsupported]: 'accepts none of the ways to sign in that are left',
  [SUBSONIC.wayUnsupported]: 'accepts none of the ways to sign in that are left',
  [SUBSONIC.waysConflict]: 'accepts none of the ways to sign in that are left',
  [SUBSONIC.wrongKey]: 'does not accept this API key',
  [SUBSONIC.forbidden]: 'does not allow this account to do that',
  [SUBSONIC.trialOver]: 'says that its trial period is over',
  [SUBSONIC.notFound]: 'no longer has this recording',
};

/** A server's refusal; `subsonicCode` is the API's own. */
export class SubsonicError extends ProviderError {
  override readonly name = 'SubsonicError';
  readonly subsonicCode: number;

  constructor(host: string, code: number, message: string) {
    const words = WORDS[code] ?? `answers: ${message === '' ? `error ${code}` : message.slice(0, 200)}`;
    super(KINDS[code] ?? 'unreadable', `${host} ${words}.`);
    this.subsonicCode = code;
  }
}
