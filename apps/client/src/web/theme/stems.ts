import type { Stem } from '@flipside/recipe';

/** Single letters that always accompany a stem's colour. */
export const STEM_LETTERS: Record<Stem, string> = {
  mix: 'M',
  drums: 'D',
  bass: 'B',
  other: 'O',
  vocals: 'V',
  guitar: 'G',
  piano: 'P',
};

export const STEM_NAMES: Record<Stem, string> = {
  mix: 'Whole recording',
  drums: 'Drums',
  bass: 'Bass',
  other: 'Other',
  vocals: 'Vocals',
  guitar: 'Guitar',
  piano: 'Piano',
};

/** Top to bottom wherever stems are listed: the whole recording first, then the separated parts. */
export const STEM_ROWS: readonly Stem[] = ['mix', 'drums', 'bass', 'other', 'vocals', 'guitar', 'piano'];

export function byStemOrder(a: Stem, b: Stem): number {
  return STEM_ROWS.indexOf(a) - STEM_ROWS.indexOf(b);
}
