import type { Clip, Recipe, Stem, TempoMap } from '@flipside/recipe';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { dbToGain } from '../dsp/math.ts';
import { ClipContent } from './clip-content.ts';

/** Where the renderer gets audio from. What it does not have yet is silence; it is asked again later. */
export interface StemLibrary {
  stem(sourceId: string, stem: Stem): StereoPcm | undefined;
  layer(layerId: string): StereoPcm | undefined;
}

/** A clip with everything about it that can be worked out beforehand. */
export interface ClipPlan {
  /** Equal for clips that sound alike. */
  readonly key: string;
  readonly content: ClipContent;
  /** First frame and the frame after the last. */
  readonly start: number;
  readonly end: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
  readonly gain: number;
  readonly semitones: number;
  /** Plays its source at its own speed and pitch: copied, not stretched. */
  readonly direct: boolean;
  /** The stem whose live fader applies; none for a layer. */
  readonly stem: Stem | null;
  readonly open: (library: StemLibrary) => StereoPcm | undefined;
}

/** A level at or below this is taken for silence. */
const SILENT_DB = -120;
/** Segments looked at when deciding whether a warp changes the speed at all. */
const SEGMENTS_EXAMINED = 4096;
/** A speed that gains or loses less than this many frames within its segment counts as the source's own. */
const TOLERANCE = 0.5;

/** Amplitude of a level in the recipe. */
export function levelToGain(db: number): number {
  return db <= SILENT_DB ? 0 : dbToGain(db);
}

/** Plans one clip. `tempoKey` names the tempo list, since a clip's place in time hangs on it. */
export function planClip(clip: Clip, recipe: Recipe, tempo: TempoMap, tempoKey: string): ClipPlan {
  const toFrame = (beat: number): number => Math.round(tempo.beatToSeconds(beat) * SAMPLE_RATE);
  const content = new ClipContent(
    clip,
    tempo,
    recipe.tempo.map(({ beat }) => beat),
  );
  const start = toFrame(clip.at);
  const end = toFrame(clip.at + clip.length);
  const semitones = clip.semitones ?? 0;
  return {
    key: `${JSON.stringify(clip)}|${tempoKey}`,
    content,
    start,
    end,
    fadeIn: toFrame(clip.at + (clip.fadeIn ?? 0)) - start,
    fadeOut: end - toFrame(clip.at + clip.length - (clip.fadeOut ?? 0)),
    gain: levelToGain(clip.gainDb ?? 0),
    semitones,
    direct: semitones === 0 && (clip.warp === undefined || keepsSpeed(content, start, end)),
    stem: 'source' in clip ? clip.stem : null,
    open: (library) => ('source' in clip ? library.stem(clip.source, clip.stem) : library.layer(clip.layer)),
  };
}

function keepsSpeed(content: ClipContent, start: number, end: number): boolean {
  let frame = start;
  for (let i = 0; i < SEGMENTS_EXAMINED && frame < end; i++) {
    const segment = content.at(frame);
    const frames = Math.min(segment.end, end) - Math.max(segment.start, start);
    if (Math.abs(Math.abs(segment.rate) - 1) * frames >= TOLERANCE) return false;
    frame = Math.max(segment.end, frame + 1);
  }
  return true;
}
