import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { hasStatus } from '../../../queries/api-problem.ts';
import { usePeer } from '../../../queries/peers.ts';
import { PEER_STATES } from '../../../words/peer-words.ts';
import { Mark } from '../../party/mark.tsx';
import { OperatorOnly } from '../operator-only.tsx';
import { ConfirmPeer } from './confirm-peer.tsx';
import { PeerHealth } from './peer-health.tsx';
import { PeerSettlements } from './peer-settlements.tsx';
import { PeerReceivables } from './peer-receivables.tsx';
import { PeerAlarms, PeerHistory, PeerKeys } from './peer-record.tsx';
import { PeerSteps } from './peer-steps.tsx';
import { PEER_TONES } from './peer-tones.ts';
import { SettlementTroubles } from './settlement-troubles.tsx';
import '../operator.css';
import './peers.css';

const route = getRouteApi('/shell/operator/peers/$id');

function Peer({ id }: { id: string }) {
  const found = usePeer(id);
  if (found.isPending) return <div className="hatched operator-skeleton" aria-busy="true" />;
  if (hasStatus(found.error, 400, 404)) return <EmptyState>There is no such server here.</EmptyState>;
  if (found.isError) return <ProblemMessage error={found.error} onRetry={() => void found.refetch()} />;
  const peer = found.data;
  return (
    <>
      <div className="peer-state">
        <Mark tone={PEER_TONES[peer.state]}>{PEER_STATES[peer.state]}</Mark>
        <strong>{peer.url}</strong>
        <Link to="/operator/peers">All servers</Link>
      </div>
      {peer.state === 'PROPOSED' && (
        <section className="operator-section">
          <ConfirmPeer peer={peer} />
        </section>
      )}
      <PeerAlarms peer={peer} />
      {peer.state !== 'PROPOSED' && <PeerHealth peer={peer} now={found.dataUpdatedAt} />}
      {peer.state !== 'PROPOSED' && <SettlementTroubles id={peer.id} />}
      {peer.state !== 'PROPOSED' && <PeerReceivables id={peer.id} />}
      {peer.state !== 'PROPOSED' && <PeerSettlements id={peer.id} />}
      <PeerKeys peer={peer} />
      <PeerHistory peer={peer} />
      {peer.state !== 'REMOVED' && <PeerSteps peer={peer} />}
    </>
  );
}

/** One server: its keys, how reading its logs goes, what was done about it. */
export function OperatorPeerScreen() {
  useDocumentTitle('Peer · Flipside');
  const { id } = route.useParams();
  return (
    <OperatorOnly current="peers" title="Peer" about="Its keys, its logs, and what was done about it.">
      <Peer id={id} />
    </OperatorOnly>
  );
}
