import { parseIsrc, parseIswc, parseTerritorySet, ppm } from '@flipside/royalty';
import type {
  Contributor,
  ContributorRole,
  Grant,
  LinkedWork,
  Mandate,
  Party,
  RecordingFacts,
  Share,
  SubjectRef,
  TerritorySet,
} from '@flipside/royalty';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { ScopeDocument } from './consent.types.ts';
import { toGrantScope, toMinimumRate } from './grant-terms.ts';

/** Everything that decisions about some recordings are made from, beside tariff, territory and instant. */
export interface RightsSnapshot {
  readonly recordings: ReadonlyMap<
    string,
    RecordingFacts & { readonly title: string; readonly artist: string }
  >;
  readonly shares: readonly Share[];
  readonly contributors: readonly Contributor[];
  readonly grants: readonly Grant[];
  readonly mandates: readonly Mandate[];
  readonly parties: readonly Party[];
}

interface GrantRow {
  id: string;
  version: number;
  party_id: string;
  recording_id: string | null;
  work_id: string | null;
  side: 'MASTER' | 'COMPOSITION';
  policy: Grant['policy'];
  state: Grant['state'];
  scope: ScopeDocument & { minimumRateCurrency?: string };
  minimum_rate_micros: bigint | null;
  recipe_hash: string | null;
}

type SubjectColumns = { readonly recordingId: string | null; readonly workId: string | null };

function subjectOf({ recordingId, workId }: SubjectColumns): SubjectRef {
  if (recordingId !== null) return { kind: 'RECORDING', id: recordingId };
  if (workId !== null) return { kind: 'WORK', id: workId };
  throw new TypeError('a share or contributor names a recording or a work');
}

const subjectOrCatalogue = (columns: SubjectColumns): SubjectRef | 'CATALOGUE' =>
  columns.recordingId === null && columns.workId === null ? 'CATALOGUE' : subjectOf(columns);

function territorySet(include: readonly string[], exclude: readonly string[]): TerritorySet {
  const set = parseTerritorySet({ include, exclude });
  if (!set.ok) throw new TypeError(set.message);
  return set.value;
}

/** Loads with a fixed number of queries, however many recordings are asked for. */
@Injectable()
export class ClearanceGroundRepository {
  /** @param recipes whose approvals are loaded too: a grant for one recipe says nothing about any other. */
  async load(
    reader: Reader,
    recordingIds: readonly string[],
    recipes: readonly string[] = [],
  ): Promise<RightsSnapshot> {
    const recordings = await this.recordings(reader, recordingIds);
    const workIds = [...recordings.values()].flatMap(({ works }) => works.map(({ workId }) => workId));
    const subjects = { recordingIds: [...recordings.keys()], workIds: [...new Set(workIds)] };
    // One after the other: a transaction has one connection.
    const shares = await this.shares(reader, subjects);
    const contributors = await this.contributors(reader, subjects);
    const holders = new Set([...shares, ...contributors].map(({ partyId }) => partyId));
    const mandates = await this.mandates(reader, [...holders], subjects);
    for (const { holderId } of mandates) holders.add(holderId);
    const grants = await this.grants(reader, [...holders], subjects, recipes);
    const parties = await reader.party.findMany({
      where: { id: { in: [...holders] } },
      select: { id: true, name: true },
    });
    return { recordings, shares, contributors, grants, mandates, parties };
  }

  private async recordings(reader: Reader, ids: readonly string[]): Promise<RightsSnapshot['recordings']> {
    const rows = await reader.recording.findMany({
      where: { id: { in: [...ids] } },
      select: {
        id: true,
        isrc: true,
        title: true,
        artist: true,
        works: {
          select: { ppm: true, work: { select: { id: true, iswc: true, title: true } } },
          orderBy: { workId: 'asc' },
        },
      },
    });
    const facts = rows.map(({ id, title, artist, isrc: text, works }) => {
      const isrc = parseIsrc(text);
      if (!isrc.ok) throw new TypeError(isrc.message);
      const linked = works.map(({ ppm: part, work }): LinkedWork => {
        const iswc = work.iswc === null ? null : parseIswc(work.iswc);
        const named = iswc?.ok === true ? { iswc: iswc.value } : {};
        return { workId: work.id, title: work.title, splitPpm: ppm(part), ...named };
      });
      return [id, { recordingId: id, isrc: isrc.value, title, artist, works: linked }] as const;
    });
    return new Map(facts);
  }

  private async shares(reader: Reader, { recordingIds, workIds }: Subjects): Promise<Share[]> {
    const rows = await reader.share.findMany({
      where: { OR: [{ recordingId: { in: recordingIds } }, { workId: { in: workIds } }] },
    });
    return rows.map((row) => ({
      id: row.id,
      subject: subjectOf(row),
      side: row.side,
      partyId: row.partyId,
      role: row.role as ContributorRole,
      ppm: ppm(row.ppm),
      territories: territorySet(row.territories, row.excludeTerritories),
      from: row.validFrom,
      to: row.validTo,
      status: row.status,
      source: row.source,
    }));
  }

  private async contributors(reader: Reader, { recordingIds, workIds }: Subjects): Promise<Contributor[]> {
    const rows = await reader.contributor.findMany({
      where: { OR: [{ recordingId: { in: recordingIds } }, { workId: { in: workIds } }] },
      select: { partyId: true, role: true, recordingId: true, workId: true },
      orderBy: { id: 'asc' },
    });
    return rows.map((row) => ({
      partyId: row.partyId,
      role: row.role as ContributorRole,
      subject: subjectOf(row),
    }));
  }

  private async mandates(reader: Reader, grantorIds: string[], subjects: Subjects): Promise<Mandate[]> {
    const rows = await reader.mandate.findMany({
      where: {
        grantorId: { in: grantorIds },
        OR: [
          { recordingId: null, workId: null },
          { recordingId: { in: subjects.recordingIds } },
          { workId: { in: subjects.workIds } },
        ],
      },
    });
    return rows.map((row) => ({
      id: row.id,
      version: 1,
      partyId: row.grantorId,
      holderId: row.holderId,
      side: row.side,
      subject: subjectOrCatalogue(row),
      territories: territorySet(['WW'], []),
      from: row.validFrom,
      to: row.validTo,
      state: 'ACTIVE',
    }));
  }

  /** Only the version that holds: what a grant is about never changes between its versions. */
  private async grants(
    reader: Reader,
    partyIds: string[],
    subjects: Subjects,
    recipes: readonly string[],
  ): Promise<Grant[]> {
    if (partyIds.length === 0) return [];
    const rows = await reader.$queryRaw<GrantRow[]>(Prisma.sql`
      SELECT DISTINCT ON (id) id, version, party_id, recording_id, work_id, side, policy, state, scope, minimum_rate_micros,
        recipe_hash
      FROM grant_version
      WHERE party_id = ANY(${partyIds}::uuid[])
        AND (recipe_hash IS NULL OR recipe_hash = ANY(${[...recipes]}))
        AND ((recording_id IS NULL AND work_id IS NULL)
          OR recording_id = ANY(${subjects.recordingIds}::uuid[])
          OR work_id = ANY(${subjects.workIds}::uuid[]))
      ORDER BY id, version DESC`);
    return rows.map((row): Grant => {
      const { minimumRateCurrency: currency, ...scope } = row.scope;
      const rate = row.minimum_rate_micros;
      return {
        id: row.id,
        version: row.version,
        partyId: row.party_id,
        side: row.side,
        subject: subjectOrCatalogue({ recordingId: row.recording_id, workId: row.work_id }),
        state: row.state,
        policy: row.policy,
        scope: toGrantScope(scope),
        ...(row.recipe_hash === null ? {} : { recipe: row.recipe_hash }),
        ...(rate === null || currency === undefined
          ? {}
          : { minimumRate: toMinimumRate({ currency, perPlayMicros: String(rate) }) }),
      };
    });
  }
}

interface Subjects {
  readonly recordingIds: string[];
  readonly workIds: string[];
}
