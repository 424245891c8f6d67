import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { MOST_SUBJECTS_PER_EVENT, sharesChanged } from '../catalogue/index.ts';
import { readConsentFact } from './consent-leaf.ts';
import type { ConsentFact } from './consent-leaf.ts';
import { PeerFactRepository } from './peer-fact.repository.ts';
import type { Touched } from './peer-fact.repository.ts';
import { lastWords } from './peer-fact.ts';
import { LeafRefusedError } from './tail.errors.ts';

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

function touchedBy(facts: readonly ConsentFact[]): Touched {
  const rows = lastWords(facts);
  const isWide = ({ recording_id: recording, work_id: work, release_id: release }: (typeof rows)[number]) =>
    recording === null && work === null && release === null;
  const wide = rows.filter((row) => (row.kind === 'grant' || row.kind === 'mandate') && isWide(row));
  const grantors = wide.flatMap(({ party_id: party }) => party);
  return {
    recordingIds: distinct(rows.map(({ recording_id: id }) => id)),
    workIds: distinct(rows.map(({ work_id: id }) => id)),
    releaseIds: distinct(rows.map(({ release_id: id }) => id)),
    partyIds: distinct([
      ...grantors,
      ...rows.map(({ kind, party_id: id }) => (kind === 'party-merge' ? id : null)),
    ]),
  };
}

/** Keeps what a peer's consent log says, and tells whoever goes by it here. */
@Injectable()
export class ConsentSink {
  constructor(
    @Inject(PeerFactRepository) private readonly facts: PeerFactRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /**
   * Within the transaction that moves the cursor.
   *
   * @param index of the first entry.
   * @throws {LeafRefusedError} for a leaf that cannot be understood: nothing after it may count.
   */
  async take(tx: Tx, peerId: string, index: number, entries: readonly Uint8Array[]): Promise<void> {
    const facts = entries.flatMap((entry, at): ConsentFact[] => {
      const read = readConsentFact(entry);
      if (!read.ok) throw new LeafRefusedError(index + at, read.message);
      return read.fact === null ? [] : [read.fact];
    });
    if (facts.length === 0) return;
    // What is taken away is looked for before it is gone.
    const touched = touchedBy(facts);
    const rows = lastWords(facts);
    await this.facts.keep(tx, peerId, rows);
    const published = rows.flatMap(({ kind, key }) => (kind === 'publish' ? key : []));
    if (published.length > 0) await this.facts.nameRemixers(tx, peerId, published);
    await this.announce(tx, (after, limit) => this.facts.touchedHere(tx, peerId, touched, after, limit));
  }

  /** Everything that the peer knows and this catalogue too: its word counts again, or no more. */
  async announceAll(tx: Tx, peerId: string): Promise<void> {
    await this.announce(tx, (after, limit) => this.facts.knownHere(tx, peerId, after, limit));
  }

  private async announce(
    tx: Tx,
    page: (after: string | null, limit: number) => Promise<string[]>,
  ): Promise<void> {
    let after: string | null | undefined = null;
    while (after !== undefined) {
      const ids = await page(after, MOST_SUBJECTS_PER_EVENT);
      if (ids.length > 0)
        await this.outbox.append(tx, sharesChanged, {
          key: ids[0] ?? '',
          payload: { recordingIds: ids, workIds: [] },
        });
      after = ids.length < MOST_SUBJECTS_PER_EVENT ? undefined : ids.at(-1);
    }
  }
}
