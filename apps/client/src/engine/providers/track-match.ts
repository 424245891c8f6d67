import type { SourceQuery, TrackTags } from '../types.ts';

/** Durations further apart than this are other edits of a recording. */
export const DURATION_TOLERANCE_MS = 2000;

/** Words that shops and rippers add to one recording's name. */
const NOISE =
  /\b(?:remaster(?:ed)?|explicit|clean|album version|original mix|mono|stereo|hd)\b|\b(?:19|20)\d\d\b(?=\s*$)/g;
const FEATURE = /\b(?:feat|ft|featuring|with)\b.*$/;

/** Text reduced to what two shops would agree on: no case, accents, punctuation, leading article or "&". */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^\s*the\s+/, '')
    .trim();
}

/** A title without what does not name the recording: "(Remastered 2011)", "feat. …". A remix's name stays. */
export function normaliseTitle(title: string): string {
  const plain = normaliseText(title);
  const bare = plain.replace(FEATURE, '').replace(NOISE, ' ').replace(/\s+/g, ' ').trim();
  return bare === '' ? plain : bare;
}

/** The first-named artist: featured guests are written in too many ways. */
export function normaliseArtist(artist: string): string {
  const plain = normaliseText(artist);
  const bare = plain.replace(FEATURE, '').trim();
  return bare === '' ? plain : bare;
}

export type TitleMatch = 'match' | 'duration' | 'none';

/** Whether tags name the recording that a recipe asks for; `duration` when all but its length agrees. */
export function matchTitle(tags: TrackTags, query: SourceQuery): TitleMatch {
  if (tags.title === null || normaliseTitle(tags.title) !== normaliseTitle(query.title)) return 'none';
  if (tags.artist !== null && normaliseArtist(tags.artist) !== normaliseArtist(query.artist)) return 'none';
  if (tags.durationMs === null) return 'match';
  return Math.abs(tags.durationMs - query.durationMs) <= DURATION_TOLERANCE_MS ? 'match' : 'duration';
}

/** Whether every word of a search is found in artist, title or ISRC. */
export function matchesSearch(tags: TrackTags, text: string): boolean {
  const haystack = normaliseText(`${tags.artist ?? ''} ${tags.title ?? ''} ${tags.isrc.join(' ')}`);
  return normaliseText(text)
    .split(' ')
    .every((word) => haystack.includes(word));
}
