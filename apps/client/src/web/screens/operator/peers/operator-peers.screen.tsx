import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { usePeers, type PeerView } from '../../../queries/peers.ts';
import { agoWords, lagWords, PEER_STATES } from '../../../words/peer-words.ts';
import { Mark } from '../../party/mark.tsx';
import { OperatorOnly } from '../operator-only.tsx';
import { AddPeer } from './add-peer.tsx';
import { PEER_TONES } from './peer-tones.ts';
import '../operator.css';
import './peers.css';

function Row({ peer, now }: { peer: PeerView; now: number }) {
  const consent = peer.logs.find(({ log }) => log === 'consent');
  return (
    <tr>
      <th scope="row" className="first">
        <Link to="/operator/peers/$id" params={{ id: peer.id }}>
          {new URL(peer.url).host}
        </Link>
      </th>
      <td>
        <Mark tone={PEER_TONES[peer.state]}>{PEER_STATES[peer.state]}</Mark>
      </td>
      <td data-label="Heard">{agoWords(consent?.heardAt ?? null, now)}</td>
      <td data-label="Lag">{consent === undefined ? '' : lagWords(consent)}</td>
      <td className="peer-error secondary break" data-label="Last error">
        {peer.logs.find(({ lastError }) => lastError !== null)?.lastError ?? ''}
      </td>
    </tr>
  );
}

function Table({ peers, now }: { peers: readonly PeerView[]; now: number }) {
  return (
    <table className="table stack-table">
      <thead>
        <tr>
          <th scope="col">Server</th>
          <th scope="col">State</th>
          <th scope="col">Heard</th>
          <th scope="col">Lag</th>
          <th scope="col">Last error</th>
        </tr>
      </thead>
      <tbody>
        {peers.map((peer) => (
          <Row key={peer.id} peer={peer} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Peers() {
  const peers = usePeers();
  return (
    <>
      <section className="operator-section" aria-labelledby="peers-title">
        <h2 className="heading" id="peers-title">
          Other servers
        </h2>
        {peers.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
        {peers.isError && <ProblemMessage error={peers.error} onRetry={() => void peers.refetch()} />}
        {peers.data?.items.length === 0 && (
          <EmptyState>
            No other server yet. Music whose rights are kept elsewhere is not cleared here.
          </EmptyState>
        )}
        {peers.data !== undefined && peers.data.items.length > 0 && (
          <Table peers={peers.data.items} now={peers.dataUpdatedAt} />
        )}
      </section>
      <section className="operator-section" aria-labelledby="add-peer-title">
        <h2 className="heading" id="add-peer-title">
          Add a server
        </h2>
        <AddPeer />
      </section>
      {peers.data !== undefined && (
        <section className="operator-section" aria-labelledby="own-keys-title">
          <h2 className="heading" id="own-keys-title">
            The keys of this server
          </h2>
          <p className="secondary">Read this to an operator who adds {window.location.host}.</p>
          <p className="mono peer-fingerprint">{peers.data.fingerprint}</p>
        </section>
      )}
    </>
  );
}

/** Servers whose registries count here, and how reading them goes. */
export function OperatorPeersScreen() {
  useDocumentTitle('Peers · Flipside');
  return (
    <OperatorOnly current="peers" title="Peers" about="Whose registries and plays count here.">
      <Peers />
    </OperatorOnly>
  );
}
