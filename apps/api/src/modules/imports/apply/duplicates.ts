import type { Problem, Subject } from '../formats/subject.types.ts';

/** The public identifier that a subject must be alone with in its file; `null` when it may occur again. */
export function identifierOf(subject: Subject): string | null {
  if (subject.kind === 'WORK') return subject.iswc;
  if (subject.kind === 'RELEASE') return subject.icpn ?? subject.grid;
  return subject.authoritative ? subject.isrc : null;
}

interface Seen {
  readonly key: string;
  readonly identifier: string | null;
}

/**
 * Refuses subjects that the file has had before: two that say different things would overwrite each other at every
 * import.
 *
 * @param seen what earlier batches had of these.
 */
export function duplicateProblems(
  subjects: readonly Subject[],
  seen: readonly Seen[],
): ReadonlyMap<Subject, Problem> {
  const keys = new Set(seen.map(({ key }) => key));
  const identifiers = new Set(seen.flatMap(({ identifier }) => identifier ?? []));
  const problems = new Map<Subject, Problem>();
  const refuse = (subject: Subject, code: string, reason: string) =>
    problems.set(subject, { severity: 'ERROR', line: subject.line, field: null, code, reason });
  for (const subject of subjects) {
    const identifier = identifierOf(subject);
    if (identifier !== null && identifiers.has(identifier))
      refuse(subject, 'SUBJECT_TWICE', `${identifier} occurs before this line already.`);
    else if (keys.has(subject.key))
      refuse(subject, 'SUBJECT_TWICE', `The rows of ${subject.key} must follow each other, and occur once.`);
    keys.add(subject.key);
    if (identifier !== null) identifiers.add(identifier);
  }
  return problems;
}
