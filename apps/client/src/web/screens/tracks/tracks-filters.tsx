import { useRef, useState } from 'react';
import { Button, Drawer, Select, Switch, TextInput } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { Icon } from '../../components/icon.tsx';
import { territoryChoices } from '../../words/territories.ts';
import { FilterFields } from './filter-fields.tsx';
import {
  cleared,
  withSearch,
  type ActiveFilter,
  type OnTracksSearch,
  type TracksSearch,
} from './tracks-search.ts';

interface TracksFiltersProps {
  readonly search: TracksSearch;
  readonly filters: readonly ActiveFilter[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSearch: OnTracksSearch;
  /** Down from the text field: into the list. */
  readonly onEnterList: () => void;
}

interface PlaceProps {
  readonly search: TracksSearch;
  readonly onSearch: OnTracksSearch;
}

function Place({ search, onSearch }: PlaceProps) {
  return (
    <>
      <Select
        aria-label="Territory"
        placeholder="Where I am"
        data={territoryChoices()}
        value={search.territory ?? null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Where I am' }}
        onChange={(territory) => onSearch(withSearch(search, { territory: territory ?? undefined }))}
      />
      <Switch
        label="Cleared only"
        checked={search.all === undefined}
        onChange={(event) =>
          onSearch(withSearch(search, { all: event.currentTarget.checked ? undefined : '1' }))
        }
      />
    </>
  );
}

/** What is set, each with its way out. */
function Chips({ filters, search, onSearch }: Pick<TracksFiltersProps, 'filters' | 'search' | 'onSearch'>) {
  if (filters.length === 0) return null;
  return (
    <ul className="filter-chips" aria-label="Filters that are set">
      {filters.map(({ name, words, without }) => (
        <li key={name}>
          <button type="button" className="filter-chip" onClick={() => onSearch(without)}>
            <span className="ellipsis">{words}</span>
            <Icon name="close" size={12} />
            <span className="visually-hidden">, remove</span>
          </button>
        </li>
      ))}
      <li>
        <Button variant="subtle" size="sm" onClick={() => onSearch(cleared(search))}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}

/** Search and filters: a bar, on a phone a drawer. `/` goes to the text, Down from there into the list. */
export function TracksFilters({ search, filters, text, onText, onSearch, onEnterList }: TracksFiltersProps) {
  const isPhone = useMediaQuery('(max-width: 599px)', false, { getInitialValueInEffect: false });
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => input.current?.focus()]]);
  return (
    <search className="tracks-filters">
      <div className="tracks-bar">
        <TextInput
          ref={input}
          className="tracks-search"
          aria-label="Search by title, artist or ISRC"
          aria-keyshortcuts="/"
          placeholder="Title, artist or ISRC"
          maxLength={100}
          leftSection={<Icon name="search" />}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            onEnterList();
          }}
        />
        {isPhone ? (
          <Button aria-expanded={isOpen} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            Filters{filters.length > 0 && ` (${filters.length})`}
          </Button>
        ) : (
          <Place search={search} onSearch={onSearch} />
        )}
      </div>
      {isPhone ? (
        <Drawer
          opened={isOpen}
          onClose={() => setOpen(false)}
          position="bottom"
          size="auto"
          title="Filters"
          closeButtonProps={{ 'aria-label': 'Close filters' }}
        >
          <div className="tracks-drawer">
            <Place search={search} onSearch={onSearch} />
            <FilterFields search={search} onSearch={onSearch} />
            <Button variant="filled" onClick={() => setOpen(false)}>
              Show tracks
            </Button>
          </div>
        </Drawer>
      ) : (
        <div className="tracks-bar">
          <FilterFields search={search} onSearch={onSearch} />
        </div>
      )}
      <Chips filters={filters} search={search} onSearch={onSearch} />
    </search>
  );
}
