import type { Source, Stem } from '@flipside/recipe';
import { addSource, layOutStems } from './source-edits.ts';
import { newDocument, type StudioDocument } from './studio-document.ts';

export const PARTS: readonly Stem[] = ['drums', 'bass', 'other', 'vocals'];

/** A recording of two minutes at 120 bpm whose first downbeat falls half a second in. */
export function exampleSource(index: number, over: Partial<Source> = {}): Source {
  return {
    id: `s${index}`,
    isrc: [`GBAAA24${String(index).padStart(5, '0')}`],
    title: `Recording ${index}`,
    artist: 'The Artist',
    durationMs: 120_000,
    bpm: 120,
    key: 'D:min',
    beatgrid: [
      [0, 0.5],
      [236, 118.5],
    ],
    ...over,
  };
}

/** Two recordings, the first laid out in stems from bar 1, sixteen bars long. */
export function exampleDocument(): StudioDocument {
  const edits = [
    addSource(exampleSource(1)),
    addSource(
      exampleSource(2, {
        bpm: 100,
        beatgrid: [
          [-2, 0.3],
          [190, 115.5],
        ],
      }),
    ),
    layOutStems('s1', PARTS, 0, 64),
    layOutStems('s2', ['vocals'], 64, 16),
  ];
  return edits.reduce((document, edit) => edit(document), newDocument({ model: 'builtin' }));
}
