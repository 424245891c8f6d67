import { memo } from 'react';
import type { Note } from '@flipside/recipe';

/** The notes of a lane at a glance; they are written in the note grid. */
export const NoteStrip = memo(function NoteStrip({
  notes,
  pxPerBeat,
}: {
  notes: readonly Note[];
  pxPerBeat: number;
}) {
  const keys = notes.map(({ key }) => key);
  const lowest = Math.min(...keys);
  const reach = Math.max(1, Math.max(...keys) - lowest);
  return (
    <div className="note-strip" aria-hidden="true">
      {notes.map(({ at, length, key, velocity }) => (
        <span
          key={`${at}-${key}`}
          style={{
            left: at * pxPerBeat,
            width: Math.max(2, length * pxPerBeat - 1),
            bottom: `${10 + ((key - lowest) / reach) * 74}%`,
            opacity: 0.4 + velocity * 0.6,
          }}
        />
      ))}
    </div>
  );
});
