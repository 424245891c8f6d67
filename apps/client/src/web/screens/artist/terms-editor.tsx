import { useState } from 'react';
import { Button, NumberInput, Radio, Switch } from '@mantine/core';
import type { Stem } from '@flipside/recipe';
import { StemChip } from '../../components/stem-chip.tsx';
import type { GrantScope } from '../../queries/consent.ts';
import { STEM_NAMES } from '../../theme/stems.ts';
import { formatCount } from '../../words/flip-words.ts';

const STEMS = ['drums', 'bass', 'other', 'vocals'] as const satisfies readonly Stem[];

interface TermsEditorProps {
  readonly scope: GrantScope;
  readonly flips: string;
  readonly saving: boolean;
  readonly onSave: (scope: GrantScope) => void;
}

const numberOr = (value: string | number): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** How far from its own speed, when the range is the same both ways; null without a limit or with an uneven one. */
function evenTempoPercent({ tempoPermille }: GrantScope): number | null {
  if (tempoPermille === null) return null;
  const up = tempoPermille.max - 1000;
  return 1000 - tempoPermille.min === up ? up / 10 : null;
}

function StemChoice({
  scope,
  onChange,
}: {
  scope: GrantScope;
  onChange: (stems: GrantScope['allowedStems']) => void;
}) {
  const allowed = (stem: Stem) => scope.allowedStems === null || scope.allowedStems.includes(stem);
  const toggle = (stem: (typeof STEMS)[number]) => {
    const next = STEMS.filter((other) => (other === stem ? !allowed(stem) : allowed(other)));
    // All of them means the whole recording too, which is what "every part" says.
    if (next.length > 0) onChange(next.length === STEMS.length ? null : next);
  };
  return (
    <fieldset className="terms-stems">
      <legend className="label">Which parts</legend>
      {STEMS.map((stem) => (
        <button
          key={stem}
          type="button"
          className="terms-stem"
          aria-pressed={allowed(stem)}
          onClick={() => toggle(stem)}
        >
          <StemChip stem={stem} size={18} absent={!allowed(stem)} decorative />
          {STEM_NAMES[stem]}
        </button>
      ))}
    </fieldset>
  );
}

interface TermsLimitsProps {
  readonly scope: GrantScope;
  readonly onChange: (part: Partial<GrantScope>) => void;
}

/** How much, and how far from the original. An empty field is without that limit. */
function TermsLimits({ scope, onChange }: TermsLimitsProps) {
  return (
    <div className="terms-limits">
      <NumberInput
        label="How much, at most, in seconds"
        placeholder="Any length"
        min={1}
        max={14400}
        allowDecimal={false}
        value={scope.maxSeconds ?? ''}
        onChange={(value) => onChange({ maxSeconds: numberOr(value) })}
      />
      <NumberInput
        label="How far from its tempo, in per cent"
        placeholder="Any tempo"
        min={0}
        max={75}
        decimalScale={1}
        value={evenTempoPercent(scope) ?? ''}
        onChange={(value) => {
          const percent = numberOr(value);
          onChange({
            tempoPermille:
              percent === null
                ? null
                : { min: Math.round(1000 - percent * 10), max: Math.round(1000 + percent * 10) },
          });
        }}
      />
      <NumberInput
        label="How far from its pitch, in semitones"
        placeholder="Any pitch"
        min={0}
        max={24}
        allowDecimal={false}
        value={scope.pitchCents === null ? '' : scope.pitchCents.max / 100}
        onChange={(value) => {
          const semitones = numberOr(value);
          onChange({
            pitchCents: semitones === null ? null : { min: -semitones * 100, max: semitones * 100 },
          });
        }}
      />
    </div>
  );
}

/** Opens the blanks of a terms sentence. What is saved is a new version of the grant. */
export function TermsEditor({ scope: saved, flips, saving, onSave }: TermsEditorProps) {
  const [scope, setScope] = useState(saved);
  const change = (part: Partial<GrantScope>) => setScope({ ...scope, ...part });
  return (
    <div className="terms-editor panel">
      <StemChoice scope={scope} onChange={(allowedStems) => change({ allowedStems })} />
      <TermsLimits scope={scope} onChange={change} />
      <div className="terms-approval">
        <Radio.Group
          label="Approval"
          value={scope.preApproved ? 'go' : 'hear'}
          onChange={(value) => change({ preApproved: value === 'go' })}
        >
          <Radio value="go" label="Inside these terms, go ahead" />
          <Radio value="hear" label="I hear every flip first" />
        </Radio.Group>
        <Switch
          label="May be mixed with other music"
          checked={scope.mixWithOthers}
          onChange={(event) => change({ mixWithOthers: event.currentTarget.checked })}
        />
        <Switch
          label="Flips of it may be flipped again"
          checked={scope.remixOfRemix}
          onChange={(event) => change({ remixOfRemix: event.currentTarget.checked })}
        />
      </div>
      <div className="terms-save">
        <Button variant="filled" loading={saving} onClick={() => onSave(scope)}>
          Save these terms
        </Button>
        <p className="small secondary">
          Changes apply to new flips. The {formatCount(flips)} already out keep the terms they were made
          under.
        </p>
      </div>
    </div>
  );
}
