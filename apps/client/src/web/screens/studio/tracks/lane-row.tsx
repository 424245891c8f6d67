import { memo, type DragEvent, type PointerEvent } from 'react';
import { placeClip } from '../document/clip-edits.ts';
import { barBeats } from '../document/music-time.ts';
import { wholeBars } from '../document/source-edits.ts';
import type { StudioDocument, StudioTrack } from '../document/studio-document.ts';
import { useStudio, useStudioState } from '../state/use-studio.ts';
import { ClipBlock } from './clip-block.tsx';
import { CurveRow } from './curve-row.tsx';
import { LaneHead } from './lane-head.tsx';
import { NoteStrip } from './note-strip.tsx';
import { carriesStem, droppedStem } from './stem-drop.ts';

interface LaneRowProps {
  readonly track: StudioTrack;
  readonly index: number;
  readonly width: number;
  readonly sources: StudioDocument['sources'];
  readonly timeSignature: StudioDocument['timeSignature'];
  readonly changes: StudioDocument['tempo'];
  readonly pxPerBeat: number;
  /** Clip that Tab comes to while none is selected. */
  readonly entryId: string | null;
}

/** Bars that a stem dropped on a lane gets. */
export const DROP_BARS = 8;

/** A lane: its head at the left, its clips or notes, and beneath it its level curve when that is shown. */
export const LaneRow = memo(function LaneRow(props: LaneRowProps) {
  const { track, index, width, sources, timeSignature, changes, pxPerBeat, entryId } = props;
  const studio = useStudio();
  const curve = useStudioState(({ curves }) => curves.has(track.id));
  const beatAt = (event: { readonly clientX: number; readonly currentTarget: HTMLElement }) =>
    (event.clientX - event.currentTarget.getBoundingClientRect().left) / pxPerBeat;
  const onDrop = (event: DragEvent<HTMLElement>) => {
    const dragged = droppedStem(event);
    const source = sources.find(({ id }) => id === dragged?.source);
    if (dragged === null || source === undefined) return;
    event.preventDefault();
    const { fromBeat } = wholeBars(studio.document, source);
    const length = DROP_BARS * barBeats(timeSignature);
    const at = Math.max(0, studio.snapped(beatAt(event)));
    studio.edit(placeClip({ trackId: track.id, ...dragged, at, length, fromBeat }));
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    studio.selectTrack(track.id);
    studio.seekBeat(studio.snapped(beatAt(event)));
  };
  return (
    <>
      <div role="row" className="lane-row" data-lane={index} data-muted={track.mute === true}>
        <LaneHead track={track} />
        <div
          role="none"
          className="lane-clips"
          style={{ width }}
          onPointerDown={onPointerDown}
          onDragOver={(event) => carriesStem(event) && event.preventDefault()}
          onDrop={onDrop}
        >
          {track.clips.map((clip, column) => (
            <ClipBlock
              key={clip.id}
              clip={clip}
              sources={sources}
              timeSignature={timeSignature}
              changes={changes}
              pxPerBeat={pxPerBeat}
              column={column}
              isEntry={clip.id === entryId}
            />
          ))}
          {track.instrument !== undefined && <NoteStrip notes={track.notes ?? []} pxPerBeat={pxPerBeat} />}
          {track.clips.length === 0 && (
            <span role="gridcell" className="visually-hidden">
              Empty
            </span>
          )}
        </div>
      </div>
      {curve && <CurveRow track={track} width={width} pxPerBeat={pxPerBeat} />}
    </>
  );
});
