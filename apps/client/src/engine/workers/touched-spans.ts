import type { Clip, Recipe, Stem, TempoMap } from '@flipside/recipe';
import { createTempoMap } from '@flipside/recipe';
import { ClipContent } from '../render/clip-content.ts';
import type { FrameSpan } from '../storage/stem-chunk.ts';
import { SAMPLE_RATE } from '../types.ts';

/** Stretching reads a little around what it plays. */
const MARGIN_FRAMES = SAMPLE_RATE;
/** Segments of one clip that are looked at; a clip of more needs its whole source for all we know. */
const MOST_SEGMENTS = 4096;
const WHOLE: FrameSpan = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** What a recipe needs of one source. */
export interface SourceNeeds {
  /** Sorted by name, without duplicates; `mix` when a clip plays the whole recording. */
  readonly stems: readonly Stem[];
  /** Frames of the recording, at 44.1 kHz, in playing order; they may overlap and pass its end. */
  readonly spans: readonly FrameSpan[];
}

function clipSpan(clip: Clip, recipe: Recipe, tempo: TempoMap): FrameSpan {
  const tempoBeats = recipe.tempo.map(({ beat }) => beat);
  const content = new ClipContent({ ...clip, reverse: false }, tempo, tempoBeats);
  const end = tempo.beatToSeconds(clip.at + clip.length) * SAMPLE_RATE;
  let frame = tempo.beatToSeconds(clip.at) * SAMPLE_RATE;
  let from = Number.MAX_SAFE_INTEGER;
  let to = 0;
  for (let examined = 0; frame < end; examined += 1) {
    if (examined === MOST_SEGMENTS) return WHOLE;
    const segment = content.at(frame);
    const last = Math.min(segment.end, end);
    from = Math.min(from, segment.source);
    to = Math.max(to, segment.source + segment.rate * (last - segment.start));
    frame = Math.max(last, frame + 1);
  }
  return { from: Math.max(0, Math.floor(from) - MARGIN_FRAMES), to: Math.ceil(to) + MARGIN_FRAMES };
}

/** The stems and the stretches of a source that the clips of a recipe touch, those played first first. */
export function touchedSpans(recipe: Recipe, sourceId: string): SourceNeeds {
  const tempo = createTempoMap(recipe);
  const stems = new Set<Stem>();
  const clips: Clip[] = [];
  for (const clip of recipe.tracks.flatMap((track) => track.clips ?? [])) {
    if (!('source' in clip) || clip.source !== sourceId) continue;
    stems.add(clip.stem);
    clips.push(clip);
  }
  clips.sort((a, b) => a.at - b.at);
  return { stems: [...stems].sort(), spans: clips.map((clip) => clipSpan(clip, recipe, tempo)) };
}
