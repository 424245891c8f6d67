import type { Account } from './account.ts';
import type { AllocationLine, LineBasis } from './allocation.types.ts';
import { apportion } from './apportion.ts';
import type { Currency } from './currency.ts';
import type { Split } from './dispute.ts';
import { splitAmounts } from './dispute.release.ts';
import { journalEntry } from './ledger.ts';
import type { JournalEntry } from './ledger.ts';
import { micros } from './quantity.ts';

/** What waits for an owner. What is uncleared waits for consent, and what is unmatched for a work: neither is an owner's yet. */
const WAITING: ReadonlySet<LineBasis> = new Set(['UNCLAIMED', 'OVERCLAIMED']);

const isWaiting = ({ basis }: Pick<AllocationLine, 'basis'>): boolean => WAITING.has(basis);

export interface SuspenseReleaseInput {
  /** Unique for the subject, the close whose money it releases, and the number of the release. */
  readonly reference: string;
  readonly currency: Currency;
  /** The instant of the close: shares count that hold for it, whenever they were entered. */
  readonly at: Date;
  /** All lines of one close of the subject's side, paid, held or suspended. */
  readonly lines: readonly AllocationLine[];
  readonly splits: readonly Split[];
  /** What earlier releases of this close gave to whom. */
  readonly released: ReadonlyMap<Account, bigint>;
  /** What the suspense account holds now: less than waited where an operator has moved some of it, or plays were voided. */
  readonly availableMicros: bigint;
}

/**
 * The entry that gives what waited in suspense to those who own it by now, as they stood at the close. What still
 * nobody claims stays. A second release gives what the first left owing: nothing is taken back from whom it went to,
 * and nothing is given that the account does not hold any more.
 * @returns `null` when nothing is to be given.
 * @throws RangeError when a split is more than a whole, or more was released than waited.
 */
export function suspenseRelease(input: SuspenseReleaseInput): JournalEntry | null {
  const targets = new Map<Account, bigint>();
  const waiting = new Map<Account, bigint>();
  for (const { from, posting } of splitAmounts(input, isWaiting)) {
    if (posting.account === from) continue;
    targets.set(posting.account, (targets.get(posting.account) ?? 0n) + posting.amountMicros);
  }
  for (const line of input.lines)
    if (isWaiting(line)) waiting.set(line.account, (waiting.get(line.account) ?? 0n) + line.amountMicros);
  const [account, ...others] = waiting.keys();
  if (account === undefined) return null;
  if (others.length > 0) throw new RangeError('the lines are of more than one subject');
  const given = [...input.released.values()].reduce((sum, amount) => sum + amount, 0n);
  const waited = waiting.get(account) ?? 0n;
  if (given > 0n && given > waited) throw new RangeError(`${given - waited} more was released than waited`);
  // Below zero where voided plays took back more than the close gave: then nothing of it is left to give.
  const rest = waited - given;
  const left = rest < input.availableMicros ? rest : input.availableMicros;
  if (left <= 0n) return null;
  const due = [...targets].map(([id, target]) => {
    const missing = target - (input.released.get(id) ?? 0n);
    return { id, weight: missing > 0n ? missing : 0n };
  });
  const total = due.reduce((sum, { weight }) => sum + weight, 0n);
  const shared = apportion(total < left ? total : left, due);
  const parts = shared.ok ? shared.parts.filter(({ amount }) => amount !== 0n) : [];
  if (parts.length === 0) return null;
  return journalEntry('RELEASE', input.reference, input.currency, [
    { account, amountMicros: micros(-parts.reduce((sum, { amount }) => sum + amount, 0n)) },
    ...parts.map(({ id, amount }) => ({ account: id as Account, amountMicros: micros(amount) })),
  ]);
}
