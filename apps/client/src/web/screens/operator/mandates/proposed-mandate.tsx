import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { OwnCause } from '../../../components/own-cause.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { SideMark } from '../../../components/side-glyph.tsx';
import { useDecideMandate, type MandateView } from '../../../queries/mandates.ts';
import { dayWords } from '../../../words/dates.ts';
import { mandateDates, mandateSentence } from '../../../words/mandate-words.ts';

const MOST_CHARS = 500;

function Decision({ mandate }: { mandate: MandateView }) {
  const [reason, setReason] = useState('');
  const decide = useDecideMandate(mandate.grantor.id);
  const said = reason.trim();
  const send = (decision: 'CONFIRM' | 'DECLINE') =>
    decide.mutate({ id: mandate.id, body: { decision, reason: said } });
  const between = `${mandate.holder.name} for ${mandate.grantor.name}`;
  return (
    <>
      <Textarea
        label="What your decision rests on, which both read"
        required
        autosize
        minRows={2}
        maxLength={MOST_CHARS}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {decide.isError && <ProblemMessage error={decide.error} />}
      <div className="row">
        <Button
          loading={decide.isPending}
          disabled={said === ''}
          aria-label={`Confirm it: ${between}`}
          onClick={() => send('CONFIRM')}
        >
          Confirm it
        </Button>
        <Button
          data-danger
          variant="subtle"
          loading={decide.isPending}
          disabled={said === ''}
          aria-label={`Decline it: ${between}`}
          onClick={() => send('DECLINE')}
        >
          Decline
        </Button>
      </div>
    </>
  );
}

/** One proposal: who for whom, on what evidence, and the operator's say. */
export function ProposedMandate({ mandate }: { mandate: MandateView }) {
  const [open, setOpen] = useState(false);
  const { side, grantor, holder, evidence, createdAt } = mandate;
  return (
    <article className="mandate" aria-label={`${holder.name} for ${grantor.name}`}>
      <div className="row mandate-head">
        <SideMark side={side === 'MASTER' ? 'A' : 'B'} />
        <h2 className="lead strong">{mandateSentence(mandate)}</h2>
        <span className="spacer" />
        <Button
          variant="subtle"
          size="sm"
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Decide'}: ${holder.name} for ${grantor.name}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Close' : 'Decide'}
        </Button>
      </div>
      <p className="secondary">
        {mandateDates(mandate)} Rests on: “{evidence}”
      </p>
      <p className="small secondary">
        Proposed by{' '}
        <Link to="/parties/$id" params={{ id: holder.id }}>
          {holder.name}
        </Link>{' '}
        for{' '}
        <Link to="/parties/$id" params={{ id: grantor.id }}>
          {grantor.name}
        </Link>{' '}
        on {dayWords(createdAt)}
      </p>
      {open && (
        <OwnCause parties={[holder.id, grantor.id]}>
          <Decision mandate={mandate} />
        </OwnCause>
      )}
    </article>
  );
}
