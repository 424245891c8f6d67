import { useState } from 'react';
import { Button, Radio, Switch, TextInput } from '@mantine/core';
import { formatMicros } from '../../components/micros.ts';
import type { GrantScope } from '../../queries/consent.ts';
import { newTermsWords } from '../../words/grant-words.ts';
import { microsOf } from '../../words/terms-fields.ts';
import { StemChoice } from '../../components/stem-choice.tsx';
import { LimitFields, PlaceFields } from './terms-limits.tsx';
import { TermsExample, TermsSentence } from './terms-sentence.tsx';
import type { Terms } from './terms-sentence.tsx';

interface TermsEditorProps {
  readonly terms: Terms;
  /** How many flips are already out, to say what happens to them; null where they are not counted. */
  readonly flips: string | null;
  readonly currency: string;
  readonly saving: boolean;
  /** Set where the terms are for more than one recording or work. */
  readonly coverage?: string | undefined;
  readonly onSave: (terms: Terms) => void;
}

interface ChoicesProps {
  readonly scope: GrantScope;
  readonly onChange: (part: Partial<GrantScope>) => void;
}

/** What a remixer may do with it beside playing it. */
export function UseFields({ scope, onChange }: ChoicesProps) {
  const choices = [
    ['mixWithOthers', 'May be mixed with other music'],
    ['layers', 'Own recordings may be laid on top'],
    ['remixOfRemix', 'Flips of it may be flipped again'],
    ['commercialUse', 'The remixer may earn with it'],
  ] as const;
  return (
    <>
      {choices.map(([name, label]) => (
        <Switch
          key={name}
          label={label}
          checked={scope[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
        />
      ))}
    </>
  );
}

/** Whether each flip is heard first, what plays do, and what the side asks at least. */
export function AnswerFields({
  terms,
  currency,
  onChange,
  onRate,
}: {
  readonly terms: Terms;
  readonly currency: string;
  readonly onChange: (part: Partial<Terms>) => void;
  readonly onRate: (isValid: boolean) => void;
}) {
  const { scope, policy, minimumRate } = terms;
  const [rate, setRate] = useState(minimumRate === null ? '' : formatMicros(minimumRate.perPlayMicros, 6));
  const wrong = rate !== '' && microsOf(rate) === null;
  const changeRate = (text: string) => {
    const perPlayMicros = microsOf(text);
    setRate(text);
    onRate(text === '' || perPlayMicros !== null);
    const unit = minimumRate?.currency ?? currency;
    if (text === '' || perPlayMicros !== null)
      onChange({ minimumRate: perPlayMicros === null ? null : { currency: unit, perPlayMicros } });
  };
  return (
    <>
      <Radio.Group
        label="Approval"
        value={scope.preApproved ? 'go' : 'hear'}
        onChange={(value) => onChange({ scope: { ...scope, preApproved: value === 'go' } })}
      >
        <Radio value="go" label="Inside these terms, go ahead" />
        <Radio value="hear" label="I hear every flip first" />
      </Radio.Group>
      <Radio.Group
        label="Plays"
        value={policy === 'REPORT_USAGE' ? 'report' : 'pay'}
        onChange={(value) => onChange({ policy: value === 'pay' ? 'MONETISE' : 'REPORT_USAGE' })}
      >
        <Radio value="pay" label="Count and pay" />
        <Radio value="report" label="Are only reported" />
      </Radio.Group>
      <TextInput
        label={`My side asks at least, a play, in ${minimumRate?.currency ?? currency}`}
        placeholder="No minimum"
        inputMode="decimal"
        value={rate}
        error={wrong ? 'Write an amount such as 0.0045' : null}
        onChange={(event) => changeRate(event.currentTarget.value)}
      />
    </>
  );
}

/** Opens the blanks of a terms sentence. What is saved is a new version of the grant. */
export function TermsEditor({ terms: saved, flips, currency, saving, coverage, onSave }: TermsEditorProps) {
  const [terms, setTerms] = useState(saved);
  const [rateIsValid, setRateIsValid] = useState(true);
  const change = (part: Partial<GrantScope>) => setTerms({ ...terms, scope: { ...terms.scope, ...part } });
  const { from, to } = terms.scope;
  const datesFit = from === null || to === null || Date.parse(from) < Date.parse(to);
  return (
    <div className="terms-editor panel">
      <div className="terms-preview" aria-live="polite">
        <p className="label">What a remixer may do</p>
        <TermsSentence terms={terms} />
        <TermsExample terms={terms} />
      </div>
      <div className="terms-column">
        <StemChoice scope={terms.scope} onChange={change} />
        <UseFields scope={terms.scope} onChange={change} />
      </div>
      <div className="terms-column">
        <LimitFields scope={terms.scope} onChange={change} />
      </div>
      <div className="terms-column">
        <PlaceFields scope={terms.scope} onChange={change} />
        <AnswerFields
          terms={terms}
          currency={currency}
          onChange={(part) => setTerms({ ...terms, ...part })}
          onRate={setRateIsValid}
        />
      </div>
      <div className="terms-save">
        <Button
          variant="filled"
          loading={saving}
          disabled={!datesFit || !rateIsValid}
          onClick={() => onSave(terms)}
        >
          Save these terms
        </Button>
        <p className="small secondary">
          {datesFit ? (
            <>
              {coverage !== undefined && `These are the terms for ${coverage}. `}
              {newTermsWords(flips)}
            </>
          ) : (
            <span className="stop">The last day is before the first.</span>
          )}
        </p>
      </div>
    </div>
  );
}
