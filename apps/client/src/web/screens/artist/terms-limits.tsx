import { MultiSelect, NumberInput, TextInput } from '@mantine/core';
import type { GrantScope } from '../../queries/consent.ts';
import { territoryChoices } from '../../words/territories.ts';
import {
  dayEnd,
  dayStart,
  firstDayOf,
  fromRange,
  lastDayOf,
  PITCH,
  TEMPO,
  toRange,
} from '../../words/terms-fields.ts';

interface FieldsProps {
  readonly scope: GrantScope;
  readonly onChange: (part: Partial<GrantScope>) => void;
}

const numberOr = (value: string | number): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

interface ReachProps {
  readonly legend: string;
  readonly labels: readonly [down: string, up: string];
  readonly most: readonly [down: number, up: number];
  readonly range: { readonly min: number; readonly max: number } | null;
  readonly measure: typeof TEMPO;
  readonly onChange: (range: { min: number; max: number } | null) => void;
}

/** Two numbers, one each way from the original. An empty one is without that limit. */
function ReachFields({ legend, labels, most, range, measure, onChange }: ReachProps) {
  const reach = fromRange(range, measure.origin, measure.unit);
  const field = (way: 'down' | 'up', index: 0 | 1) => (
    <NumberInput
      label={labels[index]}
      placeholder="Any"
      min={0}
      max={most[index]}
      decimalScale={1}
      value={reach[way] ?? ''}
      onChange={(value) => onChange(toRange({ ...reach, [way]: numberOr(value) }, measure))}
    />
  );
  return (
    <fieldset className="terms-reach">
      <legend className="label">{legend}</legend>
      {field('down', 0)}
      {field('up', 1)}
    </fieldset>
  );
}

/** How much, and how far from the original. */
export function LimitFields({ scope, onChange }: FieldsProps) {
  return (
    <>
      <NumberInput
        label="How much, at most, in seconds"
        placeholder="Any length"
        min={1}
        max={14_400}
        allowDecimal={false}
        value={scope.maxSeconds ?? ''}
        onChange={(value) => onChange({ maxSeconds: numberOr(value) })}
      />
      <ReachFields
        legend="How far from its tempo, in per cent"
        labels={['Slower by', 'Faster by']}
        most={[75, 300]}
        range={scope.tempoPermille}
        measure={TEMPO}
        onChange={(tempoPermille) => onChange({ tempoPermille })}
      />
      <ReachFields
        legend="How far from its pitch, in semitones"
        labels={['Down by', 'Up by']}
        most={[24, 24]}
        range={scope.pitchCents}
        measure={PITCH}
        onChange={(pitchCents) => onChange({ pitchCents })}
      />
    </>
  );
}

const PLACES = [{ value: 'WW', label: 'Everywhere' }, ...territoryChoices()];

/** Where, and from which day to which. */
export function PlaceFields({ scope, onChange }: FieldsProps) {
  const known = new Set(PLACES.map(({ value }) => value));
  const others = [...scope.territories, ...scope.excludeTerritories].filter((code) => !known.has(code));
  const data = [...PLACES, ...others.map((code) => ({ value: code, label: code }))];
  return (
    <>
      <MultiSelect
        label="Where"
        data={data}
        searchable
        hidePickedOptions
        value={scope.territories}
        onChange={(places) => {
          const last = places.at(-1);
          if (last === undefined) return;
          onChange({ territories: last === 'WW' ? ['WW'] : places.filter((code) => code !== 'WW') });
        }}
      />
      <MultiSelect
        label="But not in"
        placeholder={scope.excludeTerritories.length === 0 ? 'Nowhere left out' : ''}
        data={data.filter(({ value }) => value !== 'WW')}
        searchable
        hidePickedOptions
        value={scope.excludeTerritories}
        onChange={(excludeTerritories) => onChange({ excludeTerritories })}
      />
      <fieldset className="terms-reach">
        <legend className="label">When; days begin and end in UTC</legend>
        <TextInput
          type="date"
          label="First day"
          value={firstDayOf(scope.from)}
          onChange={(event) => onChange({ from: dayStart(event.currentTarget.value) })}
        />
        <TextInput
          type="date"
          label="Last day"
          value={lastDayOf(scope.to)}
          onChange={(event) => onChange({ to: dayEnd(event.currentTarget.value) })}
        />
      </fieldset>
    </>
  );
}
