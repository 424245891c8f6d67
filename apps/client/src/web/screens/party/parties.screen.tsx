import { useState, type FormEvent } from 'react';
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link, useRouter } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import {
  useAnswerInvitation,
  useCreateParty,
  useMyInvitations,
  type Invitation,
} from '../../queries/parties.ts';
import type { User } from '../../queries/session.ts';
import { thenGo } from '../../queries/then-go.ts';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { MEMBER_ROLES } from '../../words/claim-words.ts';
import { dayWords } from '../../words/dates.ts';
import './party.css';

const KINDS = [
  { value: 'PERSON', label: 'A person' },
  { value: 'ORGANISATION', label: 'A label, publisher, band or company' },
];

function NewParty({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'PERSON' | 'ORGANISATION'>('PERSON');
  const create = useCreateParty();
  const router = useRouter();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void thenGo(create, { name, kind }, ({ id }) => router.navigate({ to: '/parties/$id', params: { id } }));
  };
  return (
    <form className="party-dialog" onSubmit={submit}>
      <TextInput
        label="Name, as credits show it"
        required
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="What it is"
        data={KINDS}
        value={kind}
        allowDeselect={false}
        onChange={(value) => setKind(value === 'ORGANISATION' ? 'ORGANISATION' : 'PERSON')}
      />
      {create.isError && <ProblemMessage error={create.error} />}
      <div className="row">
        <Button type="submit" variant="filled" loading={create.isPending}>
          Make the party
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const answer = useAnswerInvitation();
  const { id, party, role, invitedBy, expiresAt } = invitation;
  return (
    <li className="party-row">
      <div>
        <strong>{party.name}</strong>
        <p className="small secondary">
          {invitedBy} asks you to join as {MEMBER_ROLES[role].label.toLowerCase()}, until{' '}
          {dayWords(expiresAt)}
        </p>
        {answer.isError && <ProblemMessage error={answer.error} />}
      </div>
      <div className="party-actions">
        <Button
          loading={answer.isPending}
          onClick={() => answer.mutate({ id, token: null, accept: true })}
          aria-label={`Join ${party.name}`}
        >
          Join
        </Button>
        <Button
          variant="subtle"
          data-danger
          onClick={() => answer.mutate({ id, token: null, accept: false })}
          aria-label={`Decline ${party.name}`}
        >
          Decline
        </Button>
      </div>
    </li>
  );
}

function Parties({ user }: { user: User }) {
  const [making, setMaking] = useState(false);
  const invitations = useMyInvitations();
  const make = (
    <Button variant="filled" onClick={() => setMaking(true)}>
      New party
    </Button>
  );
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1 className="title">Parties</h1>
          <p className="secondary">
            The artists, writers, labels and publishers that you act for. A party holds rights, is credited
            and is paid.
          </p>
        </div>
        <span className="spacer" />
        {user.parties.length > 0 && make}
      </div>
      {invitations.isError && (
        <ProblemMessage error={invitations.error} onRetry={() => void invitations.refetch()} />
      )}
      {invitations.data !== undefined && invitations.data.length > 0 && (
        <section className="party-block" aria-labelledby="invitations-title">
          <h2 className="heading" id="invitations-title">
            Invitations
          </h2>
          <ul className="party-list">
            {invitations.data.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </section>
      )}
      {user.parties.length === 0 ? (
        <EmptyState action={make}>
          You act for no party yet. Make one for yourself or your label, or ask its owner for an invitation.
        </EmptyState>
      ) : (
        <ul className="party-list">
          {user.parties.map(({ id, name, role }) => (
            <li key={id} className="party-row">
              <div>
                <Link to="/parties/$id" params={{ id }} className="strong">
                  {name}
                </Link>
                <p className="small secondary">
                  {MEMBER_ROLES[role].label}: {MEMBER_ROLES[role].may}
                </p>
              </div>
              <Link to="/artist" search={{ party: id }} aria-label={`Its music, ${name}`}>
                Its music
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Modal opened={making} onClose={() => setMaking(false)} title="New party">
        {making && <NewParty onClose={() => setMaking(false)} />}
      </Modal>
    </div>
  );
}

/** Whom one acts for, and what one is asked to join. */
export function PartiesScreen() {
  useDocumentTitle('Parties · Flipside');
  return (
    <SignedInOnly title="Parties" reason="Sign in to act for an artist, a label or a publisher.">
      {(user) => <Parties user={user} />}
    </SignedInOnly>
  );
}
