import { parseIsrc, parseIswc, parseTerritorySet, ppm } from '@flipside/royalty';
import type {
  Contributor,
  ContributorRole,
  Grant,
  GrantSubject,
  LinkedWork,
  Mandate,
  MergedParty,
  Party,
  RecordingFacts,
  Share,
  ShareHold,
  SilentRegistry,
  SubjectRef,
  TerritorySet,
} from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { ScopeDocument } from './consent.types.ts';
import { toGrantScope, toMinimumRate } from './grant-terms.ts';
import { RemoteRegistries } from './remote-rights.ts';
import type { RegistryHead, RegistryLease, RemoteRights } from './remote-rights.ts';

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
  readonly merged: readonly MergedParty[];
  /** Registries elsewhere that keep rights in these recordings: who is silent, until when the others are believed, */
  readonly silent: readonly SilentRegistry[];
  readonly leases: readonly RegistryLease[];
  /** what of theirs was read, */
  readonly heads: readonly RegistryHead[];
  /** and the parties that nobody here can ask. */
  readonly remoteParties: ReadonlySet<string>;
}

interface GrantRow {
  id: string;
  version: number;
  party_id: string;
  recording_id: string | null;
  work_id: string | null;
  release_id: string | null;
  side: 'MASTER' | 'COMPOSITION';
  policy: Grant['policy'];
  state: Grant['state'];
  scope: ScopeDocument & { minimumRateCurrency?: string };
  minimum_rate_micros: bigint | null;
  withdrawn_from: Date | null;
  recipe_hash: string | null;
}

interface MergeRow {
  from_id: string;
  into_id: string;
  recording_id: string | null;
  work_id: string | null;
}

interface MandateRow {
  id: string;
  version: number;
  grantor_id: string;
  holder_id: string;
  side: 'MASTER' | 'COMPOSITION';
  recording_id: string | null;
  work_id: string | null;
  territories: string[];
  exclude_territories: string[];
  valid_from: Date | null;
  valid_to: Date | null;
}

/** For each release and side the ids of its members. */
type Members = ReadonlyMap<string, readonly string[]>;
const memberKey = (releaseId: string, side: GrantRow['side']): string => `${side} ${releaseId}`;

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

export interface LoadOptions {
  /** Recipes whose approvals are loaded too: a grant for one recipe says nothing about any other. */
  readonly recipes?: readonly string[];
  /** The instant whose disputes hold money; `null` for those that are open now. */
  readonly heldAt?: Date | null;
  /** Recordings that this catalogue does not have: what there is of them is what registries elsewhere keep. */
  readonly standIns?: readonly StandIn[];
}

/** A recording that is known here by its code alone. */
export type StandIn = RecordingFacts & { readonly title: string; readonly artist: string };

/** Loads with a fixed number of queries, however many recordings are asked for. */
@Injectable()
export class ClearanceGroundRepository {
  constructor(
    @Inject(RemoteRegistries)
    private readonly registries: Pick<RemoteRegistries, 'load'> = new RemoteRegistries(),
  ) {}

  /** @param which further grants and disputes matter beside those that hold for any flip now. */
  async load(
    reader: Reader,
    recordingIds: readonly string[],
    { recipes = [], heldAt = null, standIns = [] }: LoadOptions = {},
  ): Promise<RightsSnapshot> {
    const own = await this.recordings(reader, recordingIds);
    const local = new Map([...own, ...standIns.map((one) => [one.recordingId, one] as const)]);
    const remote = await this.registries.load(reader, { recordings: local, recipes });
    const recordings = withRemoteWorks(local, remote);
    const workIds = [...recordings.values()].flatMap(({ works }) => works.map(({ workId }) => workId));
    const subjects = { recordingIds: [...recordings.keys()], workIds: [...new Set(workIds)] };
    // One after the other: a transaction has one connection.
    const shares = await this.shares(reader, subjects, heldAt);
    const contributors = await this.contributors(reader, subjects);
    const holders = new Set([...shares, ...contributors].map(({ partyId }) => partyId));
    const merged = await this.merged(reader, subjects);
    for (const { from } of merged) holders.add(from);
    const mandates = await this.mandates(reader, [...holders], subjects);
    for (const { holderId } of mandates) holders.add(holderId);
    const grants = await this.grants(reader, [...holders], subjects, recipes);
    const parties = await reader.party.findMany({
      where: { id: { in: [...holders] } },
      select: { id: true, name: true },
    });
    return withRemote({ recordings, shares, contributors, grants, mandates, parties, merged }, remote);
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

  private async shares(
    reader: Reader,
    { recordingIds, workIds }: Subjects,
    heldAt: Date | null,
  ): Promise<Share[]> {
    const rows = await reader.share.findMany({
      where: { OR: [{ recordingId: { in: recordingIds } }, { workId: { in: workIds } }] },
    });
    // What is held now is marked; what was held at another instant is not, and has to be looked up for all.
    const disputed = rows.filter(({ status }) => heldAt !== null || status === 'DISPUTED');
    const holds = await this.holds(
      reader,
      disputed.map(({ id }) => id),
      heldAt,
    );
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
      holds: holds.get(row.id) ?? [],
      source: row.source,
    }));
  }

  private async holds(
    reader: Reader,
    shareIds: string[],
    at: Date | null,
  ): Promise<ReadonlyMap<string, ShareHold[]>> {
    const held = new Map<string, ShareHold[]>();
    if (shareIds.length === 0) return held;
    const open = { until: null };
    const rows = await reader.disputeHold.findMany({
      where: {
        shareId: { in: shareIds },
        ...(at === null ? open : { since: { lte: at }, OR: [open, { until: { gt: at } }] }),
      },
    });
    for (const { shareId, disputeId, territories, excludeTerritories, validFrom, validTo } of rows) {
      const set = territorySet(territories, excludeTerritories);
      const hold = { disputeId, territories: set, from: validFrom, to: validTo };
      held.set(shareId, [...(held.get(shareId) ?? []), hold]);
    }
    return held;
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

  /** Parties that others took the place of in these subjects, with what moved: their consent goes on to hold for it. */
  private async merged(reader: Reader, { recordingIds, workIds }: Subjects): Promise<MergedParty[]> {
    const rows = await reader.$queryRaw<MergeRow[]>(Prisma.sql`
      SELECT m.from_id, m.into_id, i.recording_id, i.work_id
      FROM party_merge_item i JOIN party_merge m ON m.id = i.merge_id
      WHERE i.kind IN ('SHARE', 'CONTRIBUTOR')
        AND (i.recording_id = ANY(${recordingIds}::uuid[]) OR i.work_id = ANY(${workIds}::uuid[]))
      GROUP BY m.id, i.recording_id, i.work_id ORDER BY m.id`);
    return rows.map((row) => ({
      from: row.from_id,
      into: row.into_id,
      subjects: [subjectOf({ recordingId: row.recording_id, workId: row.work_id })],
    }));
  }

  /** Only the version that holds, and only while it is given: proposals and revoked mandates speak for nobody. */
  private async mandates(reader: Reader, grantorIds: string[], subjects: Subjects): Promise<Mandate[]> {
    const rows = await reader.$queryRaw<MandateRow[]>(Prisma.sql`
      SELECT * FROM (
        SELECT DISTINCT ON (id) id, version, grantor_id, holder_id, side, recording_id, work_id, territories,
          exclude_territories, valid_from, valid_to, state
        FROM mandate
        WHERE grantor_id = ANY(${grantorIds}::uuid[])
          AND ((recording_id IS NULL AND work_id IS NULL)
            OR recording_id = ANY(${subjects.recordingIds}::uuid[])
            OR work_id = ANY(${subjects.workIds}::uuid[]))
        ORDER BY id, version DESC) m
      WHERE state = 'ACTIVE' ORDER BY id`);
    return rows.map((row) => ({
      id: row.id,
      version: row.version,
      partyId: row.grantor_id,
      holderId: row.holder_id,
      side: row.side,
      subject: subjectOrCatalogue({ recordingId: row.recording_id, workId: row.work_id }),
      territories: territorySet(row.territories, row.exclude_territories),
      from: row.valid_from,
      to: row.valid_to,
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
      SELECT DISTINCT ON (id) id, version, party_id, recording_id, work_id, release_id, side, policy, state, scope,
        minimum_rate_micros, withdrawn_from, recipe_hash
      FROM grant_version
      WHERE party_id = ANY(${partyIds}::uuid[])
        AND (recipe_hash IS NULL OR recipe_hash = ANY(${[...recipes]}))
        AND ((recording_id IS NULL AND work_id IS NULL AND release_id IS NULL)
          OR recording_id = ANY(${subjects.recordingIds}::uuid[])
          OR work_id = ANY(${subjects.workIds}::uuid[])
          OR release_id IN (
            SELECT release_id FROM release_recording WHERE recording_id = ANY(${subjects.recordingIds}::uuid[])
            UNION SELECT i.release_id FROM recording_work l JOIN release_recording i ON i.recording_id = l.recording_id
            WHERE l.work_id = ANY(${subjects.workIds}::uuid[])))
      ORDER BY id, version DESC`);
    const releases = rows.flatMap(({ release_id: release }) => release ?? []);
    const members = await this.members(reader, [...new Set(releases)], subjects);
    return rows.map((row) => toGrant(row, members));
  }

  /** What of these subjects is issued on releases: recordings, and the works performed on their recordings. */
  private async members(reader: Reader, releaseIds: string[], subjects: Subjects): Promise<Members> {
    if (releaseIds.length === 0) return new Map();
    const rows = await reader.$queryRaw<
      { release_id: string; side: GrantRow['side']; ids: string[] }[]
    >(Prisma.sql`
      SELECT release_id, 'MASTER' AS side, array_agg(recording_id) AS ids FROM release_recording
      WHERE release_id = ANY(${releaseIds}::uuid[]) AND recording_id = ANY(${subjects.recordingIds}::uuid[])
      GROUP BY release_id
      UNION ALL
      SELECT i.release_id, 'COMPOSITION', array_agg(DISTINCT l.work_id)
      FROM recording_work l JOIN release_recording i ON i.recording_id = l.recording_id
      WHERE l.work_id = ANY(${subjects.workIds}::uuid[]) AND i.release_id = ANY(${releaseIds}::uuid[])
      GROUP BY i.release_id`);
    return new Map(rows.map(({ release_id: id, side, ids }) => [memberKey(id, side), ids]));
  }
}

function withRemoteWorks(
  recordings: RightsSnapshot['recordings'],
  { works }: RemoteRights,
): RightsSnapshot['recordings'] {
  if (works.size === 0) return recordings;
  return new Map(
    [...recordings].map(([id, facts]) => [id, { ...facts, works: works.get(id) ?? facts.works }] as const),
  );
}

type LocalRights = Omit<RightsSnapshot, 'silent' | 'leases' | 'heads' | 'remoteParties'>;

/** Rights count alike, wherever they are kept: together they have to make a whole. */
function withRemote(local: LocalRights, remote: RemoteRights): RightsSnapshot {
  return {
    recordings: local.recordings,
    shares: [...local.shares, ...remote.shares],
    contributors: [...local.contributors, ...remote.contributors],
    grants: [...local.grants, ...remote.grants],
    mandates: [...local.mandates, ...remote.mandates],
    parties: [...local.parties, ...remote.parties],
    merged: [...local.merged, ...remote.merged],
    silent: remote.silent,
    leases: remote.leases,
    heads: remote.heads,
    remoteParties: new Set(remote.parties.map(({ id }) => id)),
  };
}

function toGrant(row: GrantRow, members: Members): Grant {
  const { minimumRateCurrency: currency, ...scope } = row.scope;
  const rate = row.minimum_rate_micros;
  const subject: GrantSubject =
    row.release_id === null
      ? subjectOrCatalogue({ recordingId: row.recording_id, workId: row.work_id })
      : {
          kind: 'RELEASE',
          id: row.release_id,
          members: members.get(memberKey(row.release_id, row.side)) ?? [],
        };
  return {
    id: row.id,
    version: row.version,
    partyId: row.party_id,
    side: row.side,
    subject,
    state: row.state,
    policy: row.policy,
    scope: toGrantScope(scope),
    ...(rate === null || currency === undefined
      ? {}
      : { minimumRate: toMinimumRate({ currency, perPlayMicros: String(rate) }) }),
    ...(row.recipe_hash === null ? {} : { recipe: row.recipe_hash }),
    ...(row.withdrawn_from === null ? {} : { withdrawnFrom: row.withdrawn_from }),
  };
}

interface Subjects {
  readonly recordingIds: string[];
  readonly workIds: string[];
}
