import { Injectable } from '@nestjs/common';
import type { Reader } from '../../../platform/database/database.ts';
import { Prisma } from '../../../platform/database/generated/client.ts';
import type { Deal, PartyMention } from '../formats/subject.types.ts';
import { keysOf } from './party-resolution.ts';
import type { KnownParties, KnownParty } from './party-resolution.ts';
import type {
  StoredCredit,
  StoredRecording,
  StoredRelease,
  StoredShare,
  StoredWork,
} from './stored.types.ts';

type Keyed<T> = T & { readonly subjectId: string };

const PARTY = Prisma.sql`p.id, p.name, p.ipi_name_number AS "ipiNameNumber", p.isni, p.dpid,
  EXISTS (SELECT 1 FROM party_member m WHERE m.party_id = p.id) AS "hasMembers"`;

function grouped<T extends { readonly subjectId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.subjectId);
    if (group === undefined) groups.set(row.subjectId, [row]);
    else group.push(row);
  }
  return groups;
}

const MOST_FORMER_NAMES = 1_000;
/** Whose import entered a share: what a party entered that was merged since is the one's that stayed. */
const IMPORTER = Prisma.sql`LEFT JOIN catalogue_import i
  ON i.id = CASE WHEN s.source LIKE 'IMPORT:%' THEN substr(s.source, 8)::uuid END LEFT JOIN party p ON p.id = i.party_id`;

/** What is stored of the subjects of a batch: a fixed number of queries, whatever the batch holds. */
@Injectable()
export class StoredRepository {
  async parties(
    reader: Reader,
    importerId: string,
    mentions: readonly PartyMention[],
  ): Promise<KnownParties> {
    const numbers = (of: (mention: PartyMention) => string | null) => [
      ...new Set(mentions.flatMap((mention) => of(mention) ?? [])),
    ];
    const byIdentifier = await reader.$queryRaw<KnownParty[]>(Prisma.sql`
      SELECT ${PARTY} FROM party p
      WHERE p.id = ${importerId}::uuid
        OR p.ipi_name_number = ANY(${numbers(({ ipiNameNumber }) => ipiNameNumber)}::text[])
        OR p.isni = ANY(${numbers(({ isni }) => isni)}::text[])
        OR p.dpid = ANY(${numbers(({ dpid }) => dpid)}::text[])`);
    const byKey = await reader.$queryRaw<(KnownParty & { key: string })[]>(Prisma.sql`
      SELECT k.key, ${PARTY} FROM imported_key k JOIN party p ON p.id = k.target_id
      WHERE k.party_id = ${importerId}::uuid AND k.kind = 'PARTY'
        AND k.key = ANY(${[...new Set(mentions.flatMap(keysOf))]}::text[])`);
    const former = await reader.party.findMany({
      where: { mergedIntoId: importerId },
      select: { name: true },
      take: MOST_FORMER_NAMES,
    });
    const importer = byIdentifier.find(({ id }) => id === importerId);
    if (importer === undefined) throw new RangeError('the importing party is gone');
    return {
      importer,
      formerNames: former.map(({ name }) => name),
      byIdentifier,
      byKey: new Map(byKey.map(({ key, ...party }) => [key, party])),
    };
  }

  async recordings(
    reader: Reader,
    importerId: string,
    isrcs: readonly string[],
  ): Promise<Map<string, StoredRecording>> {
    const rows = await reader.recording.findMany({
      where: { isrc: { in: [...isrcs] } },
      select: {
        id: true,
        isrc: true,
        title: true,
        versionTitle: true,
        artist: true,
        label: true,
        durationMs: true,
      },
    });
    const ids = rows.map(({ id }) => id);
    const shares = await this.shares(reader, Prisma.sql`s.recording_id`, ids);
    const contributors = await this.credits(reader, Prisma.sql`c.recording_id`, ids);
    const links = await reader.$queryRaw<Keyed<{ workId: string; isOurs: boolean }>[]>(Prisma.sql`
      SELECT rw.recording_id AS "subjectId", rw.work_id AS "workId", NOT EXISTS (
        SELECT 1 FROM share s ${IMPORTER}
        WHERE s.work_id = rw.work_id AND s.status <> 'ENDED'
          AND coalesce(p.merged_into_id, p.id) IS DISTINCT FROM ${importerId}::uuid) AS "isOurs"
      FROM recording_work rw WHERE rw.recording_id = ANY(${ids}::uuid[])`);
    const works = grouped(links);
    return new Map(
      rows.map((row) => [
        row.isrc,
        {
          ...row,
          shares: shares.get(row.id) ?? [],
          contributors: contributors.get(row.id) ?? [],
          works: (works.get(row.id) ?? []).map(({ workId }) => workId),
          worksAreOurs: (works.get(row.id) ?? []).every(({ isOurs }) => isOurs),
        },
      ]),
    );
  }

  /** Works by ISWC, and by what this importer's files call them. */
  async works(
    reader: Reader,
    importerId: string,
    by: { readonly iswcs: readonly string[]; readonly keys: readonly string[] },
  ): Promise<{ byIswc: Map<string, StoredWork>; byKey: Map<string, StoredWork> }> {
    const keyed = await reader.importedKey.findMany({
      where: { partyId: importerId, kind: 'WORK', key: { in: [...by.keys] } },
      select: { key: true, targetId: true },
    });
    const rows = await reader.work.findMany({
      where: { OR: [{ iswc: { in: [...by.iswcs] } }, { id: { in: keyed.map(({ targetId }) => targetId) } }] },
      select: { id: true, iswc: true, title: true },
    });
    const ids = rows.map(({ id }) => id);
    const shares = await this.shares(reader, Prisma.sql`s.work_id`, ids);
    const contributors = await this.credits(reader, Prisma.sql`c.work_id`, ids);
    const works = new Map<string, StoredWork>(
      rows.map((row) => [
        row.id,
        { ...row, shares: shares.get(row.id) ?? [], contributors: contributors.get(row.id) ?? [] },
      ]),
    );
    const byKey = new Map<string, StoredWork>();
    for (const { key, targetId } of keyed) {
      const work = works.get(targetId);
      if (work !== undefined) byKey.set(key, work);
    }
    const byIswc = new Map<string, StoredWork>();
    for (const work of works.values()) if (work.iswc !== null) byIswc.set(work.iswc, work);
    return { byIswc, byKey };
  }

  async releases(
    reader: Reader,
    importerId: string,
    by: {
      readonly icpns: readonly string[];
      readonly grids: readonly string[];
      readonly keys: readonly string[];
    },
  ): Promise<StoredRelease[]> {
    const rows = await reader.release.findMany({
      where: {
        OR: [
          { icpn: { in: [...by.icpns] } },
          { grid: { in: [...by.grids] } },
          { id: { in: await this.releaseIds(reader, importerId, by.keys) } },
        ],
      },
      include: {
        recordings: { select: { disc: true, position: true, recording: { select: { isrc: true } } } },
        deals: { select: { deals: true, withdrawnAt: true } },
      },
    });
    const ours = await reader.importedKey.findMany({
      where: { partyId: importerId, kind: 'RELEASE', targetId: { in: rows.map(({ id }) => id) } },
      select: { targetId: true },
    });
    const isOurs = new Set(ours.map(({ targetId }) => targetId));
    return rows.map(({ recordings, deals, createdAt: _createdAt, ...row }) => ({
      ...row,
      releaseDate: row.releaseDate?.toISOString().slice(0, 10) ?? null,
      tracks: recordings.map(({ recording, ...place }) => ({ isrc: recording.isrc, ...place })),
      deals: deals === null ? null : (deals.deals as unknown as Deal[]),
      withdrawn: deals !== null && deals.withdrawnAt !== null,
      isOurs: isOurs.has(row.id),
    }));
  }

  async releaseKeys(
    reader: Reader,
    importerId: string,
    keys: readonly string[],
  ): Promise<{ key: string; targetId: string }[]> {
    return await reader.importedKey.findMany({
      where: { partyId: importerId, kind: 'RELEASE', key: { in: [...keys] } },
      select: { key: true, targetId: true },
    });
  }

  async knownIsrcs(reader: Reader, isrcs: readonly string[]): Promise<string[]> {
    const rows = await reader.recording.findMany({
      where: { isrc: { in: [...isrcs] } },
      select: { isrc: true },
    });
    return rows.map(({ isrc }) => isrc);
  }

  /** What this import has reported of subjects already, by the file's key or by identifier. */
  async reported(
    reader: Reader,
    importId: string,
    kind: string,
    by: { readonly keys: readonly string[]; readonly identifiers: readonly string[] },
  ): Promise<{ key: string; identifier: string | null; outcome: string }[]> {
    return await reader.$queryRaw(Prisma.sql`
      SELECT DISTINCT key, identifier, outcome::text AS outcome FROM import_row
      WHERE import_id = ${importId}::uuid AND kind = ${kind} AND key = ANY(${[...by.keys]}::text[])
      UNION
      SELECT DISTINCT key, identifier, outcome::text FROM import_row
      WHERE import_id = ${importId}::uuid AND kind = ${kind} AND identifier = ANY(${[...by.identifiers]}::text[])`);
  }

  private async releaseIds(reader: Reader, importerId: string, keys: readonly string[]): Promise<string[]> {
    return (await this.releaseKeys(reader, importerId, keys)).map(({ targetId }) => targetId);
  }

  private async shares(
    reader: Reader,
    subject: Prisma.Sql,
    ids: readonly string[],
  ): Promise<Map<string, StoredShare[]>> {
    const rows = await reader.$queryRaw<Keyed<StoredShare>[]>(Prisma.sql`
      SELECT ${subject} AS "subjectId", s.id, s.party_id AS "partyId", s.role, s.ppm, s.territories,
        s.exclude_territories AS "excludeTerritories", s.valid_from AS "validFrom", s.valid_to AS "validTo",
        h.name AS "partyName", coalesce(p.merged_into_id, p.id) AS importer
      FROM share s JOIN party h ON h.id = s.party_id ${IMPORTER} WHERE ${subject} = ANY(${[...ids]}::uuid[]) AND s.status <> 'ENDED'`);
    return grouped(rows);
  }

  private async credits(
    reader: Reader,
    subject: Prisma.Sql,
    ids: readonly string[],
  ): Promise<Map<string, StoredCredit[]>> {
    const rows = await reader.$queryRaw<Keyed<StoredCredit>[]>(Prisma.sql`
      SELECT ${subject} AS "subjectId", c.party_id AS "partyId", c.role
      FROM contributor c WHERE ${subject} = ANY(${[...ids]}::uuid[])`);
    return grouped(rows);
  }
}
