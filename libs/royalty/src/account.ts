import type { Brand } from './brand.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

/** An account of the ledger, such as `pool` or `payable:<party>`. */
export type Account = Brand<string, 'Account'>;

export const ACCOUNT_KINDS = [
  'funding',
  'pool',
  'platform',
  'rounding',
  'payable',
  'paid',
  'owed',
  'settled',
  'suspense',
  'held',
  'recoup',
  'tax',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Somebody whom another instance pays: the peer as it is known here, and the party as it is known there. */
export interface OwedThrough {
  readonly peer: string;
  readonly party: string;
}

/** Parts of an account. `subject` is the party, subject, dispute, agreement or jurisdiction; plain accounts have none. */
export interface AccountParts {
  readonly kind: AccountKind;
  readonly subject: string | null;
}

const PLAIN: ReadonlySet<AccountKind> = new Set(['funding', 'pool', 'platform', 'rounding']);
const isKind = (text: string): text is AccountKind => (ACCOUNT_KINDS as readonly string[]).includes(text);
const subjectShape = /^[\x21-\x7e]{1,200}$/;

/** Reads an account and refuses one that is not of the chart of accounts. */
export function parseAccount(text: string): Parsed<Account, 'ACCOUNT_INVALID'> {
  const colon = text.indexOf(':');
  const kind = colon === -1 ? text : text.slice(0, colon);
  if (!isKind(kind)) return refused('ACCOUNT_INVALID', `There is no account of the kind "${kind}".`);
  if (PLAIN.has(kind) !== (colon === -1))
    return refused(
      'ACCOUNT_INVALID',
      `The account ${kind} ${PLAIN.has(kind) ? 'has no' : 'needs a'} subject.`,
    );
  if (colon !== -1 && !subjectShape.test(text.slice(colon + 1)))
    return refused('ACCOUNT_INVALID', 'The subject of an account is 1 to 200 visible ASCII characters.');
  return accepted(text as Account);
}

/** The kind and the subject of an account. */
export function accountParts(name: Account): AccountParts {
  const colon = name.indexOf(':');
  const kind = colon === -1 ? name : name.slice(0, colon);
  if (!isKind(kind)) throw new RangeError(`${name} was not parsed`);
  return { kind, subject: colon === -1 ? null : name.slice(colon + 1) };
}

function account(text: string): Account {
  const parsed = parseAccount(text);
  if (!parsed.ok) throw new RangeError(parsed.message);
  return parsed.value;
}

/** The accounts by what they are for. @throws RangeError when a subject is empty or not visible ASCII. */
export const accounts = {
  funding: account('funding'),
  pool: account('pool'),
  platform: account('platform'),
  rounding: account('rounding'),
  payable: (partyId: string) => account(`payable:${partyId}`),
  paid: (partyId: string) => account(`paid:${partyId}`),
  /** What a party of another instance is owed, through that instance. */
  owed: ({ peer, party }: OwedThrough) => account(`owed:${peer}/${party}`),
  /** What was paid to a peer for its parties. */
  settled: (peer: string) => account(`settled:${peer}`),
  suspense: (subject: string) => account(`suspense:${subject}`),
  held: (disputeId: string) => account(`held:${disputeId}`),
  recoup: (agreementId: string) => account(`recoup:${agreementId}`),
  tax: (jurisdiction: string) => account(`tax:${jurisdiction}`),
} as const;
