import { useState } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePartyCatalogue, type CatalogueFilter } from '../../queries/consent.ts';
import type { User } from '../../queries/session.ts';
import { MusicBar } from '../../shell/music-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { formatCount } from '../../words/flip-words.ts';
import { useTypedText } from '../../components/typed-text.ts';
import { BulkPanel } from './bulk-panel.tsx';
import { CatalogueFilters } from './catalogue-filters.tsx';
import { filterOf, searchOf } from './catalogue-search.ts';
import { CatalogueTable } from './catalogue-table.tsx';
import { countChosen, EVERYTHING, NOTHING, type Selection } from './selection.ts';
import './label.css';

const route = getRouteApi('/shell/artist/catalogue');

type Party = User['parties'][number];

const PAGE = 500;

interface CountLineProps {
  readonly total: number;
  readonly chosen: number;
  readonly onSelect: (selection: Selection) => void;
}

/** How many there are and how many of them are chosen. */
function CountLine({ total, chosen, onSelect }: CountLineProps) {
  return (
    <div className="label-count row">
      <p className="small secondary">
        <span className="mono">{formatCount(String(total))}</span> recordings and works
        {chosen > 0 && (
          <>
            , <span className="mono">{formatCount(String(chosen))}</span> chosen
          </>
        )}
      </p>
      <span className="spacer" />
      <button
        type="button"
        className="label-quiet"
        disabled={total === 0}
        onClick={() => onSelect(EVERYTHING)}
      >
        Choose all {formatCount(String(total))}
      </button>
      <button type="button" className="label-quiet" disabled={chosen === 0} onClick={() => onSelect(NOTHING)}>
        Choose none
      </button>
    </div>
  );
}

interface ListingProps {
  readonly party: Party;
  readonly catalogue: ReturnType<typeof usePartyCatalogue>;
  readonly isFiltered: boolean;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

/** The table, or why there is none. */
function Listing({ party, catalogue, isFiltered, selection, onSelect }: ListingProps) {
  const items = catalogue.data?.pages.flatMap((page) => page.items) ?? [];
  const total = catalogue.data?.pages[0]?.total ?? 0;
  return (
    <>
      {catalogue.isError && items.length === 0 ? (
        <ProblemMessage error={catalogue.error} onRetry={() => void catalogue.refetch()} />
      ) : catalogue.isPending ? (
        <div className="hatched label-skeleton" aria-busy="true" />
      ) : total === 0 ? (
        <EmptyState>
          {isFiltered
            ? 'Nothing matches. Take a filter away.'
            : `No recordings or works. When ${party.name} is entered as a party to some, they appear here.`}
        </EmptyState>
      ) : (
        <CatalogueTable
          items={items}
          total={total}
          selection={selection}
          onSelect={onSelect}
          hasMore={catalogue.hasNextPage && !catalogue.isFetchingNextPage && !catalogue.isError}
          onMore={() => void catalogue.fetchNextPage()}
        />
      )}
      {catalogue.isError && items.length > 0 && (
        <ProblemMessage
          error={catalogue.error}
          kept="What is loaded stays."
          onRetry={() => void catalogue.fetchNextPage()}
        />
      )}
    </>
  );
}

function Catalogue({ party }: { party: Party }) {
  const asked = filterOf(route.useSearch());
  const navigate = useNavigate({ from: '/artist/catalogue' });
  const [selection, setSelection] = useState(NOTHING);
  const catalogue = usePartyCatalogue(party.id, asked, PAGE);
  const total = catalogue.data?.pages[0]?.total ?? 0;
  const chosen = countChosen(selection, total);
  const isFiltered = Object.keys(asked).length > 0;
  // Above nothing at all there is nothing to narrow.
  const isEmpty = catalogue.isSuccess && total === 0 && !isFiltered;
  // What is typed goes on with the step that it began; what is picked is a step of its own.
  const change = (next: CatalogueFilter, isTyped = false) => {
    void navigate({ search: searchOf(party.id, next), replace: isTyped });
    // What "all that match" means has changed.
    setSelection(NOTHING);
  };
  const { text, setText } = useTypedText(asked.q ?? '', (q) => {
    const { q: _q, ...rest } = asked;
    change(q === '' ? rest : { ...rest, q }, true);
  });
  return (
    <div className="label-layout">
      <div className="label-main">
        {!isEmpty && (
          <CatalogueFilters
            party={party.id}
            filter={asked}
            text={text}
            onText={setText}
            onChange={(next) => change(next)}
          />
        )}
        <LiveRegion>
          {catalogue.isPending ? '' : `${total} recordings and works, ${chosen} chosen`}
        </LiveRegion>
        {!isEmpty && <CountLine total={total} chosen={chosen} onSelect={setSelection} />}
        <Listing
          party={party}
          catalogue={catalogue}
          isFiltered={isFiltered}
          selection={selection}
          onSelect={setSelection}
        />
      </div>
      <BulkPanel
        party={party.id}
        filter={asked}
        selection={selection}
        chosen={chosen}
        readOnly={party.role === 'VIEWER'}
        onDone={() => setSelection(NOTHING)}
      />
    </div>
  );
}

/** Everything a party has a say in, in one table, and changes of many at once. */
export function LabelScreen() {
  useDocumentTitle('Catalogue · Flipside');
  const search = route.useSearch();
  return (
    <SignedInOnly title="Catalogue" reason="Sign in to say yes or no to flips of your catalogue.">
      {(user) => {
        const party = user.parties.find(({ id }) => id === search.party) ?? user.parties[0];
        return (
          <div className="page">
            {party !== undefined && <MusicBar current="catalogue" parties={user.parties} party={party.id} />}
            <div className="page-head">
              <div>
                <h1 className="title">Catalogue</h1>
                <p className="secondary">Choose some, or all that match, and change them together.</p>
              </div>
            </div>
            {party === undefined ? (
              <EmptyState>This account belongs to no party yet.</EmptyState>
            ) : (
              <Catalogue key={party.id} party={party} />
            )}
          </div>
        );
      }}
    </SignedInOnly>
  );
}
