import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import type { PartyView } from '../../queries/parties.ts';
import { useSetThreshold, type PayeeView } from '../../queries/payouts.ts';
import { microsOfAmount } from './amount.ts';
import { Section } from './section.tsx';

interface PayeeThresholdsProps {
  readonly party: PartyView;
  readonly payee: PayeeView;
  readonly mayChange: boolean;
}

/** From how much on the party is paid. */
export function PayeeThresholds({ party, payee, mayChange }: PayeeThresholdsProps) {
  const [currency, setCurrency] = useState('EUR');
  const [amount, setAmount] = useState('');
  const set = useSetThreshold(party.id);
  const amountMicros = microsOfAmount(amount);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (amountMicros === null) return;
    set.mutate({ currency: currency.trim().toUpperCase(), amountMicros }, { onSuccess: () => setAmount('') });
  };
  return (
    <Section title="Paid from">
      {payee.thresholds.length === 0 && (
        <p>The instance pays from a small amount on. What is less is carried over to the next payment.</p>
      )}
      <ul className="party-list">
        {payee.thresholds.map((threshold) => (
          <li key={threshold.currency} className="party-row">
            <p>
              From <Money micros={threshold.amountMicros} currency={threshold.currency} precision="total" />{' '}
              on.{' '}
              <span className="secondary">
                Usual is{' '}
                <Money micros={threshold.usualMicros} currency={threshold.currency} precision="total" />.
              </span>
            </p>
            {mayChange && (
              <Button
                size="sm"
                variant="subtle"
                aria-label={`Back to usual in ${threshold.currency}`}
                onClick={() => set.mutate({ currency: threshold.currency, amountMicros: null })}
              >
                Back to usual
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <form className="payout-threshold" onSubmit={submit}>
          <TextInput
            label="Pay me from"
            inputMode="decimal"
            placeholder="25.00"
            value={amount}
            onChange={(event) => setAmount(event.currentTarget.value)}
            w={120}
          />
          <TextInput
            label="Currency"
            maxLength={3}
            value={currency}
            onChange={(event) => setCurrency(event.currentTarget.value)}
            w={88}
          />
          <Button type="submit" loading={set.isPending} disabled={amountMicros === null}>
            Set
          </Button>
        </form>
      )}
      {set.isError && <ProblemMessage error={set.error} />}
    </Section>
  );
}
