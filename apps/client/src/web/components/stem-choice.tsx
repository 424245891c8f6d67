import type { Stem } from '@flipside/recipe';
import type { GrantScope } from '../queries/consent.ts';
import { STEM_NAMES, STEM_ROWS } from '../theme/stems.ts';
import { withStemToggled } from './stem-toggle.ts';
import { StemChip } from './stem-chip.tsx';
import './stem-choice.css';

interface StemChoiceProps {
  readonly scope: Pick<GrantScope, 'allowedStems'>;
  readonly onChange: (part: Pick<GrantScope, 'allowedStems'>) => void;
}

/** Which parts may sound. All of them is without that limit. */
export function StemChoice({ scope, onChange }: StemChoiceProps) {
  const allowed = (stem: Stem) => scope.allowedStems === null || scope.allowedStems.includes(stem);
  return (
    <fieldset className="stem-choice">
      <legend className="label">Which parts</legend>
      {STEM_ROWS.map((stem) => (
        <button
          key={stem}
          type="button"
          className="stem-choice-stem"
          aria-pressed={allowed(stem)}
          onClick={() => onChange({ allowedStems: withStemToggled(scope.allowedStems, stem) })}
        >
          <StemChip stem={stem} size={18} absent={!allowed(stem)} decorative />
          {STEM_NAMES[stem]}
        </button>
      ))}
    </fieldset>
  );
}
