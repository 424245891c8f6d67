const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const HASH = 'sha256-[0-9a-f]{64}';

/** What an address of this instance names. */
export type LocalThing =
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'flip'; readonly hash: string }
  | { readonly kind: 'comment'; readonly id: string }
  | { readonly kind: 'follow'; readonly id: string };

/** Addresses under which this instance's people and things are known to other servers. They never change. */
export class SocialAddresses {
  readonly baseUrl: string;

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** `owner` is a user's id, or `instance`. */
  actor = (owner: string): string => `${this.baseUrl}/ap/users/${owner}`;
  followers = (owner: string): string => `${this.actor(owner)}/followers`;
  inbox = (owner: string): string => `${this.actor(owner)}/inbox`;
  sharedInbox = (): string => `${this.baseUrl}/ap/inbox`;
  /** A flip that came back is another object: what was deleted elsewhere stays so there. */
  flip = (hash: string, revival = 0): string =>
    `${this.baseUrl}/ap/flips/${hash}${revival === 0 ? '' : `/${revival}`}`;
  comment = (id: string): string => `${this.baseUrl}/ap/comments/${id}`;
  follow = (id: string): string => `${this.baseUrl}/ap/follows/${id}`;
  activity = (id: string): string => `${this.baseUrl}/ap/activities/${id}`;
  key = (owner: string, id: string): string => `${this.actor(owner)}#key-${id}`;
  recipe = (hash: string): string => `${this.baseUrl}/api/recipes/${hash}/document`;
  page = (code: string): string => `${this.baseUrl}/r/${code}`;
  producer = (handle: string): string => `${this.baseUrl}/?producer=${handle}`;
  tag = (tag: string): string => `${this.baseUrl}/?tag=${encodeURIComponent(tag)}`;

  /** What one of our own addresses names; `null` for any other. */
  parse(uri: string): LocalThing | null {
    if (!uri.startsWith(`${this.baseUrl}/ap/`)) return null;
    const path = uri.slice(this.baseUrl.length);
    const user = new RegExp(`^/ap/users/(${UUID})$`).exec(path)?.[1];
    if (user !== undefined) return { kind: 'user', id: user };
    const hash = new RegExp(`^/ap/flips/(${HASH})(?:/[1-9]\\d{0,5})?$`).exec(path)?.[1];
    if (hash !== undefined) return { kind: 'flip', hash };
    const [, kind, id] = new RegExp(`^/ap/(comments|follows)/(${UUID})$`).exec(path) ?? [];
    if (id === undefined) return null;
    return kind === 'comments' ? { kind: 'comment', id } : { kind: 'follow', id };
  }
}

/** Host of an address, with its port where it is unusual. @throws {TypeError} for what is no address. */
export const hostOf = (uri: string): string => new URL(uri).host;

/** Whether two addresses are of one origin: an object speaks for nobody else's server. */
export function sameOrigin(a: string, b: string): boolean {
  const [first, second] = [URL.parse(a), URL.parse(b)];
  return first !== null && second !== null && first.origin !== 'null' && first.origin === second.origin;
}
