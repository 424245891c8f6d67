import { usage, type Stem } from '@flipside/recipe';
import type { RemixTerms } from '../../../queries/recordings.ts';
import { STEM_NAMES } from '../../../theme/stems.ts';
import { lengthWords, pitchWords, tempoWords } from '../../../words/terms-words.ts';
import { clipSpeed } from '../document/clip-edits.ts';
import { recipeOf, type StudioClip, type StudioDocument } from '../document/studio-document.ts';

export type AskedTerms = Pick<
  RemixTerms,
  'stems' | 'tempoPermille' | 'pitchCents' | 'maxSeconds' | 'mixWithOthers'
>;

// Documents are never changed, so what was counted for one stays true.
const heard = new WeakMap<StudioDocument, ReadonlyMap<string, number>>();

/** Seconds of each source that are heard in the flip: what its terms and its share go by. */
export function heardSeconds(document: StudioDocument): ReadonlyMap<string, number> {
  const known = heard.get(document);
  if (known !== undefined) return known;
  const seconds = new Map(
    usage(recipeOf(document)).map(({ sourceId, totalMs }) => [sourceId, totalMs / 1000]),
  );
  heard.set(document, seconds);
  return seconds;
}

function clipsOf(document: StudioDocument, sourceId: string): StudioClip[] {
  return document.tracks.flatMap(({ clips }) =>
    clips.filter((clip) => 'source' in clip && clip.source === sourceId),
  );
}

/**
 * What a flip does to one recording that its terms do not allow, in sentences. It is told while editing; whoever
 * publishes is told again by the instance, which decides.
 */
export function breaches(document: StudioDocument, sourceId: string, terms: AskedTerms): string[] {
  const clips = clipsOf(document, sourceId);
  const found: string[] = [];
  const { stems, maxSeconds, tempoPermille, pitchCents } = terms;
  if (stems !== null) {
    const used = new Set(clips.flatMap((clip): Stem[] => ('source' in clip ? [clip.stem] : [])));
    for (const stem of used) if (!stems.includes(stem)) found.push(`${STEM_NAMES[stem]} may not be used.`);
  }
  const seconds = heardSeconds(document).get(sourceId) ?? 0;
  if (maxSeconds !== null && seconds > maxSeconds) {
    found.push(`${Math.ceil(seconds)} s are used; ${lengthWords(maxSeconds)} may be.`);
  }
  if (tempoPermille !== null) {
    const outside = clips.some((clip) => {
      const permille = Math.round(clipSpeed(document, clip) * 1000);
      return permille < tempoPermille.min || permille > tempoPermille.max;
    });
    if (outside) found.push(`A clip runs outside ${tempoWords(tempoPermille)}.`);
  }
  if (pitchCents !== null) {
    const outside = clips.some(
      ({ semitones = 0 }) => semitones * 100 < pitchCents.min || semitones * 100 > pitchCents.max,
    );
    if (outside) found.push(`A clip is moved outside ${pitchWords(pitchCents)}.`);
  }
  const others = document.tracks.some(({ clips: all }) =>
    all.some((clip) => 'source' in clip && clip.source !== sourceId),
  );
  if (!terms.mixWithOthers && others) found.push('It may not be mixed with other recordings.');
  return found;
}
