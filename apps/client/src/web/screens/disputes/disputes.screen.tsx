import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { NothingInTime, type OnDaySpan } from '../../components/day-span-filter.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { TabLink } from '../../components/tab-link.tsx';
import { present } from '../../search-params.ts';
import type { User } from '../../queries/session.ts';
import { MusicBar } from '../../shell/music-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { isAnyTime } from '../../words/day-span.ts';
import { DisputeList } from './dispute-list.tsx';
import './disputes.css';

const route = getRouteApi('/shell/disputes');

function Disputes({ user }: { user: User }) {
  const search = route.useSearch();
  const party = user.parties.find(({ id }) => id === search.party) ?? user.parties[0];
  const over = search.state === 'over';
  const { from, until, ...rest } = search;
  const opened = { from, until };
  const navigate = useNavigate({ from: '/disputes' });
  const ask: OnDaySpan = (span, again = false) =>
    void navigate({ search: present({ ...rest, ...span }), replace: again });
  return (
    <div className="page">
      {party !== undefined && <MusicBar current="disputes" parties={user.parties} party={party.id} />}
      <div className="page-head">
        <div>
          <h1 className="title">Disputes</h1>
          <p className="secondary">
            Where shares do not add up, or somebody says that they are wrong. The money waits until they are
            settled.
          </p>
        </div>
      </div>
      {party === undefined ? (
        <EmptyState>
          This account belongs to no party yet, so nothing of its music can be in dispute.
        </EmptyState>
      ) : (
        <>
          <nav aria-label="Which disputes" className="tab-links disputes-tabs">
            <TabLink current={!over} to="/disputes" search={present({ party: party.id, ...opened })}>
              Open
            </TabLink>
            <TabLink
              current={over}
              to="/disputes"
              search={present({ party: party.id, state: 'over', ...opened })}
            >
              Over
            </TabLink>
          </nav>
          <DisputeList
            filter={{ party: party.id, state: over ? 'over' : 'open', opened }}
            onOpened={ask}
            empty={
              isAnyTime(opened) ? (
                <EmptyState>
                  {over
                    ? `No dispute of ${party.name} has been settled or dismissed yet.`
                    : `No disputes. When somebody claims what ${party.name} claims too, it appears here.`}
                </EmptyState>
              ) : (
                <NothingInTime onAnyTime={() => ask({})}>
                  {`No ${over ? 'dispute that is over' : 'open dispute'} was opened in this time.`}
                </NothingInTime>
              )
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
