import { useState } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { parseAmount, parsePercent } from '../../components/amount-input.ts';
import { formatPpm } from '../../components/micros.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useEnterTariff, type NewTariff } from '../../queries/consent.ts';

export const KINDS: Record<NewTariff['kind'], string> = {
  PER_PLAY: 'Every play pays the same',
  PRO_RATA: 'Plays share one pool',
  USER_CENTRIC: 'Each listener’s payment goes to what they heard',
};
const PARTS = ['Recording', 'Composition', 'Producer', 'Instance'] as const;
const isKind = (text: string | null): text is NewTariff['kind'] => text !== null && text in KINDS;

interface SplitProps {
  readonly parts: readonly string[];
  readonly sum: number;
  readonly onChange: (parts: string[]) => void;
}

function Split({ parts, sum, onChange }: SplitProps) {
  return (
    <fieldset className="operator-split">
      <legend className="label">Split in per cent: {formatPpm(sum)} of 100 %</legend>
      {PARTS.map((name, index) => (
        <TextInput
          key={name}
          label={name}
          inputMode="decimal"
          value={parts[index] ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange(parts.map((part, at) => (at === index ? value : part)));
          }}
        />
      ))}
    </fieldset>
  );
}

/** What is entered, once it is whole. */
function draftOf(
  kind: NewTariff['kind'],
  currency: string,
  perPlayMicros: string | null,
  ppm: readonly (number | null)[],
  from: string,
): NewTariff | null {
  const [masterPpm, compositionPpm, remixerPpm, platformPpm] = ppm.map((part) => part ?? 0);
  const sum = ppm.reduce<number>((total, part) => total + (part ?? 0), 0);
  if (ppm.includes(null) || sum !== 1_000_000 || (kind === 'PER_PLAY') !== (perPlayMicros !== null))
    return null;
  return {
    ...{ kind, currency, perPlayMicros, minimumMs: 30_000, dailyCap: 50 },
    masterPpm: masterPpm ?? 0,
    compositionPpm: compositionPpm ?? 0,
    remixerPpm: remixerPpm ?? 0,
    platformPpm: platformPpm ?? 0,
    effectiveFrom: from === '' ? null : new Date(`${from}T00:00:00Z`).toISOString(),
  };
}

/** The next version of the tariff: how plays pay, how it is split, and from which day. */
export function TariffForm({ currency, onDone }: { currency: string; onDone: () => void }) {
  const enter = useEnterTariff();
  const [kind, setKind] = useState<NewTariff['kind']>('PER_PLAY');
  const [price, setPrice] = useState('');
  const [parts, setParts] = useState(['', '', '', '']);
  const [from, setFrom] = useState('');
  const ppm = parts.map(parsePercent);
  const sum = ppm.reduce<number>((total, part) => total + (part ?? 0), 0);
  const perPlayMicros = kind === 'PER_PLAY' ? parseAmount(price) : null;
  const draft = draftOf(kind, currency, perPlayMicros, ppm, from);
  return (
    <form
      className="operator-dialog"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft !== null) enter.mutate(draft, { onSuccess: onDone });
      }}
    >
      <Select
        label="How plays pay"
        data={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => {
          if (isKind(value)) setKind(value);
        }}
      />
      {kind === 'PER_PLAY' && (
        <TextInput
          label={`A play pays, in ${currency}`}
          inputMode="decimal"
          placeholder="0.004"
          value={price}
          error={price !== '' && perPlayMicros === null ? 'An amount above zero, such as 0.004.' : null}
          onChange={(event) => setPrice(event.currentTarget.value)}
        />
      )}
      <Split parts={parts} sum={sum} onChange={setParts} />
      <TextInput
        type="date"
        label="In force from"
        description="Empty: from now on. Plays are paid by the tariff of their moment."
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      {enter.isError && <ProblemMessage error={enter.error} />}
      <div className="row">
        <Button type="submit" variant="filled" loading={enter.isPending} disabled={draft === null}>
          Enter the tariff
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
