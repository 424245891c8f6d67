import type { Problem, RecordingSubject } from '../formats/subject.types.ts';
import type { StoredWork } from './stored.types.ts';

interface Found {
  readonly byIswc: ReadonlyMap<string, StoredWork>;
  readonly byKey: ReadonlyMap<string, StoredWork>;
  /** What this import has said of works. In a dry run those that it would enter are not stored. */
  readonly reported: readonly {
    readonly key: string;
    readonly identifier: string | null;
    readonly outcome: string;
  }[];
  readonly namespaced: (key: string) => string;
}

export type ResolvedLinks =
  { readonly ok: true; readonly workIds: string[] } | { readonly ok: false; readonly problem: Problem };

/** Finds the works that a recording performs: stored ones, or those that this import would enter. */
export function resolveWorkLinks({ works, line }: RecordingSubject, found: Found): ResolvedLinks {
  const workIds: string[] = [];
  for (const { key, iswc } of works) {
    const stored =
      (iswc === null ? undefined : found.byIswc.get(iswc)) ?? found.byKey.get(found.namespaced(key));
    if (stored !== undefined) {
      workIds.push(stored.id);
      continue;
    }
    const said = found.reported.filter(
      (row) => row.key === key || (iswc !== null && row.identifier === iswc),
    );
    if (said.some(({ outcome }) => outcome !== 'REJECTED')) {
      workIds.push(`entered by this import: ${key}`);
      continue;
    }
    const [code, reason] =
      said.length > 0
        ? (['WORK_REJECTED', `The work ${key} that it performs is refused.`] as const)
        : (['WORK_UNKNOWN', `The work ${key} is neither in the file nor here.`] as const);
    return { ok: false, problem: { severity: 'ERROR', line, field: 'linked_key', code, reason } };
  }
  return { ok: true, workIds: [...new Set(workIds)] };
}
