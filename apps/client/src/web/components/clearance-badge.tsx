import { SideGlyph, type SideState } from './side-glyph.tsx';
import './clearance-badge.css';

export type ClearanceStatus = 'CLEARED' | 'NEEDS_APPROVAL' | 'NOT_CLEARED' | 'CONFLICT' | 'BLOCKED';

interface ClearanceBadgeProps {
  readonly status: ClearanceStatus;
  /** How each side stands by itself; without them both follow the status. */
  readonly recording?: ClearanceStatus;
  readonly composition?: ClearanceStatus;
}

const WORDS: Record<ClearanceStatus, string> = {
  CLEARED: 'CLEARED',
  NEEDS_APPROVAL: 'NEEDS APPROVAL',
  NOT_CLEARED: 'NOT CLEARED',
  CONFLICT: 'CONFLICT',
  BLOCKED: 'BLOCKED',
};

const SIDES: Record<ClearanceStatus, SideState> = {
  CLEARED: 'yes',
  NEEDS_APPROVAL: 'waiting',
  NOT_CLEARED: 'no',
  CONFLICT: 'conflict',
  BLOCKED: 'no',
};

/** Whether the music may be used, in a word and a glyph. */
export function ClearanceBadge({ status, recording = status, composition = status }: ClearanceBadgeProps) {
  return (
    <span className={`badge badge-${status.toLowerCase().replace('_', '-')}`}>
      <SideGlyph recording={SIDES[recording]} composition={SIDES[composition]} size={14} />
      {WORDS[status]}
    </span>
  );
}
