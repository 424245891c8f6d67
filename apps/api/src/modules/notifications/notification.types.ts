/** What a user can be told of, and how the choice about mail names it. A new kind is one line here. */
export const NOTIFICATION_KINDS = {
  'request-received': 'Somebody asks for your music',
  'request-answered': 'An answer to your clearance request',
  'request-decided': 'A clearance request is decided, expired or taken back',
  'request-message': 'A message in a clearance request',
  'flip-withdrawn': 'A flip of yours cannot be played any more',
  'flip-restored': 'A flip of yours plays again',
  'statement-ready': 'A statement is ready',
} as const;

export type NotificationKind = keyof typeof NOTIFICATION_KINDS;

/** A sentence for some users, and the screen of this instance that it leads to. */
export interface Notice {
  readonly to: readonly string[] | AsyncIterable<readonly string[]>;
  readonly text: string;
  /** A path, such as `/requests/…`. */
  readonly link: string;
}

export interface NotificationRow {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly link: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

export interface Preference {
  readonly kind: NotificationKind;
  readonly label: string;
  readonly mail: boolean;
}

export interface Preferences {
  /** Whether this instance sends mail at all. */
  readonly sendsMail: boolean;
  /** Where it would go. */
  readonly email: string | null;
  readonly items: readonly Preference[];
}

export const isKind = (kind: string): kind is NotificationKind => Object.hasOwn(NOTIFICATION_KINDS, kind);
