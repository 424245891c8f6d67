import { useRef, type PointerEvent } from 'react';
import { moveClips, setFades } from '../document/clip-edits.ts';
import { splitAt, trimEnd, trimStart } from '../document/clip-trim.ts';
import { snapTo } from '../document/music-time.ts';
import type { Edit, StudioClip, StudioDocument } from '../document/studio-document.ts';
import type { Studio } from '../state/studio.ts';

export type DragPart = 'body' | 'start' | 'end' | 'fade-in' | 'fade-out';

interface Drag {
  readonly base: StudioDocument;
  readonly part: DragPart;
  readonly clip: StudioClip;
  readonly ids: ReadonlySet<string>;
  readonly x: number;
  readonly lane: number;
  readonly gesture: string;
  moved: boolean;
}

/** Less than this is a click. */
const STILL_PX = 3;
let gestures = 0;

/** Number of the lane under a point of the screen. */
function laneAt(x: number, y: number): number | null {
  const lane = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-lane]')?.dataset['lane'];
  return lane === undefined ? null : Number(lane);
}

function editOf(drag: Drag, beats: number, lanes: number, step: number): Edit {
  const { clip, part, ids } = drag;
  const start = Math.max(0, snapTo(clip.at + beats, step));
  const end = snapTo(clip.at + clip.length + beats, step);
  if (part === 'start') return trimStart(clip.id, start);
  if (part === 'end') return trimEnd(clip.id, end);
  if (part === 'fade-in') return setFades(ids, { fadeIn: Math.max(0, (clip.fadeIn ?? 0) + beats) });
  if (part === 'fade-out') return setFades(ids, { fadeOut: Math.max(0, (clip.fadeOut ?? 0) - beats) });
  return moveClips(ids, start - clip.at, lanes);
}

/** Pointer handlers that move a clip, its edges or its fades. Every drag is one step back. */
export function useClipDrag(studio: Studio, clipId: string) {
  const drag = useRef<Drag | null>(null);
  const begin = (event: PointerEvent<HTMLElement>, part: DragPart) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const { tool, selection, pxPerBeat } = studio.store.get();
    const base = studio.document;
    const clip = base.tracks.flatMap(({ clips }) => clips).find(({ id }) => id === clipId);
    if (clip === undefined) return;
    const box = event.currentTarget.closest('[data-clip]')?.getBoundingClientRect();
    const into = box === undefined ? 0 : (event.clientX - box.left) / pxPerBeat;
    if (tool === 'cut') {
      studio.edit(splitAt(new Set([clipId]), studio.snapped(clip.at + into)));
      return;
    }
    const adding = event.shiftKey || event.metaKey || event.ctrlKey;
    const ids = selection.has(clipId) ? selection : new Set(adding ? [...selection, clipId] : [clipId]);
    if (ids !== selection) studio.select(ids);
    const fading = tool === 'fade' && part === 'body';
    gestures += 1;
    drag.current = {
      base,
      clip,
      ids,
      part: fading ? (into < clip.length / 2 ? 'fade-in' : 'fade-out') : part,
      x: event.clientX,
      lane: laneAt(event.clientX, event.clientY) ?? 0,
      gesture: `drag-${gestures}`,
      moved: false,
    };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const current = drag.current;
    if (current === null) return;
    const px = event.clientX - current.x;
    if (!current.moved && Math.abs(px) < STILL_PX && laneAt(event.clientX, event.clientY) === current.lane)
      return;
    current.moved = true;
    const { pxPerBeat, snap } = studio.store.get();
    const lane = laneAt(event.clientX, event.clientY) ?? current.lane;
    const step = event.altKey ? 0 : snap;
    studio.editFrom(
      current.base,
      editOf(current, px / pxPerBeat, lane - current.lane, step),
      current.gesture,
    );
  };
  const end = () => {
    if (drag.current?.moved === true) studio.settle();
    drag.current = null;
  };
  return { begin, move, end };
}
