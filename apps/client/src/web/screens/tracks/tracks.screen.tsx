import { useState } from 'react';
import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue, useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icon.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useRecordings } from '../../queries/recordings.ts';
import { territoryChoices } from '../../words/territories.ts';
import { RecordingRow } from './recording-row.tsx';
import './tracks.css';

const route = getRouteApi('/shell/tracks');

function Skeleton() {
  return (
    <div aria-hidden="true">
      {[0, 1, 2, 3, 4, 5].map((key) => (
        <div key={key} className="hatched tracks-skeleton" />
      ))}
    </div>
  );
}

interface TracksSearch {
  readonly q?: string;
  readonly territory?: string;
  readonly all?: string;
}

interface TracksFiltersProps {
  readonly search: TracksSearch;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSearch: (search: TracksSearch) => void;
}

function TracksFilters({ search, text, onText, onSearch }: TracksFiltersProps) {
  return (
    <search className="tracks-filters">
      <TextInput
        className="tracks-search"
        aria-label="Search by title, artist or ISRC"
        placeholder="Title, artist or ISRC"
        leftSection={<Icon name="search" />}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <Select
        aria-label="Territory"
        placeholder="Where I am"
        data={territoryChoices()}
        value={search.territory ?? null}
        searchable
        clearable
        onChange={(territory) =>
          onSearch({
            ...(search.all === undefined ? {} : { all: search.all }),
            ...(territory === null ? {} : { territory }),
          })
        }
      />
      <Switch
        label="Cleared only"
        checked={search.all === undefined}
        onChange={(event) =>
          onSearch({
            ...(search.territory === undefined ? {} : { territory: search.territory }),
            ...(event.currentTarget.checked ? {} : { all: '1' }),
          })
        }
      />
    </search>
  );
}

/** Recordings that may be flipped, and why the others may not yet. */
export function TracksScreen() {
  useDocumentTitle('Tracks · Flipside');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/tracks' });
  const [text, setText] = useState(search.q ?? '');
  const [query] = useDebouncedValue(text.trim(), 250);
  const licensedOnly = search.all === undefined;
  const recordings = useRecordings({ text: query, territory: search.territory, licensedOnly });
  const items = recordings.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: TracksSearch) => void navigate({ search: next, replace: true });
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1 className="title">Tracks</h1>
          <p className="secondary">
            Music whose artists and writers have opted in. Both sides have to say yes.
          </p>
        </div>
      </div>
      <TracksFilters search={search} text={text} onText={setText} onSearch={change} />
      <LiveRegion>{recordings.isSuccess ? `${items.length} recordings shown` : ''}</LiveRegion>
      {recordings.isPending && <Skeleton />}
      {recordings.isError && (
        <ProblemMessage error={recordings.error} onRetry={() => void recordings.refetch()} />
      )}
      {recordings.isSuccess && items.length === 0 && (
        <EmptyState>
          {query === ''
            ? 'No recording is cleared for flipping here yet.'
            : `Nothing cleared matches “${query}”. Switch off “Cleared only” to see what is not cleared, and why.`}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className="tracks-list">
          {items.map((item) => (
            <RecordingRow key={item.isrc} item={item} territory={search.territory} />
          ))}
        </ul>
      )}
      {recordings.hasNextPage && (
        <div className="tracks-more">
          <Button onClick={() => void recordings.fetchNextPage()} loading={recordings.isFetchingNextPage}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}
