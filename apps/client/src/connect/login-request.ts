import { isPublicKey } from './sealed-token.ts';

/** Where a page asks whether the command line may use an account. */
export const LOGIN_PATH = '/account/command-line';
/** Path at which a waiting command listens on the loopback. */
export const LOGIN_DONE_PATH = '/flipside-login';

/** What a command asks of the page, in the address. */
export interface LoginRequest {
  readonly key: string;
  readonly state: string;
  /** Where the command listens on the loopback; null when the code is copied by hand. */
  readonly port: number | null;
  /** What the token is to be called: the computer's name. */
  readonly name: string;
}

const STATE = /^[\w-]{22,64}$/;
const MOST_NAME = 60;

/** Reads the address's query; null when it does not come from a command. */
export function readLoginRequest(search: URLSearchParams): LoginRequest | null {
  const [key, state, port, name] = ['key', 'state', 'port', 'name'].map((member) => search.get(member) ?? '');
  if (key === undefined || state === undefined || !isPublicKey(key) || !STATE.test(state)) return null;
  const number = Number(port);
  if (port !== '' && !(Number.isInteger(number) && number > 0 && number < 65_536)) return null;
  // Only what can be read: a name must not look like a part of the page.
  const shown = (name ?? '')
    .replace(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim()
    .slice(0, MOST_NAME);
  return { key, state, port: port === '' ? null : number, name: shown === '' ? 'a computer' : shown };
}

/** The page's address with such a request. */
export function loginAddress(instance: string, { key, state, port, name }: LoginRequest): string {
  const query = new URLSearchParams({ key, state, name });
  if (port !== null) query.set('port', String(port));
  return `${instance}${LOGIN_PATH}?${query.toString()}`;
}

/** Where the page sends the browser with the sealed token: the loopback of this computer, and nowhere else. */
export function doneAddress(port: number, state: string, sealed: string): string {
  const query = new URLSearchParams({ state, sealed });
  return `http://127.0.0.1:${String(port)}${LOGIN_DONE_PATH}?${query.toString()}`;
}
