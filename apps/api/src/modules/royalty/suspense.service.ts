import { Inject, Injectable } from '@nestjs/common';
import { WHOLE_PPM, accounts, splitsAt, suspenseRelease } from '@flipside/royalty';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { PeriodCalendarRepository } from '../plays/index.ts';
import { AllocationRepository } from './allocation.repository.ts';
import type { HeldClose } from './held.repository.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { OwedReleaseRepository } from './owed-release.repository.ts';
import { PeerSharesRepository } from './peer-shares.ts';
import type { PeerShares } from './peer-shares.ts';
import { SuspenseRepository } from './suspense.repository.ts';
import type { SuspenseSubject } from './suspense.repository.ts';

const LONGEST_RELEASE_MS = 120_000;

interface WaitingSubject extends SuspenseSubject {
  readonly account: ReturnType<typeof accounts.suspense>;
  readonly elsewhere: PeerShares;
}

/** Money that nobody owned at a close, and that somebody turns out to own. */
@Injectable()
export class SuspenseService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SuspenseRepository) private readonly suspense: SuspenseRepository,
    @Inject(PeerSharesRepository) private readonly peers: PeerSharesRepository,
    @Inject(OwedReleaseRepository) private readonly owed: OwedReleaseRepository,
    @Inject(AllocationRepository) private readonly allocations: AllocationRepository,
    @Inject(LedgerRepository) private readonly ledger: LedgerRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Releases what waits of some recordings and works to those who own it by now, a close at a time, into the open
   * period. For a job, which acts for nobody. Running it twice, or in two processes, gives nothing twice.
   */
  async release(subjects: { recordingIds: readonly string[]; workIds: readonly string[] }): Promise<void> {
    const { recordingIds } = subjects;
    // Registries elsewhere are heard to have changed something of a recording, which may be its works' shares.
    const works = await this.peers.worksOf(this.database.prisma, recordingIds);
    for (const subjectId of recordingIds) await this.releaseSubject({ side: 'MASTER', subjectId });
    for (const subjectId of new Set([...subjects.workIds, ...works]))
      await this.releaseSubject({ side: 'COMPOSITION', subjectId });
  }

  /** After a close: shares that were entered between its instant and its work. */
  async releaseOfPeriod(periodId: string): Promise<void> {
    for (const subject of await this.suspense.ofPeriod(this.database.prisma, periodId))
      await this.releaseSubject(subject);
  }

  /** No event is about music that this catalogue does not have: who owns it elsewhere is looked for from time to time. */
  async releaseElsewhere(): Promise<void> {
    for (const subject of await this.suspense.unknownHere(this.database.prisma))
      await this.releaseSubject(subject);
  }

  private async releaseSubject(subject: SuspenseSubject): Promise<void> {
    const { prisma } = this.database;
    const kind = subject.side === 'MASTER' ? 'recording' : 'work';
    const account = accounts.suspense(`${kind}:${subject.subjectId}`);
    const closes = await this.suspense.closes(prisma, account, subject);
    // While the shares are in dispute nobody's claim is good enough.
    if (closes.length === 0 || (await this.suspense.isDisputed(prisma, subject))) return;
    const elsewhere = await this.peers.of(prisma, subject);
    if (elsewhere.silent) return;
    for (const close of closes) await this.releaseClose({ ...subject, account, elsewhere }, close);
  }

  private async releaseClose(
    { account, elsewhere, ...subject }: WaitingSubject,
    { periodId, tariffVersion, currency, tariff, closedAt }: HeldClose,
  ): Promise<void> {
    await this.database.transaction(
      async (tx) => {
        const now = this.clock.now();
        const { id: openPeriod } = await this.calendar.lockOpen(tx, now);
        await this.suspense.lock(tx, subject);
        // Where more than a whole is claimed there is no owner: that is for a dispute to settle.
        const all = [...(await this.suspense.shares(tx, subject)), ...elsewhere.shares];
        const splits = splitsAt(all, closedAt).filter(
          ({ shares }) => shares.reduce((sum, { ppm }) => sum + ppm, 0n) <= WHOLE_PPM,
        );
        const reference = ['suspense', subject.subjectId, periodId, currency, tariff].join('/');
        const { releases, amounts } = await this.suspense.released(tx, reference, account);
        const entry = suspenseRelease({
          reference: `${reference}#${releases + 1}`,
          currency,
          at: closedAt,
          lines: await this.allocations.findForSubject(tx, { periodId, tariffVersion, ...subject }),
          splits,
          released: amounts,
          availableMicros: await this.suspense.available(tx, account, currency),
        });
        const entryId = entry === null ? null : await this.ledger.append(tx, entry, openPeriod, now);
        if (entry === null || entryId === null) return;
        await this.owed.append(
          tx,
          { ...subject, entryId, periodId, releasedIn: openPeriod, currency },
          entry,
          [...elsewhere.shares],
        );
      },
      { timeoutMs: LONGEST_RELEASE_MS },
    );
  }
}
