import { LIMITS, STEMS } from '@flipside/recipe';
import type { ProviderTrack } from '../types.ts';
import type { TakeInResult } from '../workers/source.protocol.ts';
import { canonicalFrames } from '../workers/canonical-pcm.ts';
import type { StudioSource } from './session.types.ts';
import { drawnLevel } from './stem-waveform.ts';

/** Readable text within the recipe's bounds; what tags do not say is said plainly. */
function readable(text: string | null, otherwise: string): string {
  // Control characters are not allowed in a recipe's text.
  const clean = (text ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return clean === '' ? otherwise : clean.slice(0, LIMITS.titleChars);
}

/**
 * A measured recording as a recipe's source. Its `isrc` is empty when neither tags nor provider know one: the producer
 * must give it before the recipe is valid.
 */
export function studioSource(
  sourceId: string,
  track: ProviderTrack,
  { measured, stems, pictures }: Extract<TakeInResult, { kind: 'ready' }>,
  framesPerBin: number,
): StudioSource {
  return {
    source: {
      id: sourceId,
      isrc: track.isrc.slice(0, LIMITS.isrcAlternates),
      title: readable(track.title, 'Untitled'),
      artist: readable(track.artist, 'Unknown artist'),
      ...measured,
    },
    stems: STEMS.filter((stem) => stems[stem] !== undefined),
    waveforms: Object.fromEntries(
      Object.entries(pictures).map(([stem, level]) => [
        stem,
        drawnLevel(level, framesPerBin, canonicalFrames(measured.durationMs)),
      ]),
    ),
  };
}
