import { recipeHash, hashFromLink, type RecipeHash } from './hash.ts';
import { lengthOf, type Interval } from './intervals.ts';
import { STEMS, type Stem } from './schema.scalars.ts';
import type { Recipe, Source } from './schema.ts';
import { durationMs } from './tempo.ts';
import { audibleIntervals, type SourceIntervals } from './usage.ts';

/** A name with the role it is credited in, in the catalogue's own words (DDEX roles where it has them). */
export interface CreditContributor {
  readonly name: string;
  readonly role: string;
}

export interface CreditWork {
  /** `T` and ten digits, or null when the work has no ISWC yet. */
  readonly iswc: string | null;
  readonly title: string;
  readonly writers: readonly CreditContributor[];
  readonly publishers: readonly string[];
}

/** What the catalogue knows of one recording. */
export interface CreditRecording {
  readonly isrc: string;
  readonly title: string;
  readonly mainArtists: readonly string[];
  /** Holders of the master right. */
  readonly holders: readonly string[];
  readonly contributors: readonly CreditContributor[];
  readonly works: readonly CreditWork[];
}

/** What registers call a credited name; only for names that one party of the credits has. */
export interface CreditParty {
  readonly name: string;
  readonly isni?: string;
  readonly dpid?: string;
  readonly ipiNameNumber?: string;
}

export interface CreditParent {
  readonly title: string;
  readonly remixer: string;
}

/** Everything that credits need from outside the recipe. */
export interface CreditCatalogue {
  readonly remixer: { readonly name: string; readonly did?: string };
  /** Looked up by any ISRC of a source, in its order; null when the catalogue does not have it. */
  readonly recording: (isrc: string) => CreditRecording | null;
  readonly parent: (hash: RecipeHash) => CreditParent | null;
  readonly parties?: readonly CreditParty[];
}

export interface CreditSource {
  readonly sourceId: string;
  readonly recording: CreditRecording;
  /** False when the catalogue does not know the recording: title and artist are then the producer's words. */
  readonly known: boolean;
  readonly stems: readonly Stem[];
  /** Length of the recording itself; absent in credits that were frozen before it was kept. */
  readonly durationMs?: number;
  readonly usedMs: number;
  /** Where it is heard, in whole milliseconds of the remix. */
  readonly intervals: readonly Interval[];
}

/** One line of the credits. `side` says on which side of copyright it stands. */
export interface CreditLine {
  readonly side: 'remix' | 'recording' | 'composition';
  readonly role: string;
  readonly name: string;
  /** Title of the recording, work or recipe that the line is about. */
  readonly subject: string;
  readonly isrc?: string;
  readonly iswc?: string;
}

/** Credits as they were when the recipe was published: plain JSON, frozen through and through. */
export interface Credits {
  readonly type: 'RemixCredits';
  readonly version: '1';
  readonly recipe: RecipeHash;
  readonly title: string;
  readonly remixer: { readonly name: string; readonly did?: string };
  readonly durationMs: number;
  readonly sources: readonly CreditSource[];
  readonly parents: readonly (CreditParent & { readonly recipe: RecipeHash })[];
  readonly lines: readonly CreditLine[];
  /** Absent where the catalogue knew no identifier of anybody. */
  readonly parties?: readonly CreditParty[];
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const member of Object.values(value)) freeze(member);
    Object.freeze(value);
  }
  return value;
}

const copyRecording = (recording: CreditRecording): CreditRecording => ({
  isrc: recording.isrc,
  title: recording.title,
  mainArtists: [...recording.mainArtists],
  holders: [...recording.holders],
  contributors: recording.contributors.map(({ name, role }) => ({ name, role })),
  works: recording.works.map(({ iswc, title, writers, publishers }) => ({
    iswc,
    title,
    writers: writers.map(({ name, role }) => ({ name, role })),
    publishers: [...publishers],
  })),
});

const fromRecipe = (source: Source): CreditRecording => ({
  isrc: source.isrc[0] ?? '',
  title: source.title,
  mainArtists: [source.artist],
  holders: [],
  contributors: [],
  works: [],
});

function creditSource(source: Source, heard: SourceIntervals, catalogue: CreditCatalogue): CreditSource {
  let known: CreditRecording | null = null;
  for (const isrc of source.isrc) known ??= catalogue.recording(isrc);
  return {
    sourceId: source.id,
    recording: known === null ? fromRecipe(source) : copyRecording(known),
    known: known !== null,
    stems: STEMS.filter((stem) => heard.stems[stem] !== undefined),
    durationMs: source.durationMs,
    usedMs: lengthOf(heard.total),
    intervals: heard.total.map(([start, end]): Interval => [start, end]),
  };
}

function recordingLines({ recording }: CreditSource): CreditLine[] {
  const { isrc, title: subject } = recording;
  const line = (role: string, name: string): CreditLine => ({ side: 'recording', role, name, subject, isrc });
  return [
    ...recording.mainArtists.map((name) => line('MainArtist', name)),
    ...recording.contributors.map(({ name, role }) => line(role, name)),
    ...recording.holders.map((name) => line('RightsHolder', name)),
  ];
}

function compositionLines({ recording }: CreditSource): CreditLine[] {
  return recording.works.flatMap((work) => {
    const line = (role: string, name: string): CreditLine => ({
      side: 'composition',
      role,
      name,
      subject: work.title,
      ...(work.iswc === null ? {} : { iswc: work.iswc }),
    });
    return [
      ...work.writers.map(({ name, role }) => line(role, name)),
      ...work.publishers.map((name) => line('MusicPublisher', name)),
    ];
  });
}

function withoutRepeats(lines: readonly CreditLine[]): CreditLine[] {
  const keyOf = ({ side, role, name, subject, isrc, iswc }: CreditLine) =>
    JSON.stringify([side, role, name, subject, isrc, iswc]);
  return [...new Map(lines.map((line) => [keyOf(line), line] as const)).values()];
}

/**
 * The credits of a recipe, frozen: every source, heard or not, on the recording and the composition side, the
 * remixer, and the remixes it builds on. A later change of the catalogue does not change them.
 */
export function credits(recipe: Recipe, catalogue: CreditCatalogue): Credits {
  const heard = audibleIntervals(recipe);
  const sources = recipe.sources.flatMap((source, index) => {
    const intervals = heard[index];
    return intervals === undefined ? [] : [creditSource(source, intervals, catalogue)];
  });
  const parents = recipe.provenance.parents.flatMap((link) => {
    const hash = hashFromLink(link);
    if (hash === null) return [];
    const parent = catalogue.parent(hash);
    return [{ recipe: hash, title: parent?.title ?? hash, remixer: parent?.remixer ?? 'unknown' }];
  });
  const { name, did } = catalogue.remixer;
  const remixLine = (role: string, who: string, subject: string): CreditLine => ({
    side: 'remix',
    role,
    name: who,
    subject,
  });
  return freeze<Credits>({
    type: 'RemixCredits',
    version: '1',
    recipe: recipeHash(recipe),
    title: recipe.title,
    remixer: did === undefined ? { name } : { name, did },
    durationMs: durationMs(recipe),
    sources,
    parents,
    lines: withoutRepeats([
      remixLine('Remixer', name, recipe.title),
      ...parents.map((parent) => remixLine('ParentRemixer', parent.remixer, parent.title)),
      ...sources.flatMap(recordingLines),
      ...sources.flatMap(compositionLines),
    ]),
    ...(catalogue.parties === undefined || catalogue.parties.length === 0
      ? {}
      : { parties: catalogue.parties.map((party) => ({ ...party })) }),
  });
}
