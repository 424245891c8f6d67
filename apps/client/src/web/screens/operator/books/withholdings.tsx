import { useState } from 'react';
import { Button, Textarea, TextInput } from '@mantine/core';
import { parsePercent } from '../../../components/amount-input.ts';
import { formatPpm } from '../../../components/micros.ts';
import { Paged } from '../../../components/paged.tsx';
import { useAddWithholding, useWithholdings, type BookFilter } from '../../../queries/books.ts';
import { dayWords } from '../../../words/dates.ts';
import { Confirm } from './confirm.tsx';

const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

const EMPTY = { jurisdiction: '', percent: '', from: '', evidence: '' };
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
          label="Country, such as FR or US-CA"
          maxLength={6}
          value={draft.jurisdiction}
          onChange={(event) => onChange({ jurisdiction: event.currentTarget.value.toUpperCase() })}
        />
        <TextInput
          label="Rate in per cent"
          inputMode="decimal"
          description="0 ends a rate"
          value={draft.percent}
          onChange={(event) => onChange({ percent: event.currentTarget.value })}
        />
      </div>
      <TextInput
        type="date"
        label="From"
        value={draft.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <Textarea
        label="Evidence"
        placeholder="Treaty, certificate of residence"
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.evidence}
        onChange={(event) => onChange({ evidence: event.currentTarget.value })}
      />
    </>
  );
}

/** A tax that closes keep back. */
export function AddWithholding({ party, name }: { party: string; name: string }) {
  const add = useAddWithholding();
  const [isAsked, setAsked] = useState(false);
  const [draft, setDraft] = useState(EMPTY);
  const { jurisdiction, from } = draft;
  const evidence = draft.evidence.trim();
  const ppm = parsePercent(draft.percent);
  const isWhole = ppm !== null && JURISDICTION.test(jurisdiction) && from !== '' && evidence !== '';
  const close = () => {
    setAsked(false);
    add.reset();
  };
  const done = () => {
    setAsked(false);
    setDraft({ ...draft, percent: '', evidence: '' });
  };
  const enter = () => {
    if (ppm === null) return;
    const validFrom = new Date(from).toISOString();
    add.mutate({ party, jurisdiction, ppm, evidence, validFrom }, { onSuccess: done });
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
          Look at the rate
        </Button>
      </div>
      <Confirm
        title="Enter this rate of tax?"
        action="Enter the rate"
        opened={isAsked}
        isPending={add.isPending}
        error={add.error}
        onClose={close}
        onConfirm={enter}
      >
        {ppm !== null && from !== '' && (
          <p>
            Nothing is booked now. Closes from {dayWords(new Date(from).toISOString())} on keep back{' '}
            <strong>{formatPpm(ppm)}</strong> of what {name} earns, for the tax of {jurisdiction}, in the
            place of any rate before. Each statement says how much.
          </p>
        )}
      </Confirm>
    </form>
  );
}

/** Rates of tax, the newest first. */
export function Withholdings({ filter }: { filter: BookFilter }) {
  const rates = useWithholdings(filter);
  return (
    <section className="operator-section" aria-labelledby="taxes-title">
      <h2 className="heading" id="taxes-title">
        Taxes kept back
      </h2>
      <Paged pages={rates} skeleton="operator-skeleton" empty="No tax is kept back from anybody.">
        {(items) => (
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
      </Paged>
    </section>
  );
}
