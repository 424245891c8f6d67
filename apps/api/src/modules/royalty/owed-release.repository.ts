import { accounts } from '@flipside/royalty';
import type { JournalEntry, OwedShare, Share } from '@flipside/royalty';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.ts';
import type { SuspenseSubject } from './suspense.repository.ts';

interface Released extends SuspenseSubject {
  readonly entryId: string;
  /** Whose close suspended it. */
  readonly periodId: string;
  readonly releasedIn: string;
  readonly currency: string;
}

/** What a release gave to parties of other instances, by what those call the music: settlements state it. */
@Injectable()
export class OwedReleaseRepository {
  async append(
    tx: Tx,
    { entryId, periodId, releasedIn, currency, side }: Released,
    { postings }: JournalEntry,
    shares: readonly (Share & { readonly owed: OwedShare })[],
  ): Promise<void> {
    const byAccount = new Map(shares.map(({ owed }) => [accounts.owed(owed), owed]));
    const rows = postings.flatMap(({ account, amountMicros }) => {
      const owed = byAccount.get(account);
      if (owed === undefined) return [];
      const { peer: peerId, party, subject } = owed;
      return [{ entryId, peerId, party, side, subject, periodId, releasedIn, currency, amountMicros }];
    });
    if (rows.length > 0) await tx.owedRelease.createMany({ data: rows });
  }
}
