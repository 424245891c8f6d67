import type { PeerDetail, PeerLog } from '../../../queries/peers.ts';
import { momentWords } from '../../../words/dates.ts';
import { formatCount } from '../../../words/flip-words.ts';
import { agoWords, lagWords, LOGS } from '../../../words/peer-words.ts';

function LogRow({ log, now }: { log: PeerLog; now: number }) {
  return (
    <tr>
      <th scope="row" className="first">
        {LOGS[log.log]}
      </th>
      <td data-label="Heard">{agoWords(log.heardAt, now)}</td>
      <td className="amount mono" data-label="Leaves">
        {formatCount(String(log.headSize))}
      </td>
      <td data-label="Lag">{lagWords(log)}</td>
      <td className="amount mono" data-label="Cosigned here">
        {log.cosignedSize === null ? 'None' : formatCount(String(log.cosignedSize))}
      </td>
      <td className="amount mono" data-label="Ours, cosigned there">
        {log.cosignedByPeer === null ? 'None' : formatCount(String(log.cosignedByPeer))}
      </td>
      <td className="peer-error secondary break" data-label="Last error">
        {log.lastError !== null &&
          `${log.lastError} Tried ${log.failures} times; again at ${momentWords(log.nextAt)}.`}
      </td>
    </tr>
  );
}

/** How reading a server's logs goes. */
export function PeerHealth({ peer, now }: { peer: PeerDetail; now: number }) {
  return (
    <section className="operator-section" aria-labelledby="health-title">
      <h2 className="heading" id="health-title">
        Logs
      </h2>
      <table className="table stack-table">
        <thead>
          <tr>
            <th scope="col">Log</th>
            <th scope="col">Heard</th>
            <th scope="col" className="amount">
              Leaves
            </th>
            <th scope="col">Lag</th>
            <th scope="col" className="amount">
              Cosigned here
            </th>
            <th scope="col" className="amount">
              Ours, cosigned there
            </th>
            <th scope="col">Last error</th>
          </tr>
        </thead>
        <tbody>
          {peer.logs.map((log) => (
            <LogRow key={log.log} log={log} now={now} />
          ))}
        </tbody>
      </table>
      {peer.leaseEndsAt !== null && (
        <p className="secondary">
          {Date.parse(peer.leaseEndsAt) > now
            ? `If it falls silent, what it keeps rights in stops playing here on ${momentWords(peer.leaseEndsAt)}.`
            : `Silent for too long: what it keeps rights in has not played here since ${momentWords(peer.leaseEndsAt)}.`}
        </p>
      )}
    </section>
  );
}
