import { Button } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { cleared, withSearch, type ActiveFilter, type TracksSearch } from './tracks-search.ts';

interface NothingFoundProps {
  readonly search: TracksSearch;
  readonly filters: readonly ActiveFilter[];
  /** Parameters of the API of which any one, left out, lets something be found. */
  readonly loosen: readonly string[];
  readonly onSearch: (search: TracksSearch) => void;
}

interface WayOut {
  readonly words: string;
  readonly search: TracksSearch;
}

/** One button for everything that alone would help. */
function waysOut({ search, filters, loosen }: Omit<NothingFoundProps, 'onSearch'>): WayOut[] {
  return loosen.flatMap((name): WayOut[] => {
    if (name === 'q')
      return [{ words: `Without “${search.q ?? ''}”`, search: withSearch(search, { q: undefined }) }];
    if (name === 'licensed')
      return [{ words: 'Show what is not cleared too', search: withSearch(search, { all: '1' }) }];
    const filter = filters.find((one) => one.name === name);
    return filter === undefined ? [] : [{ words: `Without “${filter.words}”`, search: filter.without }];
  });
}

function nothingWords({ q }: TracksSearch, loosen: readonly string[]): string {
  if (q === undefined) return 'Nothing is all of this at once. Any one of these would help.';
  if (loosen.every((name) => name === 'q')) return `Nothing in the catalogue is called anything like “${q}”.`;
  return `Nothing like “${q}” is all of this at once. Any one of these would help.`;
}

/** Says what stands in the way and offers to take it away. */
export function NothingFound({ search, filters, loosen, onSearch }: NothingFoundProps) {
  const ways = waysOut({ search, filters, loosen });
  if (ways.length > 0)
    return (
      <EmptyState
        action={
          <div className="ways-out">
            {ways.map(({ words, search: next }) => (
              <Button key={words} size="sm" onClick={() => onSearch(next)}>
                {words}
              </Button>
            ))}
          </div>
        }
      >
        {nothingWords(search, loosen)}
      </EmptyState>
    );
  const isAsking = search.q !== undefined || filters.length > 0;
  if (!isAsking)
    return (
      <EmptyState>
        No recording is cleared for flipping here yet. When both sides opt in, it appears here.
      </EmptyState>
    );
  const only = withSearch({}, { q: search.q, territory: search.territory, all: '1' });
  return (
    <EmptyState
      action={
        <div className="ways-out">
          {search.q !== undefined && (
            <Button size="sm" onClick={() => onSearch(only)}>
              Only “{search.q}”, cleared or not
            </Button>
          )}
          <Button size="sm" onClick={() => onSearch(cleared(search))}>
            Start over
          </Button>
        </div>
      }
    >
      Nothing fits, whichever one of these is left out.
    </EmptyState>
  );
}
