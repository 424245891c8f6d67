import { Checkbox, NumberInput } from '@mantine/core';
import { FASTEST, SLOWEST, withSearch, type OnTracksSearch, type TracksSearch } from './tracks-search.ts';

interface EndProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | undefined;
  readonly onValue: (value: string | undefined) => void;
}

function End({ label, placeholder, value, onValue }: EndProps) {
  return (
    <NumberInput
      className="tempo-end"
      aria-label={label}
      placeholder={placeholder}
      min={SLOWEST}
      max={FASTEST}
      clampBehavior="blur"
      decimalScale={1}
      allowNegative={false}
      hideControls
      value={value === undefined ? '' : Number(value)}
      onChange={(bpm) => {
        // Half-typed numbers, such as the 1 of 120, are not asked for.
        if (bpm === '') onValue(undefined);
        else if (Number(bpm) >= SLOWEST && Number(bpm) <= FASTEST) onValue(String(bpm));
      }}
    />
  );
}

interface TempoFieldsProps {
  readonly search: TracksSearch;
  readonly onSearch: OnTracksSearch;
}

/** From and to in beats per minute; half and double are the same groove to many. */
export function TempoFields({ search, onSearch }: TempoFieldsProps) {
  const isSet = search.bpmMin !== undefined || search.bpmMax !== undefined;
  return (
    <fieldset className="filter-group">
      <legend>Tempo, BPM</legend>
      <div className="row">
        <End
          label="Slowest tempo"
          placeholder="from"
          value={search.bpmMin}
          onValue={(bpmMin) => onSearch(withSearch(search, { bpmMin }), true)}
        />
        <span className="tertiary">to</span>
        <End
          label="Fastest tempo"
          placeholder="to"
          value={search.bpmMax}
          onValue={(bpmMax) => onSearch(withSearch(search, { bpmMax }), true)}
        />
        <Checkbox
          label="Half, double"
          disabled={!isSet}
          checked={search.octave !== undefined}
          onChange={(event) =>
            onSearch(withSearch(search, { octave: event.currentTarget.checked ? '1' : undefined }))
          }
        />
      </div>
    </fieldset>
  );
}
