import { useRef, type PointerEvent } from 'react';
import { gridSteps } from '../../../components/timeline/grid-lines.ts';
import { barBeats } from '../document/music-time.ts';
import { PlayheadMark } from './playhead.tsx';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';

const STILL_PX = 4;

interface RulerProps {
  readonly beats: number;
  readonly pxPerBeat: number;
}

/** Bars and markers above the lanes. A click goes there; a drag marks the loop. */
export function Ruler({ beats, pxPerBeat }: RulerProps) {
  const studio = useStudio();
  const bar = barBeats(useDocument((document) => document.timeSignature));
  const markers = useDocument((document) => document.markers);
  const loop = useStudioState((state) => state.loop);
  const isLooping = useStudioState((state) => state.isLooping);
  const from = useRef<number | null>(null);
  const { label } = gridSteps(pxPerBeat, bar);
  const labels = Array.from({ length: Math.ceil(beats / label) }, (_, index) => index * label);
  const beatAt = (event: PointerEvent<HTMLElement>) =>
    (event.clientX - event.currentTarget.getBoundingClientRect().left) / pxPerBeat;
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const start = from.current;
    if (start === null || Math.abs(beatAt(event) - start) * pxPerBeat < STILL_PX) return;
    const [a, b] = [studio.snapped(start), studio.snapped(beatAt(event))];
    if (a !== b) studio.setLoop({ from: Math.max(0, Math.min(a, b)), to: Math.max(a, b) });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const start = from.current;
    from.current = null;
    if (start !== null && Math.abs(beatAt(event) - start) * pxPerBeat < STILL_PX)
      studio.seekBeat(studio.snapped(start));
  };
  return (
    <div className="ruler-row" aria-hidden="true">
      <div className="ruler-head">Bars</div>
      <div
        className="studio-ruler"
        style={{ width: beats * pxPerBeat }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          from.current = beatAt(event);
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
      >
        {(markers ?? []).map(({ at, name }) => (
          <span key={at} className="studio-ruler-marker" style={{ left: at * pxPerBeat }}>
            {name}
          </span>
        ))}
        {labels.map((beat) => (
          <span key={beat} className="ruler-bar mono" style={{ left: beat * pxPerBeat }}>
            {Math.round(beat / bar) + 1}
          </span>
        ))}
        <PlayheadMark pxPerBeat={pxPerBeat} />
        {loop !== null && (
          <span
            className="ruler-loop"
            data-on={isLooping}
            style={{ left: loop.from * pxPerBeat, width: (loop.to - loop.from) * pxPerBeat }}
          />
        )}
      </div>
    </div>
  );
}
