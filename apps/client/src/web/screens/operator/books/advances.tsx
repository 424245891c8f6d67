import { useState } from 'react';
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { parseAmount } from '../../../components/amount-input.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Money } from '../../../components/money.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useAddAdvance, useAdvances, type BookFilter, type NewAdvance } from '../../../queries/books.ts';
import { dayWords } from '../../../words/dates.ts';
import { CURRENCY } from './adjust.tsx';

function ConfirmAdvance({
  advance,
  name,
  onDone,
}: {
  advance: NewAdvance;
  name: string;
  onDone: () => void;
}) {
  const add = useAddAdvance();
  const { amountMicros, currency } = advance;
  return (
    <div className="operator-dialog">
      <p>
        Nothing is booked now. From the next close on, what {name} earns in {currency} is kept back until{' '}
        <strong>
          <Money micros={amountMicros} currency={currency} precision="total" />
        </strong>{' '}
        are given back. Each statement says how much. An advance cannot be changed afterwards.
      </p>
      {add.isError && <ProblemMessage error={add.error} />}
      <div className="row">
        <Button
          variant="filled"
          loading={add.isPending}
          onClick={() => add.mutate(advance, { onSuccess: onDone })}
        >
          Enter the advance
        </Button>
      </div>
    </div>
  );
}

/** Money that was paid before it was earned. */
export function AddAdvance({ party, name }: { party: string; name: string }) {
  const [isAsked, setAsked] = useState(false);
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState('EUR');
  const [reference, setReference] = useState('');
  const [evidence, setEvidence] = useState('');
  const amountMicros = parseAmount(amount);
  const words = { reference: reference.trim(), evidence: evidence.trim() };
  const isWhole = CURRENCY.test(currency) && words.reference !== '' && words.evidence !== '';
  const advance = amountMicros !== null && isWhole ? { party, currency, amountMicros, ...words } : null;
  const done = () => {
    setAsked(false);
    setAmount('');
    setReference('');
    setEvidence('');
  };
  return (
    <form
      className="party-form"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
      }}
    >
      <div className="books-pair">
        <TextInput
          label="Amount paid in advance"
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        <TextInput
          label="Currency"
          maxLength={3}
          value={currency}
          onChange={(event) => setCurrency(event.currentTarget.value)}
        />
      </div>
      <TextInput
        label="Known outside as"
        placeholder="Contract of 1 March, clause 4"
        maxLength={200}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <Textarea
        label="Evidence"
        autosize
        minRows={2}
        maxLength={2000}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" disabled={advance === null}>
          Look at the advance
        </Button>
      </div>
      <Modal opened={isAsked} onClose={() => setAsked(false)} title="Enter this advance?">
        {advance && <ConfirmAdvance advance={advance} name={name} onDone={done} />}
      </Modal>
    </form>
  );
}

/** Advances, and what of them was given back. */
export function Advances({ filter }: { filter: BookFilter }) {
  const advances = useAdvances(filter);
  const items = advances.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="operator-section" aria-labelledby="advances-title">
      <h2 className="heading" id="advances-title">
        Advances
      </h2>
      {advances.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
      {advances.isError && <ProblemMessage error={advances.error} onRetry={() => void advances.refetch()} />}
      {advances.isSuccess && items.length === 0 && <EmptyState>Nobody was paid in advance.</EmptyState>}
      {items.length > 0 && (
        <table className="table stack-table">
          <thead>
            <tr>
              <th scope="col">Party</th>
              <th scope="col">Known as</th>
              <th scope="col">Entered</th>
              <th scope="col" className="amount">
                Advance
              </th>
              <th scope="col" className="amount">
                Given back
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.id}>
                <th scope="row" className="first">
                  {one.party.name}
                </th>
                <td className="break">
                  {one.reference} <span className="secondary">{one.evidence}</span>
                </td>
                <td data-label="Entered">{dayWords(one.createdAt)}</td>
                <td className="amount" data-label="Advance">
                  <Money micros={one.amountMicros} currency={one.currency} precision="total" />
                </td>
                <td className="amount" data-label="Given back">
                  <Money micros={one.recoupedMicros} currency={one.currency} precision="total" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {advances.hasNextPage && (
        <Button size="sm" onClick={() => void advances.fetchNextPage()} loading={advances.isFetchingNextPage}>
          Show more
        </Button>
      )}
    </section>
  );
}
