import { MOST_SUBJECTS_PER_EVENT } from '../../catalogue/index.ts';
import type { ImportCounts, ReportRow } from '../imports.types.ts';
import type { Decided } from './batch.service.ts';
import { changeLine } from './changes.ts';
import { identifierOf } from './duplicates.ts';
import { changesNothing } from './plan-rights.ts';

const MOST_KEY = 200;
/** Problems of one subject that are told one by one. */
const MOST_PROBLEMS = 20;

/** The lines of the report: one for each subject, with what changes, and one for each further thing to be said about it. */
export function reportRows(decided: readonly Decided[], from: number): ReportRow[] {
  let position = from;
  return decided.flatMap(({ subject, plan }): ReportRow[] => {
    const base = {
      kind: subject.kind,
      key: subject.key.slice(0, MOST_KEY),
      identifier: subject.kind === 'RECORDING' ? subject.isrc : identifierOf(subject),
      title: subject.title,
      outcome: plan.outcome,
    };
    const problems = [...subject.problems, ...plan.notes].slice(0, MOST_PROBLEMS);
    const changes = changeLine(plan.outcome === 'REJECTED' ? [] : plan.changes);
    const plain =
      problems.length === 0 || changes.field !== null
        ? [{ ...base, position: position++, line: subject.line, code: null, ...changes }]
        : [];
    return [
      ...plain,
      ...problems.map(({ line, field, code, reason }) => ({
        ...base,
        position: position++,
        line,
        field,
        code,
        reason,
      })),
    ];
  });
}

export function withOutcomes(counts: ImportCounts, decided: readonly Decided[]): ImportCounts {
  const count = (outcome: string) => decided.filter(({ plan }) => plan.outcome === outcome).length;
  return {
    created: counts.created + count('CREATED'),
    updated: counts.updated + count('UPDATED'),
    unchanged: counts.unchanged + count('UNCHANGED'),
    rejected: counts.rejected + count('REJECTED'),
  };
}

/** Whose shares, contributors or works changed, in events of bounded size. */
export function changedSubjects(
  decided: readonly Decided[],
): { recordingIds: string[]; workIds: string[] }[] {
  const recordings: string[] = [];
  const works: string[] = [];
  for (const { plan } of decided) {
    if (plan.outcome === 'REJECTED' || plan.outcome === 'UNCHANGED' || plan.kind === 'RELEASE') continue;
    if (plan.kind === 'WORK' && !changesNothing(plan.rights)) works.push(plan.id);
    if (
      plan.kind === 'RECORDING' &&
      (plan.outcome === 'CREATED' || plan.works !== null || !changesNothing(plan.rights))
    )
      recordings.push(plan.id);
  }
  return [
    ...chunks([...new Set(recordings)]).map((recordingIds) => ({ recordingIds, workIds: [] })),
    ...chunks(works).map((workIds) => ({ recordingIds: [], workIds })),
  ];
}

function chunks(ids: readonly string[]): string[][] {
  const all: string[][] = [];
  for (let at = 0; at < ids.length; at += MOST_SUBJECTS_PER_EVENT)
    all.push(ids.slice(at, at + MOST_SUBJECTS_PER_EVENT));
  return all;
}
