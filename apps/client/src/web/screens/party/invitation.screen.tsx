import { useState } from 'react';
import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { hasStatus } from '../../queries/api-problem.ts';
import { useAnswerInvitation, useInvitation, type Invitation } from '../../queries/parties.ts';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { MEMBER_ROLES } from '../../words/claim-words.ts';
import { dayWords } from '../../words/dates.ts';
import { keepToken } from './invitation-token.ts';
import './party.css';

const route = getRouteApi('/shell/invitation/$id');

function Answered({ invitation }: { invitation: Invitation }) {
  if (invitation.state === 'ACCEPTED')
    return (
      <EmptyState
        action={
          <LinkButton to="/parties/$id" params={{ id: invitation.party.id }} variant="filled">
            Open {invitation.party.name}
          </LinkButton>
        }
      >
        You act for {invitation.party.name} as {MEMBER_ROLES[invitation.role].label.toLowerCase()}.
      </EmptyState>
    );
  return (
    <EmptyState action={<LinkButton to="/parties">Your parties</LinkButton>}>
      This invitation was {invitation.state === 'DECLINED' ? 'declined' : 'taken back'}.
    </EmptyState>
  );
}

function Offer({ invitation, token }: { invitation: Invitation; token: string | null }) {
  const answer = useAnswerInvitation();
  const [now] = useState(() => Date.now());
  if (answer.data !== undefined) return <Answered invitation={answer.data} />;
  if (invitation.state !== 'PENDING') return <Answered invitation={invitation} />;
  const { id, party, role, invitedBy, expiresAt } = invitation;
  if (Date.parse(expiresAt) <= now)
    return <EmptyState>This invitation has run out. Ask {invitedBy} for another.</EmptyState>;
  return (
    <div className="party-form">
      <p className="lead">
        {invitedBy} asks you to act for <strong>{party.name}</strong> as{' '}
        {MEMBER_ROLES[role].label.toLowerCase()}. {MEMBER_ROLES[role].you} The invitation holds until{' '}
        {dayWords(expiresAt)}.
      </p>
      {answer.isError && <ProblemMessage error={answer.error} />}
      <div className="row">
        <Button
          variant="filled"
          loading={answer.isPending}
          onClick={() => answer.mutate({ id, token, accept: true })}
        >
          Join {party.name}
        </Button>
        <Button variant="subtle" data-danger onClick={() => answer.mutate({ id, token, accept: false })}>
          Decline
        </Button>
      </div>
    </div>
  );
}

function InvitationBody({ id, token }: { id: string; token: string | null }) {
  const invitation = useInvitation(id, token);
  if (invitation.isPending) return <div className="hatched party-skeleton" aria-busy="true" />;
  if (invitation.isError && hasStatus(invitation.error, 404))
    return (
      <EmptyState>This invitation is not for you, or the link is not complete. Ask for another.</EmptyState>
    );
  if (invitation.isError)
    return <ProblemMessage error={invitation.error} onRetry={() => void invitation.refetch()} />;
  return <Offer invitation={invitation.data} token={token} />;
}

/** Where an invitation's link leads. */
export function InvitationScreen() {
  useDocumentTitle('Invitation · Flipside');
  const { id } = route.useParams();
  const [token] = useState(() => keepToken(id));
  return (
    <SignedInOnly
      title="Invitation"
      reason="Sign in to see who invites you. The invitation is kept in this tab."
    >
      {() => (
        <div className="page">
          <div className="page-head">
            <h1 className="title">Invitation</h1>
          </div>
          <InvitationBody id={id} token={token} />
        </div>
      )}
    </SignedInOnly>
  );
}
