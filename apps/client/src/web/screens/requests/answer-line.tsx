import { useState } from 'react';
import { Button, Radio, Textarea } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { toMicros } from '../../components/micros.ts';
import { useAnswerLine, type ClearanceRequest, type RequestLine } from '../../queries/requests.ts';
import { OPEN_SCOPE } from '../artist/open-scope.ts';
import { OfferForm } from './offer-form.tsx';

type Doing = 'approve' | 'counter' | 'decline' | null;

interface FormProps<T> {
  readonly busy: boolean;
  readonly onDone: (value: T) => void;
  readonly onCancel: () => void;
}

function ApproveForm({ busy, onDone, onCancel }: FormProps<'THIS_FLIP' | 'OPT_IN'>) {
  const [as, setAs] = useState<'THIS_FLIP' | 'OPT_IN'>('THIS_FLIP');
  return (
    <form
      className="request-form panel"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(as);
      }}
    >
      <Radio.Group
        label="What you agree to"
        value={as}
        onChange={(value) => setAs(value === 'OPT_IN' ? 'OPT_IN' : 'THIS_FLIP')}
      >
        <div className="request-choices">
          <Radio
            value="THIS_FLIP"
            label="This flip"
            description="Exactly what you heard. If it is changed you are asked again. You can take it back."
          />
          <Radio
            value="OPT_IN"
            label="Any flip of it"
            description="Opts in: everybody may flip it from now on, without asking. Terms are set under Your music."
          />
        </div>
      </Radio.Group>
      <div className="row">
        <Button type="submit" variant="filled" loading={busy}>
          Agree
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function DeclineForm({ busy, onDone, onCancel }: FormProps<string>) {
  const [reason, setReason] = useState('');
  return (
    <form
      className="request-form panel"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(reason.trim());
      }}
    >
      <Textarea
        label="Why not"
        description="The producer reads this. The request ends for everybody."
        required
        maxLength={500}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" data-danger disabled={reason.trim() === ''} loading={busy}>
          Decline
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface AnswerLineProps {
  readonly request: ClearanceRequest;
  readonly line: RequestLine;
  /** The next step of the page: the one filled button. */
  readonly primary: boolean;
}

/** What the tariff pays a side of the flip for a play, in millionths of its currency. */
const paidTo = ({ economics }: ClearanceRequest, side: RequestLine['side']): bigint =>
  economics.lines.reduce((sum, line) => (line.side === side ? sum + toMicros(line.amountMicros) : sum), 0n);

/** The party's yes, other terms, or no. */
export function AnswerLine({ request, line, primary }: AnswerLineProps) {
  const [doing, setDoing] = useState<Doing>(null);
  const answer = useAnswerLine(request.id, line.id);
  const done = { onSuccess: () => setDoing(null) };
  const form = { busy: answer.isPending, onCancel: () => setDoing(null) };
  const terms = { policy: 'MONETISE', scope: OPEN_SCOPE, minimumRate: null } as const;
  const side = line.side === 'MASTER' ? 'recording' : 'composition';
  return (
    <div className="request-answer">
      {doing === null && (
        <div
          className="request-actions"
          role="group"
          aria-label={`Your answer for the ${side} side of ${line.title}`}
        >
          <Button variant={primary ? 'filled' : 'outline'} onClick={() => setDoing('approve')}>
            Agree
          </Button>
          <Button onClick={() => setDoing('counter')}>Offer other terms</Button>
          <Button variant="subtle" data-danger onClick={() => setDoing('decline')}>
            Decline
          </Button>
        </div>
      )}
      {doing === 'approve' && (
        <ApproveForm
          {...form}
          onDone={(as) => answer.mutate({ kind: 'approve', body: { as, terms } }, done)}
        />
      )}
      {doing === 'counter' && (
        <OfferForm
          {...form}
          currency={request.economics.currency}
          before={line.offer?.terms ?? null}
          paidMicros={paidTo(request, line.side)}
          onOffer={(offered, note) =>
            answer.mutate({ kind: 'counter', body: { terms: offered, note } }, done)
          }
        />
      )}
      {doing === 'decline' && (
        <DeclineForm
          {...form}
          onDone={(reason) => answer.mutate({ kind: 'decline', body: { reason } }, done)}
        />
      )}
      {answer.isError && <ProblemMessage error={answer.error} />}
    </div>
  );
}
