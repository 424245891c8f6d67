import { SideGlyph, type SideState } from '../../components/side-glyph.tsx';
import type { RequestLine, RequestState } from '../../queries/requests.ts';
import '../../components/clearance-badge.css';

const REQUESTS: Record<RequestState, { words: string; look: string; side: SideState }> = {
  OPEN: { words: 'WAITING', look: 'needs-approval', side: 'waiting' },
  APPROVED: { words: 'APPROVED', look: 'cleared', side: 'yes' },
  DECLINED: { words: 'DECLINED', look: 'not-cleared', side: 'no' },
  EXPIRED: { words: 'EXPIRED', look: 'needs-approval', side: 'no' },
  WITHDRAWN: { words: 'TAKEN BACK', look: 'needs-approval', side: 'no' },
};

const LINES: Record<RequestLine['state'], { words: string; look: string; side: SideState }> = {
  REQUESTED: { words: 'ASKED', look: 'needs-approval', side: 'waiting' },
  GRANTED: { words: 'AGREED', look: 'cleared', side: 'yes' },
  DECLINED: { words: 'DECLINED', look: 'not-cleared', side: 'no' },
  COUNTERED: { words: 'OTHER TERMS', look: 'needs-approval', side: 'waiting' },
  EXPIRED: { words: 'EXPIRED', look: 'needs-approval', side: 'no' },
};

/** How a whole request stands. */
export function RequestBadge({ state }: { state: RequestState }) {
  const { words, look, side } = REQUESTS[state];
  return (
    <span className={`badge badge-${look}`}>
      <SideGlyph recording={side} composition={side} size={14} />
      {words}
    </span>
  );
}

/** How one line stands; the other side is not spoken of. */
export function LineBadge({ line }: { line: Pick<RequestLine, 'state' | 'side'> }) {
  const { words, look, side } = LINES[line.state];
  return (
    <span className={`badge badge-${look}`}>
      <SideGlyph
        recording={line.side === 'MASTER' ? side : 'no'}
        composition={line.side === 'COMPOSITION' ? side : 'no'}
        size={14}
      />
      {words}
    </span>
  );
}
