import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { subjectColumns } from './consent.types.ts';
import type { GrantRecord } from './consent.types.ts';
import { grantChanged } from './events.ts';
import { GrantRepository } from './grant.repository.ts';
import type { GrantVersion } from './grant.repository.ts';
import { RecordingClearanceService } from './recording-clearance.service.ts';

/** The version after one: what it is about stays, what a change names becomes different. */
export function nextVersion(
  { subject, createdAt: _createdAt, ...current }: GrantRecord,
  change: Partial<GrantVersion> & Pick<GrantVersion, 'createdBy' | 'createdAt'>,
): GrantVersion {
  return { ...current, ...subjectColumns(subject), ...change, version: current.version + 1 };
}

/** Appends versions of grants, so that listings and whoever listens learn of each. */
@Injectable()
export class GrantJournal {
  constructor(
    @Inject(GrantRepository) private readonly grants: GrantRepository,
    @Inject(RecordingClearanceService) private readonly clearances: RecordingClearanceService,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async append(tx: Tx, version: GrantVersion): Promise<GrantRecord> {
    const { id } = version;
    await this.grants.append(tx, version);
    await this.clearances.refreshFirst(tx, id);
    await this.tell(tx, version);
    const made = await this.grants.find(id, tx);
    if (made === null) throw new Error(`grant ${id} was appended and is not there`);
    return made;
  }

  /** A batch for recordings and works: one refresh for all of them. */
  async appendMany(tx: Tx, versions: readonly GrantVersion[]): Promise<void> {
    if (versions.length === 0) return;
    await this.grants.appendMany(tx, versions);
    await this.clearances.refreshFirstOfSubjects(tx, {
      recordingIds: versions.flatMap(({ recordingId }) => recordingId ?? []),
      workIds: versions.flatMap(({ workId }) => workId ?? []),
    });
    for (const version of versions) await this.tell(tx, version);
  }

  private async tell(tx: Tx, { id, version }: GrantVersion): Promise<void> {
    await this.outbox.append(tx, grantChanged, { key: id, payload: { grantId: id, version } });
  }
}
