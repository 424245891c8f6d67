import { accounts } from './account.ts';
import type { Account } from './account.ts';
import type { Allocation } from './allocation.types.ts';
import type { Currency } from './currency.ts';
import { micros } from './quantity.ts';
import type { MicroUnits } from './quantity.ts';

export const JOURNAL_KINDS = [
  'FUND',
  'CLOSE',
  'ADJUSTMENT',
  'RECOUPMENT',
  'WITHHOLDING',
  'HOLD',
  'RELEASE',
  'PAYOUT',
  'PAYOUT_RETURN',
  'SETTLEMENT',
  'REVERSAL',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** Positive: the account holds that much more. Negative: that much less. */
export interface Posting {
  readonly account: Account;
  readonly amountMicros: MicroUnits;
}

/** Unique by `(kind, reference)`, never changed. Its postings sum to zero. */
export interface JournalEntry {
  readonly kind: JournalKind;
  readonly reference: string;
  readonly currency: Currency;
  readonly postings: readonly Posting[];
}

/** An entry whose postings do not sum to zero, or that says nothing. */
export class UnbalancedEntryError extends Error {
  override readonly name = 'UnbalancedEntryError';
  readonly kind: JournalKind;
  readonly reference: string;

  constructor(entry: JournalEntry, why: string) {
    super(`${entry.kind} ${entry.reference}: ${why}`);
    this.kind = entry.kind;
    this.reference = entry.reference;
  }
}

/**
 * Asserts that an entry moves money without making any.
 * @throws UnbalancedEntryError
 */
export function assertBalanced(entry: JournalEntry): void {
  if (entry.reference === '') throw new UnbalancedEntryError(entry, 'no reference');
  if (entry.postings.length === 0) throw new UnbalancedEntryError(entry, 'no postings');
  const named = new Set(entry.postings.map((posting) => posting.account));
  if (named.size !== entry.postings.length)
    throw new UnbalancedEntryError(entry, 'an account is named twice');
  const sum = entry.postings.reduce((total, posting) => total + posting.amountMicros, 0n);
  if (sum !== 0n) throw new UnbalancedEntryError(entry, `postings sum to ${sum} micro-units`);
}

/** What postings come to: one per account, sorted by account, none of zero. */
function balances(postings: Iterable<Posting>): Posting[] {
  const sums = new Map<Account, bigint>();
  for (const { account, amountMicros } of postings)
    sums.set(account, (sums.get(account) ?? 0n) + amountMicros);
  return [...sums]
    .filter(([, amount]) => amount !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, amount]) => ({ account, amountMicros: micros(amount) }));
}

/** Whether postings come to nothing on every account. */
export const movesNothing = (postings: Iterable<Posting>): boolean => balances(postings).length === 0;

/**
 * Makes an entry from postings in any order: one per account, sorted by account, none of zero.
 * @throws UnbalancedEntryError when they do not sum to zero or nothing is left.
 */
export function journalEntry(
  kind: JournalKind,
  reference: string,
  currency: Currency,
  postings: Iterable<Posting>,
): JournalEntry {
  const entry: JournalEntry = { kind, reference, currency, postings: balances(postings) };
  assertBalanced(entry);
  return entry;
}

/** A pool that was shared out, as its lines or as what they come to for each account. */
export type SharedPool = Omit<Allocation, 'lines'> & { readonly lines: Iterable<Posting> };

/** What an allocation's entries and lines are found by: period, currency, tariff and its version. */
export const poolReference = (
  periodId: string,
  { currency, tariffId, tariffVersion }: Pick<Allocation, 'currency' | 'tariffId' | 'tariffVersion'>,
): string => `${periodId}/${currency}/${tariffId}@${tariffVersion}`;

/**
 * The entries of a period's close: the pool is funded, then paid out to every account of the allocation's lines.
 * An allocation that moves no money makes no entries.
 * @param options.isFunded the pool was stated and booked before: only what it goes to is.
 */
export function closeEntries(
  periodId: string,
  allocation: SharedPool,
  options: { readonly isFunded?: boolean } = {},
): JournalEntry[] {
  const { currency, poolMicros } = allocation;
  const reference = poolReference(periodId, allocation);
  const moved = balances([
    { account: accounts.pool, amountMicros: micros(-poolMicros) },
    ...allocation.lines,
  ]);
  if (moved.length === 0) return [];
  const close = journalEntry('CLOSE', reference, currency, moved);
  if (options.isFunded === true || poolMicros === 0n) return [close];
  return [fundEntry(reference, currency, poolMicros), close];
}

/** The entry by which money comes into a pool. */
export const fundEntry = (reference: string, currency: Currency, amountMicros: bigint): JournalEntry =>
  journalEntry('FUND', reference, currency, [
    { account: accounts.funding, amountMicros: micros(-amountMicros) },
    { account: accounts.pool, amountMicros: micros(amountMicros) },
  ]);

/** The entry that undoes another: the same accounts with the opposite amounts. */
export function reverse(entry: JournalEntry): JournalEntry {
  return journalEntry(
    'REVERSAL',
    `${entry.kind}/${entry.reference}`,
    entry.currency,
    entry.postings.map((posting) => ({ ...posting, amountMicros: micros(-posting.amountMicros) })),
  );
}

/** The balance of one account over entries in any order, in one currency. */
export function balanceOf(account: Account, currency: Currency, entries: Iterable<JournalEntry>): MicroUnits {
  let balance = 0n;
  for (const entry of entries) {
    if (entry.currency !== currency) continue;
    for (const posting of entry.postings) if (posting.account === account) balance += posting.amountMicros;
  }
  return micros(balance);
}
