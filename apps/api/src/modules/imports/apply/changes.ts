import { percentWords } from '../formats/percent.ts';
import type { Change, RightsChange } from './plan.types.ts';
import type { StoredShare } from './stored.types.ts';

type Facts = Readonly<Record<string, string | number | null>>;

const FIELD_WORDS: Readonly<Record<string, string>> = {
  title: 'Title',
  versionTitle: 'Version',
  artist: 'Artist',
  label: 'Label',
  durationMs: 'Length',
  iswc: 'ISWC',
  icpn: 'Product code',
  grid: 'GRid',
  catalogueNo: 'Catalogue number',
  releaseDate: 'Release date',
};
/** Shares and credits that are told one by one. */
const MOST_TOLD = 6;

/** What of the facts becomes something else; nothing when there was nothing before. */
export function changedFacts(wanted: object | null, stored: object | null): Change[] {
  if (wanted === null || stored === null) return [];
  const before = stored as Facts;
  return Object.entries(wanted as Facts).flatMap(([field, value]) => {
    const was = before[field] ?? null;
    if (was === value) return [];
    const name = FIELD_WORDS[field] ?? field;
    const now = `becomes ${valueWords(field, value)}`;
    return [{ field, words: was === null ? `${name} ${now}.` : `${name} ${valueWords(field, was)} ${now}.` }];
  });
}

/** Which shares end and begin, and how many credits are added. */
export function changedRights(
  { endShares, addShares, addCredits }: RightsChange,
  stored: { readonly shares: readonly StoredShare[] } | null,
): Change[] {
  if (stored === null) return [];
  const ending = new Set(endShares);
  const ended = stored.shares.filter(({ id }) => ending.has(id));
  const credits = addCredits
    .map(({ partyName, role }) => `${partyName} (${roleWords(role)})`)
    .slice(0, MOST_TOLD);
  return [
    ...(ended.length === 0 ? [] : [{ field: 'shares', words: `Shares that end: ${shareWords(ended)}.` }]),
    ...(addShares.length === 0
      ? []
      : [{ field: 'shares', words: `Shares that begin: ${shareWords(addShares)}.` }]),
    ...(addCredits.length === 0
      ? []
      : [
          {
            field: 'credits',
            words: `Credits that are added: ${credits.join(', ')}${more(addCredits, credits)}.`,
          },
        ]),
  ];
}

/** All changes of one subject as one line of the report. */
export function changeLine(changes: readonly Change[]): { field: string | null; reason: string | null } {
  if (changes.length === 0) return { field: null, reason: null };
  return {
    field: [...new Set(changes.map(({ field }) => field))].join(', '),
    reason: changes.map(({ words }) => words).join(' '),
  };
}

const roleWords = (role: string): string => role.toLowerCase().replaceAll('_', ' ');

const more = (all: readonly unknown[], told: readonly unknown[]): string =>
  all.length > told.length ? `, ${String(all.length - told.length)} more` : '';

function shareWords(shares: readonly Pick<StoredShare, 'partyName' | 'role' | 'ppm'>[]): string {
  const told = shares
    .slice(0, MOST_TOLD)
    .map(({ partyName, role, ppm }) => `${partyName} (${roleWords(role)}) ${percentWords(ppm)}`);
  return `${told.join(', ')}${more(shares, told)}`;
}

function valueWords(field: string, value: string | number | null): string {
  if (value === null) return 'empty';
  if (field === 'durationMs') return lengthWords(Number(value));
  return `“${String(value)}”`;
}

/** Minutes and seconds, with thousandths where there are any. */
function lengthWords(ms: number): string {
  const rest = ms % 1000;
  const seconds = Math.floor(ms / 1000);
  const whole = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(3, '0')}`;
}
