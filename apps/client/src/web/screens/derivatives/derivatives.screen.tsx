import { useState } from 'react';
import { Select, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { Paged } from '../../components/paged.tsx';
import { useDerivatives, type DerivativeFilter, type RecipeState } from '../../queries/credits.ts';
import type { User } from '../../queries/session.ts';
import { MusicBar } from '../../shell/music-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { STATE_WORDS } from '../../words/state-words.ts';
import { DerivativeRow } from './derivative-row.tsx';
import './derivatives.css';

const route = getRouteApi('/shell/derivatives');
const ISRC = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;

const isState = (text: string | undefined): text is RecipeState => text !== undefined && text in STATE_WORDS;
const compact = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

interface Search {
  readonly party?: string | undefined;
  readonly isrc?: string | undefined;
  readonly state?: string | undefined;
}

interface FiltersProps {
  readonly search: Search;
  /** What is typed goes on with the step that it began; what is picked is a step of its own. */
  readonly onSearch: (next: Search, isTyped?: boolean) => void;
}

function Filters({ search, onSearch }: FiltersProps) {
  const [isrc, setIsrc] = useState(search.isrc ?? '');
  const wrong = isrc !== '' && !ISRC.test(compact(isrc));
  const { isrc: _isrc, ...withoutIsrc } = search;
  const { state: _state, ...withoutState } = search;
  return (
    <search className="derivatives-filters">
      <TextInput
        label="Recording"
        placeholder="ISRC"
        value={isrc}
        error={wrong ? 'An ISRC has twelve letters and digits.' : null}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setIsrc(text);
          if (text === '') onSearch(withoutIsrc, true);
          else if (ISRC.test(compact(text))) onSearch({ ...search, isrc: compact(text) }, true);
        }}
      />
      <Select
        label="State"
        placeholder="All"
        clearable
        data={Object.entries(STATE_WORDS).map(([value, label]) => ({ value, label }))}
        value={isState(search.state) ? search.state : null}
        onChange={(state) => onSearch(state === null ? withoutState : { ...search, state })}
      />
    </search>
  );
}

interface DerivativesProps extends FiltersProps {
  readonly party: string;
  readonly name: string;
  readonly filter: DerivativeFilter;
}

function Derivatives({ party, name, filter, ...filters }: DerivativesProps) {
  const derivatives = useDerivatives(party, filter);
  const items = derivatives.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = filters.search.isrc !== undefined || filter.state !== undefined;
  return (
    <>
      {(filtered || items.length > 0 || derivatives.isPending) && <Filters {...filters} />}
      <LiveRegion>{derivatives.isSuccess ? `${items.length} flips shown` : ''}</LiveRegion>
      <Paged
        pages={derivatives}
        skeleton="derivatives-skeleton"
        empty={
          filtered
            ? 'No flip fits this.'
            : `Nobody has flipped music of ${name} yet. When someone does, it appears here.`
        }
      >
        {() => (
          <ul className="derivative-list">
            {items.map((item) => (
              <DerivativeRow key={item.hash} item={item} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

function Screen({ user }: { user: User }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/derivatives' });
  const party = user.parties.find(({ id }) => id === search.party) ?? user.parties[0];
  const filter = {
    // Of an address that names no recording, the field says what is wrong.
    ...(search.isrc !== undefined && ISRC.test(compact(search.isrc)) ? { isrc: compact(search.isrc) } : {}),
    ...(isState(search.state) ? { state: search.state } : {}),
  };
  return (
    <div className="page">
      {party !== undefined && <MusicBar current="derivatives" parties={user.parties} party={party.id} />}
      <div className="page-head">
        <div>
          <h1 className="title">Flips of your music</h1>
          <p className="secondary">
            How each uses it, what it paid so far, and what was made from it in turn.
          </p>
        </div>
      </div>
      {party === undefined ? (
        <EmptyState>
          This account belongs to no party yet. Whoever runs this instance can add you to the artist, label or
          publisher that you act for.
        </EmptyState>
      ) : (
        <Derivatives
          key={party.id}
          party={party.id}
          name={party.name}
          filter={filter}
          search={search}
          onSearch={(next, isTyped = false) => void navigate({ search: next, replace: isTyped })}
        />
      )}
    </div>
  );
}

/** Everything that was made of one's recordings and works. */
export function DerivativesScreen() {
  useDocumentTitle('Flips of your music · Flipside');
  return (
    <SignedInOnly title="Flips of your music" reason="Sign in to see what was made of your music.">
      {(user) => <Screen user={user} />}
    </SignedInOnly>
  );
}
