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
  const [masterPpm, compositionPpm, remixerPpm, platformPpm] = ppm;
  const isWhole = ppm.every((part) => part !== null) && sum === 1_000_000;
  const isReady = isWhole && (kind !== 'PER_PLAY' || perPlayMicros !== null);
  const submit = () => {
    if (!isReady) return;
    enter.mutate(
      {
        ...{ kind, currency, perPlayMicros, minimumMs: 30_000, dailyCap: 50 },
        masterPpm: masterPpm ?? 0,
        compositionPpm: compositionPpm ?? 0,
        remixerPpm: remixerPpm ?? 0,
        platformPpm: platformPpm ?? 0,
        effectiveFrom: from === '' ? null : new Date(`${from}T00:00:00Z`).toISOString(),
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form
      className="operator-dialog"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
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
              setParts(parts.map((part, at) => (at === index ? value : part)));
            }}
          />
        ))}
      </fieldset>
      <TextInput
        type="date"
        label="In force from"
        description="Empty: from now on. Plays are paid by the tariff of their moment."
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      {enter.isError && <ProblemMessage error={enter.error} />}
      <div className="row">
        <Button type="submit" variant="filled" loading={enter.isPending} disabled={!isReady}>
          Enter the tariff
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
