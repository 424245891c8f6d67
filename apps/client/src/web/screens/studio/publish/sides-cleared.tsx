import type { ReactNode } from 'react';
import { SideGlyph, type SideState } from '../../../components/side-glyph.tsx';
import type { ClearanceStatus } from '../../../components/clearance-badge.tsx';
import type { Preview } from './use-preview.ts';

interface PublishLineProps {
  readonly glyph: ReactNode;
  readonly name: string;
  readonly figure: ReactNode;
  readonly children?: ReactNode;
}

/** One line of what publishing asks: a mark, a name, a figure, and what stands behind it. */
export function PublishLine({ glyph, name, figure, children }: PublishLineProps) {
  return (
    <li className="publish-line">
      <span className="publish-line-mark">{glyph}</span>
      <strong>{name}</strong>
      <span className="mono">{figure}</span>
      {children !== undefined && <div className="publish-line-more small secondary">{children}</div>}
    </li>
  );
}

const SIDE_STATES: Record<ClearanceStatus, SideState> = {
  CLEARED: 'yes',
  NEEDS_APPROVAL: 'waiting',
  NOT_CLEARED: 'no',
  CONFLICT: 'conflict',
  BLOCKED: 'no',
};
const WORST: readonly ClearanceStatus[] = ['CONFLICT', 'BLOCKED', 'NOT_CLEARED', 'NEEDS_APPROVAL', 'CLEARED'];

const worst = (states: readonly ClearanceStatus[]): ClearanceStatus =>
  WORST.find((state) => states.includes(state)) ?? 'NOT_CLEARED';

/** How many sides of how many are cleared, and who has not said yes, by name and side. */
export function SidesCleared({ clearance }: { clearance: Preview['clearance'] }) {
  const sides = clearance.sources.flatMap((source) =>
    source.sides.map((side) => ({ ...side, of: source.title })),
  );
  const of = (side: 'MASTER' | 'COMPOSITION') =>
    SIDE_STATES[worst(sides.filter((one) => one.side === side).map(({ state }) => state))];
  const cleared = sides.filter(({ state }) => state === 'CLEARED').length;
  const titles = new Map(clearance.sources.map(({ isrc, title }) => [isrc, title]));
  const { reasons } = clearance;
  return (
    <PublishLine
      glyph={<SideGlyph recording={of('MASTER')} composition={of('COMPOSITION')} />}
      name="Sides cleared"
      figure={`${cleared} of ${sides.length}`}
    >
      {reasons.length === 0 ? (
        'Every recording and every composition may be used.'
      ) : (
        <ul className="publish-reasons">
          {reasons.slice(0, 8).map((reason, index) => (
            <li key={`${reason.code}-${reason.isrc}-${reason.side}-${index}`}>
              <strong>
                {titles.get(reason.isrc) ?? reason.isrc},{' '}
                {reason.side === 'MASTER' ? 'recording' : 'composition'}
                {reason.party === null ? '' : `, ${reason.party.name}`}.
              </strong>{' '}
              {reason.detail}
            </li>
          ))}
        </ul>
      )}
    </PublishLine>
  );
}
