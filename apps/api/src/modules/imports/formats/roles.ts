import { CONTRIBUTOR_ROLES } from '@flipside/royalty';
import type { ContributorRole } from '@flipside/royalty';

/** Writer designations of CWR (lookup table "Writer Designation") in the catalogue's words. */
export const WRITER_ROLES: Readonly<Record<string, ContributorRole>> = {
  CA: 'COMPOSER_LYRICIST',
  C: 'COMPOSER',
  A: 'LYRICIST',
  AR: 'ARRANGER',
  AD: 'ADAPTER',
  SR: 'ARRANGER',
  SA: 'ADAPTER',
  TR: 'TRANSLATOR',
};

/** Publisher types of CWR. An acquirer stands where the original publisher stood. */
export const PUBLISHER_ROLES: Readonly<Record<string, ContributorRole>> = {
  E: 'PUBLISHER',
  AQ: 'PUBLISHER',
  AM: 'ADMINISTRATOR',
  PA: 'ADMINISTRATOR',
  SE: 'SUB_PUBLISHER',
  ES: 'SUB_PUBLISHER',
};

/** DDEX contributor and artist roles that the catalogue credits; others are left out of the credits and said so. */
export const DDEX_ROLES: Readonly<Record<string, ContributorRole>> = {
  MainArtist: 'MAIN_ARTIST',
  Artist: 'MAIN_ARTIST',
  FeaturedArtist: 'FEATURED_ARTIST',
  Composer: 'COMPOSER',
  Lyricist: 'LYRICIST',
  Author: 'LYRICIST',
  ComposerLyricist: 'COMPOSER_LYRICIST',
  Songwriter: 'COMPOSER_LYRICIST',
  Arranger: 'ARRANGER',
  Adapter: 'ADAPTER',
  Translator: 'TRANSLATOR',
  MusicPublisher: 'PUBLISHER',
  OriginalPublisher: 'PUBLISHER',
  SubPublisher: 'SUB_PUBLISHER',
  Producer: 'PRODUCER',
  StudioProducer: 'PRODUCER',
  Mixer: 'MIXER',
  AssociatedPerformer: 'PERFORMER',
  Performer: 'PERFORMER',
  StudioMusician: 'PERFORMER',
  StudioPersonnel: 'PERFORMER',
  Band: 'PERFORMER',
  Soloist: 'PERFORMER',
};

const WORK_ROLES: ReadonlySet<ContributorRole> = new Set([
  'COMPOSER',
  'LYRICIST',
  'COMPOSER_LYRICIST',
  'ARRANGER',
  'ADAPTER',
  'TRANSLATOR',
]);
const RECORDING_ROLES: ReadonlySet<ContributorRole> = new Set([
  'MAIN_ARTIST',
  'FEATURED_ARTIST',
  'PERFORMER',
  'PRODUCER',
  'MIXER',
]);

export const isWorkRole = (role: ContributorRole): boolean => WORK_ROLES.has(role);
export const isRecordingRole = (role: ContributorRole): boolean => RECORDING_ROLES.has(role);

/** A role as a CSV cell names it: a role of the catalogue in any case, or a CWR code. `null`: not known. */
export function roleOf(text: string): ContributorRole | null {
  const name = text.toUpperCase().replaceAll(/[\s-]+/g, '_');
  return (
    CONTRIBUTOR_ROLES.find((role) => role === name) ?? WRITER_ROLES[name] ?? PUBLISHER_ROLES[name] ?? null
  );
}
