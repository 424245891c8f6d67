import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { changeWords, CORRECTION_WORDS, reachWords } from '../../credits/correction-words.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useDecideCorrection, type Box, type CorrectionView } from '../../queries/credits.ts';
import { dayWords } from '../../words/dates.ts';

const hostOf = (address: string): string => {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
};

function Evidence({ evidence }: { evidence: readonly string[] }) {
  if (evidence.length === 0) return <p className="small tertiary">No links were given.</p>;
  return (
    <p className="small correction-evidence">
      {evidence.map((address) => (
        <a key={address} href={address} target="_blank" rel="noopener noreferrer nofollow">
          {hostOf(address)}
        </a>
      ))}
    </p>
  );
}

/** Yes or no, and why. Declining always says why. */
function Decide({ correction }: { correction: CorrectionView }) {
  const [reason, setReason] = useState('');
  const decide = useDecideCorrection();
  const said = reason.trim();
  const { id, subject } = correction;
  return (
    <>
      <div className="correction-decide">
        <TextInput
          label={`Your reason, on ${subject.title}`}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          loading={decide.isPending && decide.variables.how === 'accept'}
          disabled={said.length > 0 && said.length < 3}
          onClick={() => decide.mutate({ id, how: 'accept', reason: said })}
        >
          Accept
        </Button>
        <Button
          variant="subtle"
          data-danger
          loading={decide.isPending && decide.variables.how === 'decline'}
          disabled={said.length < 3}
          onClick={() => decide.mutate({ id, how: 'decline', reason: said })}
        >
          Decline
        </Button>
      </div>
      {decide.isError && <ProblemMessage error={decide.error} />}
    </>
  );
}

function TakeBack({ id }: { id: string }) {
  const decide = useDecideCorrection();
  return (
    <div>
      <Button
        size="sm"
        variant="subtle"
        loading={decide.isPending}
        onClick={() => decide.mutate({ id, how: 'withdraw', reason: '' })}
      >
        Take the question back
      </Button>
      {decide.isError && <ProblemMessage error={decide.error} />}
    </div>
  );
}

/** One question about a credit, and what became of it. */
export function CorrectionCard({ correction, box }: { correction: CorrectionView; box: Box }) {
  const { subject, state, explanation, party, createdAt, events } = correction;
  const last = events.at(-1);
  const answer = last?.reason ?? null;
  const open = state === 'REQUESTED';
  return (
    <li className="correction">
      <div className="correction-head">
        <h2 className="lead">
          {subject.code === null ? (
            subject.title
          ) : (
            <Link to="/r/$code" params={{ code: subject.code }}>
              {subject.title}
            </Link>
          )}
        </h2>
        <span className="small secondary">{reachWords(subject.kind)}</span>
        <span className="spacer" />
        <span className="small secondary">
          {CORRECTION_WORDS[state]} {dayWords(last?.at ?? createdAt)}
        </span>
      </div>
      <p>
        <strong>{changeWords(correction)}</strong>
      </p>
      <p className="secondary measure">
        {party.name}: {explanation}
      </p>
      <Evidence evidence={correction.evidence} />
      {answer !== null && <p className="secondary">Answer: {answer}</p>}
      {open && correction.mayDecide && <Decide correction={correction} />}
      {open && box === 'asked' && <TakeBack id={correction.id} />}
    </li>
  );
}
