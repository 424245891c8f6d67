import { newId } from '../../../platform/ids/ids.ts';
import type { Problem, RecordingSubject, ReleaseSubject, WorkSubject } from '../formats/subject.types.ts';
import { changedFacts, changedRights } from './changes.ts';
import { changesNothing, isForeign, planRights } from './plan-rights.ts';
import type { PartyOf } from './plan-rights.ts';
import type {
  Change,
  Plan,
  RecordingFacts,
  RecordingPlan,
  ReleaseFacts,
  ReleasePlan,
  WorkPlan,
} from './plan.types.ts';
import type { StoredRecording, StoredRelease, StoredWork } from './stored.types.ts';

export interface PlanContext {
  readonly importer: string;
  readonly partyOf: PartyOf;
}

const NOTHING = { shares: [], contributors: [] } as const;

const rejected = (...problems: Problem[]): Plan => ({ outcome: 'REJECTED', notes: problems });
const note = (line: number, code: string, reason: string): Problem => ({
  severity: 'NOTE',
  line,
  field: null,
  code,
  reason,
});

/** @param workIds the works that the file links, as they are found here. */
export function planRecording(
  subject: RecordingSubject,
  stored: StoredRecording | null,
  workIds: readonly string[],
  context: PlanContext,
): Plan {
  if (subject.isrc === null) throw new RangeError('a recording without ISRC is refused before');
  const rights = planRights(subject, stored ?? NOTHING, context);
  if (!rights.ok) return rejected(rights.problem);
  const notes = [...rights.notes];
  const facts = recordingFacts(subject, stored, context.importer, notes);
  const works = plannedWorks(subject, stored, workIds, context.importer, notes);
  const changed = facts !== null || works !== null || !changesNothing(rights.change);
  const plan: RecordingPlan = {
    kind: 'RECORDING',
    outcome: stored === null ? 'CREATED' : changed ? 'UPDATED' : 'UNCHANGED',
    notes,
    id: stored?.id ?? newId(),
    changes: [
      ...changedFacts(facts, stored),
      ...changedRights(rights.change, stored),
      ...changedList('works', stored === null ? null : works, 'Its works change.'),
    ],
    isrc: subject.isrc,
    facts,
    rights: rights.change,
    works,
  };
  return plan;
}

/** What the file leaves empty is no change. */
function recordingFacts(
  subject: RecordingSubject,
  stored: StoredRecording | null,
  importer: string,
  notes: Problem[],
): RecordingFacts | null {
  const wanted: RecordingFacts = {
    title: subject.title,
    versionTitle: subject.versionTitle ?? stored?.versionTitle ?? null,
    artist: subject.artist ?? stored?.artist ?? '',
    label: subject.label ?? stored?.label ?? null,
    durationMs: subject.durationMs ?? stored?.durationMs ?? null,
  };
  if (stored === null) return wanted;
  if (!subject.authoritative || sameFields(wanted, stored)) return null;
  if (!isForeign(stored.shares, importer)) return wanted;
  notes.push(
    note(
      subject.line,
      'FACTS_HELD_BY_OTHERS',
      'Others hold this recording; its title and facts stay as they are.',
    ),
  );
  return null;
}

function plannedWorks(
  { authoritative, line }: RecordingSubject,
  stored: StoredRecording | null,
  workIds: readonly string[],
  importer: string,
  notes: Problem[],
): readonly string[] | null {
  const had = stored?.works ?? [];
  if (
    workIds.length === 0 ||
    (workIds.every((id) => had.includes(id)) && (!authoritative || had.length === workIds.length))
  )
    return null;
  if (had.length === 0) return workIds;
  // A registration names one of the works of a recording, the recording's own catalogue all of them.
  if (stored?.worksAreOurs === true && !(authoritative && isForeign(stored.shares, importer)))
    return authoritative ? workIds : [...new Set([...had, ...workIds])];
  notes.push(
    note(
      line,
      'WORKS_KEPT',
      'The recording has other works here, which stay. Ask an operator to correct them.',
    ),
  );
  return null;
}

export function planWork(
  subject: WorkSubject,
  stored: StoredWork | null,
  key: string,
  context: PlanContext,
): Plan {
  if (stored !== null && stored.iswc !== null && subject.iswc !== null && stored.iswc !== subject.iswc)
    return rejected({
      severity: 'ERROR',
      line: subject.line,
      field: null,
      code: 'WORK_KEY_REUSED',
      reason: `The file calls ${subject.iswc} what an earlier one called ${stored.iswc}.`,
    });
  const rights = planRights(subject, stored ?? NOTHING, context);
  if (!rights.ok) return rejected(rights.problem);
  const notes = [...rights.notes];
  const wanted = { iswc: subject.iswc ?? stored?.iswc ?? null, title: subject.title };
  const differs = stored === null || !sameFields(wanted, stored);
  const mayChange = stored === null || !isForeign(stored.shares, context.importer);
  if (differs && !mayChange)
    notes.push(
      note(subject.line, 'FACTS_HELD_BY_OTHERS', 'Others hold this work; its title stays as it is.'),
    );
  const facts = differs && mayChange ? wanted : null;
  const changed = facts !== null || !changesNothing(rights.change);
  const plan: WorkPlan = {
    kind: 'WORK',
    outcome: stored === null ? 'CREATED' : changed ? 'UPDATED' : 'UNCHANGED',
    notes,
    id: stored?.id ?? newId(),
    changes: [...changedFacts(facts, stored), ...changedRights(rights.change, stored)],
    key,
    facts,
    rights: rights.change,
  };
  return plan;
}

/** @param known the recordings that are here, or that this import enters. */
export function planRelease(
  subject: ReleaseSubject,
  stored: StoredRelease | null,
  key: string,
  known: ReadonlySet<string>,
): Plan {
  const refuse = (code: string, reason: string) =>
    rejected({ severity: 'ERROR', line: subject.line, field: null, code, reason });
  if (stored === null && subject.tracks === null)
    return refuse('RELEASE_UNKNOWN', 'The message purges a release that is not here.');
  if (stored !== null && !stored.isOurs)
    return refuse('RELEASE_HELD_BY_OTHERS', 'The release was entered by somebody else.');
  const notes: Problem[] = [];
  const tracks = subject.tracks?.filter(({ isrc }) => known.has(isrc)) ?? null;
  if (tracks !== null && tracks.length < (subject.tracks?.length ?? 0))
    notes.push(
      note(
        subject.line,
        'TRACK_MISSING',
        'Recordings of the release that were refused are not among its tracks.',
      ),
    );
  const facts = releaseFacts(subject, stored);
  const changedTracks =
    tracks !== null && !sameList(tracks, stored?.tracks ?? null, trackKey) ? tracks : null;
  const deals = subject.deals !== null && !sameDeals(subject.deals, stored) ? subject.deals : null;
  const changed = facts !== null || changedTracks !== null || deals !== null;
  const plan: ReleasePlan = {
    kind: 'RELEASE',
    outcome: stored === null ? 'CREATED' : changed ? 'UPDATED' : 'UNCHANGED',
    notes,
    id: stored?.id ?? newId(),
    changes: [
      ...changedFacts(facts, stored),
      ...changedList('tracks', stored === null ? null : changedTracks, 'Its tracks change.'),
      ...changedList('deals', stored === null ? null : deals, 'Its deals change.'),
    ],
    key,
    facts,
    tracks: changedTracks,
    deals,
  };
  return plan;
}

const changedList = (field: string, list: readonly unknown[] | null, words: string): Change[] =>
  list === null ? [] : [{ field, words }];

function releaseFacts(subject: ReleaseSubject, stored: StoredRelease | null): ReleaseFacts | null {
  const own = stored === null || subject.authoritative;
  const wanted: ReleaseFacts = {
    icpn: subject.icpn ?? stored?.icpn ?? null,
    grid: subject.grid ?? stored?.grid ?? null,
    catalogueNo: subject.catalogueNo ?? stored?.catalogueNo ?? null,
    title: own ? subject.title : stored.title,
    artist: (own ? subject.artist : null) ?? stored?.artist ?? 'Various artists',
    label: subject.label ?? stored?.label ?? null,
    releaseDate: subject.releaseDate ?? stored?.releaseDate ?? null,
  };
  return stored !== null && sameFields(wanted, stored) ? null : wanted;
}

const trackKey = ({ isrc, disc, position }: { isrc: string; disc: number; position: number }): string =>
  `${disc} ${position} ${isrc}`;

function sameDeals(wanted: ReleaseSubject['deals'], stored: StoredRelease | null): boolean {
  if (wanted === null || stored === null || stored.deals === null) return false;
  return (
    stored.withdrawn === (wanted.length === 0) && sameList(wanted, stored.deals, (deal) => dealKey(deal))
  );
}

const dealKey = (deal: NonNullable<ReleaseSubject['deals']>[number]): string =>
  JSON.stringify([deal.territories, deal.excludeTerritories, deal.from, deal.to, deal.models, deal.uses]);

function sameList<T>(some: readonly T[], others: readonly T[] | null, keyOf: (one: T) => string): boolean {
  return others !== null && some.map(keyOf).toSorted().join('\n') === others.map(keyOf).toSorted().join('\n');
}

function sameFields<T extends object>(wanted: T, stored: T): boolean {
  return Object.entries(wanted).every(([name, value]) => stored[name as keyof T] === value);
}
