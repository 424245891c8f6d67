import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Ways to say who asks, the safest first: an API key without a user name (OpenSubsonic `apiKeyAuthentication`), a salted hash of the
 * password (API 1.13), the password in hexadecimal (`enc:`), and HTTP Basic alone or, for a proxy in front of the server, with the
 * hash. `none` is for the proxy on the listener's own machine, which adds the login itself.
 */
export const LOGIN_WAYS = ['apiKey', 'token', 'password', 'basic', 'basic-token', 'none'] as const;
export type LoginWay = (typeof LOGIN_WAYS)[number];

/** How a listener reaches their own server. Stays on the device. */
export interface SubsonicLogin {
  /** Without `/rest` and without a trailing slash. */
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly apiKey?: string | undefined;
  /** The way that worked last; others are tried when it is refused as a way. */
  readonly way?: LoginWay | undefined;
}

/** What a request carries to say who asks. */
export interface Credentials {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

const SALT_BYTES = 12;

/** The ways that a login has the means for, in the order in which they are tried. */
export function waysOf({ username, password, apiKey, way }: SubsonicLogin): readonly LoginWay[] {
  const withPassword: readonly LoginWay[] =
    username === undefined || password === undefined ? [] : ['token', 'password', 'basic', 'basic-token'];
  const ways: readonly LoginWay[] = [...(apiKey === undefined ? [] : ['apiKey' as const]), ...withPassword];
  if (ways.length === 0) return ['none'];
  return way !== undefined && ways.includes(way) ? [way, ...ways.filter((other) => other !== way)] : ways;
}

const base64 = (text: string): string => btoa(String.fromCharCode(...utf8ToBytes(text)));

function salted(password: string): { t: string; s: string } {
  const s = bytesToHex(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
  return { t: bytesToHex(md5(utf8ToBytes(password + s))), s };
}

/** The parameters and headers of one way; a salt is used once. */
export function credentialsOf(login: SubsonicLogin, way: LoginWay): Credentials {
  const { username: u = '', password = '', apiKey = '' } = login;
  const authorization = `Basic ${base64(`${u}:${password}`)}`;
  switch (way) {
    case 'apiKey':
      return { query: { apiKey }, headers: {} };
    case 'token':
      return { query: { u, ...salted(password) }, headers: {} };
    case 'password':
      return { query: { u, p: `enc:${bytesToHex(utf8ToBytes(password))}` }, headers: {} };
    case 'basic':
      return { query: {}, headers: { authorization } };
    case 'basic-token':
      return { query: { u, ...salted(password) }, headers: { authorization } };
    case 'none':
      return { query: {}, headers: {} };
  }
}
