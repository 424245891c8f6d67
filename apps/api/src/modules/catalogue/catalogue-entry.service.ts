import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import type { FieldError } from '../../platform/problem/domain-error.ts';
import { AlreadyExistsError, ConflictError, UnprocessableError } from '../../platform/problem/errors.ts';
import type { CatalogueEntry, KnownWork } from './catalogue.types.ts';
import { sharesChanged } from './events.ts';
import { differences } from './known-work.ts';
import { PartyRepository } from './party.repository.ts';
import { RecordingRepository } from './recording.repository.ts';

/** Takes recordings into the catalogue, with all that belongs to them or not at all. */
@Injectable()
export class CatalogueEntryService {
  constructor(
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Access is the caller's to ask for: it runs inside the caller's transaction. A work that is known by its ISWC is
   * linked, so that a cover or a remaster shares it.
   *
   * @param by the user who enters it.
   * @returns the recording's id.
   */
  async enter(tx: Tx, entry: CatalogueEntry, by: string | null = null): Promise<string> {
    await this.recordings.lockEntries(tx);
    if ((await this.recordings.findByIsrc(entry.isrc, tx)) !== null)
      throw new AlreadyExistsError(`${entry.isrc} is in the catalogue already.`);
    const known = await this.knownWorks(tx, entry);
    await this.requireParties(tx, entry);
    const id = await this.recordings.append(tx, entry, known, { by, at: this.clock.now() });
    const payload = { recordingIds: [id], workIds: [] };
    await this.outbox.append(tx, sharesChanged, { key: entry.isrc, payload });
    return id;
  }

  private async knownWorks(tx: Tx, { works }: CatalogueEntry): Promise<Map<string, KnownWork>> {
    const known = new Map<string, KnownWork>();
    const conflicts: FieldError[] = [];
    const incomplete: FieldError[] = [];
    for (const [index, work] of works.entries()) {
      if (work.iswc === null) continue;
      const at = `/works/${index}`;
      const stored = await this.recordings.findByIswc(tx, work.iswc);
      if (stored !== null) {
        known.set(work.iswc, stored);
        conflicts.push(...differences(work, stored, at));
      } else if (work.shares.length === 0 || work.contributors.length === 0) {
        const detail = `the work ${work.iswc} is not known here yet: name its shares and contributors`;
        incomplete.push({
          pointer: work.shares.length === 0 ? `${at}/shares` : `${at}/contributors`,
          detail,
        });
      }
    }
    if (conflicts.length > 0)
      throw new ConflictError('A work with this ISWC is in the catalogue, and it is not the same there.', {
        errors: conflicts,
      });
    if (incomplete.length > 0) throw new UnprocessableError('Some works are not complete.', incomplete);
    return known;
  }

  private async requireParties(tx: Tx, entry: CatalogueEntry): Promise<void> {
    const named = namedParties(entry);
    const ids = named.map(({ partyId }) => partyId);
    await this.parties.hold(tx, ids);
    const missing = await this.parties.missing(ids, tx);
    if (missing.length === 0) return;
    const unknown = new Set(missing);
    throw new UnprocessableError(
      'Some parties are not known here.',
      named.flatMap(({ partyId, pointer }) =>
        unknown.has(partyId)
          ? [{ pointer, detail: `there is no party ${partyId}, or it was merged into another` }]
          : [],
      ),
    );
  }
}

function namedParties(entry: CatalogueEntry): { partyId: string; pointer: string }[] {
  const places = [
    { at: '', ...entry },
    ...entry.works.map((work, index) => ({ at: `/works/${index}`, ...work })),
  ];
  return places.flatMap(({ at, shares, contributors }) => [
    ...shares.map(({ partyId }, index) => ({ partyId, pointer: `${at}/shares/${index}/partyId` })),
    ...contributors.map(({ partyId }, index) => ({
      partyId,
      pointer: `${at}/contributors/${index}/partyId`,
    })),
  ]);
}
