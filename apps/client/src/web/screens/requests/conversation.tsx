import { useState } from 'react';
import { Button, Select, Textarea } from '@mantine/core';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useWriteMessage, type ClearanceRequest } from '../../queries/requests.ts';
import { momentWords } from '../../words/dates.ts';

type RequestEvent = ClearanceRequest['events'][number];

const DONE: Record<Exclude<RequestEvent['kind'], 'MESSAGE'>, string> = {
  ASKED: 'asked',
  REVISED: 'asked with a changed draft',
  APPROVED: 'agreed',
  COUNTERED: 'offered other terms',
  ACCEPTED: 'took the terms',
  DECLINED: 'declined',
  REOPENED: 'asked again: what was agreed does not hold for this any more',
  CLEARED: 'Everybody agrees',
  EXPIRED: 'Time ran out',
  WITHDRAWN: 'took the request back',
};

function headWords({ kind, by, party }: RequestEvent): { who: string; what: string } {
  const who = by ?? party?.name ?? 'Flipside';
  if (kind === 'MESSAGE') return { who, what: party === null ? '' : `with ${party.name}` };
  if (kind === 'CLEARED' || kind === 'EXPIRED') return { who: DONE[kind], what: '' };
  const what = DONE[kind];
  return { who, what: party === null || who === party.name ? what : `${what}, ${party.name}` };
}

function Entry({ event }: { event: RequestEvent }) {
  const { who, what } = headWords(event);
  return (
    <li className="request-event">
      <p className="small secondary">
        <strong>{who}</strong> {what}{' '}
        <time dateTime={event.createdAt} className="tertiary">
          {momentWords(event.createdAt)}
        </time>
      </p>
      {event.text !== null && <p className="request-said">{event.text}</p>}
    </li>
  );
}

const EVERYBODY = 'everybody';

function WriteForm({ request }: { request: ClearanceRequest }) {
  const [text, setText] = useState('');
  const [to, setTo] = useState(EVERYBODY);
  const write = useWriteMessage(request.id);
  const parties = new Map(
    request.lines.flatMap(({ party }) => (party === null ? [] : [[party.id, party.name]])),
  );
  const own = request.actsFor[0];
  const send = () => {
    const partyId = request.isMine ? (to === EVERYBODY ? undefined : to) : own;
    const body = { text: text.trim(), ...(partyId === undefined ? {} : { partyId }) };
    write.mutate(body, { onSuccess: () => setText('') });
  };
  return (
    <form
      className="request-write"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {request.isMine && parties.size > 1 && (
        <Select
          label="To"
          allowDeselect={false}
          data={[
            { value: EVERYBODY, label: 'Everybody asked' },
            ...[...parties].map(([value, label]) => ({ value: value ?? '', label: label ?? '' })),
          ]}
          value={to}
          onChange={(value) => setTo(value ?? EVERYBODY)}
        />
      )}
      <Textarea
        label="Message"
        maxLength={2000}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" disabled={text.trim() === ''} loading={write.isPending}>
        Send
      </Button>
      {write.isError && <ProblemMessage error={write.error} kept="Your words are kept." />}
    </form>
  );
}

/** What was said and done, in order. */
export function Conversation({ request }: { request: ClearanceRequest }) {
  const last = request.events.at(-1);
  return (
    <section aria-labelledby="conversation-title">
      <div className="ruled-head">
        <h2 className="heading" id="conversation-title">
          Conversation
        </h2>
      </div>
      <ol>
        {request.events.map((event) => (
          <Entry key={event.id} event={event} />
        ))}
      </ol>
      <LiveRegion>{last === undefined ? '' : `${headWords(last).who} ${headWords(last).what}`}</LiveRegion>
      {request.state === 'OPEN' && <WriteForm request={request} />}
    </section>
  );
}
