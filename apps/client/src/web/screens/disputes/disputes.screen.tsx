import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import type { User } from '../../queries/session.ts';
import { PartyPicker } from '../../shell/party-picker.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { DisputeList } from './dispute-list.tsx';
import './disputes.css';

const route = getRouteApi('/shell/disputes');

function Disputes({ user }: { user: User }) {
  const search = route.useSearch();
  const party = user.parties.find(({ id }) => id === search.party) ?? user.parties[0];
  const over = search.state === 'over';
  return (
    <div className="page">
      <p className="small disputes-back">
        <Link to="/artist" search={party === undefined ? {} : { party: party.id }}>
          Your music
        </Link>
      </p>
      <div className="page-head">
        <div>
          <h1 className="title">Disputes</h1>
          <p className="secondary">
            Where shares do not add up, or somebody says that they are wrong. The money waits until they are
            settled.
          </p>
        </div>
        <span className="spacer" />
        {party !== undefined && user.parties.length > 1 && (
          <PartyPicker parties={user.parties} to="/disputes" party={party.id} />
        )}
      </div>
      {party === undefined ? (
        <EmptyState>
          This account belongs to no party yet, so nothing of its music can be in dispute.
        </EmptyState>
      ) : (
        <>
          <nav aria-label="Which disputes" className="disputes-tabs">
            <Link to="/disputes" search={{ party: party.id }} aria-current={over ? undefined : 'page'}>
              Open
            </Link>
            <Link
              to="/disputes"
              search={{ party: party.id, state: 'over' }}
              aria-current={over ? 'page' : undefined}
            >
              Over
            </Link>
          </nav>
          <DisputeList
            filter={{ party: party.id, state: over ? 'over' : 'open' }}
            empty={
              <EmptyState>
                {over
                  ? `No dispute of ${party.name} has been settled or dismissed yet.`
                  : `No disputes. When somebody claims what ${party.name} claims too, it appears here.`}
              </EmptyState>
            }
          />
        </>
      )}
    </div>
  );
}

/** Disputes that name one's parties. */
export function DisputesScreen() {
  useDocumentTitle('Disputes · Flipside');
  return (
    <SignedInOnly title="Disputes" reason="Sign in to see whether shares of your music are in dispute.">
      {(user) => <Disputes user={user} />}
    </SignedInOnly>
  );
}
