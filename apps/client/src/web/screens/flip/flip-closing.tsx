import type { RecipeView } from '../../queries/flips.ts';
import { dayWords } from '../../words/dates.ts';
import { daysUntil } from '../../words/grant-words.ts';
import { listWords } from '../../words/flip-words.ts';

const SIDES = { MASTER: 'recording', COMPOSITION: 'composition' } as const;

/** A withdrawal that was announced: from when on it will not play, and who leaves. Nothing while none is. */
export function FlipClosing({ flip }: { flip: RecipeView }) {
  const { closing } = flip.clearance;
  if (closing === null) return null;
  const leaving = closing.reasons.map(
    ({ party, side }) => `${party?.name ?? 'somebody'} (${SIDES[side]} side)`,
  );
  return (
    <p className="flip-closing" role="note">
      <strong>Plays until {dayWords(closing.at)}</strong>, {daysUntil(closing.at)}.{' '}
      {listWords([...new Set(leaving)])} {new Set(leaving).size === 1 ? 'takes' : 'take'} it back on that day.
    </p>
  );
}
