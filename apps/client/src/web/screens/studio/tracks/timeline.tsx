import { useEffect, useMemo, useRef } from 'react';
import { useElementSize } from '@mantine/hooks';
import { TimelineGrid } from '../../../components/timeline/timeline-grid.tsx';
import { barBeats } from '../document/music-time.ts';
import { endBeat } from '../document/studio-document.ts';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';
import { AddLane } from './add-lane.tsx';
import { LaneRow } from './lane-row.tsx';
import { Playhead } from './playhead.tsx';
import { Ruler } from './ruler.tsx';
import './timeline.css';

const LEAST_BARS = 16;
const SPARE_BARS = 8;
export const HEAD_WIDTH = 164;

/** Lanes of clips over a grid of bars. */
export function Timeline() {
  const studio = useStudio();
  const { ref: sizeRef, width: shown } = useElementSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const document = useDocument((value) => value);
  const pxPerBeat = useStudioState((state) => state.pxPerBeat);
  const loop = useStudioState((state) => state.loop);
  const bar = barBeats(document.timeSignature);
  const end = endBeat(document);
  const wanted = Math.max(end + SPARE_BARS * bar, LEAST_BARS * bar, (shown - HEAD_WIDTH) / pxPerBeat);
  const beats = Math.ceil(wanted / bar) * bar;
  const entryId = useMemo(
    () => document.tracks.flatMap(({ clips }) => clips).at(0)?.id ?? null,
    [document.tracks],
  );
  useEffect(() => {
    const view = scroller.current;
    if (view === null) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const before = studio.store.get().pxPerBeat;
      const pointer = event.clientX - view.getBoundingClientRect().left - HEAD_WIDTH;
      studio.zoom(Math.exp(-event.deltaY / 300));
      const ratio = studio.store.get().pxPerBeat / before;
      view.scrollLeft = (view.scrollLeft + pointer) * ratio - pointer;
    };
    view.addEventListener('wheel', onWheel, { passive: false });
    return () => view.removeEventListener('wheel', onWheel);
  }, [studio]);
  return (
    <div className="timeline-frame" ref={sizeRef}>
      <div className="timeline" ref={scroller}>
        <div className="timeline-content" style={{ width: HEAD_WIDTH + beats * pxPerBeat }}>
          <Ruler beats={beats} pxPerBeat={pxPerBeat} />
          <div className="timeline-back" style={{ left: HEAD_WIDTH }}>
            <TimelineGrid pxPerBeat={pxPerBeat} barBeats={bar} />
            {loop !== null && (
              <div
                className="timeline-loop"
                style={{ left: loop.from * pxPerBeat, width: (loop.to - loop.from) * pxPerBeat }}
              />
            )}
          </div>
          <div role="grid" aria-label="Timeline" aria-multiselectable="true" className="timeline-lanes">
            {document.tracks.map((track, index) => (
              <LaneRow
                key={track.id}
                track={track}
                index={index}
                width={beats * pxPerBeat}
                sources={document.sources}
                timeSignature={document.timeSignature}
                changes={document.tempo}
                pxPerBeat={pxPerBeat}
                entryId={entryId}
              />
            ))}
          </div>
          <AddLane />
          <Playhead pxPerBeat={pxPerBeat} scroller={scroller} headWidth={HEAD_WIDTH} />
        </div>
      </div>
    </div>
  );
}
