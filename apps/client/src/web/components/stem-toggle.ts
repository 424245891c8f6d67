import type { Stem } from '@flipside/recipe';
import { STEM_ROWS } from '../theme/stems.ts';

/** The parts allowed once one of them is switched; `null` is all of them, and the last one stays. */
export function withStemToggled(allowed: readonly Stem[] | null, stem: Stem): Stem[] | null {
  const before = allowed ?? STEM_ROWS;
  const next = STEM_ROWS.filter((other) => before.includes(other) !== (other === stem));
  if (next.length === 0) return [...before];
  return next.length === STEM_ROWS.length ? null : next;
}
