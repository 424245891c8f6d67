import { formatDb } from '../../../components/fader-scale.ts';
import { STEM_NAMES } from '../../../theme/stems.ts';
import { spokenLength, spokenStart } from '../document/music-time.ts';
import type { StudioClip, StudioDocument } from '../document/studio-document.ts';

/** Name of what a clip plays: its recording, or the producer's own part. */
export function clipTitle(document: Pick<StudioDocument, 'sources'>, clip: StudioClip): string {
  if (!('source' in clip)) return 'Own recording';
  return document.sources.find(({ id }) => id === clip.source)?.title ?? 'Unknown recording';
}

/** "Vocals, Paper Lanterns, bar 37, 8 bars": what a screen reader says of a clip. */
export function clipLabel(
  document: Pick<StudioDocument, 'sources' | 'timeSignature'>,
  clip: StudioClip,
): string {
  const part = 'source' in clip ? STEM_NAMES[clip.stem] : 'Layer';
  const start = spokenStart(clip.at, document.timeSignature);
  const length = spokenLength(clip.length, document.timeSignature);
  return `${part}, ${clipTitle(document, clip)}, ${start}, ${length}${clip.mute ? ', muted' : ''}`;
}

/** A whole or broken number with its sign: "−2", "+1.5". */
export const signed = (value: number): string =>
  value === 0 ? '0' : `${value < 0 ? '−' : '+'}${Number(Math.abs(value).toFixed(2))}`;

/** What was changed about a clip, in the fewest signs: "−2 st rev". */
export function clipChanges({ semitones = 0, gainDb = 0, reverse, loop, mute }: StudioClip): string {
  return [
    ...(semitones === 0 ? [] : [`${signed(semitones)} st`]),
    ...(gainDb === 0 ? [] : [`${gainDb > 0 ? '+' : ''}${formatDb(gainDb)} dB`]),
    ...(reverse ? ['rev'] : []),
    ...(loop ? ['loop'] : []),
    ...(mute ? ['muted'] : []),
  ].join(' ');
}
