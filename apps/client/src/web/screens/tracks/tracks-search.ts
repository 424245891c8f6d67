import type { Stem } from '@flipside/recipe';
import type { RecordingFilter } from '../../queries/recordings.ts';
import { present } from '../../search-params.ts';
import { keyWords, listWords } from '../../words/flip-words.ts';
import { STEM_NAMES } from '../../theme/stems.ts';

/** What the address bar says about the list of tracks; everything may be missing. */
export interface TracksSearch {
  readonly q?: string | undefined;
  readonly territory?: string | undefined;
  /** Set: what is not cleared as well. */
  readonly all?: string | undefined;
  readonly stems?: string | undefined;
  readonly bpmMin?: string | undefined;
  readonly bpmMax?: string | undefined;
  /** Set: half and double the tempo as well. */
  readonly octave?: string | undefined;
  readonly key?: string | undefined;
  readonly artist?: string | undefined;
  readonly label?: string | undefined;
  readonly party?: string | undefined;
  readonly release?: string | undefined;
}

/** What is typed goes on with the step of the browser's history that it began; what is picked is a step of its own. */
export type OnTracksSearch = (search: TracksSearch, isTyped?: boolean) => void;

export const FILTER_STEMS = ['drums', 'bass', 'other', 'vocals'] as const satisfies readonly Stem[];
export type FilterStem = (typeof FILTER_STEMS)[number];

export const SLOWEST = 20;
export const FASTEST = 400;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST_NAME = 200;
const LONGEST_TEXT = 100;

const isStem = (name: string): name is FilterStem => FILTER_STEMS.some((stem) => stem === name);

function tempo(text: string): string | undefined {
  const bpm = Number(text);
  return Number.isFinite(bpm) && bpm >= SLOWEST && bpm <= FASTEST ? String(bpm) : undefined;
}

/** What is kept of each part of an address: anything else is as if it were not there. */
const READ: { readonly [K in keyof TracksSearch]-?: (text: string) => string | undefined } = {
  q: (text) => text.slice(0, LONGEST_TEXT),
  territory: (text) => (/^[A-Z]{2}$/.test(text) ? text : undefined),
  all: () => '1',
  stems: (text) => FILTER_STEMS.filter((stem) => text.split(',').includes(stem)).join(',') || undefined,
  bpmMin: tempo,
  bpmMax: tempo,
  octave: () => '1',
  key: (text) => (/^[A-G][#b]?:(?:maj|min)$/.test(text) ? text : undefined),
  artist: (text) => text.slice(0, LONGEST_NAME),
  label: (text) => text.slice(0, LONGEST_NAME),
  party: (text) => (UUID.test(text) ? text : undefined),
  release: (text) => (UUID.test(text) ? text : undefined),
};

/** Reads an address; what is left out is there as `undefined`, so that the router does not keep what it says. */
export function readTracksSearch(search: Record<string, unknown>): TracksSearch {
  const entries = Object.entries(READ).map(([name, read]) => {
    const given = search[name];
    const text = typeof given === 'string' ? given.trim() : '';
    return [name, text === '' ? undefined : read(text)] as const;
  });
  return Object.fromEntries(entries);
}

export const stemsOf = (search: TracksSearch): FilterStem[] => (search.stems ?? '').split(',').filter(isStem);

/** The same address with something changed; `undefined` takes it out. */
export function withSearch(
  search: TracksSearch,
  change: { readonly [K in keyof TracksSearch]?: string | undefined },
): TracksSearch {
  return readTracksSearch({ ...search, ...change });
}

/** As the API is asked. Ends of a tempo range that are the wrong way round are turned. */
export function filterOf({ q, all, stems, bpmMin, bpmMax, octave, ...rest }: TracksSearch): RecordingFilter {
  const ends = [bpmMin, bpmMax].flatMap((end) => (end === undefined ? [] : [Number(end)]));
  const isBoth = ends.length === 2;
  const min = isBoth ? Math.min(...ends) : bpmMin === undefined ? undefined : Number(bpmMin);
  const max = isBoth ? Math.max(...ends) : bpmMax === undefined ? undefined : Number(bpmMax);
  return {
    text: q ?? '',
    licensedOnly: all === undefined,
    ...present(rest),
    ...(stems === undefined ? {} : { stems }),
    ...(min === undefined ? {} : { bpmMin: min }),
    ...(max === undefined ? {} : { bpmMax: max }),
    ...(octave === undefined || ends.length === 0 ? {} : { anyOctave: 'true' as const }),
  };
}

/** Something that narrows the list, in words, and the address without it. */
export interface ActiveFilter {
  readonly name: 'stems' | 'bpm' | 'key' | 'artist' | 'label' | 'party' | 'release';
  readonly words: string;
  readonly without: TracksSearch;
}

function tempoWords({ bpmMin, bpmMax, octave }: TracksSearch): string {
  const range =
    bpmMin === undefined
      ? `up to ${bpmMax ?? ''}`
      : bpmMax === undefined
        ? `from ${bpmMin}`
        : bpmMin === bpmMax
          ? bpmMin
          : `${bpmMin} to ${bpmMax}`;
  return `${range} BPM${octave === undefined ? '' : ', half and double too'}`;
}

/** What is set beside text, territory and the switch, which show for themselves. */
export function activeFilters(
  search: TracksSearch,
  names: { readonly party: string | undefined; readonly release: string | undefined },
): ActiveFilter[] {
  const filters: ActiveFilter[] = [];
  const add = (name: ActiveFilter['name'], words: string, parts: readonly (keyof TracksSearch)[]) =>
    filters.push({
      name,
      words,
      without: withSearch(search, Object.fromEntries(parts.map((part) => [part, undefined]))),
    });
  const stems = stemsOf(search);
  if (stems.length > 0)
    add('stems', `${listWords(stems.map((stem) => STEM_NAMES[stem].toLowerCase()))} allowed`, ['stems']);
  if (search.bpmMin !== undefined || search.bpmMax !== undefined)
    add('bpm', tempoWords(search), ['bpmMin', 'bpmMax', 'octave']);
  if (search.key !== undefined) add('key', keyWords(search.key), ['key']);
  if (search.artist !== undefined) add('artist', `by ${search.artist}`, ['artist']);
  if (search.label !== undefined) add('label', `on ${search.label}`, ['label']);
  if (search.party !== undefined) add('party', `with ${names.party ?? 'one party'}`, ['party']);
  if (search.release !== undefined) add('release', `from ${names.release ?? 'one release'}`, ['release']);
  return filters;
}

/** The address with nothing but where one is and whether all is shown. */
export const cleared = ({ territory, all }: TracksSearch): TracksSearch => withSearch({}, { territory, all });
