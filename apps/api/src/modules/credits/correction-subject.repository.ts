import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { ContributorRepository } from '../catalogue/index.ts';
import { roleName } from '../recipes/index.ts';
import type { CreditName, FrozenCredits } from '../recipes/index.ts';
import type { CorrectionSubject, FoundSubject } from './correction.types.ts';

type OfRecipe = Extract<CorrectionSubject, { kind: 'RECIPE' }>;

/** What a correction can be about, and who is credited there now. */
@Injectable()
export class CorrectionSubjectRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ContributorRepository) private readonly contributors: ContributorRepository,
  ) {}

  /** `null`: there is nothing of that kind. */
  async find(subject: CorrectionSubject): Promise<FoundSubject | null> {
    if (subject.kind === 'RECIPE') return await this.recipe(subject);
    if (subject.kind === 'RECORDING') return await this.recording(subject.isrc);
    return await this.work(subject.id);
  }

  /** Corrections of one subject are decided one after the other. */
  async lock(tx: Tx, { recordingId, workId }: Pick<FoundSubject, 'recordingId' | 'workId'>): Promise<void> {
    await tx.$queryRaw`SELECT id FROM recording WHERE id = ${recordingId}::uuid FOR UPDATE`;
    await tx.$queryRaw`SELECT id FROM work WHERE id = ${workId}::uuid FOR UPDATE`;
  }

  private async recipe({ hash, side, sourceId }: OfRecipe): Promise<FoundSubject | null> {
    const row = await this.database.prisma.recipe.findUnique({
      where: { hash },
      select: {
        title: true,
        credits: true,
        sources: { where: { sourceId: sourceId ?? '' }, select: { recordingId: true, isrc: true } },
      },
    });
    if (row === null) return null;
    const credits = row.credits as unknown as FrozenCredits;
    const [source] = row.sources;
    const about = { recipeHash: hash, side, workId: null, iswc: null };
    if (side === 'REMIX')
      return {
        ...about,
        title: row.title,
        recordingId: null,
        sourceId: null,
        isrc: null,
        credited: remixCredits(credits),
      };
    const frozen = credits.sources.find((one) => one.sourceId === sourceId);
    if (source === undefined || frozen === undefined) return null;
    return {
      ...about,
      sourceId,
      recordingId: source.recordingId,
      title: frozen.title,
      isrc: frozen.isrc,
      credited: side === 'RECORDING' ? frozen.recording : frozen.composition,
    };
  }

  private async recording(isrc: string): Promise<FoundSubject | null> {
    const row = await this.database.prisma.recording.findUnique({
      where: { isrc },
      select: { id: true, title: true, artist: true },
    });
    if (row === null) return null;
    const people = await this.credited({ recordingId: row.id, workId: null });
    const hasArtist = people.some(({ role }) => role === 'MainArtist');
    return {
      side: 'RECORDING',
      recipeHash: null,
      recordingId: row.id,
      workId: null,
      sourceId: null,
      title: row.title,
      isrc,
      iswc: null,
      // Renderings take the artist's name where no party is credited as one.
      credited: hasArtist ? people : [{ name: row.artist, role: 'MainArtist' }, ...people],
    };
  }

  private async work(id: string): Promise<FoundSubject | null> {
    const row = await this.database.prisma.work.findUnique({
      where: { id },
      select: { title: true, iswc: true },
    });
    if (row === null) return null;
    const about = { side: 'COMPOSITION', recipeHash: null, recordingId: null, workId: id } as const;
    const credited = await this.credited({ recordingId: null, workId: id });
    return { ...about, sourceId: null, title: row.title, isrc: null, iswc: row.iswc, credited };
  }

  private async credited(subject: {
    recordingId: string | null;
    workId: string | null;
  }): Promise<CreditName[]> {
    const people = await this.contributors.list(subject);
    return people.map(({ name, role }) => ({ name, role: roleName(role) }));
  }
}

function remixCredits({ remixer, parents }: FrozenCredits): CreditName[] {
  return [
    { name: remixer, role: 'Remixer' },
    ...parents.flatMap((parent) =>
      parent.remixer === null ? [] : [{ name: parent.remixer, role: 'ParentRemixer' }],
    ),
  ];
}
