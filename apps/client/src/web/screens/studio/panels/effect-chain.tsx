import { ActionIcon } from '@mantine/core';
import type { Effect } from '@flipside/recipe';
import { Icon } from '../../../components/icon.tsx';
import {
  moveEffect,
  removeEffect,
  setEffect,
  setParameter,
  type ChainOwner,
} from '../document/effect-edits.ts';
import { EFFECT_NAMES, EFFECT_PARAMETERS, parameterValue } from '../document/effect-parameters.ts';
import { useStudio } from '../state/use-studio.ts';
import { EqBands } from './eq-bands.tsx';
import { NumberField } from './number-field.tsx';

interface EffectCardProps {
  readonly owner: ChainOwner;
  readonly effect: Effect;
  readonly index: number;
  readonly last: boolean;
}

const FILTER_MODES = [
  ['lowPass', 'Low pass'],
  ['highPass', 'High pass'],
  ['bandPass', 'Band pass'],
] as const;

type FilterEffect = Extract<Effect, { type: 'filter' }>;

function FilterMode({
  effect,
  onChange,
}: {
  effect: FilterEffect;
  onChange: (effect: FilterEffect) => void;
}) {
  return (
    <label className="field">
      <span className="secondary">Lets through</span>
      <select
        className="field-input field-select"
        value={effect.mode}
        onChange={({ currentTarget: { value } }) => {
          const mode = FILTER_MODES.find(([known]) => known === value)?.[0];
          if (mode !== undefined) onChange({ ...effect, mode });
        }}
      >
        {FILTER_MODES.map(([mode, words]) => (
          <option key={mode} value={mode}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function EffectCard({ owner, effect, index, last }: EffectCardProps) {
  const studio = useStudio();
  const name = EFFECT_NAMES[effect.type];
  const gesture = `effect-${JSON.stringify(owner)}-${index}`;
  return (
    <li className="effect-card">
      <div className="row">
        <strong>{name}</strong>
        <span className="spacer" />
        {index > 0 && (
          <ActionIcon
            size={24}
            aria-label={`${name} earlier`}
            onClick={() => studio.edit(moveEffect(owner, index, -1))}
          >
            <span className="turn-up">
              <Icon name="chevron-down" />
            </span>
          </ActionIcon>
        )}
        {!last && (
          <ActionIcon
            size={24}
            aria-label={`${name} later`}
            onClick={() => studio.edit(moveEffect(owner, index, 1))}
          >
            <Icon name="chevron-down" />
          </ActionIcon>
        )}
        <ActionIcon
          size={24}
          aria-label={`Remove ${name}`}
          onClick={() => studio.edit(removeEffect(owner, index))}
        >
          <Icon name="close" />
        </ActionIcon>
      </div>
      {effect.type === 'filter' && (
        <FilterMode effect={effect} onChange={(next) => studio.edit(setEffect(owner, index, next))} />
      )}
      {effect.type === 'eq' && (
        <EqBands effect={effect} onChange={(next) => studio.edit(setEffect(owner, index, next), gesture)} />
      )}
      {EFFECT_PARAMETERS[effect.type].map((parameter) => (
        <NumberField
          key={parameter.name}
          label={`${name} ${parameter.label.toLowerCase()}`}
          value={parameterValue(effect, parameter)}
          {...{ min: parameter.min, max: parameter.max, step: parameter.step, unit: parameter.unit }}
          onChange={(value) =>
            studio.edit(setParameter(owner, index, parameter, value), `${gesture}-${parameter.name}`)
          }
        />
      ))}
    </li>
  );
}

/** Effects in the order in which the sound passes them. */
export function EffectChain({ owner, chain }: { owner: ChainOwner; chain: readonly Effect[] }) {
  if (chain.length === 0) return <p className="small tertiary">None yet.</p>;
  return (
    <ol className="effect-chain">
      {chain.map((effect, index) => (
        <EffectCard
          key={`${index}-${effect.type}`}
          owner={owner}
          effect={effect}
          index={index}
          last={index === chain.length - 1}
        />
      ))}
    </ol>
  );
}
