import { correctionAsText, type CreditCorrection } from './credits.corrections.ts';
import type { Credits, CreditSource, CreditWork } from './credits.ts';
import { recipeLink } from './hash.ts';
import type { Json } from './json.snapshot.ts';

/** ISO 8601 duration with milliseconds, seconds only: `PT74.25S`. */
export const isoDuration = (milliseconds: number): string => `PT${milliseconds / 1000}S`;

type Identify = (name: string) => { readonly identifier?: Json };
type Make = (name: string) => Json;

const maker =
  (type: string, identify: Identify): Make =>
  (name) => ({ '@type': type, name, ...identify(name) });

function composition(work: CreditWork, identify: Identify): Json {
  const person = maker('Person', identify);
  const lyricists = work.writers.filter(({ role }) => /lyric|author/i.test(role) && !/composer/i.test(role));
  const composers = work.writers.filter((writer) => !lyricists.includes(writer));
  return {
    '@type': 'MusicComposition',
    name: work.title,
    ...(work.iswc === null ? {} : { iswcCode: work.iswc }),
    composer: composers.map(({ name }) => person(name)),
    ...(lyricists.length === 0 ? {} : { lyricist: lyricists.map(({ name }) => person(name)) }),
    publisher: work.publishers.map(maker('Organization', identify)),
  };
}

function recording({ recording: source }: CreditSource, identify: Identify): Json {
  return {
    '@type': 'MusicRecording',
    name: source.title,
    isrcCode: source.isrc,
    byArtist: source.mainArtists.map(maker('MusicGroup', identify)),
    contributor: source.contributors.map(({ name, role }) => ({
      '@type': 'Role',
      roleName: role,
      contributor: maker('Person', identify)(name),
    })),
    copyrightHolder: source.holders.map(maker('Organization', identify)),
    recordingOf: source.works.map((work) => composition(work, identify)),
  };
}

/** The registers' numbers of a name, where the catalogue had them. */
function identifiers(credits: Credits): Identify {
  const parties = new Map((credits.parties ?? []).map((party) => [party.name, party]));
  return (name) => {
    const party = parties.get(name);
    if (party === undefined) return {};
    const value = (propertyID: string, code: string | undefined): Json[] =>
      code === undefined ? [] : [{ '@type': 'PropertyValue', propertyID, value: code }];
    return {
      identifier: [
        ...value('ISNI', party.isni),
        ...value('IPI', party.ipiNameNumber),
        ...value('DPID', party.dpid),
      ],
    };
  };
}

/**
 * Credits as schema.org JSON-LD: the remix is a `MusicRecording` based on its sources and its parents. A correction
 * is a `CorrectionComment` beside what was frozen.
 */
export function creditsAsJsonLd(credits: Credits, corrections: readonly CreditCorrection[] = []): Json {
  const { name, did } = credits.remixer;
  const identify = identifiers(credits);
  return {
    '@context': 'https://schema.org',
    '@type': 'MusicRecording',
    identifier: recipeLink(credits.recipe),
    name: credits.title,
    duration: isoDuration(credits.durationMs),
    ...(corrections.length === 0
      ? {}
      : {
          correction: corrections.map((correction) => ({
            '@type': 'CorrectionComment',
            dateCreated: correction.correctedAt,
            text: correctionAsText(correction),
          })),
        }),
    byArtist: [{ '@type': 'Person', name, ...(did === undefined ? {} : { identifier: did }) }],
    isBasedOn: [
      ...credits.sources.map((source) => recording(source, identify)),
      ...credits.parents.map(({ recipe, title, remixer }) => ({
        '@type': 'MusicRecording',
        identifier: recipeLink(recipe),
        name: title,
        byArtist: [maker('Person', identify)(remixer)],
      })),
    ],
  };
}
