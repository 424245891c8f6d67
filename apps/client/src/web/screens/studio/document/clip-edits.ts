import { LIMITS, type Stem } from '@flipside/recipe';
import { lastSecond, LEAST_LENGTH, longest, withFades } from './clip-trim.ts';
import { beatAtSecond, beatsLeft, secondAtBeat, warpOf } from './source-grid.ts';
import {
  clamp,
  findClip,
  inOrder,
  tidy,
  withClips,
  withTrack,
  type Edit,
  type StudioClip,
  type StudioDocument,
} from './studio-document.ts';

export interface Placement {
  readonly trackId: string;
  readonly source: string;
  readonly stem: Stem;
  /** Beat on the timeline. */
  readonly at: number;
  /** Beats; cut where the recording ends. */
  readonly length: number;
  /** Beat of the recording that is heard first. */
  readonly fromBeat: number;
}

const MOST_CLIP_DB = 24;
const LEAST_CLIP_DB = -120;

/** Puts a stretch of a stem on a lane, following the flip's tempo beat by beat. */
export const placeClip =
  ({ trackId, source: sourceId, stem, at, length, fromBeat }: Placement): Edit =>
  (document) => {
    const source = document.sources.find(({ id }) => id === sourceId);
    if (source === undefined) return document;
    const warp = warpOf(source);
    const last = source.durationMs / 1000;
    const bpm = document.tempo[0]?.bpm ?? 120;
    const second = warp === undefined ? (fromBeat * 60) / bpm : secondAtBeat(warp, fromBeat);
    const from = clamp(second, 0, Math.max(0, last - 0.001));
    const left =
      warp === undefined ? ((last - from) * bpm) / 60 : beatsLeft(source, warp, beatAtSecond(warp, from));
    const clip: StudioClip = {
      id: `c${document.next}`,
      source: sourceId,
      stem,
      at: tidy(clamp(at, 0, LIMITS.beats - LEAST_LENGTH)),
      length: tidy(clamp(Math.min(length, left), LEAST_LENGTH, LIMITS.beats - at)),
      in: from,
      ...(warp === undefined ? {} : { warp }),
    };
    const placed = withTrack(document, trackId, (track) => ({
      ...track,
      clips: inOrder([...track.clips, clip]),
    }));
    return placed === document ? document : { ...placed, next: document.next + 1 };
  };

/**
 * Moves clips by beats and by lanes, all together: none passes the start of the timeline, and lanes are kept when one
 * of them would leave the list.
 */
export const moveClips =
  (ids: ReadonlySet<string>, beats: number, lanes = 0): Edit =>
  (document) => {
    const found = [...ids].flatMap((id) => findClip(document, id) ?? []);
    if (found.length === 0) return document;
    const earliest = Math.min(...found.map(({ clip }) => clip.at));
    const latest = Math.max(...found.map(({ clip }) => clip.at + clip.length));
    const by = clamp(beats, -earliest, LIMITS.beats - latest);
    const fits = found.every(({ trackIndex }) => document.tracks[trackIndex + lanes] !== undefined);
    const down = fits ? lanes : 0;
    if (Math.abs(by) < 1e-9 && down === 0) return document;
    const moved = found.map(({ clip, trackIndex }) => ({
      to: trackIndex + down,
      clip: { ...clip, at: tidy(clip.at + by) },
    }));
    const tracks = document.tracks.map((track, index) => {
      const arriving = moved.filter(({ to }) => to === index).map(({ clip }) => clip);
      const staying = track.clips.filter(({ id }) => !ids.has(id));
      if (arriving.length === 0 && staying.length === track.clips.length) return track;
      return { ...track, clips: inOrder([...staying, ...arriving]) };
    });
    return { ...document, tracks };
  };

export const removeClips =
  (ids: ReadonlySet<string>): Edit =>
  (document) => {
    const tracks = document.tracks.map((track) =>
      track.clips.some(({ id }) => ids.has(id))
        ? { ...track, clips: track.clips.filter(({ id }) => !ids.has(id)) }
        : track,
    );
    return tracks.every((track, index) => track === document.tracks[index])
      ? document
      : { ...document, tracks };
  };

/** Copies clips to right behind themselves, as one block. The copies are `duplicatesOf(before, after)`. */
export const duplicateClips =
  (ids: ReadonlySet<string>): Edit =>
  (document) => {
    const found = [...ids].flatMap((id) => findClip(document, id) ?? []);
    if (found.length === 0) return document;
    const from = Math.min(...found.map(({ clip }) => clip.at));
    const span = Math.max(...found.map(({ clip }) => clip.at + clip.length)) - from;
    let next = document.next;
    const copies = found
      .filter(({ clip }) => clip.at + clip.length + span <= LIMITS.beats)
      .map(({ clip, trackIndex }) => ({
        trackIndex,
        clip: { ...clip, id: `c${next++}`, at: tidy(clip.at + span) },
      }));
    const tracks = document.tracks.map((track, index) => {
      const mine = copies.filter(({ trackIndex }) => trackIndex === index).map(({ clip }) => clip);
      return mine.length === 0 ? track : { ...track, clips: inOrder([...track.clips, ...mine]) };
    });
    return { ...document, tracks, next };
  };

/** Ids of clips that are in one document and were not in another. */
export function newClips(before: StudioDocument, after: StudioDocument): ReadonlySet<string> {
  const known = new Set(before.tracks.flatMap(({ clips }) => clips.map(({ id }) => id)));
  return new Set(
    after.tracks.flatMap(({ clips }) => clips.map(({ id }) => id)).filter((id) => !known.has(id)),
  );
}

/** Sets a member, or takes it away where the value says nothing. */
function having<Key extends keyof StudioClip>(
  clip: StudioClip,
  key: Key,
  value: StudioClip[Key],
  silent: StudioClip[Key],
): StudioClip {
  if ((clip[key] ?? silent) === value) return clip;
  const { [key]: _was, ...rest } = clip;
  // The rest of a clip with one optional member left out is still a clip.
  return (value === silent ? rest : { ...rest, [key]: value }) as StudioClip;
}

export const setClipGain =
  (ids: ReadonlySet<string>, gainDb: number): Edit =>
  (document) =>
    withClips(document, ids, (clip) =>
      having(clip, 'gainDb', clamp(Math.round(gainDb * 10) / 10, LEAST_CLIP_DB, MOST_CLIP_DB), 0),
    );

export const setSemitones =
  (ids: ReadonlySet<string>, semitones: number): Edit =>
  (document) =>
    withClips(document, ids, (clip) =>
      having(clip, 'semitones', clamp(Math.round(semitones * 100) / 100, -24, 24), 0),
    );

export const setReverse =
  (ids: ReadonlySet<string>, reverse: boolean): Edit =>
  (document) =>
    withClips(document, ids, (clip) => having(clip, 'reverse', reverse, false));

export const setClipMute =
  (ids: ReadonlySet<string>, mute: boolean): Edit =>
  (document) =>
    withClips(document, ids, (clip) => having(clip, 'mute', mute, false));

/** Fade lengths in beats; a fade gives way to the other end's fade. */
export const setFades =
  (ids: ReadonlySet<string>, fades: { readonly fadeIn?: number; readonly fadeOut?: number }): Edit =>
  (document) =>
    withClips(document, ids, (clip) => {
      const fadeIn = tidy(clamp(fades.fadeIn ?? clip.fadeIn ?? 0, 0, clip.length));
      const fadeOut = tidy(clamp(fades.fadeOut ?? clip.fadeOut ?? 0, 0, clip.length));
      const faded = having(having(clip, 'fadeIn', fadeIn, 0), 'fadeOut', fadeOut, 0);
      return faded === clip ? clip : withFades(faded);
    });

/** Repeats the clip's first `beats` of content for as long as the clip lasts; null lets it run on. */
export const setClipLoop =
  (ids: ReadonlySet<string>, beats: number | null): Edit =>
  (document) =>
    withClips(document, ids, (clip) => {
      if (beats === null) {
        if (clip.loop === undefined || clip.loop === null) return clip;
        const { loop: _loop, ...rest } = clip;
        const length = Math.min(rest.length, Math.max(LEAST_LENGTH, longest(document, rest)));
        return withFades({ ...rest, length: tidy(length) });
      }
      const { loop: _loop, ...rest } = clip;
      const end = clamp(
        beats,
        LEAST_LENGTH,
        Math.max(LEAST_LENGTH, Math.min(longest(document, rest), LIMITS.beats)),
      );
      if (clip.loop?.[0] === 0 && clip.loop[1] === tidy(end)) return clip;
      return { ...clip, loop: [0, tidy(end)] };
    });

/** Chooses what second of the recording the clip starts from. */
export const setClipIn =
  (id: string, second: number): Edit =>
  (document) =>
    withClips(document, new Set([id]), (clip) => {
      const from = clamp(second, 0, lastSecond(document, clip));
      if (Math.abs(from - clip.in) < 1e-6) return clip;
      const moved = { ...clip, in: from };
      return withFades({
        ...moved,
        length: tidy(Math.max(LEAST_LENGTH, Math.min(clip.length, longest(document, moved)))),
      });
    });

/** Source speed on the timeline against its own, at the clip's start: 1.042 is 4.2 % faster. */
export function clipSpeed(document: Pick<StudioDocument, 'tempo'>, clip: StudioClip): number {
  if (clip.warp === undefined) return 1;
  const beat = beatAtSecond(clip.warp, clip.in);
  const perBeat = secondAtBeat(clip.warp, beat + 1) - secondAtBeat(clip.warp, beat);
  const bpm = document.tempo.findLast((change) => change.beat <= clip.at + 1e-9)?.bpm ?? 120;
  return (perBeat * bpm) / 60;
}

/**
 * Lets a clip follow the flip's tempo (`follow`: the recording's beats fall on the flip's), or run at its own speed
 * (null), or at a fixed one against its own (a factor, which bends its beats away from the flip's).
 */
export const setClipSpeed =
  (ids: ReadonlySet<string>, speed: number | 'follow' | null): Edit =>
  (document) =>
    withClips(document, ids, (clip) => {
      if (!('source' in clip)) return clip;
      const { warp: _warp, ...rest } = clip;
      if (speed === null) return fitted(document, rest);
      const source = document.sources.find(({ id }) => id === clip.source);
      const grid = source === undefined ? undefined : warpOf(source);
      if (grid === undefined) return clip;
      if (speed === 'follow') return fitted(document, { ...rest, warp: grid });
      const natural = clipSpeed(document, { ...clip, warp: grid });
      const factor = clamp(speed, 0.25, 4) / natural;
      const origin = beatAtSecond(grid, clip.in);
      const bent = grid.map(([beat, second]): [number, number] => [
        tidy(origin + (beat - origin) / factor),
        second,
      ]);
      return fitted(document, { ...rest, warp: bent });
    });

function fitted(document: StudioDocument, clip: StudioClip): StudioClip {
  return withFades({
    ...clip,
    length: tidy(Math.max(LEAST_LENGTH, Math.min(clip.length, longest(document, clip)))),
  });
}
