import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useDisputableSubject, useOpenDispute, type DisputableSubject } from '../../queries/disputes.ts';
import { thenGo } from '../../queries/then-go.ts';
import { NotFoundScreen } from '../../shell/not-found.screen.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { percentWords, territoriesWords } from '../../words/dispute-words.ts';
import { roleWords } from '../../words/role-words.ts';
import { StatementForm } from './statement-form.tsx';
import './disputes.css';

const route = getRouteApi('/shell/disputes/new');

interface About {
  readonly kind: 'RECORDING' | 'WORK';
  readonly id: string;
  readonly party: string | undefined;
}

function ShareChoice({
  subject,
  chosen,
  onChange,
}: {
  readonly subject: DisputableSubject;
  readonly chosen: readonly string[];
  readonly onChange: (ids: string[]) => void;
}) {
  return (
    <Checkbox.Group
      label="Which of these is wrong?"
      required
      value={[...chosen]}
      onChange={onChange}
      className="dispute-choice"
    >
      {subject.shares.map(({ id, party, ppm, role, territories, excludeTerritories }) => (
        <Checkbox
          key={id}
          value={id}
          label={
            <>
              <span className="mono">{percentWords(ppm)}</span> <strong>{party.name}</strong>{' '}
              <span className="secondary">
                {roleWords(role)}, {territoriesWords({ include: territories, exclude: excludeTerritories })}
              </span>
            </>
          }
        />
      ))}
    </Checkbox.Group>
  );
}

function OpenForm({ about, subject }: { about: About; subject: DisputableSubject }) {
  const open = useOpenDispute();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { kind, id, party } = about;
  return (
    <StatementForm
      label="What is wrong, and how it should be"
      submit="Open the dispute"
      busy={open.isPending}
      error={open.error}
      blocked={chosen.length === 0}
      onSubmit={(said) =>
        void thenGo(
          open,
          {
            ...said,
            subject: { kind, id },
            shareIds: [...chosen],
            ...(party === undefined ? {} : { partyId: party }),
          },
          (made) => navigate({ to: '/disputes/$id', params: { id: made.id } }),
        )
      }
    >
      <ShareChoice subject={subject} chosen={chosen} onChange={setChosen} />
      <p className="small secondary measure">
        Without any evidence the dispute is over when the time to answer is, and the shares stand.
      </p>
    </StatementForm>
  );
}

function NewDispute({ about }: { about: About }) {
  const subject = useDisputableSubject(about.kind, about.id, about.party);
  return (
    <div className="page">
      <p className="small disputes-back">
        {about.party === undefined ? (
          <Link to="/operator/disputes">Disputes</Link>
        ) : (
          <Link to="/artist" search={{ party: about.party }}>
            Your music
          </Link>
        )}
      </p>
      <div className="page-head">
        <div>
          <h1 className="title">Dispute a share</h1>
          {subject.data !== undefined && (
            <p className="secondary">
              {subject.data.title}, {about.kind === 'RECORDING' ? 'the recording' : 'the composition'}. The
              money of the shares you name waits until this is settled; the music keeps playing.
            </p>
          )}
        </div>
      </div>
      {subject.isPending && <div className="hatched disputes-skeleton" aria-busy="true" />}
      {subject.isError && <ProblemMessage error={subject.error} onRetry={() => void subject.refetch()} />}
      {subject.data !== undefined && subject.data.disputeId !== null && (
        <EmptyState
          action={
            <LinkButton to="/disputes/$id" params={{ id: subject.data.disputeId }} variant="filled">
              Go to it
            </LinkButton>
          }
        >
          A dispute about these shares is open already. Add to that one.
        </EmptyState>
      )}
      {subject.data !== undefined && subject.data.disputeId === null && subject.data.shares.length === 0 && (
        <EmptyState>Nobody claims a share of this yet, so there is none to dispute.</EmptyState>
      )}
      {subject.data !== undefined && subject.data.disputeId === null && subject.data.shares.length > 0 && (
        <OpenForm about={about} subject={subject.data} />
      )}
    </div>
  );
}

/** Says that a share is wrong. */
export function NewDisputeScreen() {
  useDocumentTitle('Dispute a share · Flipside');
  const { recording, work, party } = route.useSearch();
  const id = recording ?? work;
  if (id === undefined) return <NotFoundScreen />;
  return (
    <SignedInOnly title="Dispute a share" reason="Sign in to say what is wrong with the shares.">
      {() => <NewDispute about={{ kind: recording === undefined ? 'WORK' : 'RECORDING', id, party }} />}
    </SignedInOnly>
  );
}
