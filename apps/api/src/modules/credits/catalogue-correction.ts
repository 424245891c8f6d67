import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ContributorRepository, PartyRepository, sharesChanged } from '../catalogue/index.ts';
import type { CreditedParty, CreditedSubject } from '../catalogue/index.ts';
import { CorrectionSubjectRepository } from './correction-subject.repository.ts';
import type { KeptCorrection } from './correction.repository.ts';
import { parseContributorRole } from './correction-role.ts';

/** What an accepted correction changes in the catalogue, for everything that is published from then on. */
@Injectable()
export class CatalogueCorrection {
  constructor(
    @Inject(ContributorRepository) private readonly contributors: ContributorRepository,
    @Inject(CorrectionSubjectRepository) private readonly subjects: CorrectionSubjectRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Who would be credited no longer. A flip's own corrections change nothing in the catalogue. */
  async losing(tx: Tx, { credited, ...about }: KeptCorrection): Promise<CreditedParty[]> {
    if (about.recipeHash !== null || credited === null) return [];
    const role = parseContributorRole(credited.role, '/credited/role');
    const people = await this.contributors.list(about, tx);
    return people.filter((one) => one.name === credited.name && one.role === role);
  }

  async apply(tx: Tx, correction: KeptCorrection): Promise<void> {
    const { recipeHash, recordingId, workId, proposed } = correction;
    if (recipeHash !== null) return;
    const subject = { recordingId, workId };
    await this.subjects.lock(tx, subject);
    for (const { partyId, role } of await this.losing(tx, correction))
      await this.contributors.remove(tx, subject, partyId, role);
    if (proposed !== null) {
      const role = parseContributorRole(proposed.role, '/proposed/role');
      const partyId = proposed.partyId ?? (await this.partyNamed(tx, subject, proposed.name));
      await this.contributors.add(tx, subject, partyId, role);
    }
    await this.outbox.append(tx, sharesChanged, {
      key: recordingId ?? workId ?? correction.id,
      payload: {
        recordingIds: recordingId === null ? [] : [recordingId],
        workIds: workId === null ? [] : [workId],
      },
    });
  }

  /** Somebody of that name who has a part in it already; else a party that waits to be claimed. */
  private async partyNamed(tx: Tx, subject: CreditedSubject, name: string): Promise<string> {
    const involved = await this.contributors.involved(tx, subject, name);
    if (involved !== null) return involved;
    const made = await this.parties.create(tx, {
      name,
      kind: 'PERSON',
      ipiNameNumber: null,
      isni: null,
      dpid: null,
    });
    return made.id;
  }
}
