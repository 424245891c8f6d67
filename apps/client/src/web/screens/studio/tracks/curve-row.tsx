import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { Button } from '@mantine/core';
import type { AutomationPoint } from '@flipside/recipe';
import { dbOfPosition, formatDb, positionOfDb } from '../../../components/fader-scale.ts';
import { clearLane, lanePoints, movePoint, removePoint, setPoint } from '../document/automation-edits.ts';
import { formatPosition } from '../document/music-time.ts';
import { stemOf, type StudioTrack } from '../document/studio-document.ts';
import { useDocument, useStudio } from '../state/use-studio.ts';

const TARGET = 'gainDb';
const HEIGHT = 56;
const PAD = 6;

const yOf = (db: number): number => PAD + (1 - positionOfDb(db)) * (HEIGHT - 2 * PAD);
const dbAt = (y: number): number => Math.round(dbOfPosition(1 - (y - PAD) / (HEIGHT - 2 * PAD)) * 10) / 10;

/** Steps in grid lines and dB. */
const MOVES: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface CurveRowProps {
  readonly track: StudioTrack;
  readonly width: number;
  readonly pxPerBeat: number;
}

interface CurveLineProps {
  readonly points: readonly AutomationPoint[];
  readonly width: number;
  readonly pxPerBeat: number;
  /** The lane's own level, which holds while there is no point. */
  readonly restDb: number;
}

function CurveLine({ points, width, pxPerBeat, restDb }: CurveLineProps) {
  const path = points.map(
    ([beat, db], index) => `${index === 0 ? `M0 ${yOf(db)}L` : 'L'}${beat * pxPerBeat} ${yOf(db)}`,
  );
  const last = points.at(-1);
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      {last === undefined ? (
        <path className="curve-rest" d={`M0 ${yOf(restDb)}H${width}`} />
      ) : (
        <path className="curve-line" d={`${path.join('')}H${width}`} />
      )}
    </svg>
  );
}

interface CurvePointProps {
  readonly track: StudioTrack;
  readonly index: number;
  readonly point: AutomationPoint;
  readonly pxPerBeat: number;
  readonly placeOf: PlaceOf;
}

/** Beat and level under the pointer. */
type PlaceOf = (event: PointerEvent) => { readonly beat: number; readonly db: number };

function CurvePoint({ track, index, point: [beat, db], pxPerBeat, placeOf }: CurvePointProps) {
  const studio = useStudio();
  const timeSignature = useDocument((document) => document.timeSignature);
  const dragging = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = studio.store.get().snap || 0.25;
    const move = MOVES[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace')
      studio.edit(removePoint(track.id, TARGET, index));
    else if (move !== undefined)
      studio.edit(movePoint(track.id, TARGET, index, beat + move[0] * step, db + move[1]));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span role="gridcell">
      <button
        type="button"
        className="curve-point"
        style={{ left: beat * pxPerBeat, top: yOf(db) }}
        aria-label={`${track.name} level ${formatDb(db)} dB at ${formatPosition(beat, timeSignature)}`}
        onKeyDown={onKeyDown}
        onDoubleClick={() => studio.edit(removePoint(track.id, TARGET, index))}
        onPointerDown={(event) => {
          event.stopPropagation();
          dragging.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (!dragging.current) return;
          const to = placeOf(event);
          studio.edit(movePoint(track.id, TARGET, index, to.beat, to.db), `curve-${track.id}-${index}`);
        }}
        onPointerUp={() => {
          dragging.current = false;
          studio.settle();
        }}
      />
    </span>
  );
}

/** The level of a lane over time, in dB. A click adds a point, a drag moves it, Delete or a double click takes it away. */
export function CurveRow({ track, width, pxPerBeat }: CurveRowProps) {
  const studio = useStudio();
  const points = lanePoints(track, TARGET);
  const placeOf: PlaceOf = (event) => {
    const box = event.currentTarget.closest('.curve')?.getBoundingClientRect();
    return {
      beat: studio.snapped((event.clientX - (box?.left ?? 0)) / pxPerBeat),
      db: dbAt(event.clientY - (box?.top ?? 0)),
    };
  };
  return (
    <div role="row" className="curve-row" data-curve={track.id}>
      <div role="rowheader" className="lane-head curve-head">
        <strong className="small">{track.name}, level</strong>
        {points.length > 0 && (
          <Button size="sm" variant="subtle" onClick={() => studio.edit(clearLane(track.id, TARGET))}>
            Clear
          </Button>
        )}
      </div>
      <div
        role="none"
        className={`curve stem-${stemOf(track) ?? 'mix'}`}
        style={{ width, height: HEIGHT }}
        onPointerDown={(event) => {
          const { beat, db } = placeOf(event);
          if (event.button === 0) studio.edit(setPoint(track.id, TARGET, beat, db));
        }}
      >
        <CurveLine points={points} width={width} pxPerBeat={pxPerBeat} restDb={track.gainDb ?? 0} />
        {points.map((point, index) => (
          // Points keep their order, so their number names them, also while one is dragged.
          <CurvePoint
            key={index}
            track={track}
            index={index}
            point={point}
            pxPerBeat={pxPerBeat}
            placeOf={placeOf}
          />
        ))}
      </div>
    </div>
  );
}
