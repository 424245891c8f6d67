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
  SubjectRecord,
} from './catalogue.types.ts';
import { ShareRepository } from './shares/share.repository.ts';
import type { ShareOrigin, SubjectColumns } from './shares/share.types.ts';

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

@Injectable()
export class RecordingRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ShareRepository) private readonly shares: ShareRepository,
  ) {}

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

  /** The recording or work that exactly one of these names. */
  async findSubject(
    reader: Reader,
    by: { readonly isrc: string } | { readonly iswc: string } | { readonly workId: string },
  ): Promise<SubjectRecord | null> {
    if ('isrc' in by) {
      const row = await reader.recording.findUnique({ where: { isrc: by.isrc }, select: REF });
      return row === null
        ? null
        : { kind: 'RECORDING', id: row.id, title: row.title, isrc: row.isrc, iswc: null };
    }
    const where = 'iswc' in by ? { iswc: by.iswc } : { id: by.workId };
    const row = await reader.work.findUnique({ where, select: { id: true, title: true, iswc: true } });
    return row === null ? null : { kind: 'WORK', isrc: null, ...row };
  }

  /** Whether a party has a share or a role in a subject. */
  async isHeldBy(tx: Tx, partyId: string, subject: SubjectColumns): Promise<boolean> {
    const share = await tx.share.findFirst({
      where: { partyId, ...subject, status: { not: 'ENDED' } },
      select: { id: true },
    });
    if (share !== null) return true;
    const contributor = await tx.contributor.findFirst({
      where: { partyId, ...subject },
      select: { id: true },
    });
    return contributor !== null;
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
  async append(
    tx: Tx,
    entry: CatalogueEntry,
    known: ReadonlyMap<string, KnownWork>,
    origin: Omit<ShareOrigin, 'cause'>,
  ): Promise<string> {
    const { shares, contributors, works, key, ...facts } = entry;
    const id = newId();
    await tx.recording.create({ data: { id, ...facts, musicalKey: key }, select: { id: true } });
    const subject = { recordingId: id, workId: null };
    await this.appendRights(tx, 'MASTER', subject, { shares, contributors, origin });
    for (const work of works) {
      const workId = known.get(work.iswc ?? '')?.id ?? (await this.appendWork(tx, work, origin));
      await tx.recordingWork.create({ data: { recordingId: id, workId, ppm: work.ppm } });
    }
    return id;
  }

  private async appendWork(tx: Tx, work: NewWork, origin: Omit<ShareOrigin, 'cause'>): Promise<string> {
    const { iswc, title, shares, contributors } = work;
    const workId = newId();
    await tx.work.create({ data: { id: workId, iswc, title }, select: { id: true } });
    const subject = { recordingId: null, workId };
    await this.appendRights(tx, 'COMPOSITION', subject, { shares, contributors, origin });
    return workId;
  }

  private async appendRights(
    tx: Tx,
    side: 'MASTER' | 'COMPOSITION',
    subject: SubjectColumns,
    { shares, contributors, origin }: Rights,
  ): Promise<void> {
    const always = { ...subject, side, validFrom: null, validTo: null, source: SOURCE };
    const entered = shares.map((share) => ({ ...share, ...always }));
    await this.shares.append(tx, entered, { ...origin, cause: SOURCE });
    await tx.contributor.createMany({
      data: contributors.map(({ partyId, role }) => ({ id: newId(), partyId, role, ...subject })),
    });
  }
}

interface Rights {
  readonly shares: readonly ClaimedShare[];
  readonly contributors: readonly CreditedRole[];
  readonly origin: Omit<ShareOrigin, 'cause'>;
}
