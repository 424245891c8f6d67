import type { Credits, CreditSource, CreditWork } from './credits.ts';
import { recipeLink } from './hash.ts';
import type { Json } from './json.snapshot.ts';

/** ISO 8601 duration with milliseconds, seconds only: `PT74.25S`. */
export const isoDuration = (milliseconds: number): string => `PT${milliseconds / 1000}S`;

const person = (name: string): Json => ({ '@type': 'Person', name });
const group = (name: string): Json => ({ '@type': 'MusicGroup', name });
const organisation = (name: string): Json => ({ '@type': 'Organization', name });

function composition(work: CreditWork): Json {
  const lyricists = work.writers.filter(({ role }) => /lyric|author/i.test(role) && !/composer/i.test(role));
  const composers = work.writers.filter((writer) => !lyricists.includes(writer));
  return {
    '@type': 'MusicComposition',
    name: work.title,
    ...(work.iswc === null ? {} : { iswcCode: work.iswc }),
    composer: composers.map(({ name }) => person(name)),
    ...(lyricists.length === 0 ? {} : { lyricist: lyricists.map(({ name }) => person(name)) }),
    publisher: work.publishers.map(organisation),
  };
}

function recording({ recording: source }: CreditSource): Json {
  return {
    '@type': 'MusicRecording',
    name: source.title,
    isrcCode: source.isrc,
    byArtist: source.mainArtists.map(group),
    contributor: source.contributors.map(({ name, role }) => ({
      '@type': 'Role',
      roleName: role,
      contributor: person(name),
    })),
    copyrightHolder: source.holders.map(organisation),
    recordingOf: source.works.map(composition),
  };
}

/** Credits as schema.org JSON-LD: the remix is a `MusicRecording` based on its sources and its parents. */
export function creditsAsJsonLd(credits: Credits): Json {
  const { name, did } = credits.remixer;
  return {
    '@context': 'https://schema.org',
    '@type': 'MusicRecording',
    identifier: recipeLink(credits.recipe),
    name: credits.title,
    duration: isoDuration(credits.durationMs),
    byArtist: [{ '@type': 'Person', name, ...(did === undefined ? {} : { identifier: did }) }],
    isBasedOn: [
      ...credits.sources.map(recording),
      ...credits.parents.map(({ recipe, title, remixer }) => ({
        '@type': 'MusicRecording',
        identifier: recipeLink(recipe),
        name: title,
        byArtist: [person(remixer)],
      })),
    ],
  };
}
