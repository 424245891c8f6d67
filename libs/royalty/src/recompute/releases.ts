import type { Account } from '../account.ts';
import type { Currency } from '../currency.ts';
import type { Split } from '../dispute.ts';
import { releaseEntry } from '../dispute.release.ts';
import type { JournalEntry } from '../ledger.ts';
import type { Books } from './books.ts';
import type { LeafOf } from './leaf.ts';

/** What disputes held is released by the split that was decided: recomputed where the log says the split. */
export class Releases {
  readonly #disputes = new Map<string, LeafOf<'dispute'>>();
  readonly #known = new Map<string, JournalEntry | null>();

  dispute(leaf: LeafOf<'dispute'>): void {
    this.#disputes.set(leaf.id, leaf);
  }

  /**
   * The entry that a logged posting of a release must be part of.
   * @param closedAt when a period was closed.
   * @returns `isNew` at its first posting; `entry` is `null` when the log does not say how the dispute ended.
   */
  entryOf(
    leaf: LeafOf<'posting'>,
    books: Books,
    closedAt: (period: string) => Date | null,
  ): { readonly entry: JournalEntry | null; readonly isNew: boolean } {
    const known = this.#known.get(leaf.reference);
    if (known !== undefined) return { entry: known, isNew: false };
    const entry = this.#recompute(leaf, books, closedAt);
    this.#known.set(leaf.reference, entry);
    return { entry, isNew: true };
  }

  #recompute(
    { reference, currency }: LeafOf<'posting'>,
    books: Books,
    closedAt: (period: string) => Date | null,
  ): JournalEntry | null {
    const [disputeId = '', period = '', , tariff = ''] = reference.split('/');
    const dispute = this.#disputes.get(disputeId);
    const at = closedAt(period);
    if (dispute === undefined || dispute.outcome === null || at === null) return null;
    const subject = dispute.recording ?? dispute.work ?? '';
    return releaseEntry({
      ...{ disputeId, reference, currency: currency as Currency, at },
      lines: books.disputedLines(period, tariff, dispute.side, subject),
      splits: dispute.outcome.map(splitOf),
    });
  }
}

const splitOf = ({
  territories,
  from,
  to,
  shares,
}: NonNullable<LeafOf<'dispute'>['outcome']>[number]): Split => ({
  territories,
  from,
  to,
  shares: shares.map(({ partyId, ppm }) => ({ partyId, ppm: BigInt(ppm) })),
});

/** What an entry posts to one account. */
export const postedTo = (entry: JournalEntry, account: Account): bigint =>
  entry.postings.reduce(
    (sum, posting) => (posting.account === account ? sum + posting.amountMicros : sum),
    0n,
  );
