import { useState, type FormEvent } from 'react';
import { Button, CopyButton, Select, TextInput } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import {
  useInvite,
  usePartyInvitations,
  useRevokeInvitation,
  type Invitation,
  type PartyRole,
  type PartyView,
} from '../../queries/parties.ts';
import { MEMBER_ROLES } from '../../words/claim-words.ts';
import { dayWords } from '../../words/dates.ts';
import { Mark, type Tone } from './mark.tsx';
import { ROLE_CHOICES } from './role-choices.ts';
import { Section } from './section.tsx';

function standing({ state, expiresAt }: Invitation, now: number): { tone: Tone; word: string } {
  if (state === 'ACCEPTED') return { tone: 'yes', word: 'Accepted' };
  if (state === 'DECLINED') return { tone: 'past', word: 'Declined' };
  if (state === 'REVOKED') return { tone: 'past', word: 'Taken back' };
  if (Date.parse(expiresAt) <= now) return { tone: 'past', word: 'Run out' };
  return { tone: 'waiting', word: 'Open' };
}

function InvitationRow({ party, invitation }: { party: string; invitation: Invitation }) {
  const revoke = useRevokeInvitation(party);
  const [now] = useState(() => Date.now());
  const { tone, word } = standing(invitation, now);
  const whom = invitation.handle === null ? 'By link' : `@${invitation.handle}`;
  return (
    <li className="party-row">
      <div>
        <p className="row">
          <strong>{whom}</strong>
          <Mark tone={tone}>{word}</Mark>
        </p>
        <p className="small secondary">
          {MEMBER_ROLES[invitation.role].label}, by {invitation.invitedBy}, until{' '}
          {dayWords(invitation.expiresAt)}
        </p>
        {revoke.isError && <ProblemMessage error={revoke.error} />}
      </div>
      {word === 'Open' && (
        <Button
          variant="subtle"
          data-danger
          loading={revoke.isPending}
          onClick={() => revoke.mutate(invitation.id)}
          aria-label={`Take back the invitation ${whom}`}
        >
          Take back
        </Button>
      )}
    </li>
  );
}

function MadeLink({ link }: { link: string }) {
  return (
    <div className="party-form">
      <p role="status">Copy the link now. It is shown this once, and works once.</p>
      <TextInput label="Link" readOnly value={link} classNames={{ input: 'mono' }} />
      <CopyButton value={link}>
        {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the link'}</Button>}
      </CopyButton>
    </div>
  );
}

/** Asking people in: by handle, or by a link that works once. */
export function InvitationsSection({ party }: { party: PartyView }) {
  const invitations = usePartyInvitations(party.id, true);
  const invite = useInvite(party.id);
  const [handle, setHandle] = useState('');
  const [role, setRole] = useState<PartyRole>('VIEWER');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = handle.trim().replace(/^@/, '').toLowerCase();
    invite.mutate(
      { role, handle: named === '' ? null : named, expiresInDays: 7 },
      { onSuccess: () => setHandle('') },
    );
  };
  return (
    <Section title="Invitations">
      <form className="party-form" onSubmit={submit}>
        <div className="party-form-pair">
          <TextInput
            label="Handle; empty makes a link"
            maxLength={64}
            value={handle}
            spellCheck={false}
            onChange={(event) => setHandle(event.currentTarget.value)}
          />
          <Select
            label="As"
            data={ROLE_CHOICES}
            value={role}
            allowDeselect={false}
            onChange={(value) => setRole(value as PartyRole)}
          />
        </div>
        {invite.isError && <ProblemMessage error={invite.error} />}
        <div>
          <Button type="submit" variant="filled" loading={invite.isPending}>
            {handle.trim() === '' ? 'Make a link' : 'Invite'}
          </Button>
        </div>
      </form>
      {typeof invite.data?.link === 'string' && <MadeLink link={invite.data.link} />}
      {invitations.isError && (
        <ProblemMessage error={invitations.error} onRetry={() => void invitations.refetch()} />
      )}
      {invitations.data?.length === 0 && <EmptyState>Nobody was invited yet.</EmptyState>}
      <ul className="party-list">
        {invitations.data?.map((invitation) => (
          <InvitationRow key={invitation.id} party={party.id} invitation={invitation} />
        ))}
      </ul>
    </Section>
  );
}
