import { useState } from 'react';
import { Button, Modal, Textarea } from '@mantine/core';
import { Money } from '../../../components/money.tsx';
import { Paged } from '../../../components/paged.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useEntries, useReverse, type BookedEntry, type BookFilter } from '../../../queries/books.ts';
import { accountWords, canUndo, entryKindWords, negated, referenceWords } from '../../../words/book-words.ts';
import { momentWords, periodWords } from '../../../words/dates.ts';
import { Booking } from './booking.tsx';

/** An entry takes back another one: it is shown what that books, and asks why. */
function Undo({ entry, onDone }: { entry: BookedEntry; onDone: () => void }) {
  const reverse = useReverse();
  const [reason, setReason] = useState('');
  return (
    <div className="operator-dialog">
      <Booking
        currency={entry.currency}
        lines={entry.postings.map(({ account, name, amountMicros }) => ({
          name: accountWords(account, name),
          amountMicros: negated(amountMicros),
        }))}
      />
      <p>The entry stays as it is; this one stands beside it, in the open period.</p>
      <Textarea
        label="Why"
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {reverse.isError && <ProblemMessage error={reverse.error} />}
      <div className="row">
        <Button
          variant="filled"
          loading={reverse.isPending}
          disabled={reason.trim() === ''}
          onClick={() => reverse.mutate({ id: entry.id, reason: reason.trim() }, { onSuccess: onDone })}
        >
          Undo it
        </Button>
      </div>
    </div>
  );
}

function EntryRow({ entry, onUndo }: { entry: BookedEntry; onUndo: () => void }) {
  const name = `${entryKindWords(entry.kind)} ${entry.reference}`;
  return (
    <li className="books-entry">
      <div>
        <p className="strong">
          {entryKindWords(entry.kind)}{' '}
          <span className="secondary books-reference">{referenceWords(entry)}</span>
        </p>
        {entry.reason !== null && <p>{entry.reason}</p>}
        <p className="small tertiary">
          {momentWords(entry.createdAt)}, in {periodWords(entry.period)}
        </p>
      </div>
      <ul className="books-postings">
        {entry.postings.map(({ account, name: party, amountMicros }) => (
          <li key={account}>
            <span className="secondary">{accountWords(account, party)}</span>
            <Money micros={amountMicros} currency={entry.currency} precision="total" />
          </li>
        ))}
      </ul>
      <div className="books-action">
        {entry.isReversed && <span className="secondary">Undone</span>}
        {canUndo(entry) && (
          <Button size="sm" variant="subtle" onClick={onUndo} aria-label={`Undo ${name}`}>
            Undo
          </Button>
        )}
      </div>
    </li>
  );
}

/** Everything that was booked beside closes and payouts, the newest first. */
export function Entries({ filter }: { filter: BookFilter }) {
  const entries = useEntries(filter);
  const [undoing, setUndoing] = useState<BookedEntry | null>(null);
  return (
    <section className="operator-section books-start" aria-labelledby="entries-title">
      <h2 className="heading" id="entries-title">
        Entries
      </h2>
      <Paged
        pages={entries}
        skeleton="operator-skeleton"
        empty="Nothing was booked by hand. What closes and payouts book stands with them."
      >
        {(items) => (
          <ul className="books-entries" aria-label="Entries">
            {items.map((entry) => (
              <EntryRow key={entry.id} entry={entry} onUndo={() => setUndoing(entry)} />
            ))}
          </ul>
        )}
      </Paged>
      <Modal opened={undoing !== null} onClose={() => setUndoing(null)} title="Undo this entry?" size="lg">
        {undoing && <Undo key={undoing.id} entry={undoing} onDone={() => setUndoing(null)} />}
      </Modal>
    </section>
  );
}
