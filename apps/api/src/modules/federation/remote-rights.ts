import { parseCheckpoint, toBase64 } from '@flipside/transparency';
import { parseIswc, parseTerritorySet, ppm } from '@flipside/royalty';
import type {
  Contributor,
  ContributorRole,
  Grant,
  GrantSubject,
  LinkedWork,
  Mandate,
  MergedParty,
  Share,
  SilentRegistry,
  SubjectRef,
  TerritorySet,
} from '@flipside/royalty';
import { toGrantScope, toMinimumRate } from '../consent/index.ts';
import type { RegistryHead, RegistryLease, RemoteQuestion, RemoteRights } from '../consent/index.ts';
import { isSilent, leaseEnd } from './lease.ts';
import type { KnownRecording, PeerFacts, RegistryRow } from './peer-rights.repository.ts';
import { scopedId } from './scoped-id.ts';
import { SubjectMap } from './subject-map.ts';

/** What was loaded of the peers that know the recordings in question. */
export interface PeerRightsRows {
  readonly registries: readonly RegistryRow[];
  readonly recordings: readonly KnownRecording[];
  readonly links: readonly PeerFacts<'recording-work'>[];
  readonly works: readonly PeerFacts<'work'>[];
  readonly shares: readonly PeerFacts<'share'>[];
  readonly contributors: readonly PeerFacts<'contributor'>[];
  readonly items: readonly PeerFacts<'party-merge-item'>[];
  readonly merges: readonly PeerFacts<'party-merge'>[];
  readonly mandates: readonly PeerFacts<'mandate'>[];
  readonly grants: readonly PeerFacts<'grant'>[];
  readonly releases: readonly PeerFacts<'release-recording'>[];
  readonly names: readonly { readonly peerId: string; readonly id: string; readonly name: string }[];
}

export interface Moment {
  readonly question: RemoteQuestion;
  readonly at: Date;
  readonly leaseMs: number;
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

function areaOf(body: {
  readonly territories: string[];
  readonly excludeTerritories: string[];
}): TerritorySet {
  const set = parseTerritorySet({ include: body.territories, exclude: body.excludeTerritories });
  if (!set.ok) throw new TypeError(set.message);
  return set.value;
}

/** Turns one registry's rows into rights in the subjects of this catalogue. */
class Registry {
  readonly host: string;

  constructor(
    readonly row: RegistryRow,
    private readonly rows: PeerRightsRows,
    private readonly subjects: SubjectMap,
    private readonly moment: Moment,
  ) {
    this.host = new URL(row.url).host;
  }

  id(id: string): string {
    return scopedId(this.row.origin, id);
  }

  private own<T extends { readonly peerId: string }>(all: readonly T[]): T[] {
    return all.filter(({ peerId }) => peerId === this.row.id);
  }

  private subjectsOf(body: {
    readonly recording: string | null;
    readonly work: string | null;
  }): SubjectRef[] {
    return this.subjects.of(this.row.id, body);
  }

  /** Everything of this catalogue that the registry keeps rights in. */
  all(): SubjectRef[] {
    return this.subjects.all(this.row.id);
  }

  shares(): Share[] {
    const { id: peer, origin } = this.row;
    return this.own(this.rows.shares).flatMap(({ body }) =>
      this.subjectsOf(body).map((subject) => ({
        id: this.id(body.id),
        ...{ subject, side: body.side, partyId: this.id(body.party), role: body.role as ContributorRole },
        ...{ ppm: ppm(body.ppm), territories: areaOf(body), from: dateOf(body.from), to: dateOf(body.to) },
        ...{ status: body.status, holds: [], source: this.host },
        owed: { peer, origin, party: body.party, subject: body.recording ?? body.work ?? '' },
      })),
    );
  }

  contributors(): Contributor[] {
    return this.own(this.rows.contributors).flatMap(({ body }) =>
      this.subjectsOf(body).map((subject) => ({
        ...{ partyId: this.id(body.party), role: body.role as ContributorRole, subject },
      })),
    );
  }

  /** A grant for one subject is one for each of the subjects that it is here. */
  grants(): Grant[] {
    return this.own(this.rows.grants).flatMap(({ body }): Grant[] => {
      if (body.recipe !== null && !this.moment.question.recipes.includes(body.recipe)) return [];
      const { minimumRateCurrency: currency, ...scope } = body.scope;
      const rate = body.minimumRateMicros;
      return this.grantSubjects(body).map((subject, at) => ({
        // A version holds for its id: what one grant is about in several places is several grants.
        id: at === 0 ? this.id(body.id) : this.id(`${body.id} ${at}`),
        ...{ version: body.version, partyId: this.id(body.party), side: body.side, subject },
        ...{ state: body.state, policy: body.policy, scope: toGrantScope(scope) },
        ...(rate === null || currency === undefined
          ? {}
          : { minimumRate: toMinimumRate({ currency, perPlayMicros: rate }) }),
        ...(body.recipe === null ? {} : { recipe: body.recipe }),
        ...(body.withdrawnFrom === null ? {} : { withdrawnFrom: new Date(body.withdrawnFrom) }),
      }));
    });
  }

  private grantSubjects(body: PeerFacts<'grant'>['body']): GrantSubject[] {
    if (body.release !== null) {
      const recordings = this.own(this.rows.releases)
        .filter(({ body: one }) => one.release === body.release)
        .map(({ body: one }) => one.recording);
      const members = recordings.flatMap((recording) => this.membersOf(body.side, recording));
      return [{ kind: 'RELEASE', id: this.id(body.release), members: [...new Set(members)] }];
    }
    if (body.recording === null && body.work === null) return ['CATALOGUE'];
    return this.subjectsOf(body);
  }

  /** Of a recording on a release: itself, or the works in it. */
  private membersOf(side: 'MASTER' | 'COMPOSITION', recording: string): string[] {
    if (side === 'MASTER') return this.subjectsOf({ recording, work: null }).map(({ id }) => id);
    return this.own(this.rows.links)
      .filter(({ body }) => body.recording === recording)
      .flatMap(({ body }) => this.subjectsOf({ recording: null, work: body.work }).map(({ id }) => id));
  }

  mandates(): Mandate[] {
    return this.own(this.rows.mandates).flatMap(({ body }) => {
      const wide = body.recording === null && body.work === null;
      return (wide ? (['CATALOGUE'] as const) : this.subjectsOf(body)).map((subject, at): Mandate => ({
        id: at === 0 ? this.id(body.id) : this.id(`${body.id} ${at}`),
        ...{ version: body.version, partyId: this.id(body.grantor), holderId: this.id(body.holder) },
        ...{
          side: body.side,
          subject,
          territories: areaOf(body),
          from: dateOf(body.from),
          to: dateOf(body.to),
        },
        state: body.state === 'ACTIVE' ? 'ACTIVE' : 'ENDED',
      }));
    });
  }

  merged(): MergedParty[] {
    const merges = new Map(this.own(this.rows.merges).map(({ body }) => [body.id, body]));
    return this.own(this.rows.items).flatMap(({ body }) => {
      const merge = merges.get(body.merge);
      const isRight = body.kind === 'SHARE' || body.kind === 'CONTRIBUTOR';
      if (merge === undefined || !isRight) return [];
      return [{ from: this.id(merge.from), into: this.id(merge.into), subjects: this.subjectsOf(body) }];
    });
  }

  /** Everybody named by the rights, with the name by which they are credited where it is known. */
  parties(): { id: string; name: string }[] {
    const names = new Map(this.own(this.rows.names).map(({ id, name }) => [id, name]));
    const ids = [
      ...[...this.own(this.rows.shares), ...this.own(this.rows.contributors)].map(({ body }) => body.party),
      ...this.own(this.rows.mandates).map(({ body }) => body.holder),
      ...this.own(this.rows.merges).map(({ body }) => body.from),
    ];
    return [...new Set(ids)].map((id) => ({
      id: this.id(id),
      name: names.get(id) ?? `a party of ${this.host}`,
    }));
  }

  /** Why nothing that it keeps is cleared; null when it is heard and believed. */
  silence(): SilentRegistry | null {
    const { at, leaseMs } = this.moment;
    const { state, heardAt } = this.row;
    const silent = (detail: string): SilentRegistry => ({ name: this.host, detail, subjects: this.all() });
    if (state === 'FROZEN') return silent('keeps these rights and contradicts itself');
    if (isSilent(heardAt, at, leaseMs))
      return silent(
        heardAt === null
          ? 'keeps these rights and was not read to its end yet'
          : `keeps these rights and was last heard on ${heardAt.toISOString().slice(0, 10)}`,
      );
    const named = new Set(this.own(this.rows.names).map(({ id }) => id));
    const nameless = this.own(this.rows.contributors).some(({ body }) => !named.has(body.party));
    return nameless ? silent('keeps these rights and has not said yet whom to credit') : null;
  }

  lease(): RegistryLease[] {
    const endsAt = leaseEnd(this.row.heardAt, this.moment.leaseMs);
    return endsAt === null ? [] : [{ subjects: this.all(), endsAt }];
  }

  head(): RegistryHead[] {
    const checkpoint = this.row.checkpoint === null ? null : parseCheckpoint(this.row.checkpoint);
    if (checkpoint?.ok !== true) return [];
    const { origin, size, root } = checkpoint.value;
    return [{ origin, size, root: toBase64(root) }];
  }
}

/** What peers say, with subjects as they are called here and everybody else told apart by registry. */
export function remoteRights(rows: PeerRightsRows, moment: Moment): RemoteRights {
  const origins = new Map(rows.registries.map(({ id, origin }) => [id, origin]));
  const subjects = new SubjectMap(rows, moment.question.recordings, origins);
  const registries = rows.registries.map((row) => new Registry(row, rows, subjects, moment));
  const titles = new Map(rows.names.map(({ peerId, id, name }) => [`${peerId} ${id}`, name]));
  return {
    works: remoteWorks(subjects, titles),
    shares: registries.flatMap((one) => one.shares()),
    contributors: registries.flatMap((one) => one.contributors()),
    grants: registries.flatMap((one) => one.grants()),
    mandates: registries.flatMap((one) => one.mandates()),
    merged: registries.flatMap((one) => one.merged()),
    parties: registries.flatMap((one) => one.parties()),
    silent: registries.flatMap((one) => one.silence() ?? []),
    leases: registries.flatMap((one) => one.lease()),
    heads: registries.flatMap((one) => one.head()),
  };
}

function remoteWorks(
  subjects: SubjectMap,
  titles: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly LinkedWork[]> {
  return new Map(
    subjects.borrowed().map(([recordingId, works]) => [
      recordingId,
      works.map(({ id, peerId, remoteId, iswc: text, ppm: part }): LinkedWork => {
        const iswc = text === null ? null : parseIswc(text);
        const title = titles.get(`${peerId} ${remoteId}`);
        return {
          workId: id,
          splitPpm: ppm(part),
          ...(title === undefined ? {} : { title }),
          ...(iswc?.ok === true ? { iswc: iswc.value } : {}),
        };
      }),
    ]),
  );
}
