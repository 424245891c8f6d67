/** Choices about mail are shown in these groups, in this order. */
const GROUPS = {
  'Asking for music': {
    'request-received': 'Somebody asks for your music',
    'request-answered': 'An answer to your clearance request',
    'request-decided': 'A clearance request is decided, expired or taken back',
    'request-message': 'A message in a clearance request',
  },
  'Your flips': {
    'flip-withdrawn': 'A flip of yours cannot be played any more',
    'flip-restored': 'A flip of yours plays again',
    'withdrawal-announced': 'Somebody says when flips of yours will have to stop',
    'comment-received': 'Somebody says something about a flip of yours',
    'follower-new': 'Somebody at another server follows you',
  },
  'Your parties': {
    invited: 'Somebody asks you to act for a party',
    'invitation-answered': 'An answer to your invitation',
    'parties-merged': 'A party of yours became one with another',
  },
  'What you own': {
    'claim-decided': 'Your claim is proved or turned down',
    'transfer-proposed': 'Somebody offers you a share',
    'transfer-decided': 'A share changes hands, or does not',
    'dispute-opened': 'Shares of yours are in dispute',
    'dispute-changed': 'News in a dispute of yours',
    'import-finished': 'A catalogue of yours is taken in, or could not be',
  },
  'Opting in for others': {
    'mandate-proposed': 'Somebody says that they may opt in for you',
    'mandate-decided': 'A mandate is given, declined or ended',
  },
  Credits: {
    'correction-requested': 'Somebody asks you to correct credits',
    'correction-decided': 'Credits are corrected as you asked, or not',
  },
  Money: {
    'statement-ready': 'A statement is ready',
    'payment-sent': 'A payment to you is on its way',
    'payment-returned': 'A payment to you came back',
    'payee-account-changed': 'The bank account of a party of yours changed',
    'payouts-stopped': 'Payouts to a party of yours are stopped or go on',
  },
  'Running this server': {
    'peer-alarmed': 'The log of another server contradicts itself',
  },
} as const;

type Groups = typeof GROUPS;
export type NotificationKind = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups];

interface KindWords {
  readonly label: string;
  readonly group: string;
}

/** What a user can be told of, and how the choice about mail names it. A new kind is one line in its group. */
export const NOTIFICATION_KINDS = Object.fromEntries(
  Object.entries(GROUPS).flatMap(([group, kinds]) =>
    Object.entries(kinds).map(([kind, label]) => [kind, { label, group }]),
  ),
) as Readonly<Record<NotificationKind, KindWords>>;

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
  /** Kinds of one group follow each other. */
  readonly group: string;
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
