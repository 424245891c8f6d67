import { useState } from 'react';
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { parsePercent } from '../../../components/amount-input.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { formatPpm } from '../../../components/micros.ts';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import {
  useAddWithholding,
  useWithholdings,
  type BookFilter,
  type NewWithholding,
} from '../../../queries/books.ts';
import { dayWords } from '../../../words/dates.ts';

const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

function ConfirmRate({ rate, name, onDone }: { rate: NewWithholding; name: string; onDone: () => void }) {
  const add = useAddWithholding();
  return (
    <div className="operator-dialog">
      <p>
        Nothing is booked now. Closes from {dayWords(rate.validFrom)} on keep back{' '}
        <strong>{formatPpm(rate.ppm)}</strong> of what {name} earns, for the tax of {rate.jurisdiction}, in
        the place of any rate before. Each statement says how much.
      </p>
      {add.isError && <ProblemMessage error={add.error} />}
      <div className="row">
        <Button
          variant="filled"
          loading={add.isPending}
          onClick={() => add.mutate(rate, { onSuccess: onDone })}
        >
          Enter the rate
        </Button>
      </div>
    </div>
  );
}

/** A tax that closes keep back. */
export function AddWithholding({ party, name }: { party: string; name: string }) {
  const [isAsked, setAsked] = useState(false);
  const [jurisdiction, setJurisdiction] = useState('');
  const [percent, setPercent] = useState('');
  const [from, setFrom] = useState('');
  const [evidence, setEvidence] = useState('');
  const ppm = parsePercent(percent);
  const isWhole = JURISDICTION.test(jurisdiction) && from !== '' && evidence.trim() !== '';
  const rate =
    ppm !== null && isWhole
      ? { party, jurisdiction, ppm, evidence: evidence.trim(), validFrom: new Date(from).toISOString() }
      : null;
  const done = () => {
    setAsked(false);
    setPercent('');
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
          label="Country, such as FR or US-CA"
          maxLength={6}
          value={jurisdiction}
          onChange={(event) => setJurisdiction(event.currentTarget.value.toUpperCase())}
        />
        <TextInput
          label="Rate in per cent"
          inputMode="decimal"
          description="0 ends a rate"
          value={percent}
          onChange={(event) => setPercent(event.currentTarget.value)}
        />
      </div>
      <TextInput
        type="date"
        label="From"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <Textarea
        label="Evidence"
        placeholder="Treaty, certificate of residence"
        autosize
        minRows={2}
        maxLength={2000}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" disabled={rate === null}>
          Look at the rate
        </Button>
      </div>
      <Modal opened={isAsked} onClose={() => setAsked(false)} title="Enter this rate of tax?">
        {rate && <ConfirmRate rate={rate} name={name} onDone={done} />}
      </Modal>
    </form>
  );
}

/** Rates of tax, the newest first. */
export function Withholdings({ filter }: { filter: BookFilter }) {
  const rates = useWithholdings(filter);
  const items = rates.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="operator-section" aria-labelledby="taxes-title">
      <h2 className="heading" id="taxes-title">
        Taxes kept back
      </h2>
      {rates.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
      {rates.isError && <ProblemMessage error={rates.error} onRetry={() => void rates.refetch()} />}
      {rates.isSuccess && items.length === 0 && <EmptyState>No tax is kept back from anybody.</EmptyState>}
      {items.length > 0 && (
        <table className="table stack-table">
          <thead>
            <tr>
              <th scope="col">Party</th>
              <th scope="col">Evidence</th>
              <th scope="col">From</th>
              <th scope="col">Country</th>
              <th scope="col" className="amount">
                Rate
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.id}>
                <th scope="row" className="first">
                  {one.party.name}
                </th>
                <td className="break">{one.evidence}</td>
                <td data-label="From">{dayWords(one.validFrom)}</td>
                <td className="mono" data-label="Country">
                  {one.jurisdiction}
                </td>
                <td className="amount mono" data-label="Rate">
                  {formatPpm(one.ppm)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rates.hasNextPage && (
        <Button size="sm" onClick={() => void rates.fetchNextPage()} loading={rates.isFetchingNextPage}>
          Show more
        </Button>
      )}
    </section>
  );
}
