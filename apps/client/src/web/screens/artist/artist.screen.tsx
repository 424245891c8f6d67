import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ShowMore } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePartyCatalogue, usePartyGrants } from '../../queries/consent.ts';
import { present } from '../../search-params.ts';
import type { User } from '../../queries/session.ts';
import { MusicBar } from '../../shell/music-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { PartyRequests } from '../requests/request-list.tsx';
import { CatalogueEntry } from './catalogue-entry.tsx';
import { groupCatalogue } from './group-catalogue.ts';
import { WideGrants } from './wide-grants.tsx';
import './artist.css';

const route = getRouteApi('/shell/artist');

type Party = User['parties'][number];

function PartyCatalogue({ party }: { party: Party }) {
  const catalogue = usePartyCatalogue(party.id);
  const grants = usePartyGrants(party.id);
  const items = catalogue.data?.pages.flatMap((page) => page.items) ?? [];
  const failed = catalogue.error ?? grants.error;
  const retry = () => {
    void catalogue.refetch();
    void grants.refetch();
  };
  if (failed !== null) return <ProblemMessage error={failed} onRetry={retry} />;
  if (catalogue.isPending || grants.isPending)
    return <div className="hatched artist-skeleton" aria-busy="true" />;
  if (items.length === 0) {
    return (
      <EmptyState>
        No recordings or works. When {party.name} is entered as a party to some, they appear here.
      </EmptyState>
    );
  }
  return (
    <>
      <LiveRegion>{`${items.length} entries`}</LiveRegion>
      <WideGrants
        party={party}
        grants={grants.data ?? []}
        sides={items.map(({ side }) => side)}
        readOnly={party.role === 'VIEWER'}
      />
      {groupCatalogue(items).map((entry) => (
        <CatalogueEntry key={entry.key} entry={entry} party={party} readOnly={party.role === 'VIEWER'} />
      ))}
      <ShowMore pages={catalogue} />
    </>
  );
}

function Artist({ user }: { user: User }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/artist' });
  const onRequests = search.tab === 'requests';
  const party = user.parties.find(({ id }) => id === search.party) ?? user.parties[0];
  return (
    <div className="page artist">
      {party !== undefined && (
        <MusicBar current={onRequests ? 'requests' : 'music'} parties={user.parties} party={party.id} />
      )}
      <div className="page-head">
        <div>
          <h1 className="title">{onRequests ? 'Requests' : 'Your music'}</h1>
          <p className="secondary">
            {onRequests
              ? 'Who asks to flip what you have not said yes to. Hear it on this device, then answer.'
              : 'Music has two sides. Both have to say yes before anyone can flip it.'}
          </p>
        </div>
      </div>
      {party === undefined ? (
        <EmptyState action={<LinkButton to="/parties">Parties</LinkButton>}>
          This account belongs to no party yet. Make one, or ask the owner of the artist, label or publisher
          that you act for to invite you.
        </EmptyState>
      ) : onRequests ? (
        <PartyRequests
          key={party.id}
          party={party}
          search={search}
          onSearch={({ state, from, until }, again = false) =>
            void navigate({
              search: present({ party: search.party, tab: search.tab, state, from, until }),
              replace: again,
            })
          }
        />
      ) : (
        <PartyCatalogue key={party.id} party={party} />
      )}
    </div>
  );
}

/** Own recordings and works, and whether remixers may use them. */
export function ArtistScreen() {
  useDocumentTitle('Your music · Flipside');
  return (
    <SignedInOnly title="Your music" reason="Sign in to say yes or no to flips of your music.">
      {(user) => <Artist user={user} />}
    </SignedInOnly>
  );
}
