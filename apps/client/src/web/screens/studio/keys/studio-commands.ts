import { duplicateClips, moveClips, newClips, removeClips, setClipMute } from '../document/clip-edits.ts';
import { joinClips, splitAt, trimEnd, trimStart } from '../document/clip-trim.ts';
import { barBeats } from '../document/music-time.ts';
import { endBeat, findClip, findTrack } from '../document/studio-document.ts';
import { setTrackMute } from '../document/track-edits.ts';
import type { Studio } from '../state/studio.ts';

/** A sixty-fourth note: the step of a fine nudge. */
const FINE = 1 / 16;
const VIEW_MARGIN_PX = 420;

const selectedClips = (studio: Studio) =>
  [...studio.store.get().selection].flatMap((id) => findClip(studio.document, id)?.clip ?? []);

export function nudge(studio: Studio, direction: -1 | 1, size: 'grid' | 'bar' | 'fine'): void {
  const { selection, snap } = studio.store.get();
  const bar = barBeats(studio.document.timeSignature);
  const step = size === 'bar' ? bar : size === 'fine' ? FINE : snap || 0.25;
  studio.edit(moveClips(selection, direction * step));
}

export const toLane = (studio: Studio, direction: -1 | 1): void =>
  studio.edit(moveClips(studio.store.get().selection, 0, direction));

/** Cuts the selected clips, or those of the selected lane, at the playhead. */
export function split(studio: Studio): void {
  const { selection, trackId } = studio.store.get();
  const lane = trackId === null ? null : findTrack(studio.document, trackId);
  const ids = selection.size > 0 ? selection : new Set((lane?.clips ?? []).map(({ id }) => id));
  studio.edit(splitAt(ids, studio.snapped(studio.beat)));
}

export const join = (studio: Studio): void => studio.edit(joinClips(studio.store.get().selection));

export function duplicate(studio: Studio): void {
  const before = studio.document;
  studio.edit(duplicateClips(studio.store.get().selection));
  studio.select(newClips(before, studio.document));
}

export const remove = (studio: Studio): void => studio.edit(removeClips(studio.store.get().selection));

/** Trims the selected clips so that they start (or end) at the playhead. */
export function trimTo(studio: Studio, edge: 'start' | 'end'): void {
  const beat = studio.snapped(studio.beat);
  const edits = selectedClips(studio)
    .filter((clip) => beat > clip.at && beat < clip.at + clip.length)
    .map(({ id }) => (edge === 'start' ? trimStart(id, beat) : trimEnd(id, beat)));
  if (edits.length > 0) studio.edit((document) => edits.reduce((current, edit) => edit(current), document));
}

export function mute(studio: Studio): void {
  const { selection, trackId } = studio.store.get();
  const clips = selectedClips(studio);
  if (clips.length > 0) {
    studio.edit(
      setClipMute(
        selection,
        clips.some((clip) => clip.mute !== true),
      ),
    );
    return;
  }
  const lane = trackId === null ? null : findTrack(studio.document, trackId);
  if (lane !== null) studio.edit(setTrackMute(lane.id, lane.mute !== true));
}

export function toggleLoop(studio: Studio): void {
  const { loop, isLooping } = studio.store.get();
  if (loop !== null) studio.setLoop(loop, !isLooping);
  else loopSelection(studio);
}

/** Loops what is selected, or everything. */
export function loopSelection(studio: Studio): void {
  const clips = selectedClips(studio);
  const end = endBeat(studio.document);
  const from = clips.length === 0 ? 0 : Math.min(...clips.map(({ at }) => at));
  const to = clips.length === 0 ? end : Math.max(...clips.map(({ at, length }) => at + length));
  if (to > from) studio.setLoop({ from, to });
}

/** Zooms so that the whole flip fits beside the panels. */
export function showAll(studio: Studio): void {
  const end = endBeat(studio.document);
  const shown = document.querySelector('.timeline')?.clientWidth ?? window.innerWidth - VIEW_MARGIN_PX;
  if (end > 0) studio.zoom((shown - 180) / (end * studio.store.get().pxPerBeat));
}

/** Brings the keyboard to the next clip: along a lane, or to the nearest one on another lane. */
export function focusClip(studio: Studio, along: -1 | 0 | 1, down: -1 | 0 | 1): boolean {
  const id = document.activeElement?.closest<HTMLElement>('[data-clip]')?.dataset['clip'];
  const found = id === undefined ? null : findClip(studio.document, id);
  if (found === null) return false;
  const { clip, track, trackIndex } = found;
  const lane = down === 0 ? track : studio.document.tracks[trackIndex + down];
  if (lane === undefined) return true;
  const next =
    down === 0
      ? lane.clips[lane.clips.findIndex((other) => other.id === clip.id) + along]
      : lane.clips.toSorted((a, b) => Math.abs(a.at - clip.at) - Math.abs(b.at - clip.at))[0];
  if (next !== undefined) document.querySelector<HTMLElement>(`[data-clip="${next.id}"]`)?.focus();
  return true;
}
