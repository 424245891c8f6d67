import { useState } from 'react';
import { Button, Textarea, TextInput } from '@mantine/core';
import { parseAmount } from '../../../components/amount-input.ts';
import { Money } from '../../../components/money.tsx';
import { Paged } from '../../../components/paged.tsx';
import { useAddAdvance, useAdvances, type BookFilter } from '../../../queries/books.ts';
import { dayWords } from '../../../words/dates.ts';
import { CURRENCY } from './adjust.tsx';
import { Confirm } from './confirm.tsx';

const EMPTY = { amount: '', currency: 'EUR', reference: '', evidence: '' };
type Draft = typeof EMPTY;

interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (changed: Partial<Draft>) => void;
}

function Fields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <div className="books-pair">
        <TextInput
          label="Amount paid in advance"
          inputMode="decimal"
          value={draft.amount}
          onChange={(event) => onChange({ amount: event.currentTarget.value })}
        />
        <TextInput
          label="Currency"
          maxLength={3}
          value={draft.currency}
          onChange={(event) => onChange({ currency: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label="Known outside as"
        placeholder="Contract of 1 March, clause 4"
        maxLength={200}
        value={draft.reference}
        onChange={(event) => onChange({ reference: event.currentTarget.value })}
      />
      <Textarea
        label="Evidence"
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.evidence}
        onChange={(event) => onChange({ evidence: event.currentTarget.value })}
      />
    </>
  );
}

/** Money that was paid before it was earned. */
export function AddAdvance({ party, name }: { party: string; name: string }) {
  const add = useAddAdvance();
  const [isAsked, setAsked] = useState(false);
  const [draft, setDraft] = useState(EMPTY);
  const { currency } = draft;
  const [reference, evidence] = [draft.reference.trim(), draft.evidence.trim()];
  const amountMicros = parseAmount(draft.amount);
  const isWhole = amountMicros !== null && CURRENCY.test(currency) && reference !== '' && evidence !== '';
  const close = () => {
    setAsked(false);
    add.reset();
  };
  const done = () => {
    setAsked(false);
    setDraft({ ...EMPTY, currency });
  };
  const enter = () => {
    if (amountMicros === null) return;
    add.mutate({ party, currency, reference, evidence, amountMicros }, { onSuccess: done });
  };
  return (
    <form
      className="party-form"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
      }}
    >
      <Fields draft={draft} onChange={(changed) => setDraft({ ...draft, ...changed })} />
      <div>
        <Button type="submit" disabled={!isWhole}>
          Look at the advance
        </Button>
      </div>
      <Confirm
        title="Enter this advance?"
        action="Enter the advance"
        opened={isAsked}
        isPending={add.isPending}
        error={add.error}
        onClose={close}
        onConfirm={enter}
      >
        {amountMicros !== null && (
          <p>
            Nothing is booked now. From the next close on, what {name} earns in {currency} is kept back until{' '}
            <strong>
              <Money micros={amountMicros} currency={currency} precision="total" />
            </strong>{' '}
            are given back. Each statement says how much. An advance cannot be changed afterwards.
          </p>
        )}
      </Confirm>
    </form>
  );
}

/** Advances, and what of them was given back. */
export function Advances({ filter }: { filter: BookFilter }) {
  const advances = useAdvances(filter);
  return (
    <section className="operator-section" aria-labelledby="advances-title">
      <h2 className="heading" id="advances-title">
        Advances
      </h2>
      <Paged pages={advances} skeleton="operator-skeleton" empty="Nobody was paid in advance.">
        {(items) => (
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
      </Paged>
    </section>
  );
}
