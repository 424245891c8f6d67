import { Link } from '@tanstack/react-router';
import { ClearanceBadge } from '../../components/clearance-badge.tsx';
import { formatPpm } from '../../components/micros.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { useClearanceEverywhere, type ClearanceExplanation } from '../../queries/recordings.ts';
import { termsSentences } from '../../words/terms-words.ts';
import { territoryName } from '../../words/territories.ts';
import { TerritoryList } from './territory-list.tsx';

type Side = ClearanceExplanation['sides'][number];

function SideExplanation({ side, territory }: { side: Side; territory: string }) {
  const a = side.side === 'MASTER';
  return (
    <section className="clearance-side">
      <h3 className="row">
        <SideMark side={a ? 'A' : 'B'} />
        <strong>{a ? 'Recording' : 'Composition'}</strong>
        {side.title !== null && <span className="secondary ellipsis">{side.title}</span>}
        <span className="spacer" />
        <ClearanceBadge status={side.state} />
      </h3>
      <p className="secondary">
        <span className="mono">{formatPpm(side.grantedPpm)}</span> of the shares have opted in
        {side.claimedPpm !== 1_000_000 && (
          <>
            ; <span className="mono">{formatPpm(side.claimedPpm)}</span> are claimed in all
          </>
        )}
        .
      </p>
      {side.reasons.length > 0 && (
        <ul className="clearance-reasons">
          {side.reasons.map((reason, index) => (
            <li key={`${reason.code}-${reason.party?.id ?? index}`}>
              {reason.party !== null && (
                <Link to="/tracks" search={{ party: reason.party.id, all: '1' }} className="party-link">
                  {reason.party.name}
                </Link>
              )}{' '}
              {reason.detail}
              {reason.territory !== territory && ` (${territoryName(reason.territory)})`}.{' '}
              <span className="secondary">{reason.action}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Why a recording may, or may not, be flipped: both sides, the parties by name, and the terms. */
export function ClearancePanel({ isrc, territory }: { isrc: string; territory: string | undefined }) {
  const clearance = useClearanceEverywhere(isrc, territory);
  if (clearance.isPending) return <div className="hatched clearance-skeleton" aria-busy="true" />;
  if (clearance.isError) {
    return <ProblemMessage error={clearance.error} onRetry={() => void clearance.refetch()} />;
  }
  const { sides, terms, everywhere } = clearance.data;
  return (
    <div className="clearance panel">
      <p className="label">For {territoryName(clearance.data.territory)}, as of now</p>
      <div className="clearance-sides">
        {sides.map((side, index) => (
          <SideExplanation key={`${side.side}-${index}`} side={side} territory={clearance.data.territory} />
        ))}
      </div>
      {terms !== null && (
        <p className="clearance-terms">
          <strong>Terms.</strong> {termsSentences(terms).join(' ')}
        </p>
      )}
      {everywhere !== null && <TerritoryList groups={everywhere} />}
    </div>
  );
}
