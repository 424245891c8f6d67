import type { ClaimDetail } from '../../queries/claims.ts';
import { formatPpm } from '../../components/micros.ts';
import { EVENT_WORDS } from '../../words/claim-words.ts';
import { momentWords } from '../../words/dates.ts';
import './party.css';

const WHOLE = 1_000_000;

/** How a claim came to stand where it stands. Links lead out of this site and are nobody's word but the party's. */
export function ClaimEvents({ claim }: { claim: ClaimDetail }) {
  return (
    <>
      {claim.state === 'PENDING' && claim.totalPpm > WHOLE && (
        <p>
          <strong className="stop">With it {formatPpm(claim.totalPpm)} would be claimed.</strong> Proved, it
          puts the {claim.subject.kind === 'RECORDING' ? 'recording' : 'work'} in conflict until the parties
          settle the shares.
        </p>
      )}
      <ol className="claim-events">
        {claim.events.map((event) => (
          <li key={event.id}>
            <p className="small secondary">
              {EVENT_WORDS[event.kind]}
              {event.by !== null && ` by @${event.by}`}, {momentWords(event.createdAt)}
              {typeof event.detail['domain'] === 'string' && `, ${event.detail['domain']}`}
            </p>
            {typeof event.detail['ownCause'] === 'string' && (
              <p className="small">Whoever decided acts for {event.detail['ownCause']}.</p>
            )}
            {event.text !== null && <p>{event.text}</p>}
            {event.links.map((link) => (
              <p key={link}>
                <a href={link} target="_blank" rel="noopener noreferrer nofollow">
                  {link}
                </a>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}
