import { ActionIcon, Button } from '@mantine/core';
import { LIMITS, type Effect } from '@flipside/recipe';
import { Icon } from '../../../components/icon.tsx';
import { NumberField } from './number-field.tsx';

type Eq = Extract<Effect, { type: 'eq' }>;
type Band = Eq['bands'][number];

const TYPES: readonly (readonly [Band['type'], string])[] = [
  ['highPass', 'High pass'],
  ['lowShelf', 'Low shelf'],
  ['peaking', 'Bell'],
  ['highShelf', 'High shelf'],
  ['lowPass', 'Low pass'],
];

const hasGain = ({ type }: Band): boolean => type !== 'highPass' && type !== 'lowPass';

/** Width of a band that does not say. */
const BUTTERWORTH = Math.SQRT1_2;

interface BandFieldsProps {
  readonly band: Band;
  readonly name: string;
  readonly onChange: (band: Band) => void;
  readonly onRemove: (() => void) | null;
}

function BandFields({ band, name, onChange, onRemove }: BandFieldsProps) {
  return (
    <fieldset className="eq-band">
      <legend className="visually-hidden">{name}</legend>
      <div className="row">
        <select
          className="field-input field-select"
          aria-label={`${name} shape`}
          value={band.type}
          onChange={({ currentTarget: { value } }) => {
            const type = TYPES.find(([known]) => known === value)?.[0];
            if (type !== undefined) onChange({ ...band, type });
          }}
        >
          {TYPES.map(([type, words]) => (
            <option key={type} value={type}>
              {words}
            </option>
          ))}
        </select>
        <span className="spacer" />
        {onRemove !== null && (
          <ActionIcon size={24} aria-label={`Remove ${name.toLowerCase()}`} onClick={onRemove}>
            <Icon name="close" />
          </ActionIcon>
        )}
      </div>
      <NumberField
        {...{ label: `${name} frequency`, unit: 'Hz', min: 20, max: 20_000, step: 10 }}
        value={band.hz}
        onChange={(hz) => onChange({ ...band, hz })}
      />
      {hasGain(band) && (
        <NumberField
          {...{
            label: `${name} gain`,
            unit: 'dB',
            min: -24,
            max: 24,
            step: 0.5,
            withSign: true,
          }}
          value={band.gainDb ?? 0}
          onChange={(gainDb) => onChange({ ...band, gainDb })}
        />
      )}
      <NumberField
        {...{ label: `${name} width`, unit: 'Q', min: 0.1, max: 18, step: 0.1 }}
        value={band.q ?? BUTTERWORTH}
        onChange={(q) => onChange({ ...band, q })}
      />
    </fieldset>
  );
}

/** The bands of an EQ, one under the other. */
export function EqBands({ effect, onChange }: { effect: Eq; onChange: (effect: Eq) => void }) {
  const set = (index: number, band: Band) => onChange({ ...effect, bands: effect.bands.with(index, band) });
  return (
    <div className="eq-bands">
      {effect.bands.map((band, index) => (
        <BandFields
          key={index}
          band={band}
          name={`Band ${index + 1}`}
          onChange={(next) => set(index, next)}
          onRemove={
            effect.bands.length > 1
              ? () => onChange({ ...effect, bands: effect.bands.toSpliced(index, 1) })
              : null
          }
        />
      ))}
      {effect.bands.length < LIMITS.eqBands && (
        <Button
          size="sm"
          variant="subtle"
          onClick={() =>
            onChange({ ...effect, bands: [...effect.bands, { type: 'peaking', hz: 1000, q: 1, gainDb: 0 }] })
          }
        >
          Add band
        </Button>
      )}
    </div>
  );
}
