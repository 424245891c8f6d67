import { createTempoMap, LIMITS, type Source } from '@flipside/recipe';
import { beatAtSecond, secondAtBeat } from './source-grid.ts';
import {
  clamp,
  inOrder,
  tidy,
  withClips,
  withTrack,
  type Edit,
  type StudioClip,
  type StudioDocument,
} from './studio-document.ts';

/** A clip is never shorter than a sixty-fourth note. */
export const LEAST_LENGTH = 1 / 16;
const NEAR_BEATS = 1e-4;
const NEAR_SECONDS = 0.003;

const EDGE_SECONDS = 1e-3;

/** The second of the source that lies `beats` of content after the clip's first. */
export function secondInto(document: StudioDocument, clip: StudioClip, beats: number): number {
  if (clip.warp !== undefined) return secondAtBeat(clip.warp, beatAtSecond(clip.warp, clip.in) + beats);
  const tempo = createTempoMap(document);
  if (clip.at + beats >= 0)
    return clip.in + tempo.beatToSeconds(clip.at + beats) - tempo.beatToSeconds(clip.at);
  return clip.in + (beats * 60) / tempo.bpmAt(0);
}

/** Content beats at which a second of the source lies, counted from the clip's first: the inverse of the above. */
function beatsTo(document: StudioDocument, clip: StudioClip, second: number): number {
  if (clip.warp !== undefined) return beatAtSecond(clip.warp, second) - beatAtSecond(clip.warp, clip.in);
  const tempo = createTempoMap(document);
  const start = tempo.beatToSeconds(clip.at) + second - clip.in;
  return start >= 0 ? tempo.secondsToBeat(start) - clip.at : (start * tempo.bpmAt(0)) / 60 - clip.at;
}

function lengthOfSource(document: StudioDocument, clip: StudioClip): number {
  const find = <Item extends { readonly id: string; readonly durationMs: number }>(
    items: readonly Item[],
    id: string,
  ) => items.find((item) => item.id === id)?.durationMs ?? 0;
  const ms =
    'source' in clip ? find<Source>(document.sources, clip.source) : find(document.layers ?? [], clip.layer);
  return ms / 1000;
}

/** Fades that no longer fit are shortened, the longer first. */
export function withFades(clip: StudioClip): StudioClip {
  const fadeIn = clip.fadeIn ?? 0;
  const fadeOut = clip.fadeOut ?? 0;
  if (fadeIn + fadeOut <= clip.length) return clip;
  const share = clip.length / (fadeIn + fadeOut);
  const shorterIn = Math.floor(fadeIn * share * 1e6) / 1e6;
  return { ...clip, fadeIn: shorterIn, fadeOut: Math.floor((clip.length - shorterIn) * 1e6) / 1e6 };
}

/** How far a clip's content may be taken back before its first second, in beats. */
function room(document: StudioDocument, clip: StudioClip): number {
  return Math.max(0, -beatsTo(document, clip, 0));
}

/** How long its content may last before the source ends; a loop never ends. */
export function longest(document: StudioDocument, clip: StudioClip): number {
  if (clip.loop !== undefined && clip.loop !== null) return LIMITS.beats;
  return beatsTo(document, clip, lengthOfSource(document, clip));
}

/** Cuts `beats` of content off the front; negative brings content back. A loop starts over at the new start. */
function cutFront(document: StudioDocument, clip: StudioClip, beats: number): StudioClip {
  if (clip.loop !== undefined && clip.loop !== null) {
    const [from, to] = clip.loop;
    if (beats > from) return clip;
    const moved: [number, number] = [tidy(from - beats), tidy(to - beats)];
    return { ...clip, in: Math.max(0, secondInto(document, clip, beats)), loop: moved };
  }
  return { ...clip, in: Math.max(0, secondInto(document, clip, beats)) };
}

function trimmedStart(document: StudioDocument, clip: StudioClip, at: number): StudioClip {
  const end = clip.at + clip.length;
  const forward = clip.reverse !== true;
  const earliest = forward
    ? clip.at - room(document, clip)
    : end - Math.max(clip.length, longest(document, clip));
  const start = tidy(clamp(at, Math.max(0, earliest), end - LEAST_LENGTH));
  if (Math.abs(start - clip.at) < NEAR_BEATS / 10) return clip;
  const cut = forward ? cutFront(document, clip, start - clip.at) : clip;
  return withFades({ ...cut, at: start, length: tidy(end - start) });
}

function trimmedEnd(document: StudioDocument, clip: StudioClip, end: number): StudioClip {
  const forward = clip.reverse !== true;
  const most = forward ? Math.max(clip.length, longest(document, clip)) : clip.length + room(document, clip);
  const length = tidy(clamp(end - clip.at, LEAST_LENGTH, Math.min(most, LIMITS.beats - clip.at)));
  if (Math.abs(length - clip.length) < NEAR_BEATS / 10) return clip;
  const cut = forward ? clip : cutFront(document, clip, clip.length - length);
  return withFades({ ...cut, length });
}

/** Moves a clip's start; what sounds after it stays where it is. */
export const trimStart =
  (id: string, at: number): Edit =>
  (document) =>
    withClips(document, new Set([id]), (clip) => trimmedStart(document, clip, at));

/** Moves a clip's end; what sounds before it stays where it is. */
export const trimEnd =
  (id: string, end: number): Edit =>
  (document) =>
    withClips(document, new Set([id]), (clip) => trimmedEnd(document, clip, end));

/** The two halves of a clip; together they sound as it did. A loop starts over in the second. */
function halves(
  document: StudioDocument,
  clip: StudioClip,
  at: number,
  id: string,
): [StudioClip, StudioClip] {
  const { fadeIn: _in, ...bare } = clip;
  const { fadeOut: _out, ...front } = clip;
  const left = withFades({ ...trimmedEnd(document, { ...front }, at) });
  const right = withFades({ ...trimmedStart(document, { ...bare }, at), id });
  return [left, right];
}

/** Cuts clips in two at a beat; those that do not pass it stay whole. */
export const splitAt =
  (ids: ReadonlySet<string>, at: number): Edit =>
  (document) => {
    let next = document.next;
    let cut = false;
    const tracks = document.tracks.map((track) => {
      const clips = track.clips.flatMap((clip) => {
        const inside = at > clip.at + LEAST_LENGTH / 2 && at < clip.at + clip.length - LEAST_LENGTH / 2;
        if (!ids.has(clip.id) || !inside) return [clip];
        cut = true;
        return halves(document, clip, at, `c${next++}`);
      });
      return clips.length === track.clips.length ? track : { ...track, clips: inOrder(clips) };
    });
    return cut ? { ...document, tracks, next } : document;
  };

const sameSound = (a: StudioClip, b: StudioClip): boolean => {
  const key = ({ at: _at, length: _l, in: _in, id: _id, fadeIn: _f, fadeOut: _o, ...rest }: StudioClip) =>
    JSON.stringify(Object.entries(rest).sort(([x], [y]) => x.localeCompare(y)));
  return key(a) === key(b);
};

/** Two clips as one, when the second goes on exactly where the first ends; null when it does not. */
function joined(document: StudioDocument, a: StudioClip, b: StudioClip): StudioClip | null {
  if (a.loop || b.loop || !sameSound(a, b) || Math.abs(a.at + a.length - b.at) > NEAR_BEATS) return null;
  const [earlier, later] = a.reverse === true ? [b, a] : [a, b];
  if (Math.abs(secondInto(document, earlier, earlier.length) - later.in) > NEAR_SECONDS) return null;
  const { fadeOut: _fade, ...rest } = a;
  const whole = { ...rest, in: earlier.in, length: tidy(b.at + b.length - a.at) };
  return b.fadeOut === undefined ? whole : { ...whole, fadeOut: b.fadeOut };
}

/** Joins neighbouring clips that are parts of one stretch of sound. */
export const joinClips =
  (ids: ReadonlySet<string>): Edit =>
  (document) =>
    document.tracks.reduce((current, { id }) => {
      return withTrack(current, id, (track) => {
        const clips: StudioClip[] = [];
        for (const clip of inOrder(track.clips)) {
          const last = clips.at(-1);
          const whole =
            last !== undefined && ids.has(last.id) && ids.has(clip.id) ? joined(document, last, clip) : null;
          if (whole === null) clips.push(clip);
          else clips[clips.length - 1] = whole;
        }
        return clips.length === track.clips.length ? track : { ...track, clips };
      });
    }, document);

/** The last second that a clip may start from. */
export const lastSecond = (document: StudioDocument, clip: StudioClip): number =>
  Math.max(0, lengthOfSource(document, clip) - EDGE_SECONDS);
