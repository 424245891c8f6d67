import { creditsAsText } from '@flipside/recipe';
import type { CreditContributor, CreditRecording, Credits } from '@flipside/recipe';
import type { ContributorRole } from '@flipside/royalty';
import type { RightsSnapshot } from '../consent/index.ts';
import type { CreditName, FrozenCredits } from './recipe.types.ts';

const PUBLISHING: ReadonlySet<ContributorRole> = new Set(['PUBLISHER', 'ADMINISTRATOR', 'SUB_PUBLISHER']);

/** `MAIN_ARTIST` as DDEX spells it: `MainArtist`. */
export const roleName = (role: string): string =>
  role.toLowerCase().replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());

const distinct = (names: readonly string[]): string[] => [...new Set(names)];

/** What the catalogue credits for a recording, both sides. */
export function creditRecording(snapshot: RightsSnapshot, recordingId: string): CreditRecording | null {
  const recording = snapshot.recordings.get(recordingId);
  if (recording === undefined) return null;
  const names = new Map(snapshot.parties.map(({ id, name }) => [id, name]));
  const nameOf = (partyId: string) => names.get(partyId) ?? partyId;
  const credited = (subjectId: string) =>
    snapshot.contributors
      .filter(({ subject }) => subject.id === subjectId)
      .map(({ partyId, role }) => ({ name: nameOf(partyId), role }));
  const holders = (subjectId: string) =>
    snapshot.shares
      .filter(({ subject, status }) => subject.id === subjectId && status !== 'ENDED')
      .map(({ partyId, role }) => ({ name: nameOf(partyId), role }));
  const toCredit = ({ name, role }: CreditContributor) => ({ name, role: roleName(role) });

  const people = credited(recordingId);
  const artists = people.filter(({ role }) => role === 'MAIN_ARTIST').map(({ name }) => name);
  return {
    isrc: recording.isrc,
    title: recording.title,
    mainArtists: artists.length === 0 ? [recording.artist] : distinct(artists),
    holders: distinct(holders(recordingId).map(({ name }) => name)),
    contributors: people.filter(({ role }) => role !== 'MAIN_ARTIST').map(toCredit),
    works: recording.works.map(({ workId, iswc, title }) => {
      const involved = [...credited(workId), ...holders(workId)];
      const writers = involved.filter(({ role }) => !PUBLISHING.has(role));
      const first = new Map(writers.toReversed().map((writer) => [writer.name, writer]));
      return {
        iswc: iswc ?? null,
        title: title ?? recording.title,
        writers: [...first.values()].toReversed().map(toCredit),
        publishers: distinct(involved.filter(({ role }) => PUBLISHING.has(role)).map(({ name }) => name)),
      };
    }),
  };
}

function withoutRepeats(names: readonly CreditName[]): CreditName[] {
  return [...new Map(names.map((one) => [`${one.role}\n${one.name}`, one])).values()];
}

/** The frozen credits in the shape in which they are shown. */
export function creditSheet(
  credits: Credits,
  artistOf: (sourceId: string) => string,
  isKnownParent: (hash: string) => boolean,
): FrozenCredits {
  return {
    remixer: credits.remixer.name,
    sources: credits.sources.map(({ sourceId, recording, usedMs }) => ({
      sourceId,
      isrc: recording.isrc,
      title: recording.title,
      usageMs: usedMs,
      artist: artistOf(sourceId),
      recording: withoutRepeats([
        ...recording.mainArtists.map((name) => ({ name, role: 'MainArtist' })),
        ...recording.contributors,
        ...recording.holders.map((name) => ({ name, role: 'RightsHolder' })),
      ]),
      composition: withoutRepeats(
        recording.works.flatMap(({ writers, publishers }) => [
          ...writers,
          ...publishers.map((name) => ({ name, role: 'MusicPublisher' })),
        ]),
      ),
    })),
    parents: credits.parents.map(({ recipe, title, remixer }) =>
      isKnownParent(recipe) ? { hash: recipe, title, remixer } : { hash: recipe, title: null, remixer: null },
    ),
    text: creditsAsText(credits).trimEnd(),
  };
}
