import { SideGlyph, type SideState } from '../../components/side-glyph.tsx';
import type { DisputeItem } from '../../queries/disputes.ts';
import { STATE_WORDS, isOpen } from '../../words/dispute-words.ts';
import '../../components/clearance-badge.css';

/** Where a dispute stands, in a word and a glyph: the side in question slides apart while it is open. */
export function DisputeBadge({ dispute }: { dispute: Pick<DisputeItem, 'state' | 'side'> }) {
  const { state, side } = dispute;
  const own: SideState = isOpen(dispute) ? 'conflict' : 'yes';
  const look = state === 'ESCALATED' ? 'not-cleared' : isOpen(dispute) ? 'needs-approval' : 'cleared';
  return (
    <span className={`badge badge-${look}`}>
      <SideGlyph
        recording={side === 'MASTER' ? own : 'no'}
        composition={side === 'COMPOSITION' ? own : 'no'}
        size={14}
      />
      {STATE_WORDS[state].toUpperCase()}
    </span>
  );
}
