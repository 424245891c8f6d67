import { useRef } from 'react';
import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useTypedText } from '../../components/typed-text.ts';
import { useRecordings } from '../../queries/recordings.ts';
import { NothingFound } from './nothing-found.tsx';
import { RecordingRow } from './recording-row.tsx';
import { TracksElsewhere } from './tracks-elsewhere.tsx';
import { TracksFilters } from './tracks-filters.tsx';
import { activeFilters, filterOf, withSearch, type OnTracksSearch } from './tracks-search.ts';
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

interface MeantProps {
  readonly typed: string;
  readonly meant: string;
  readonly onSearch: () => void;
}

function Meant({ typed, meant, onSearch }: MeantProps) {
  return (
    <p className="tracks-meant">
      Nothing is called “{typed}”. These are for <strong>“{meant}”</strong>.{' '}
      <button type="button" className="quiet-link" onClick={onSearch}>
        Search for “{meant}”
      </button>
    </p>
  );
}

/** Recordings that may be flipped, and why the others may not yet. */
export function TracksScreen() {
  useDocumentTitle('Tracks · Flipside');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/tracks' });
  const list = useRef<HTMLUListElement>(null);
  // What is typed goes on with the step that it began; what is picked is a step of its own.
  const change: OnTracksSearch = (next, isTyped = false) => void navigate({ search: next, replace: isTyped });
  const { text, setText } = useTypedText(search.q ?? '', (q) => change(withSearch(search, { q }), true));
  const recordings = useRecordings(filterOf(search));
  const [first] = recordings.data?.pages ?? [];
  const items = recordings.data?.pages.flatMap((page) => page.items) ?? [];
  const filters = activeFilters(search, { party: first?.party?.name, release: first?.release?.title });
  const count = `${items.length}${recordings.hasNextPage ? ' and more' : ''}`;
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
      <TracksFilters
        search={search}
        filters={filters}
        text={text}
        onText={setText}
        onSearch={change}
        onEnterList={() => list.current?.querySelector<HTMLElement>('[data-track]')?.focus()}
      />
      <LiveRegion>{recordings.isSuccess ? `${count} recordings shown` : ''}</LiveRegion>
      {recordings.isPending && <Skeleton />}
      {recordings.isError && (
        <ProblemMessage error={recordings.error} onRetry={() => void recordings.refetch()} />
      )}
      {first !== undefined && first.meant !== null && (
        <Meant
          typed={search.q ?? ''}
          meant={first.meant}
          onSearch={() => change(withSearch(search, { q: first.meant ?? undefined }))}
        />
      )}
      {first !== undefined && items.length === 0 && (
        <NothingFound search={search} filters={filters} loosen={first.loosen} onSearch={change} />
      )}
      {items.length > 0 && (
        <ul ref={list} aria-busy={recordings.isPlaceholderData}>
          {items.map((item) => (
            <RecordingRow key={item.isrc} item={item} search={search} />
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
      {search.q !== undefined && recordings.isSuccess && (
        <TracksElsewhere q={search.q} territory={search.territory} />
      )}
    </div>
  );
}
