import { Button, Select } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import {
  useMembers,
  useRemoveMember,
  useSetMember,
  type Member,
  type PartyRole,
  type PartyView,
} from '../../queries/parties.ts';
import type { User } from '../../queries/session.ts';
import { thenGo } from '../../queries/then-go.ts';
import { MEMBER_ROLES } from '../../words/claim-words.ts';
import { dayWords } from '../../words/dates.ts';
import { ROLE_CHOICES } from './role-choices.ts';
import { Section } from './section.tsx';

interface MemberRowProps {
  readonly party: PartyView;
  readonly member: Member;
  readonly isSelf: boolean;
  /** The only owner neither leaves nor becomes anything else. */
  readonly isLastOwner: boolean;
}

function MemberRow({ party, member, isSelf, isLastOwner }: MemberRowProps) {
  const set = useSetMember(party.id);
  const remove = useRemoveMember(party.id);
  const router = useRouter();
  const { handle, displayName, role, since } = member;
  const leave = () =>
    void thenGo(remove, handle, () => (isSelf ? router.navigate({ to: '/parties' }) : undefined));
  return (
    <li className="party-row">
      <div>
        <strong>{displayName}</strong> <span className="secondary">@{handle}</span>
        <p className="small secondary">
          {MEMBER_ROLES[role].label} since {dayWords(since)}
        </p>
        {set.isError && <ProblemMessage error={set.error} />}
        {remove.isError && <ProblemMessage error={remove.error} />}
      </div>
      <div className="party-actions">
        {party.role === 'OWNER' && (
          <Select
            aria-label={`Role of ${displayName}`}
            data={ROLE_CHOICES}
            value={role}
            allowDeselect={false}
            disabled={isLastOwner || set.isPending}
            w={132}
            onChange={(value) => set.mutate({ handle, role: value as PartyRole })}
          />
        )}
        {(party.role === 'OWNER' || isSelf) && (
          <Button
            variant="subtle"
            data-danger
            disabled={isLastOwner}
            loading={remove.isPending}
            onClick={leave}
            aria-label={isSelf ? `Leave ${party.name}` : `Remove ${displayName}`}
          >
            {isSelf ? 'Leave' : 'Remove'}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Who acts for the party. */
export function MembersSection({ party, user }: { party: PartyView; user: User }) {
  const members = useMembers(party.id);
  const owners = members.data?.filter(({ role }) => role === 'OWNER').length ?? 0;
  return (
    <Section title="Members">
      <p className="secondary measure">
        An owner decides who acts for the party and hands over shares. A manager opts in and claims. A viewer
        reads.
      </p>
      {members.isPending && <div className="hatched party-skeleton" aria-busy="true" />}
      {members.isError && <ProblemMessage error={members.error} onRetry={() => void members.refetch()} />}
      <ul className="party-list">
        {members.data?.map((member) => (
          <MemberRow
            key={member.handle}
            party={party}
            member={member}
            isSelf={member.handle === user.handle}
            isLastOwner={member.role === 'OWNER' && owners === 1}
          />
        ))}
      </ul>
    </Section>
  );
}
