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
  /** Whether the catalogue has it. */
  readonly isWord: boolean;
  /** Words of the catalogue that begin so, itself among them; `null` when they are too many to be named. */
  readonly begun: readonly string[] | null;
}

/** What was typed, as the database folds it. */
export interface TypedText {
  readonly name: string;
  readonly words: readonly TypedWord[];
  /** A whole ISRC or the beginning of one, in lower case. */
  readonly isrc: string | null;
}

/** What a text must match. */
export interface TextMatch {
  readonly match: string;
  /** Parts of it that must hold, each by itself. */
  readonly narrow: readonly string[];
  /** The same without leaving out what better tiers match. */
  readonly inclusive?: string;
}

/** What the index is asked: see `walk_recordings`. */
export interface ListingQuery {
  /** A tsquery over facets. `~` stands for the place, `'^love$'` for words that begin so: see `listing_query_at`. */
  readonly query: string;
  /** Parts of it that few recordings may have: where one is rare, so is the whole. None says that many have what is asked for. */
  readonly narrow: readonly string[];
  /** The same without leaving out what better tiers match: who has all of that has less to ask for. */
  readonly inclusive?: string;
}

/** What entries may hold, so that an open end is bounded. */
const SLOWEST = 20;
const FASTEST = 400;
const COARSE = 8;
const COMMON: ReadonlySet<keyof ListingFilter> = new Set(['licensed', 'stems', 'tempo', 'key']);
const PITCH_CLASSES = [9, 11, 0, 2, 4, 5, 7];
const OCTAVE = 12;

/** `~` stands for the chunk: `walk_recordings` puts it in. No facet has a character that would end the quotation. */
const quotable = (text: string): string => text.replaceAll(/['\\~^$]/g, '');
const facet = (text: string): string => `'~${quotable(text)}'`;

const every = (parts: readonly string[]): string => parts.join(' & ');
const some = (parts: readonly string[]): string =>
  parts.length === 1 ? parts.join() : `(${parts.join(' | ')})`;
const not = (part: string): string => `!(${part})`;
const isNegated = (part: string): boolean => part.startsWith('!');

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

/** Where and for what a licence is asked: what `filterParts` was told of it. */
type AskedLicence = Pick<ListingFilter, 'territory' | 'stems'>;

/**
 * Names, words, parties, labels, keys and tempos of what is licensed somewhere are facets of their own, with a `+`: see
 * `listing_tokens`. So nothing is read of what nobody may use. Releases and ISRCs, which few recordings have, stay as they are.
 */
const ofLicensed = (part: string): string => part.replaceAll(/'(?:~(?=[wtaplkbo])|\^)/g, '$&+');
/** Whether only what is licensed somewhere can have a part. */
const isOfLicensed = (part: string): boolean => !isNegated(part) && !/'[~^](?!\+)/.test(part);

/** What is licensed and allows all of the stems in a territory, by facets that hold both at once. */
function licence({ territory, stems }: AskedLicence): string {
  const place = territory.toLowerCase();
  const at = (where: string) => every(stems.map((stem) => facet(`@${where}.+${stem}`)));
  return `((${at('d')} & !${facet(`x@${place}`)}) | (${at(place)}))`;
}

/** A licence in a territory of what is licensed somewhere: hardly anything is in the way. */
function licenceOfLicensed(territory: string): string {
  const place = territory.toLowerCase();
  return `((!${facet('+-d')} & !${facet(`x@${place}`)}) | ${facet(`@${place}.licensed`)})`;
}

/** `isImplied` where the rest of the query says that something is licensed somewhere. */
function askedLicence(cleared: string, asked: AskedLicence, isImplied: boolean): string {
  if (asked.stems.length > 0) return licence(asked);
  return isImplied ? licenceOfLicensed(asked.territory) : cleared;
}

/**
 * All of the parts, and at least one that asks for something that is there: else the index is read as a whole. Where a
 * licence is asked for, by facets that hold it and another part at once.
 */
export function listingQuery(
  parts: ReadonlyMap<keyof ListingFilter, string>,
  text: TextMatch | null = null,
  asked: AskedLicence = { territory: 'WW', stems: [] },
): ListingQuery {
  const cleared = parts.get('licensed');
  const isLicensed = cleared !== undefined && !isNegated(cleared);
  const read = isLicensed ? ofLicensed : (part: string) => part;
  const names = [...parts].filter(([name]) => !COMMON.has(name));
  const narrow = [...(text?.narrow ?? []), ...names.map(([, part]) => part)].map(read);
  const others = [...parts]
    .filter(([name]) => !isLicensed || (name !== 'licensed' && name !== 'stems'))
    .map(([, part]) => read(part));
  const stems = parts.has('stems') ? asked.stems : [];
  const isImplied = [...others, ...narrow].some(isOfLicensed);
  const rest = isLicensed ? [...others, askedLicence(cleared, { ...asked, stems }, isImplied)] : others;
  const query = (match: string | null): string => {
    const all = match === null ? rest : [read(match), ...rest];
    return every(all.every(isNegated) ? [facet('*'), ...all] : all);
  };
  return {
    query: query(text?.match ?? null),
    narrow,
    ...(text?.inclusive !== undefined && { inclusive: query(text.inclusive) }),
  };
}

const whole = (word: string): string => facet(`w${word}`);

/** Beginnings of three to five letters are facets of blocks and regions: see `listing_tokens`. */
const isKept = (word: string): boolean => /^.{3,5}$/su.test(word);

/** A word as the beginning of one. What is named or kept is skipped through; any other beginning reads all that begins so. */
const beginning = ({ word, begun }: Pick<TypedWord, 'word' | 'begun'>): string => {
  if (begun !== null) return some(begun.map(whole));
  return isKept(word) ? `'^${quotable(word)}$'` : `${whole(word)}:*`;
};

/** A query that the index is asked, for the facets of one recording: there is no place to name. */
export const facetsOnly = (query: string): string =>
  query.replaceAll("$'", "':*").replaceAll('^', 'w').replaceAll('~', '');

const isBeginning = ({ begun }: TypedWord): boolean => begun === null || begun.length > 0;
const hasOthers = ({ word, begun }: TypedWord): boolean =>
  begun === null || begun.some((other) => other !== word);

const notAnyOf = (parts: readonly (string | null)[]): string[] =>
  parts.flatMap((part) => (part === null ? [] : [not(part)]));

function namedMatch({ name, words, isrc }: TypedText): string | null {
  const names = [
    ...(words.every(({ isWord }) => isWord) ? [facet(`t${name}`), facet(`a${name}`)] : []),
    ...(isrc === null ? [] : [`${facet(`i${isrc}`)}:*`]),
  ];
  return names.length === 0 ? null : some(names);
}

/**
 * What a text matches, the best first: title, artist or ISRC as typed; all the words; words that begin so. No recording
 * is in two of them. `null` matches nothing: the catalogue does not have the words.
 */
export function textTiers(text: TypedText): (TextMatch | null)[] {
  const { words } = text;
  const named = namedMatch(text);
  const first = named === null ? null : { match: named, narrow: [named] };
  if (words.length === 0) return [first];
  const wholes = words.map(({ word }) => whole(word));
  const all = words.every(({ isWord }) => isWord) ? every(wholes) : null;
  const begun = words.every(isBeginning) && words.some(hasOthers) ? words.map(beginning) : null;
  return [
    first,
    all === null ? null : { match: every([all, ...notAnyOf([named])]), narrow: wholes, inclusive: all },
    begun === null
      ? null
      : { match: every([...begun, ...notAnyOf([named, all])]), narrow: begun, inclusive: every(begun) },
  ];
}

/** Whatever any tier of a text matches, in one query; `null` when the catalogue does not have its words. */
export function textAnywhere({ name, words, isrc }: TypedText): TextMatch | null {
  const isBegun = words.length > 0 && words.every(isBeginning);
  const ways = [
    ...(isBegun ? [`(${every(words.map(beginning))})`] : []),
    ...(words.length === 0 ? [facet(`t${name}`), facet(`a${name}`)] : []),
    ...(isrc === null ? [] : [`${facet(`i${isrc}`)}:*`]),
  ];
  if (ways.length === 0) return null;
  const match = some(ways);
  return { match, narrow: isBegun && isrc === null ? words.map(beginning) : [match] };
}

/** What every recording with a text has, without beginnings of which all would be read; `null` when nothing else is left. */
export function textAtLeast({ words, ...text }: TypedText): TextMatch | null {
  const quick = words.filter(({ word, begun }) => begun !== null || isKept(word));
  return quick.length === 0 && words.length > 0 ? null : textAnywhere({ ...text, words: quick });
}

/** Each word as it is, as a beginning, or as one of the words that it may have meant. `null` when there is no such word. */
export function meantMatch(
  words: readonly (Pick<TypedWord, 'word' | 'begun'> & { readonly near: readonly string[] })[],
): TextMatch | null {
  const parts = words.map(({ word, begun, near }) => [
    ...(begun?.length === 0 ? [] : [beginning({ word, begun })]),
    ...near.map(whole),
  ]);
  if (parts.some((ways) => ways.length === 0)) return null;
  const narrow = parts.map(some);
  return { match: every(narrow), narrow };
}

/** PostgreSQL's multirange of the tempos asked for. */
export const tempoMultirange = (tempo: TempoRange): string =>
  `{${tempoRanges(tempo)
    .map(({ min, max }) => `[${min},${max}]`)
    .join(',')}}`;
