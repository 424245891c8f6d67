import { useState } from 'react';
import { Button, NumberInput, Switch, Textarea } from '@mantine/core';
import { formatMicros } from '../../components/micros.ts';
import { StemChoice } from '../../components/stem-choice.tsx';
import type { GrantScope } from '../../queries/consent.ts';
import type { OfferedTerms } from '../../queries/requests.ts';
import { OPEN_SCOPE } from '../artist/open-scope.ts';

const numberOr = (value: string | number): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

interface PartProps {
  readonly scope: GrantScope;
  readonly onChange: (part: Partial<GrantScope>) => void;
}

/** How much, and how far from the original. An empty field is without that limit. */
function Limits({ scope, onChange }: PartProps) {
  const around = (value: number | null, by: number, middle: number) =>
    value === null ? null : { min: Math.round(middle - value * by), max: Math.round(middle + value * by) };
  return (
    <>
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
        value={scope.tempoPermille === null ? '' : (scope.tempoPermille.max - 1000) / 10}
        onChange={(value) => onChange({ tempoPermille: around(numberOr(value), 10, 1000) })}
      />
      <NumberInput
        label="How far from its pitch, in semitones"
        placeholder="Any pitch"
        min={0}
        max={24}
        allowDecimal={false}
        value={scope.pitchCents === null ? '' : scope.pitchCents.max / 100}
        onChange={(value) => onChange({ pitchCents: around(numberOr(value), 100, 0) })}
      />
    </>
  );
}

interface OfferFormProps {
  readonly currency: string;
  /** What was offered before, to go on from. */
  readonly before: OfferedTerms | null;
  /** What the tariff pays this side for a play, in millionths. */
  readonly paidMicros: bigint;
  readonly busy: boolean;
  readonly onOffer: (terms: OfferedTerms, note: string | null) => void;
  readonly onCancel: () => void;
}

/** Typed in the currency, kept in its millionths: digits are moved, nothing is multiplied. */
function toMicros(text: string): string | null {
  const match = /^(\d{1,6})(?:\.(\d{0,6}))?$/.exec(text.trim());
  if (match === null) return null;
  const digits = `${match[1] ?? ''}${(match[2] ?? '').padEnd(6, '0')}`.replace(/^0+(?=\d)/, '');
  return digits === '0' ? null : digits;
}

/** Terms that the party would agree to. */
export function OfferForm({ currency, before, paidMicros, busy, onOffer, onCancel }: OfferFormProps) {
  const [scope, setScope] = useState(before?.scope ?? OPEN_SCOPE);
  const asked = before?.minimumRate ?? null;
  const [rate, setRate] = useState(asked === null ? '' : formatMicros(asked.perPlayMicros, 6));
  const micros = toMicros(rate);
  const tooMuch = micros !== null && BigInt(micros) > paidMicros;
  const [note, setNote] = useState('');
  const change = (part: Partial<GrantScope>) => setScope({ ...scope, ...part });
  const send = () => {
    const minimumRate = micros === null ? null : { currency, perPlayMicros: micros };
    onOffer({ policy: 'MONETISE', scope, minimumRate }, note.trim() === '' ? null : note.trim());
  };
  return (
    <form
      className="request-form panel"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <StemChoice scope={scope} onChange={change} />
      <div className="offer-limits">
        <Limits scope={scope} onChange={change} />
        <NumberInput
          label={`At least this much a play for this side, in ${currency}`}
          placeholder="What the tariff pays"
          description={`The tariff pays ${formatMicros(String(paidMicros), 6)}.`}
          error={tooMuch ? 'More than the tariff pays: nobody could take it.' : null}
          min={0}
          max={999999}
          decimalScale={6}
          value={rate}
          onChange={(value) => setRate(String(value))}
        />
      </div>
      <Switch
        label="May be mixed with other music"
        checked={scope.mixWithOthers}
        onChange={(event) => change({ mixWithOthers: event.currentTarget.checked })}
      />
      <Textarea
        label="A word with it"
        maxLength={500}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" variant="filled" disabled={tooMuch} loading={busy}>
          Offer these terms
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
