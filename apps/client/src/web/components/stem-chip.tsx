import type { Stem } from '@flipside/recipe';
import { STEM_LETTERS, STEM_NAMES } from '../theme/stems.ts';
import './stem-chip.css';

interface StemChipProps {
  readonly stem: Stem;
  readonly size?: 16 | 18 | 20 | 24;
  /** Not used, or not allowed: a dashed outline in place of the colour. */
  readonly absent?: boolean;
  /** Drop the accessible name where the stem is named in words beside the chip. */
  readonly decorative?: boolean;
}

/** A stem's colour together with its letter; never one without the other. */
export function StemChip({ stem, size = 20, absent = false, decorative = false }: StemChipProps) {
  const label = absent ? `${STEM_NAMES[stem]}, not used` : STEM_NAMES[stem];
  return (
    <span
      className={`stem-chip stem-${stem}${absent ? ' stem-chip-absent' : ''}`}
      style={{ width: size, height: size }}
      title={label}
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {STEM_LETTERS[stem]}
    </span>
  );
}

/** Several stems side by side, named together for a screen reader. */
export function StemChips({ stems, size = 20 }: { stems: readonly Stem[]; size?: 16 | 18 | 20 | 24 }) {
  return (
    <span className="stem-chips" role="img" aria-label={stems.map((stem) => STEM_NAMES[stem]).join(', ')}>
      {stems.map((stem) => (
        <StemChip key={stem} stem={stem} size={size} decorative />
      ))}
    </span>
  );
}
