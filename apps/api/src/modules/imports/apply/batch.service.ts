import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/database.ts';
import { isRejected } from '../formats/subject.types.ts';
import type {
  PartyMention,
  Problem,
  RecordingSubject,
  ReleaseSubject,
  Subject,
  WorkSubject,
} from '../formats/subject.types.ts';
import type { ImportRecord } from '../imports.types.ts';
import { duplicateProblems, identifierOf } from './duplicates.ts';
import { resolveWorkLinks } from './link-resolution.ts';
import { mentionKey, resolveParties } from './party-resolution.ts';
import type { ResolvedParties } from './party-resolution.ts';
import { planRecording, planRelease, planWork } from './plan-subject.ts';
import type { Plan, RecordingPlan, ReleasePlan, WorkPlan } from './plan.types.ts';
import { StoredRepository } from './stored.repository.ts';
import type { StoredRelease } from './stored.types.ts';
import { WritingRepository } from './writing.repository.ts';

/** What became of one subject. */
export interface Decided {
  readonly subject: Subject;
  readonly plan: Plan;
}

type Decisions = Map<Subject, Plan>;
type Import = Pick<ImportRecord, 'id' | 'partyId' | 'format' | 'dryRun'>;

const refused = (...problems: Problem[]): Plan => ({ outcome: 'REJECTED', notes: problems });

/** Takes a batch of subjects of one kind in, or in a dry run says what that would do. A subject is taken whole or not at all. */
@Injectable()
export class BatchService {
  constructor(
    @Inject(StoredRepository) private readonly stored: StoredRepository,
    @Inject(WritingRepository) private readonly writing: WritingRepository,
  ) {}

  /** Access is the caller's to ask for. Plans come in the order of the subjects. */
  async take(tx: Tx, run: Import, kind: Subject['kind'], subjects: readonly Subject[]): Promise<Decided[]> {
    if (!run.dryRun) await this.writing.lock(tx);
    const decisions: Decisions = new Map();
    for (const subject of subjects) if (isRejected(subject)) decisions.set(subject, refused());
    await this.refuseDuplicates(tx, run, kind, subjects, decisions);
    const parties = await this.findParties(tx, run, subjects, decisions);
    if (kind === 'WORK')
      await this.planWorks(tx, run, parties, subjects as readonly WorkSubject[], decisions);
    if (kind === 'RECORDING')
      await this.planRecordings(tx, run, parties, subjects as readonly RecordingSubject[], decisions);
    if (kind === 'RELEASE')
      await this.planReleases(tx, run, subjects as readonly ReleaseSubject[], decisions);
    if (!run.dryRun) await this.write(tx, run, parties, [...decisions.values()]);
    return subjects.map((subject) => ({ subject, plan: decisions.get(subject) ?? refused() }));
  }

  private async refuseDuplicates(
    tx: Tx,
    run: Import,
    kind: Subject['kind'],
    subjects: readonly Subject[],
    decisions: Decisions,
  ): Promise<void> {
    const seen = await this.stored.reported(tx, run.id, kind, {
      keys: subjects.map(({ key }) => key),
      identifiers: subjects.flatMap((subject) => identifierOf(subject) ?? []),
    });
    for (const [subject, problem] of duplicateProblems(subjects, seen))
      decisions.set(subject, refused(problem));
  }

  private async findParties(
    tx: Tx,
    run: Import,
    subjects: readonly Subject[],
    decisions: Decisions,
  ): Promise<ResolvedParties> {
    const wanted = subjects.filter((subject) => !decisions.has(subject));
    const mentions = wanted.flatMap(mentionsOf);
    const known = await this.stored.parties(
      tx,
      run.partyId,
      mentions.map(({ party }) => party),
    );
    const resolved = resolveParties(mentions, known);
    for (const subject of wanted) {
      const conflict = mentionsOf(subject)
        .map(({ party }) => resolved.conflicts.get(mentionKey(party)))
        .find((one) => one !== undefined);
      if (conflict !== undefined)
        decisions.set(
          subject,
          refused({
            severity: 'ERROR',
            line: subject.line,
            field: null,
            code: 'PARTY_AMBIGUOUS',
            reason: conflict,
          }),
        );
    }
    return resolved;
  }

  private async planWorks(
    tx: Tx,
    run: Import,
    { idOf }: ResolvedParties,
    subjects: readonly WorkSubject[],
    decisions: Decisions,
  ): Promise<void> {
    const stored = await this.stored.works(tx, run.partyId, {
      iswcs: subjects.flatMap(({ iswc }) => iswc ?? []),
      keys: subjects.map(({ key }) => namespaced(run, key)),
    });
    for (const subject of subjects) {
      if (decisions.has(subject)) continue;
      const key = namespaced(run, subject.key);
      const found =
        (subject.iswc === null ? undefined : stored.byIswc.get(subject.iswc)) ??
        stored.byKey.get(key) ??
        null;
      decisions.set(subject, planWork(subject, found, key, { importer: run.partyId, partyOf: idOf }));
    }
  }

  private async planRecordings(
    tx: Tx,
    run: Import,
    { idOf }: ResolvedParties,
    subjects: readonly RecordingSubject[],
    decisions: Decisions,
  ): Promise<void> {
    const stored = await this.stored.recordings(
      tx,
      run.partyId,
      subjects.flatMap(({ isrc }) => isrc ?? []),
    );
    const links = subjects.flatMap(({ works }) => works);
    const by = {
      iswcs: links.flatMap(({ iswc }) => iswc ?? []),
      keys: links.map(({ key }) => namespaced(run, key)),
    };
    const works = await this.stored.works(tx, run.partyId, by);
    const reported = await this.stored.reported(tx, run.id, 'WORK', {
      keys: links.map(({ key }) => key),
      identifiers: by.iswcs,
    });
    const before = await this.enteredBefore(tx, run, subjects);
    for (const subject of subjects) {
      if (decisions.has(subject)) continue;
      const found = resolveWorkLinks(subject, {
        ...works,
        reported,
        namespaced: (key) => namespaced(run, key),
      });
      if (!found.ok) {
        decisions.set(subject, refused(found.problem));
        continue;
      }
      const first = firstMention(subject, decisions);
      const there = subject.isrc === null ? null : (stored.get(subject.isrc) ?? null);
      if (first === null) {
        const plan = planRecording(subject, there, found.workIds, { importer: run.partyId, partyOf: idOf });
        const again = plan.outcome === 'CREATED' && subject.isrc !== null && before.has(subject.isrc);
        decisions.set(subject, again ? { ...plan, outcome: 'UPDATED' } : plan);
      } else for (const [one, plan] of addWorks(subject, first, found.workIds)) decisions.set(one, plan);
    }
  }

  /** In a dry run what an earlier batch would have entered is not stored; the report has it. */
  private async enteredBefore(
    tx: Tx,
    run: Import,
    subjects: readonly RecordingSubject[],
  ): Promise<ReadonlySet<string>> {
    if (!run.dryRun) return new Set();
    const identifiers = subjects.flatMap(({ isrc }) => isrc ?? []);
    const rows = await this.stored.reported(tx, run.id, 'RECORDING', { keys: [], identifiers });
    return new Set(
      rows.flatMap(({ identifier, outcome }) =>
        identifier === null || outcome === 'REJECTED' ? [] : [identifier],
      ),
    );
  }

  private async planReleases(
    tx: Tx,
    run: Import,
    subjects: readonly ReleaseSubject[],
    decisions: Decisions,
  ): Promise<void> {
    const wanted = subjects.filter((subject) => !decisions.has(subject));
    const keys = wanted.map(({ key }) => namespaced(run, key));
    const stored = await this.stored.releases(tx, run.partyId, {
      icpns: wanted.flatMap(({ icpn }) => icpn ?? []),
      grids: wanted.flatMap(({ grid }) => grid ?? []),
      keys,
    });
    const byKey = new Map(
      (await this.stored.releaseKeys(tx, run.partyId, keys)).map(({ key, targetId }) => [key, targetId]),
    );
    const isrcs = wanted.flatMap(({ tracks }) => tracks?.map(({ isrc }) => isrc) ?? []);
    const known = new Set(await this.stored.knownIsrcs(tx, isrcs));
    const reported = await this.stored.reported(tx, run.id, 'RECORDING', { keys: [], identifiers: isrcs });
    for (const { identifier, outcome } of reported)
      if (identifier !== null && outcome !== 'REJECTED') known.add(identifier);
    for (const subject of wanted) {
      const key = namespaced(run, subject.key);
      const found = findRelease(subject, stored, byKey.get(key));
      decisions.set(subject, planRelease(subject, found, key, known));
    }
  }

  private async write(tx: Tx, run: Import, parties: ResolvedParties, plans: readonly Plan[]): Promise<void> {
    const kept = plans.flatMap((plan) => (plan.outcome === 'REJECTED' ? [] : [plan]));
    if (kept.length === 0) return;
    await this.writing.parties(tx, run.partyId, parties);
    const works = kept.filter((plan): plan is WorkPlan => plan.kind === 'WORK');
    const recordings = kept.filter((plan): plan is RecordingPlan => plan.kind === 'RECORDING');
    const releases = kept.filter((plan): plan is ReleasePlan => plan.kind === 'RELEASE');
    if (works.length > 0) await this.writing.works(tx, run, works);
    if (recordings.length > 0) await this.writing.recordings(tx, run, recordings);
    if (releases.length > 0) await this.writing.releases(tx, run, releases);
  }
}

/** A batch may name one recording for several works (CWR): the first mention that enters it. */
function firstMention(
  { isrc }: RecordingSubject,
  decisions: Decisions,
): readonly [Subject, RecordingPlan] | null {
  for (const [subject, plan] of decisions)
    if (plan.outcome !== 'REJECTED' && plan.kind === 'RECORDING' && plan.isrc === isrc && plan.works !== null)
      return [subject, plan];
  return null;
}

/** Folds a further mention of a recording into the plan that the batch has for it. */
function addWorks(
  subject: RecordingSubject,
  [first, plan]: readonly [Subject, RecordingPlan],
  workIds: readonly string[],
): [Subject, Plan][] {
  const works = [...new Set([...(plan.works ?? []), ...workIds])];
  const adds = works.length > (plan.works?.length ?? 0);
  const further: RecordingPlan = {
    ...plan,
    notes: [],
    changes: adds ? [{ field: 'works', words: 'Its works change.' }] : [],
    facts: null,
    works: null,
    rights: NOTHING_CHANGED,
    outcome: adds ? 'UPDATED' : 'UNCHANGED',
  };
  return [
    [first, { ...plan, works }],
    [subject, further],
  ];
}

const NOTHING_CHANGED = { endShares: [], addShares: [], addCredits: [] } as const;

/** Files of different formats call different things the same. */
const namespaced = ({ format }: Import, key: string): string => `${format.toLowerCase()}:${key}`;

function mentionsOf(subject: Subject): { party: PartyMention; role: string }[] {
  if (subject.kind === 'RELEASE') return [];
  return [...(subject.shares ?? []), ...subject.contributors].map(({ party, role }) => ({ party, role }));
}

function findRelease(
  { icpn, grid }: ReleaseSubject,
  stored: readonly StoredRelease[],
  id: string | undefined,
): StoredRelease | null {
  return (
    stored.find((release) => icpn !== null && release.icpn === icpn) ??
    stored.find((release) => grid !== null && release.grid === grid) ??
    stored.find((release) => release.id === id) ??
    null
  );
}
