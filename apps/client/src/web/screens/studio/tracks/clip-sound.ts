import type { Clip, TempoMap } from '@flipside/recipe';
import { ClipContent } from '../../../../engine/render/clip-content.ts';
import { SAMPLE_RATE } from '../../../../engine/types.ts';
import type { StudioClip, StudioDocument } from '../document/studio-document.ts';

type SecondAt = (fraction: number) => number | null;

/** The second of the source that is heard at each fraction of a clip. */
function clipSound(clip: Clip, tempo: TempoMap, changes: StudioDocument['tempo']): SecondAt {
  const start = tempo.beatToSeconds(clip.at);
  const end = tempo.beatToSeconds(clip.at + clip.length);
  const content = new ClipContent(
    clip,
    tempo,
    changes.map(({ beat }) => beat),
  );
  return (fraction) => {
    const frame = (start + (end - start) * Math.min(fraction, 1 - 1e-9)) * SAMPLE_RATE;
    const segment = content.at(frame);
    return (segment.source + (frame - segment.start) * segment.rate) / SAMPLE_RATE;
  };
}

interface Picture {
  readonly key: string;
  readonly secondAt: SecondAt;
}

// By tempo, then by clip: a clip that is only moved keeps its picture and is not drawn anew.
const pictures = new WeakMap<TempoMap, Map<string, Picture>>();

/** The same function for as long as a clip's picture stays the same, whatever else changes about the clip. */
export function steadySound(clip: StudioClip, tempo: TempoMap, changes: StudioDocument['tempo']): SecondAt {
  const key = soundKey(clip, changes);
  const known = pictures.get(tempo) ?? new Map<string, Picture>();
  pictures.set(tempo, known);
  const picture = known.get(clip.id);
  if (picture?.key === key) return picture.secondAt;
  const secondAt = clipSound(clip, tempo, changes);
  known.set(clip.id, { key, secondAt });
  return secondAt;
}

/** What a clip's picture depends on: two clips of the same key look the same wherever they lie. */
function soundKey(clip: Clip, changes: StudioDocument['tempo']): string {
  const { length, in: from, loop, reverse } = clip;
  const first = clip.warp?.[0]?.join() ?? '';
  // Where the tempo changes along the way, the place matters too.
  const place = changes.length > 1 || clip.warp === undefined ? clip.at : '';
  const tempo = clip.warp === undefined ? changes[0]?.bpm : '';
  return [length, from, loop?.join() ?? '', reverse === true, first, clip.warp?.length, place, tempo].join(
    '|',
  );
}
