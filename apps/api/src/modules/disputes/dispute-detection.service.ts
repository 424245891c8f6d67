import { Inject, Injectable } from '@nestjs/common';
import { disputedParts, splitsAt } from '@flipside/royalty';
import type { Share } from '@flipside/royalty';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { DisputeCourse } from './dispute-course.ts';
import { isOverclaimed, lapsedParts, partDocuments, sameParts } from './dispute-parts.ts';
import { DisputeRepository } from './dispute.repository.ts';
import { INSTANCE } from './dispute.types.ts';
import type { DisputeRecord, DisputeSubject, PartDocument } from './dispute.types.ts';
import { DisputedShareRepository } from './disputed-share.repository.ts';

const OVERCLAIM = 'The shares that are claimed come to more than a whole.';
const CHANGED = 'The shares have changed, and with them what is in dispute.';
const VANISHED = 'The shares have changed: nothing is in dispute any more.';

/** Finds overclaims when shares change, and when a change has put an end to them. */
@Injectable()
export class DisputeDetectionService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DisputeRepository) private readonly disputes: DisputeRepository,
    @Inject(DisputedShareRepository) private readonly shares: DisputedShareRepository,
    @Inject(DisputeCourse) private readonly course: DisputeCourse,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * For a job, which acts for nobody. It goes by the shares as they are now, so running it twice, late or in another
   * order comes to the same. Of most changes nothing follows, and two queries tell so.
   */
  async review({ recordingIds, workIds }: { recordingIds: string[]; workIds: string[] }): Promise<void> {
    const { prisma } = this.database;
    // A recording is entered together with its works.
    const works = [...new Set([...workIds, ...(await this.shares.worksOf(prisma, recordingIds))])];
    const suspects = await this.shares.suspects(prisma, recordingIds, works);
    const subjects: DisputeSubject[] = [
      ...recordingIds.map((id) => ({ kind: 'RECORDING' as const, id })),
      ...works.map((id) => ({ kind: 'WORK' as const, id })),
    ];
    const open = await this.disputes.findOpen(prisma, subjects);
    const concerned = [...suspects, ...open.map(({ subject }) => subject)];
    const distinct = new Map(concerned.map((subject) => [`${subject.kind} ${subject.id}`, subject]));
    for (const subject of distinct.values())
      await this.database.transaction((tx) => this.reviewSubject(tx, subject));
  }

  private async reviewSubject(tx: Tx, subject: DisputeSubject): Promise<void> {
    await this.disputes.lockSubject(tx, subject);
    const [dispute] = await this.disputes.findOpen(tx, [subject]);
    const shares = await this.shares.find(tx, subject);
    if (dispute === undefined) {
      await this.openOverclaim(tx, subject, shares);
      return;
    }
    const parts = this.partsNow(dispute, shares);
    if (parts.length === 0) await this.vanish(tx, dispute, shares);
    else if (!sameParts(parts, dispute.parts, this.clock.now()))
      await this.course.change(tx, dispute, parts, {
        ...INSTANCE,
        act: 'ADD',
        kind: 'CHANGED',
        text: CHANGED,
        evidence: [],
      });
  }

  /** What is in dispute as the shares are now, and what was in dispute for a time that is over. */
  partsNow({ contested, parts }: DisputeRecord, shares: readonly Share[]): PartDocument[] {
    const now = this.clock.now();
    const present = partDocuments(disputedParts(shares, new Set(contested), now), shares);
    return [...lapsedParts(parts, now), ...present];
  }

  private async openOverclaim(tx: Tx, subject: DisputeSubject, shares: readonly Share[]): Promise<void> {
    const parts = partDocuments(disputedParts(shares, new Set(), this.clock.now()), shares);
    if (!isOverclaimed(parts)) return;
    await this.course.open(tx, {
      ...INSTANCE,
      subject,
      origin: 'OVERCLAIM',
      contested: [],
      parts,
      openedByPartyId: null,
      text: OVERCLAIM,
      evidence: [],
    });
  }

  private async vanish(tx: Tx, dispute: DisputeRecord, shares: readonly Share[]): Promise<void> {
    const splits = splitsAt(shares, this.clock.now());
    await this.course.step(tx, dispute, {
      ...INSTANCE,
      act: 'RELEASE',
      kind: 'VANISHED',
      text: VANISHED,
      evidence: [],
      splits,
    });
  }
}
