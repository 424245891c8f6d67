import { Select, TextInput } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { usePartyReleases, type CatalogueFilter } from '../../queries/consent.ts';

interface CatalogueFiltersProps {
  readonly party: string;
  readonly filter: CatalogueFilter;
  /** What is typed, a moment before it is asked for. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onChange: (filter: CatalogueFilter) => void;
}

/** Drops what is not asked for, so that an empty filter is empty. */
const asked = (filter: {
  [Name in keyof CatalogueFilter]: CatalogueFilter[Name] | undefined;
}): CatalogueFilter => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));

const YES_NO = { yes: true, no: false } as const;
const fromFlag = (value: boolean | undefined) => (value === undefined ? null : value ? 'yes' : 'no');
const toFlag = (value: string | null) => (value === 'yes' || value === 'no' ? YES_NO[value] : undefined);

const STATES = [
  { value: 'CLEARED', label: 'Cleared' },
  { value: 'NEEDS_APPROVAL', label: 'Needs approval' },
  { value: 'NOT_CLEARED', label: 'Not cleared' },
  { value: 'CONFLICT', label: 'Conflict' },
  { value: 'BLOCKED', label: 'Blocked' },
] as const;

/** Narrows the table; everything given must hold. */
export function CatalogueFilters({ party, filter, text, onText, onChange }: CatalogueFiltersProps) {
  const releases = usePartyReleases(party);
  const set = (part: { [Name in keyof CatalogueFilter]?: CatalogueFilter[Name] | undefined }) =>
    onChange(asked({ ...filter, ...part }));
  return (
    <div className="label-filters" role="search" aria-label="Narrow the table">
      <TextInput
        label="Title, artist, ISRC or ISWC"
        leftSection={<Icon name="search" />}
        maxLength={100}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <Select
        label="Opted in"
        placeholder="Either"
        clearable
        data={[
          { value: 'yes', label: 'Opted in' },
          { value: 'no', label: 'Not opted in' },
        ]}
        value={fromFlag(filter.optedIn)}
        onChange={(value) => set({ optedIn: toFlag(value) })}
      />
      <Select
        label="Stands as"
        placeholder="Any"
        clearable
        data={STATES}
        value={filter.clearance ?? null}
        onChange={(value) => set({ clearance: STATES.find((state) => state.value === value)?.value })}
      />
      <Select
        label="Side"
        placeholder="Both"
        clearable
        data={[
          { value: 'MASTER', label: 'Recordings' },
          { value: 'COMPOSITION', label: 'Compositions' },
        ]}
        value={filter.side ?? null}
        onChange={(value) => set({ side: value === 'MASTER' || value === 'COMPOSITION' ? value : undefined })}
      />
      <Select
        label="Flips"
        placeholder="Any number"
        clearable
        data={[
          { value: 'yes', label: 'With flips' },
          { value: 'no', label: 'Without' },
        ]}
        value={fromFlag(filter.flipped)}
        onChange={(value) => set({ flipped: toFlag(value) })}
      />
      <Select
        label="Release"
        placeholder="Any"
        clearable
        searchable
        disabled={(releases.data ?? []).length === 0}
        data={(releases.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        value={filter.release ?? null}
        onChange={(value) => set({ release: value ?? undefined })}
      />
    </div>
  );
}
