import { useState } from 'react';
import { Select, TextInput } from '@mantine/core';
import { StemChip } from '../../components/stem-chip.tsx';
import { STEM_NAMES } from '../../theme/stems.ts';
import { keyWords } from '../../words/flip-words.ts';
import { TempoFields } from './tempo-fields.tsx';
import {
  FILTER_STEMS,
  stemsOf,
  withSearch,
  type FilterStem,
  type OnTracksSearch,
  type TracksSearch,
} from './tracks-search.ts';

interface FilterFieldsProps {
  readonly search: TracksSearch;
  readonly onSearch: OnTracksSearch;
}

const TONICS = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];
const KEYS = (['maj', 'min'] as const).map((mode) => ({
  group: mode === 'maj' ? 'Major' : 'Minor',
  items: TONICS.map((tonic) => ({ value: `${tonic}:${mode}`, label: keyWords(`${tonic}:${mode}`) })),
}));

function StemToggles({ search, onSearch }: FilterFieldsProps) {
  const wanted = stemsOf(search);
  const toggle = (stem: FilterStem) => {
    const stems = wanted.includes(stem) ? wanted.filter((one) => one !== stem) : [...wanted, stem];
    onSearch(withSearch(search, { stems: stems.join(',') }));
  };
  return (
    <fieldset className="filter-group">
      <legend>I want to use</legend>
      <div className="row">
        {FILTER_STEMS.map((stem) => (
          <button
            key={stem}
            type="button"
            className="stem-toggle"
            aria-pressed={wanted.includes(stem)}
            onClick={() => toggle(stem)}
          >
            <StemChip stem={stem} decorative />
            {STEM_NAMES[stem]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

interface NameFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onValue: (value: string) => void;
}

/** A whole name is asked for when it has been typed, not letter by letter. */
function NameField({ label, value, onValue }: NameFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const finish = () => {
    if (typed !== null && typed.trim() !== (value ?? '')) onValue(typed.trim());
    setTyped(null);
  };
  return (
    <TextInput
      className="filter-name"
      label={label}
      placeholder="Any"
      maxLength={200}
      value={typed ?? value ?? ''}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
      }}
    />
  );
}

/** Everything that narrows the list beside text, territory and the switch: in a bar, or in the phone's drawer. */
export function FilterFields({ search, onSearch }: FilterFieldsProps) {
  return (
    <>
      <StemToggles search={search} onSearch={onSearch} />
      <TempoFields search={search} onSearch={onSearch} />
      <Select
        className="filter-key"
        label="Key"
        placeholder="Any"
        data={KEYS}
        value={search.key ?? null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Any key' }}
        onChange={(key) => onSearch(withSearch(search, { key: key ?? undefined }))}
      />
      <NameField
        label="Artist"
        value={search.artist}
        onValue={(artist) => onSearch(withSearch(search, { artist }))}
      />
      <NameField
        label="Label"
        value={search.label}
        onValue={(label) => onSearch(withSearch(search, { label }))}
      />
    </>
  );
}
