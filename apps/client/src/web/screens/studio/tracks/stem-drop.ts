import type { DragEvent } from 'react';
import { STEMS, type Stem } from '@flipside/recipe';

const TYPE = 'application/x-flipside-stem';

/** A stem of a source on its way from the sources to a lane. */
export interface DraggedStem {
  readonly source: string;
  readonly stem: Stem;
}

export function startStemDrag(event: DragEvent, dragged: DraggedStem): void {
  event.dataTransfer.setData(TYPE, JSON.stringify(dragged));
  event.dataTransfer.effectAllowed = 'copy';
}

export const carriesStem = (event: DragEvent): boolean => event.dataTransfer.types.includes(TYPE);

export function droppedStem(event: DragEvent): DraggedStem | null {
  const value: unknown = JSON.parse(event.dataTransfer.getData(TYPE) || 'null');
  if (typeof value !== 'object' || value === null || !('source' in value) || !('stem' in value)) return null;
  const stem = STEMS.find((known) => known === value.stem);
  return typeof value.source === 'string' && stem !== undefined ? { source: value.source, stem } : null;
}
