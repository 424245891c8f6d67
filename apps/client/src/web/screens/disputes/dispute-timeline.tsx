import { Icon } from '../../components/icon.tsx';
import type { DisputeEvent, DisputePart } from '../../queries/disputes.ts';
import { momentWords } from '../../words/dates.ts';
import { eventWords, percentWords, territoriesWords } from '../../words/dispute-words.ts';
import { listWords } from '../../words/flip-words.ts';

interface SplitWordsProps {
  readonly split: NonNullable<DisputeEvent['split']>;
  readonly parts: readonly DisputePart[];
}

/** A split, a line for each group of territories. */
export function SplitWords({ split, parts }: SplitWordsProps) {
  return (
    <ul className="dispute-split-words">
      {split.map((lines, index) => {
        const part = parts[index];
        const words = lines.map(({ party, ppm }) => `${party.name} ${percentWords(ppm)}`);
        return (
          <li key={part === undefined ? index : JSON.stringify(part.territories) + (part.from ?? '')}>
            {part !== undefined && split.length > 1 && (
              <span className="secondary">{territoriesWords(part.territories)}: </span>
            )}
            {lines.length === 0 ? 'nobody' : listWords(words)}
          </li>
        );
      })}
    </ul>
  );
}

/** An address that a party gave: where it leads is for people to judge, not for this app to fetch. */
function EvidenceLink({ href }: { href: string }) {
  const { host, pathname } = new URL(href);
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc" referrerPolicy="no-referrer">
      <Icon name="external" size={14} /> {host}
      {pathname.length > 1 && <span className="secondary">{pathname}</span>}
    </a>
  );
}

function Entry({ event, parts }: { event: DisputeEvent; parts: readonly DisputePart[] }) {
  const { who, did } = eventWords(event);
  return (
    <li className="dispute-event">
      <p>
        <strong>{who}</strong> {did}
        <span className="small tertiary dispute-event-at">
          <time dateTime={event.at}>{momentWords(event.at)}</time>
        </span>
      </p>
      {event.ownCause !== null && (
        <p className="small secondary">Whoever decided acts for {event.ownCause}.</p>
      )}
      {event.split !== null && <SplitWords split={event.split} parts={parts} />}
      {event.text !== '' && <p className="dispute-event-text measure">{event.text}</p>}
      {event.evidence.length > 0 && (
        <ul className="dispute-evidence">
          {event.evidence.map((href) => (
            <li key={href}>
              <EvidenceLink href={href} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** What happened, the oldest first. */
export function DisputeTimeline({
  events,
  parts,
}: {
  readonly events: readonly DisputeEvent[];
  readonly parts: readonly DisputePart[];
}) {
  return (
    <section aria-labelledby="timeline-title">
      <h2 className="heading" id="timeline-title">
        What happened
      </h2>
      <ol className="dispute-timeline">
        {events.map((event) => (
          <Entry key={event.id} event={event} parts={parts} />
        ))}
      </ol>
    </section>
  );
}
