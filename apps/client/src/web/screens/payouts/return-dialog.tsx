import { useState, type FormEvent } from 'react';
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useReturnPayment, type PayoutLine } from '../../queries/payouts.ts';
import { RETURN_CODES } from '../../words/payout-words.ts';

const OTHER = 'other';
const CHOICES = [
  ...Object.entries(RETURN_CODES).map(([value, label]) => ({ value, label: `${label} (${value})` })),
  { value: OTHER, label: 'Another code' },
];

function ReturnForm({ line, currency, onDone }: { line: PayoutLine; currency: string; onDone: () => void }) {
  const [chosen, setChosen] = useState<string | null>('AC04');
  const [other, setOther] = useState('');
  const [note, setNote] = useState('');
  const giveBack = useReturnPayment(line.id);
  const code = chosen === OTHER ? other.trim().toUpperCase() : (chosen ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    giveBack.mutate({ code, ...(note.trim() !== '' && { note: note.trim() }) }, { onSuccess: onDone });
  };
  return (
    <form className="payout-dialog" onSubmit={submit}>
      <p>
        <Money micros={line.amountMicros} currency={currency} precision="total" /> are owed to{' '}
        {line.party.name} again, and everybody who acts for it is told. This cannot be undone.
      </p>
      <Select
        label="What the bank says"
        data={CHOICES}
        value={chosen}
        onChange={setChosen}
        allowDeselect={false}
      />
      {chosen === OTHER && (
        <TextInput
          label="The bank’s code, four letters and digits"
          required
          maxLength={4}
          value={other}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
      )}
      <Textarea
        label="A note for the history"
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {giveBack.isError && <ProblemMessage error={giveBack.error} />}
      <div className="row">
        <Button
          type="submit"
          variant="filled"
          loading={giveBack.isPending}
          disabled={!/^[A-Z0-9]{4}$/.test(code)}
        >
          It came back
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Leave it
        </Button>
      </div>
    </form>
  );
}

interface ReturnDialogProps {
  readonly line: PayoutLine | null;
  readonly currency: string;
  readonly onDone: () => void;
}

/** Notes that the bank sent a payment back. */
export function ReturnDialog({ line, currency, onDone }: ReturnDialogProps) {
  return (
    <Modal
      opened={line !== null}
      onClose={onDone}
      title={line === null ? '' : `Did the payment to ${line.party.name} come back?`}
    >
      {line !== null && <ReturnForm line={line} currency={currency} onDone={onDone} />}
    </Modal>
  );
}
