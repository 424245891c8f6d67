import { useState, type FormEvent } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { OwnCause } from '../../../components/own-cause.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import {
  useMergeParties,
  useMergePreview,
  useParty,
  useVerifyParty,
  type PartyFound,
} from '../../../queries/parties.ts';
import { Mark } from '../../party/mark.tsx';
import { PartySearch } from '../../party/party-search.tsx';
import { Section } from '../../party/section.tsx';
import '../../party/party.css';
import { OperatorOnly } from '../operator-only.tsx';
import { MergeHistory } from './merge-history.tsx';
import { MergePreviewTable } from './merge-preview.tsx';

function Verification({ party: { id } }: { party: PartyFound }) {
  const party = useParty(id);
  const verify = useVerifyParty(id);
  const [reason, setReason] = useState('');
  if (party.isError) return <ProblemMessage error={party.error} onRetry={() => void party.refetch()} />;
  if (party.isPending) return <div className="hatched party-skeleton" aria-busy="true" />;
  const { verified, name } = party.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate({ verified: !verified, reason: reason.trim() }, { onSuccess: () => setReason('') });
  };
  return (
    <form className="party-form" onSubmit={submit}>
      <p className="row">
        <Link to="/parties/$id" params={{ id }}>
          {name}
        </Link>
        <Mark tone={verified ? 'yes' : 'waiting'}>{verified ? 'Verified' : 'Not verified'}</Mark>
      </p>
      <Textarea
        label={verified ? 'Why it ends' : 'How you made sure who it is'}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {verify.isError && <ProblemMessage error={verify.error} />}
      <div>
        <Button
          type="submit"
          loading={verify.isPending}
          disabled={reason.trim() === ''}
          data-danger={verified || undefined}
        >
          {verified ? 'End the verification' : 'Verify'}
        </Button>
      </div>
    </form>
  );
}

function Merge({ into }: { into: PartyFound }) {
  const [from, setFrom] = useState<PartyFound | null>(null);
  const [reason, setReason] = useState('');
  const preview = useMergePreview(into.id, from?.id ?? null);
  const merge = useMergeParties();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (from !== null)
      merge.mutate(
        { into: into.id, from: from.id, reason: reason.trim() },
        {
          onSuccess: () => {
            setFrom(null);
            setReason('');
          },
        },
      );
  };
  return (
    <form className="party-dialog" onSubmit={submit}>
      <PartySearch
        key={into.id}
        label={`Which party is ${into.name} again?`}
        start={into.name}
        chosen={from}
        onChoose={setFrom}
        except={into.id}
      />
      {preview.isError && <ProblemMessage error={preview.error} />}
      {from !== null && preview.data !== undefined && (
        <>
          <MergePreviewTable preview={preview.data} />
          <OwnCause parties={[from.id, into.id]}>
            <Textarea
              label="Why they are one"
              required
              autosize
              minRows={2}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <p className="strong">A merge cannot be undone.</p>
            <div>
              <Button
                type="submit"
                variant="filled"
                loading={merge.isPending}
                disabled={reason.trim() === ''}
              >
                Merge {from.name} into {into.name}
              </Button>
            </div>
          </OwnCause>
        </>
      )}
      {merge.isError && <ProblemMessage error={merge.error} />}
      <p role="status" className="secondary">
        {merge.data !== undefined && `${merge.data.from.name} was merged into ${merge.data.into.name}.`}
      </p>
    </form>
  );
}

function OperatorParties() {
  const [party, setParty] = useState<PartyFound | null>(null);
  return (
    <>
      <Section title="Find a party">
        <PartySearch label="Party" chosen={party} onChoose={setParty} />
      </Section>
      {party !== null && (
        <>
          <Section title="Verification">
            <OwnCause parties={[party.id]}>
              <Verification key={party.id} party={party} />
            </OwnCause>
          </Section>
          <Section title="Merge a duplicate into it">
            <Merge key={party.id} into={party} />
          </Section>
          <Section title="Merges">
            <MergeHistory key={party.id} party={party.id} />
          </Section>
        </>
      )}
    </>
  );
}

/** Parties as an operator sees them: who is verified, and which two are one. */
export function OperatorPartiesScreen() {
  useDocumentTitle('Parties · Flipside');
  return (
    <OperatorOnly
      current="parties"
      title="Verify and merge parties"
      about="Who is who, and which two entries are one and the same."
    >
      <OperatorParties />
    </OperatorOnly>
  );
}
