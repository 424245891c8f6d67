import type { PeerDetail } from '../../../queries/peers.ts';
import { momentWords } from '../../../words/dates.ts';
import { ALARMS, eventWords, LOGS } from '../../../words/peer-words.ts';

/** Proof that anybody can check with the key above: two signed checkpoints that cannot both be true. */
export function PeerAlarms({ peer }: { peer: PeerDetail }) {
  if (peer.alarms.length === 0) return null;
  return (
    <section className="operator-section" aria-labelledby="alarms-title">
      <h2 className="heading" id="alarms-title">
        Evidence
      </h2>
      {peer.alarms.map((alarm) => (
        <article key={alarm.id}>
          <p className="strong">
            {LOGS[alarm.log]} log, {momentWords(alarm.at)}. {ALARMS[alarm.kind]}
          </p>
          <p className="secondary">{alarm.message}</p>
          <div className="peer-evidence">
            <div>
              <h3 className="label">Remembered</h3>
              <pre className="mono small">{alarm.remembered}</pre>
            </div>
            <div>
              <h3 className="label">Served then</h3>
              <pre className="mono small">{alarm.served}</pre>
            </div>
          </div>
        </article>
      ))}
    </section>
  );
}

export function PeerKeys({ peer }: { peer: PeerDetail }) {
  const keys = [
    ['Fingerprint of all three', peer.fingerprint],
    ['Consent log', peer.consentKey],
    ['Plays log', peer.playsKey],
    ['Witness', peer.witnessKey],
  ] as const;
  return (
    <section className="operator-section" aria-labelledby="keys-title">
      <h2 className="heading" id="keys-title">
        Keys
      </h2>
      <dl className="peer-keys">
        {keys.map(([name, key]) => (
          <div key={name}>
            <dt className="label">{name}</dt>
            <dd className="mono peer-key">{key}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function PeerHistory({ peer }: { peer: PeerDetail }) {
  return (
    <section className="operator-section" aria-labelledby="history-title">
      <h2 className="heading" id="history-title">
        History
      </h2>
      <ul className="operator-changes">
        {peer.events.map((event) => (
          <li key={event.id}>
            <span className="mono small tertiary">{momentWords(event.at)}</span>
            <span>
              {eventWords(event.kind)}
              {event.by !== null && <span className="secondary"> by {event.by}</span>}
            </span>
            <span className="secondary">{event.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
