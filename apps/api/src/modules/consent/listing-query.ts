/** What recordings are asked for, beside text. Names are facets already: see `name_facet` in the listing migration. */
export interface ListingFilter {
  /** Only cleared recordings, only others, or all. */
  readonly licensed: boolean | null;
  /** ISO 3166-1 alpha-2, or `WW`. */
  readonly territory: string;
  /** All of these may be used. */
  readonly stems: readonly string[];
  readonly tempo: TempoRange | null;
  readonly key: string | null;
  readonly partyId: string | null;
  readonly artist: string | null;
  readonly label: string | null;
  readonly releaseId: string | null;
}

export interface TempoRange {
  readonly min: number;
  readonly max: number;
  /** Half and double the tempo count as well. */
  readonly anyOctave: boolean;
}

export interface TypedWord {
  readonly word: string;
  /** Whether the catalogue has it, and whether it has a word that begins so. */
  readonly isWord: boolean;
  readonly isBeginning: boolean;
}

/** What was typed, as the database folds it. */
export interface TypedText {
  readonly name: string;
  readonly words: readonly TypedWord[];
  /** A whole ISRC or the beginning of one, in lower case. */
  readonly isrc: string | null;
}

/** What entries may hold, so that an open end is bounded. */
const SLOWEST = 20;
const FASTEST = 400;
const COARSE = 8;
const COMMON: ReadonlySet<keyof ListingFilter> = new Set(['licensed', 'stems', 'tempo', 'key']);
const PITCH_CLASSES = [9, 11, 0, 2, 4, 5, 7];
const OCTAVE = 12;

/** `~` stands for the chunk: `walk_recordings` puts it in. No facet has a character that would end the quotation. */
const facet = (text: string): string => `'~${text.replaceAll(/['\\~]/g, '')}'`;

const every = (parts: readonly string[]): string => parts.join(' & ');
const some = (parts: readonly string[]): string =>
  parts.length === 1 ? parts.join() : `(${parts.join(' | ')})`;
const not = (part: string): string => `!(${part})`;

/** C#:min and Db:min are one key. As `key_facet` of the listing migration. */
export function keyFacet(key: string): string {
  const natural = PITCH_CLASSES[key.charCodeAt(0) - 'A'.charCodeAt(0)] ?? 0;
  const sharp = key[1] === '#' ? 1 : key[1] === 'b' ? OCTAVE - 1 : 0;
  return `${(natural + sharp) % OCTAVE}${key.slice(-3)}`;
}

/** The ranges that a tempo asks for, within what entries may hold. */
export function tempoRanges({ min, max, anyOctave }: TempoRange): readonly { min: number; max: number }[] {
  const factors = anyOctave ? [1, 0.5, 2] : [1];
  return factors
    .map((factor) => ({ min: Math.max(SLOWEST, min * factor), max: Math.min(FASTEST, max * factor) }))
    .filter((range) => range.min <= range.max);
}

/** Whole beats and, between them, bands of eight: at most some sixty facets for any range. */
function tempoFacets(min: number, max: number): string[] {
  const facets: string[] = [];
  for (let bpm = Math.floor(min); bpm <= Math.floor(max);) {
    const isWholeBand = bpm % COARSE === 0 && bpm + COARSE - 1 <= max;
    facets.push(facet(isWholeBand ? `o${bpm / COARSE}` : `b${bpm}`));
    bpm += isWholeBand ? COARSE : 1;
  }
  return facets;
}

/**
 * What must hold of the standing in a territory: its own where it has one, else the one for everywhere else.
 * Every part asks for something that is there, never for something that is not.
 */
function standing(territory: string, whats: readonly (readonly string[])[]): string {
  const place = territory.toLowerCase();
  const at = (where: string) =>
    every(whats.map((alike) => some(alike.map((what) => facet(`@${where}.${what}`)))));
  return `((${at('d')} & !${facet(`x@${place}`)}) | (${at(place)}))`;
}

const uuidFacet = (kind: string, id: string): string => facet(kind + id.replaceAll('-', ''));

/** The parts of a filter that are there to be matched, each by the name of its parameter. */
export function filterParts(filter: ListingFilter): Map<keyof ListingFilter, string> {
  const { licensed, territory, stems, tempo, key, partyId, artist, label, releaseId } = filter;
  const parts = new Map<keyof ListingFilter, string>();
  const cleared = standing(territory, [['licensed']]);
  if (licensed !== null) parts.set('licensed', licensed ? cleared : not(cleared));
  if (stems.length > 0)
    parts.set(
      'stems',
      standing(
        territory,
        stems.map((stem) => ['all', stem]),
      ),
    );
  if (tempo !== null)
    parts.set('tempo', some(tempoRanges(tempo).flatMap(({ min, max }) => tempoFacets(min, max))));
  if (key !== null) parts.set('key', facet(`k${keyFacet(key)}`));
  if (partyId !== null) parts.set('partyId', uuidFacet('p', partyId));
  if (artist !== null) parts.set('artist', facet(`a${artist}`));
  if (label !== null) parts.set('label', facet(`l${label}`));
  if (releaseId !== null) parts.set('releaseId', uuidFacet('r', releaseId));
  return parts;
}

/** All of the parts, and at least one that is there: a query of things that are not there reads everything. */
export const listingQuery = (parts: Iterable<string>): string => every([facet('*'), ...parts]);

const whole = (word: string): string => facet(`w${word}`);
const beginning = (word: string): string => `${facet(`w${word}`)}:*`;

const notAnyOf = (parts: readonly (string | null)[]): string[] =>
  parts.flatMap((part) => (part === null ? [] : [not(part)]));

/**
 * What a text matches, the best first: title, artist or ISRC as typed; all the words; words that begin so. No recording
 * is in two of them. `null` matches nothing: the catalogue does not have the words.
 */
export function textTiers({ name, words, isrc }: TypedText): (string | null)[] {
  const isKnown = words.every(({ isWord }) => isWord);
  const names = [
    ...(isKnown ? [facet(`t${name}`), facet(`a${name}`)] : []),
    ...(isrc === null ? [] : [`${facet(`i${isrc}`)}:*`]),
  ];
  const named = names.length === 0 ? null : some(names);
  if (words.length === 0) return [named];
  const all = isKnown ? every(words.map(({ word }) => whole(word))) : null;
  const isBegun = words.every(({ isBeginning }) => isBeginning);
  const begun = isBegun ? every(words.map(({ word }) => beginning(word))) : null;
  return [
    named,
    all === null ? null : every([all, ...notAnyOf([named])]),
    begun === null ? null : every([begun, ...notAnyOf([named, all])]),
  ];
}

/** Whatever any tier of a text matches, in one query; `null` when the catalogue does not have its words. */
export function textAnywhere({ name, words, isrc }: TypedText): string | null {
  const isBegun = words.length > 0 && words.every(({ isBeginning }) => isBeginning);
  const ways = [
    ...(isBegun ? [`(${every(words.map(({ word }) => beginning(word)))})`] : []),
    ...(words.length === 0 ? [facet(`t${name}`), facet(`a${name}`)] : []),
    ...(isrc === null ? [] : [`${facet(`i${isrc}`)}:*`]),
  ];
  return ways.length === 0 ? null : some(ways);
}

/** Nothing but what many recordings have is asked for: see `walk_recordings`. */
export const isCommon = (parts: ReadonlyMap<keyof ListingFilter, string>): boolean =>
  [...parts.keys()].every((name) => COMMON.has(name));

/** Each word as it is, as a beginning, or as one of the words that it may have meant. */
export const meantQuery = (
  words: readonly { readonly typed: string; readonly near: readonly string[] }[],
): string => every(words.map(({ typed, near }) => some([beginning(typed), ...near.map(whole)])));

/** PostgreSQL's multirange of the tempos asked for. */
export const tempoMultirange = (tempo: TempoRange): string =>
  `{${tempoRanges(tempo)
    .map(({ min, max }) => `[${min},${max}]`)
    .join(',')}}`;
