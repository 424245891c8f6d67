import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { TabLink } from '../../components/tab-link.tsx';
import { hasStatus } from '../../queries/api-problem.ts';
import { useParty, type PartyView } from '../../queries/parties.ts';
import type { User } from '../../queries/session.ts';
import { MusicBar } from '../../shell/music-bar.tsx';
import { NotFoundScreen } from '../../shell/not-found.screen.tsx';
import { OperatorBar } from '../../shell/operator-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { MEMBER_ROLES } from '../../words/claim-words.ts';
import { ClaimsSection } from './claims-section.tsx';
import { DetailsForm } from './details-form.tsx';
import { DomainsSection } from './domains-section.tsx';
import { HistorySection } from './history-section.tsx';
import { InvitationsSection } from './invitations-section.tsx';
import { Mark } from './mark.tsx';
import { MembersSection } from './members-section.tsx';
import { PaymentsSection } from './payments-section.tsx';
import { SharesSection } from './shares-section.tsx';
import './party.css';

const route = getRouteApi('/shell/parties/$id');

const TABS = [
  { key: 'party', label: 'Party' },
  { key: 'members', label: 'Members' },
  { key: 'claims', label: 'Claims' },
  { key: 'shares', label: 'Shares' },
  { key: 'payments', label: 'Payments' },
  { key: 'history', label: 'History' },
] as const;
type Tab = (typeof TABS)[number]['key'];

function Tabs({ id, shown }: { id: string; shown: Tab }) {
  return (
    <nav className="tab-links party-tabs" aria-label="About the party">
      {TABS.map(({ key, label }) => (
        <TabLink
          key={key}
          current={key === shown}
          to="/parties/$id"
          params={{ id }}
          search={key === 'party' ? {} : { tab: key }}
        >
          {label}
        </TabLink>
      ))}
    </nav>
  );
}

function TabBody({ tab, party, user }: { tab: Tab; party: PartyView; user: User }) {
  switch (tab) {
    case 'party':
      return (
        <>
          <DetailsForm
            key={party.id}
            party={party}
            readOnly={party.role !== 'OWNER' || party.mergedIntoId !== null}
          />
          <DomainsSection party={party} />
        </>
      );
    case 'members':
      return (
        <>
          {party.role === 'OWNER' && <InvitationsSection party={party} />}
          <MembersSection party={party} user={user} />
        </>
      );
    case 'claims':
      return <ClaimsSection party={party} />;
    case 'shares':
      return <SharesSection party={party} user={user} />;
    case 'payments':
      return <PaymentsSection key={party.id} party={party} user={user} />;
    case 'history':
      return <HistorySection party={party} />;
  }
}

function PartyHead({ party, operator }: { party: PartyView; operator: boolean }) {
  return (
    <div className="page-head">
      <div>
        <p className="secondary">
          <Link to="/parties">Parties</Link>
          {party.role !== null && `, you are ${MEMBER_ROLES[party.role].label.toLowerCase()}`}
        </p>
        <h1 className="title">{party.name}</h1>
      </div>
      {party.verified && <Mark tone="yes">Verified</Mark>}
      {party.mergedIntoId !== null && <Mark tone="past">Merged</Mark>}
      {operator && (
        <>
          <span className="spacer" />
          <Link to="/operator/books" search={{ party: party.id }}>
            Books of this party
          </Link>
        </>
      )}
    </div>
  );
}

function Party({ user }: { user: User }) {
  const { id } = route.useParams();
  const search = route.useSearch();
  const party = useParty(id);
  const tab = TABS.find(({ key }) => key === search.tab)?.key ?? 'party';
  if (party.isPending)
    return (
      <div className="page">
        <div className="hatched party-skeleton" aria-busy="true" />
      </div>
    );
  if (hasStatus(party.error, 400, 404)) return <NotFoundScreen />;
  if (party.isError)
    return (
      <div className="page">
        <div className="page-head">
          <h1 className="title">Party</h1>
        </div>
        <ProblemMessage error={party.error} onRetry={() => void party.refetch()} />
      </div>
    );
  return (
    <div className="page">
      {party.data.role !== null ? (
        <MusicBar current="party" parties={user.parties} party={id} />
      ) : (
        user.operator && <OperatorBar current="parties" />
      )}
      <PartyHead party={party.data} operator={user.operator} />
      {party.data.mergedIntoId !== null && (
        <p className="measure secondary">
          This party was merged into{' '}
          <Link to="/parties/$id" params={{ id: party.data.mergedIntoId }}>
            another
          </Link>
          , which took its place. Its statements and grants keep this name.
        </p>
      )}
      <Tabs id={id} shown={tab} />
      <TabBody tab={tab} party={party.data} user={user} />
    </div>
  );
}

/** A party's settings, members, claims and shares. */
export function PartyScreen() {
  useDocumentTitle('Party · Flipside');
  return (
    <SignedInOnly title="Party" reason="Sign in to act for this party.">
      {(user) => <Party user={user} />}
    </SignedInOnly>
  );
}
