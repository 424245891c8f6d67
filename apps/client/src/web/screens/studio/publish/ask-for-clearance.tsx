import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Recipe } from '@flipside/recipe';
import { recipeHash } from '@flipside/recipe';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useAskForClearance, useOwnRequests, useReviseRequest } from '../../../queries/requests.ts';
import type { RequestSummary } from '../../../queries/requests.ts';
import { thenGo } from '../../../queries/then-go.ts';
import { RequestBadge } from '../../requests/request-badge.tsx';
import { useStudio, useStudioState } from '../state/use-studio.ts';

function RequestNote({ request, hash }: { request: RequestSummary; hash: string }) {
  const agreed = request.lines.filter(({ state }) => state === 'GRANTED').length;
  return (
    <div className="ask-note">
      <p className="row">
        <RequestBadge state={request.state} />
        <span className="spacer" />
        <Link to="/requests/$id" params={{ id: request.id }}>
          Open request
        </Link>
      </p>
      <p className="small secondary">
        {agreed} of {request.lines.length} agreed.
        {request.hash !== hash && ' The draft has changed since: send it, so that they hear this one.'}
      </p>
    </div>
  );
}

interface AskFormProps {
  readonly recipe: Recipe;
  /** The request that the changed draft belongs to; null asks for the first time. */
  readonly request: RequestSummary | null;
  readonly onDone: () => void;
}

function AskForm({ recipe, request, onDone }: AskFormProps) {
  const studio = useStudio();
  const [message, setMessage] = useState('');
  const ask = useAskForClearance();
  const revise = useReviseRequest();
  const body = { recipe: { ...recipe }, message: message.trim() };
  const send = () => {
    if (request === null)
      void thenGo(ask, body, ({ id }) => {
        studio.store.set({ request: id });
        onDone();
      });
    else void thenGo(revise, { id: request.id, body }, onDone);
  };
  const error = ask.error ?? revise.error;
  return (
    <form
      className="ask-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        label="What you say to those who decide"
        description="They see this draft and can hear it on their own devices. Nobody else does."
        required
        maxLength={2000}
        autosize
        minRows={2}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      {error !== null && <ProblemMessage error={error} kept="Your draft is kept." />}
      <div className="row">
        <Button type="submit" disabled={message.trim() === ''} loading={ask.isPending || revise.isPending}>
          {request === null ? 'Ask' : 'Send the changed draft'}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Asks those who stand in the way, and tells how an earlier request for this draft stands. */
export function AskForClearance({ recipe, canAsk }: { recipe: Recipe; canAsk: boolean }) {
  const [asking, setAsking] = useState(false);
  const asked = useStudioState((state) => state.request);
  const own = useOwnRequests({ state: null });
  const hash = recipeHash(recipe);
  const known = own.data?.pages.flatMap(({ items }) => items) ?? [];
  // The one for this very draft, else the one that this draft was asked with before it was changed.
  const request =
    known.find((one) => one.hash === hash && one.state !== 'WITHDRAWN') ??
    known.find(({ id, state }) => id === asked && state === 'OPEN') ??
    null;
  const isCurrent = request !== null && request.hash === hash && request.state === 'OPEN';
  const open = request?.state === 'OPEN' ? request : null;
  return (
    <div className="ask">
      {request !== null && <RequestNote request={request} hash={hash} />}
      {canAsk && !isCurrent && !asking && (
        <Button fullWidth onClick={() => setAsking(true)}>
          {open === null ? 'Ask for clearance' : 'Ask with the changed draft'}
        </Button>
      )}
      {asking && <AskForm recipe={recipe} request={open} onDone={() => setAsking(false)} />}
    </div>
  );
}
