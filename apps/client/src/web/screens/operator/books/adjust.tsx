import { useState, type ChangeEvent } from 'react';
import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { parseAmount } from '../../../components/amount-input.ts';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useAdjust, useBalances, type NewAdjustment } from '../../../queries/books.ts';
import { accountWords, negated } from '../../../words/book-words.ts';
import { periodWords } from '../../../words/dates.ts';
import { Booking } from './booking.tsx';

interface Draft {
  readonly gives: 'more' | 'less';
  readonly amount: string;
  readonly currency: string;
  readonly from: 'platform' | 'suspense';
  readonly subject: string;
  readonly reference: string;
  readonly reason: string;
}
const EMPTY: Draft = {
  ...{ gives: 'more', amount: '', currency: 'EUR', from: 'platform' },
  ...{ subject: '', reference: '', reason: '' },
};

export const CURRENCY = /^[A-Z]{3}$/;

/** What is booked once the form is whole. */
function adjustmentOf(party: string, draft: Draft): NewAdjustment | null {
  const amount = parseAmount(draft.amount);
  const { currency, from, gives } = draft;
  const [subject, reference, reason] = [draft.subject.trim(), draft.reference.trim(), draft.reason.trim()];
  if (amount === null || !CURRENCY.test(currency) || reference === '' || reason === '') return null;
  if (from === 'suspense' && subject === '') return null;
  return {
    ...{ party, currency, reference, reason },
    amountMicros: gives === 'more' ? amount : negated(amount),
    against: from === 'platform' ? 'platform' : `suspense:${subject}`,
  };
}

/** Which balance changes, by how much, and where that comes from. */
function Preview({
  name,
  adjustment,
  onDone,
}: {
  name: string;
  adjustment: NewAdjustment;
  onDone: () => void;
}) {
  const { party, currency, against, amountMicros } = adjustment;
  const balances = useBalances({ party, currency, against });
  const adjust = useAdjust();
  if (balances.isError)
    return <ProblemMessage error={balances.error} onRetry={() => void balances.refetch()} />;
  if (balances.isPending) return <div className="hatched operator-skeleton" aria-busy="true" />;
  const { period, payableMicros, againstMicros } = balances.data;
  return (
    <div className="operator-dialog">
      <Booking
        currency={currency}
        lines={[
          { name: accountWords(`payable:${party}`, name), amountMicros, beforeMicros: payableMicros },
          {
            name: accountWords(against, null),
            amountMicros: negated(amountMicros),
            beforeMicros: againstMicros,
          },
        ]}
      />
      <p>
        Booked {period === null ? 'into the period that opens now' : `into ${periodWords(period)}`}, and
        stated to {name} with its close: “{adjustment.reason}”. It is not changed afterwards; it can be undone
        by an entry of its own.
      </p>
      {adjust.isError && <ProblemMessage error={adjust.error} />}
      <div className="row">
        <Button
          variant="filled"
          loading={adjust.isPending}
          onClick={() => adjust.mutate(adjustment, { onSuccess: onDone })}
        >
          Book it
        </Button>
      </div>
    </div>
  );
}

function Fields({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <NativeSelect
        label="What it does"
        data={[
          { value: 'more', label: 'The party is owed more' },
          { value: 'less', label: 'The party is owed less' },
        ]}
        value={draft.gives}
        onChange={(event) => onChange({ gives: event.currentTarget.value === 'less' ? 'less' : 'more' })}
      />
      <div className="books-pair">
        <TextInput label="Amount" inputMode="decimal" placeholder="12.50" {...field('amount')} />
        <TextInput label="Currency" maxLength={3} {...field('currency')} />
      </div>
      <NativeSelect
        label={draft.gives === 'more' ? 'Who pays it' : 'Who gets it'}
        data={[
          { value: 'platform', label: 'The instance' },
          { value: 'suspense', label: 'Money that waits for an owner' },
        ]}
        value={draft.from}
        onChange={(event) =>
          onChange({ from: event.currentTarget.value === 'suspense' ? 'suspense' : 'platform' })
        }
      />
      {draft.from === 'suspense' && (
        <TextInput
          label="Whose money waits: recording, work or unplayed"
          maxLength={200}
          {...field('subject')}
        />
      )}
      <TextInput
        label="Known outside as"
        placeholder="Letter of 3 November"
        maxLength={200}
        {...field('reference')}
      />
      <Textarea
        label="Why, as the party reads it"
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
    </>
  );
}

/** Changes what a party is owed: looked at first, then booked. */
export function Adjust({ party, name }: { party: string; name: string }) {
  const [draft, setDraft] = useState(EMPTY);
  const [shown, setShown] = useState<NewAdjustment | null>(null);
  const [isBooked, setBooked] = useState(false);
  const adjustment = adjustmentOf(party, draft);
  const done = () => {
    setShown(null);
    setDraft(EMPTY);
    setBooked(true);
  };
  return (
    <form
      className="party-form"
      onSubmit={(event) => {
        event.preventDefault();
        setBooked(false);
        setShown(adjustment);
      }}
    >
      <Fields draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
      <div>
        <Button type="submit" disabled={adjustment === null}>
          Look at the booking
        </Button>
      </div>
      <p role="status" className="secondary">
        {isBooked && 'Booked. It stands first under Entries.'}
      </p>
      <Modal opened={shown !== null} onClose={() => setShown(null)} title="Book this adjustment?" size="lg">
        {shown && <Preview name={name} adjustment={shown} onDone={done} />}
      </Modal>
    </form>
  );
}
