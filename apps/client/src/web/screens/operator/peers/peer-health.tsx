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
      <td data-label="Heard">
        {agoWords(log.heardAt, now)}
        {log.reads > 0 && <span className="secondary">, {formatCount(String(log.reads))} times in all</span>}
      </td>
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
      <td className="amount mono" data-label="Ours, not told yet">
        {formatCount(String(log.untold))}
      </td>
      <td className="peer-error secondary break">
        {log.lastError !== null &&
          `${log.lastError} Tried ${log.failures} times; again at ${momentWords(log.nextAt)}. `}
        {log.deliveryError !== null && `Telling it of ours: ${log.deliveryError}`}
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
            <th scope="col" className="amount">
              Ours, not told yet
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
        <p className="secondary peer-lease">
          {Date.parse(peer.leaseEndsAt) > now
            ? `If it falls silent, what it keeps rights in stops playing here on ${momentWords(peer.leaseEndsAt)}.`
            : `Silent for too long: what it keeps rights in has not played here since ${momentWords(peer.leaseEndsAt)}.`}
        </p>
      )}
    </section>
  );
}
