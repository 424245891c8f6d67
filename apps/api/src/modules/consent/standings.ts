import { TERRITORIES, clear, clearRecording, namedTerritories } from '@flipside/royalty';
import type {
  Grant,
  RecordingFacts,
  SourceUse,
  Tariff,
  Territory,
  TerritoryOrWorld,
} from '@flipside/royalty';
import type { RightsSnapshot } from './clearance-ground.repository.ts';
import type { Standing } from './consent.types.ts';
import { turningPoints } from './grant-terms.ts';
import { remixTerms } from './remix-terms.ts';

export interface RecordingStandings {
  readonly recordingId: string;
  readonly standings: readonly Standing[];
  /** When a share, grant or mandate next begins or ends. */
  readonly staleAt: Date | null;
}

interface SnapshotIndex {
  readonly shares: ReadonlyMap<string, RightsSnapshot['shares']>;
  readonly contributors: ReadonlyMap<string, RightsSnapshot['contributors']>;
  readonly mandates: ReadonlyMap<string, RightsSnapshot['mandates']>;
  readonly grants: ReadonlyMap<string, RightsSnapshot['grants']>;
  readonly parties: ReadonlyMap<string, RightsSnapshot['parties']>;
}

/** A snapshot of hundreds of recordings is asked once for each of them. */
const indexes = new WeakMap<RightsSnapshot, SnapshotIndex>();

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

function indexOf(snapshot: RightsSnapshot): SnapshotIndex {
  const known = indexes.get(snapshot);
  if (known !== undefined) return known;
  const made = {
    shares: groupBy(snapshot.shares, ({ subject }) => subject.id),
    contributors: groupBy(snapshot.contributors, ({ subject }) => subject.id),
    mandates: groupBy(snapshot.mandates, ({ partyId }) => partyId),
    grants: groupBy(snapshot.grants, ({ partyId }) => partyId),
    parties: groupBy(snapshot.parties, ({ id }) => id),
  };
  indexes.set(snapshot, made);
  return made;
}

const pick = <T>(groups: ReadonlyMap<string, readonly T[]>, ids: Iterable<string>): T[] =>
  [...ids].flatMap((id) => groups.get(id) ?? []);

/** The parts of a snapshot that one recording's decision depends on. */
export function snapshotFor(snapshot: RightsSnapshot, recording: RecordingFacts): RightsSnapshot {
  const index = indexOf(snapshot);
  const subjects = new Set([recording.recordingId, ...recording.works.map(({ workId }) => workId)]);
  const shares = pick(index.shares, subjects);
  const contributors = pick(index.contributors, subjects);
  const merged = snapshot.merged.filter((one) => one.subjects.some(({ id }) => subjects.has(id)));
  const parties = new Set([
    ...[...shares, ...contributors].map(({ partyId }) => partyId),
    ...merged.map(({ from }) => from),
  ]);
  const concerns = (subject: Grant['subject']) =>
    subject === 'CATALOGUE' ||
    (subject.kind === 'RELEASE' ? subject.members.some((id) => subjects.has(id)) : subjects.has(subject.id));
  const isOfThese = (one: { readonly subjects: readonly { readonly id: string }[] }) =>
    one.subjects.some(({ id }) => subjects.has(id));
  const silent = snapshot.silent.filter(isOfThese);
  const leases = snapshot.leases.filter(isOfThese);
  const mandates = pick(index.mandates, parties).filter((one) => concerns(one.subject));
  const holders = new Set([...parties, ...mandates.map(({ holderId }) => holderId)]);
  const grants = pick(index.grants, holders).filter((one) => concerns(one.subject));
  return {
    ...snapshot,
    ...{ shares, contributors, mandates, grants, merged, silent, leases },
    parties: pick(index.parties, holders),
  };
}

/** A use that touches no limit of any grant: it finds the grants that apply at all. */
const untouching = (recording: RecordingFacts): SourceUse => ({
  ...recording,
  totalMs: 0,
  stems: [],
  tempoPermille: { min: 1000, max: 1000 },
  pitchCents: { min: 0, max: 0 },
  mixesWithOthers: false,
  isRemixOfRemix: false,
  hasLayers: false,
  isCommercial: false,
});

/** The first announced withdrawal after which the recording is not cleared any more. */
function closing(
  grants: readonly Grant[],
  isClearedAt: (at: Date) => boolean,
  { at: now }: { readonly at: Date },
): Date | null {
  const days = grants.flatMap(({ withdrawnFrom }) => withdrawnFrom ?? []).filter((day) => day > now);
  return days.toSorted((a, b) => a.getTime() - b.getTime()).find((day) => !isClearedAt(day)) ?? null;
}

/** The state and terms of one recording in one territory. */
export function standingIn(
  snapshot: RightsSnapshot,
  recording: RecordingFacts,
  question: { readonly tariff: Tariff; readonly territory: TerritoryOrWorld; readonly at: Date },
): Omit<Standing, 'territory'> {
  const ground = { ...snapshot, ...question };
  const { state } = clearRecording({ ...ground, recording });
  const relied = clear({ ...ground, uses: [untouching(recording)] }).snapshot.grants;
  const names = new Set(relied.map(({ id, version }) => `${id} ${version}`));
  const grants = snapshot.grants.filter(({ id, version }) => names.has(`${id} ${version}`));
  const isClearedAt = (at: Date) => clearRecording({ ...ground, at, recording }).state === 'CLEARED';
  return {
    state,
    terms: remixTerms(grants),
    closesAt: state === 'CLEARED' ? closing(grants, isClearedAt, question) : null,
  };
}

/**
 * The standings to keep for one recording: one for every territory that nothing names, and one for each named
 * territory that differs from it.
 */
export function standingsOf(
  whole: RightsSnapshot,
  recording: RecordingFacts,
  { tariff, at }: { readonly tariff: Tariff; readonly at: Date },
): RecordingStandings {
  const snapshot = snapshotFor(whole, recording);
  const named = namedTerritories([
    ...snapshot.shares.map(({ territories }) => territories),
    ...snapshot.grants.map(({ scope }) => scope.territories),
    ...snapshot.mandates.map(({ territories }) => territories),
  ]);
  const names = new Set<string>(named);
  const unnamed = TERRITORIES.find((territory) => !names.has(territory));
  const decide = (territory: Territory) => standingIn(snapshot, recording, { tariff, territory, at });
  const elsewhere =
    unnamed === undefined ? { state: 'NOT_CLEARED' as const, terms: null, closesAt: null } : decide(unnamed);
  const kept = JSON.stringify(elsewhere);
  const own = named
    .map((territory) => ({ territory, ...decide(territory) }))
    .filter(({ territory: _territory, ...one }) => JSON.stringify(one) !== kept);
  const turns = [
    ...[...snapshot.shares, ...snapshot.mandates].flatMap(({ from, to }) => [from, to]),
    ...snapshot.grants.flatMap(turningPoints),
    ...snapshot.leases.map(({ endsAt }) => endsAt),
  ].flatMap((instant) => (instant !== null && instant > at ? [instant.getTime()] : []));
  return {
    recordingId: recording.recordingId,
    standings: [{ territory: 'WW', ...elsewhere }, ...own],
    staleAt: turns.length === 0 ? null : new Date(Math.min(...turns)),
  };
}
