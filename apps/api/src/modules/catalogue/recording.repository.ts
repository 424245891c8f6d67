import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type {
  CatalogueEntry,
  ClaimedShare,
  CreditedRole,
  KnownWork,
  NewWork,
  RecordingRef,
} from './catalogue.types.ts';

const REF = { id: true, isrc: true, title: true, artist: true } as const;
const SHARE = {
  partyId: true,
  role: true,
  ppm: true,
  territories: true,
  excludeTerritories: true,
  party: { select: { name: true } },
} as const;
/** Where a share came from: typed in by an operator. */
const SOURCE = 'OPERATOR';

interface Subject {
  readonly recordingId?: string;
  readonly workId?: string;
}

@Injectable()
export class RecordingRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async findByIsrc(isrc: string, reader: Reader = this.database.prisma): Promise<RecordingRef | null> {
    return await reader.recording.findUnique({ where: { isrc }, select: REF });
  }

  async findByIsrcs(
    isrcs: readonly string[],
    reader: Reader = this.database.prisma,
  ): Promise<RecordingRef[]> {
    return await reader.recording.findMany({ where: { isrc: { in: [...isrcs] } }, select: REF });
  }

  async findWork(
    id: string,
    reader: Reader = this.database.prisma,
  ): Promise<{ id: string; title: string } | null> {
    return await reader.work.findUnique({ where: { id }, select: { id: true, title: true } });
  }

  /** Entries wait for each other, so that what was found missing is still missing when it is written. */
  async lockEntries(tx: Tx): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('catalogue-entry', 0))`;
  }

  async findByIswc(tx: Tx, iswc: string): Promise<KnownWork | null> {
    const work = await tx.work.findUnique({
      where: { iswc },
      select: {
        id: true,
        title: true,
        shares: {
          where: { status: { not: 'ENDED' } },
          select: SHARE,
          orderBy: [{ ppm: 'desc' }, { id: 'asc' }],
        },
        contributors: { select: { partyId: true, role: true } },
      },
    });
    if (work === null) return null;
    const shares = work.shares.map(({ party, ...share }) => ({ ...share, partyName: party.name }));
    return { ...work, shares };
  }

  /**
   * @param known the works that are there already, by ISWC: the recording is linked to them.
   * @returns the recording's id.
   */
  async append(tx: Tx, entry: CatalogueEntry, known: ReadonlyMap<string, KnownWork>): Promise<string> {
    const { shares, contributors, works, key, ...facts } = entry;
    const id = newId();
    await tx.recording.create({ data: { id, ...facts, musicalKey: key }, select: { id: true } });
    await this.appendRights(tx, 'MASTER', { recordingId: id }, shares, contributors);
    for (const work of works) {
      const workId = known.get(work.iswc ?? '')?.id ?? (await this.appendWork(tx, work));
      await tx.recordingWork.create({ data: { recordingId: id, workId, ppm: work.ppm } });
    }
    return id;
  }

  private async appendWork(tx: Tx, work: NewWork): Promise<string> {
    const { iswc, title } = work;
    const workId = newId();
    await tx.work.create({ data: { id: workId, iswc, title }, select: { id: true } });
    await this.appendRights(tx, 'COMPOSITION', { workId }, work.shares, work.contributors);
    return workId;
  }

  private async appendRights(
    tx: Tx,
    side: 'MASTER' | 'COMPOSITION',
    subject: Subject,
    shares: readonly ClaimedShare[],
    contributors: readonly CreditedRole[],
  ): Promise<void> {
    await tx.share.createMany({
      data: shares.map(({ partyId, role, ppm, territories }) => ({
        id: newId(),
        side,
        partyId,
        role,
        ppm,
        source: SOURCE,
        ...subject,
        territories: [...territories.include],
        excludeTerritories: [...territories.exclude],
      })),
    });
    await tx.contributor.createMany({
      data: contributors.map(({ partyId, role }) => ({ id: newId(), partyId, role, ...subject })),
    });
  }
}
