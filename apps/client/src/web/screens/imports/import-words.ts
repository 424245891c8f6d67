import type { ImportFilter, ImportReportRow, ImportView } from '../../queries/imports.ts';
import { formatCount } from '../../words/flip-words.ts';

export const FORMAT_WORDS: Readonly<Record<ImportView['format'], string>> = {
  CSV: 'CSV',
  ERN: 'DDEX ERN',
  CWR: 'CWR',
};

const PHASE_WORDS: Readonly<Record<ImportView['phase'], string>> = {
  CHECK: 'Checking the file',
  WORKS: 'Works',
  RECORDINGS: 'Recordings',
  RELEASES: 'Releases',
  DONE: 'Done',
};

/** What an import is at, in a few words. */
export function stateWords({ state, phase, dryRun }: ImportView): string {
  if (state === 'QUEUED') return 'Waiting';
  if (state === 'RUNNING') return PHASE_WORDS[phase];
  if (state === 'FAILED') return 'Refused';
  if (state === 'CANCELLED') return 'Stopped';
  return dryRun ? 'Tried' : 'Taken in';
}

export const OUTCOME_WORDS: Readonly<Record<ImportReportRow['outcome'], string>> = {
  CREATED: 'New',
  UPDATED: 'Changed',
  UNCHANGED: 'Same',
  REJECTED: 'Refused',
};

export const FILTER_WORDS: readonly (readonly [ImportFilter, string])[] = [
  ['PROBLEMS', 'Problems'],
  ['REJECTED', 'Refused'],
  ['CREATED', 'New'],
  ['UPDATED', 'Changed'],
  ['UNCHANGED', 'Same'],
  ['ALL', 'All'],
];

/** How many subjects a filter of the report holds, where the import counted them. */
export function filterCount({ counts }: Pick<ImportView, 'counts'>, filter: ImportFilter): string | null {
  const known = {
    REJECTED: counts.rejected,
    CREATED: counts.created,
    UPDATED: counts.updated,
    UNCHANGED: counts.unchanged,
    ...{ ALL: null, PROBLEMS: null },
  }[filter];
  return known === null ? null : formatCount(String(known));
}

/** What a trial would do, or an import did, in one sentence. */
export function resultWords({ counts, dryRun }: ImportView): string {
  const [created, updated, unchanged, rejected] = [
    counts.created,
    counts.updated,
    counts.unchanged,
    counts.rejected,
  ].map((count) => formatCount(String(count)));
  return dryRun
    ? `${created} would be new, ${updated} changed, ${unchanged} stay the same, ${rejected} are refused.`
    : `${created} new, ${updated} changed, ${unchanged} the same, ${rejected} refused.`;
}

/** What a file is sent as, by its first characters: the same test as the instance makes. */
export function typeOf(begin: string): { readonly format: ImportView['format']; readonly type: string } {
  const text = begin.replace('\uFEFF', '').trimStart();
  if (text.startsWith('<')) return { format: 'ERN', type: 'application/xml' };
  if (/^HDR(?:PB|SO|AA|WR|\d{2})/.test(text)) return { format: 'CWR', type: 'text/plain' };
  return { format: 'CSV', type: 'text/csv' };
}
