import { STATE_WORDS, type RecipeState } from '../words/state-words.ts';
import { SideGlyph } from './side-glyph.tsx';
import './clearance-badge.css';

const LOOKS: Record<RecipeState, string> = {
  PUBLISHED: 'badge-cleared',
  WITHDRAWN: 'badge-not-cleared',
  TAKEN_DOWN: 'badge-needs-approval',
  REMOVED: 'badge-not-cleared',
};

/** Whether a flip is out, and if not, whose word it is. */
export function StateBadge({ state }: { state: RecipeState }) {
  const side = state === 'PUBLISHED' ? 'yes' : 'no';
  return (
    <span className={`badge ${LOOKS[state]}`}>
      <SideGlyph recording={side} composition={side} size={14} />
      {STATE_WORDS[state].toUpperCase()}
    </span>
  );
}
