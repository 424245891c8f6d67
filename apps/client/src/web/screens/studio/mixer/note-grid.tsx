import { useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import type { Instrument } from '@flipside/recipe';
import { barBeats } from '../document/music-time.ts';
import { addNote, moveNote, removeNote, repeatNotes } from '../document/note-edits.ts';
import type { StudioTrack } from '../document/studio-document.ts';
import { useDocument, useStudio } from '../state/use-studio.ts';

const STEP = 0.25;
const NEAR = 1e-3;
/** Keys of the General MIDI percussion map. */
const DRUMS: readonly (readonly [number, string])[] = [
  [49, 'Crash'],
  [46, 'Open hat'],
  [42, 'Closed hat'],
  [50, 'High tom'],
  [45, 'Low tom'],
  [39, 'Clap'],
  [38, 'Snare'],
  [36, 'Kick'],
];
const PITCHES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];
const OCTAVE = 12;

const pitchName = (key: number): string => `${PITCHES[key % OCTAVE] ?? ''}${Math.floor(key / OCTAVE) - 1}`;

function rowsOf(instrument: Instrument, octave: number): readonly (readonly [number, string])[] {
  if (instrument.type === 'drumkit') return DRUMS;
  const lowest = (octave + 1) * OCTAVE;
  return Array.from({ length: OCTAVE + 1 }, (_, index) => {
    const key = lowest + OCTAVE - index;
    return [key, pitchName(key)] as const;
  });
}

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface GridCellProps {
  readonly track: StudioTrack;
  readonly at: number;
  readonly noteKey: number;
  readonly label: string;
  readonly column: number;
  readonly row: number;
  readonly isEntry: boolean;
}

function GridCell({ track, at, noteKey, label, column, row, isEntry }: GridCellProps) {
  const studio = useStudio();
  const on = (track.notes ?? []).some((note) => note.key === noteKey && Math.abs(note.at - at) < NEAR);
  const length = track.instrument?.type === 'drumkit' ? STEP : STEP * 2;
  const toggle = () =>
    studio.edit(
      on ? removeNote(track.id, at, noteKey) : addNote(track.id, { at, length, key: noteKey, velocity: 0.8 }),
    );
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey && on) studio.edit(moveNote(track.id, at, noteKey, arrow[0] * STEP, -arrow[1]));
    const grid = event.currentTarget.closest('[role="grid"]');
    grid?.querySelector<HTMLElement>(`[data-cell="${row + arrow[1]}-${column + arrow[0]}"]`)?.focus();
  };
  return (
    <span role="gridcell">
      <button
        type="button"
        className="note-cell"
        data-cell={`${row}-${column}`}
        data-beat={column % 4 === 0}
        aria-pressed={on}
        aria-label={label}
        tabIndex={isEntry ? 0 : -1}
        onClick={toggle}
        onKeyDown={onKeyDown}
      />
    </span>
  );
}

/** A bar of a lane's notes in sixteenths: a click sets one, Alt with the arrows moves it. */
export function NoteGrid({ track }: { track: StudioTrack }) {
  const studio = useStudio();
  const bar = barBeats(useDocument((document) => document.timeSignature));
  const [page, setPage] = useState(() => Math.floor(studio.beat / bar));
  const [octave, setOctave] = useState(track.instrument?.type === 'subtractive' ? 2 : 4);
  const frame = useRef<HTMLDivElement>(null);
  if (track.instrument === undefined) return null;
  const rows = rowsOf(track.instrument, octave);
  const steps = Math.round(bar / STEP);
  const from = page * bar;
  return (
    <div className="note-grid" ref={frame}>
      <div className="row note-grid-head">
        <strong>{track.name}</strong>
        <Button size="sm" variant="subtle" disabled={page === 0} onClick={() => setPage(page - 1)}>
          Earlier
        </Button>
        <span className="mono small" aria-live="polite">
          bar {page + 1}
        </span>
        <Button size="sm" variant="subtle" onClick={() => setPage(page + 1)}>
          Later
        </Button>
        <Button
          size="sm"
          variant="subtle"
          onClick={() => {
            studio.edit(repeatNotes(track.id, from, bar));
            setPage(page + 1);
          }}
        >
          Repeat bar
        </Button>
        {track.instrument.type !== 'drumkit' && (
          <>
            <Button size="sm" variant="subtle" disabled={octave <= 0} onClick={() => setOctave(octave - 1)}>
              Octave down
            </Button>
            <Button size="sm" variant="subtle" disabled={octave >= 8} onClick={() => setOctave(octave + 1)}>
              Octave up
            </Button>
          </>
        )}
      </div>
      <div role="grid" aria-label={`Notes of ${track.name}`} className="note-rows">
        {rows.map(([key, name], row) => (
          <div role="row" key={key} className="note-row">
            <span role="rowheader" className="small secondary">
              {name}
            </span>
            {Array.from({ length: steps }, (_, column) => (
              <GridCell
                key={column}
                track={track}
                at={from + column * STEP}
                noteKey={key}
                label={`${name}, bar ${page + 1}, step ${column + 1}`}
                column={column}
                row={row}
                isEntry={row === 0 && column === 0}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
