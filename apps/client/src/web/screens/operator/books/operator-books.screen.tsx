import { OwnCause } from '../../../components/own-cause.tsx';
import { useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useParty } from '../../../queries/parties.ts';
import { present } from '../../../search-params.ts';
import { periodWords } from '../../../words/dates.ts';
import { PartySearch } from '../../party/party-search.tsx';
import { Section } from '../../party/section.tsx';
import { OperatorOnly } from '../operator-only.tsx';
import { Adjust } from './adjust.tsx';
import { AddAdvance, Advances } from './advances.tsx';
import { Entries } from './entries.tsx';
import { AddWithholding, Withholdings } from './withholdings.tsx';
import '../operator.css';
import './operator-books.css';

const route = getRouteApi('/shell/operator/books');
const FORMS = {
  adjust: 'An adjustment of what it is owed',
  advance: 'Money that was paid in advance',
  tax: 'A tax that closes keep back',
} as const;
type Form = keyof typeof FORMS;
const isForm = (text: string): text is Form => text in FORMS;

/** What can be booked for one party. */
function Forms({ party }: { party: string }) {
  const { data, error, isPending, refetch } = useParty(party);
  const [form, setForm] = useState<Form>('adjust');
  if (error !== null) return <ProblemMessage error={error} onRetry={() => void refetch()} />;
  if (isPending) return <div className="hatched operator-skeleton" aria-busy="true" />;
  const of = { party, name: data.name };
  return (
    <>
      <p className="row">
        <Link to="/parties/$id" params={{ id: party }} search={{}}>
          {data.name}
        </Link>
      </p>
      <NativeSelect
        label="What is booked"
        className="books-forms"
        data={Object.entries(FORMS).map(([value, label]) => ({ value, label }))}
        value={form}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (isForm(value)) setForm(value);
        }}
      />
      <OwnCause parties={[party]}>
        {form === 'adjust' && <Adjust key={party} {...of} />}
        {form === 'advance' && <AddAdvance key={party} {...of} />}
        {form === 'tax' && <AddWithholding key={party} {...of} />}
      </OwnCause>
    </>
  );
}

function Books() {
  const filter = present(route.useSearch());
  const navigate = useNavigate();
  const { party, period } = filter;
  const show = (search: typeof filter) => void navigate({ to: '/operator/books', search });
  return (
    <>
      <Section title="Book for a party">
        {party === undefined ? (
          <PartySearch
            label="Party"
            chosen={null}
            onChoose={(found) => {
              if (found !== null) show({ ...filter, party: found.id });
            }}
          />
        ) : (
          <Forms party={party} />
        )}
      </Section>
      {(party !== undefined || period !== undefined) && (
        <p className="row books-filter" role="status">
          {party !== undefined && period !== undefined && `This party, ${periodWords(period)}`}
          {party !== undefined && period === undefined && 'What follows is of this party.'}
          {party === undefined && period !== undefined && `Entries of ${periodWords(period)}`}
          <Button size="sm" variant="subtle" onClick={() => show({})}>
            Show all
          </Button>
        </p>
      )}
      <Entries filter={filter} />
      <Advances filter={filter} />
      <Withholdings filter={filter} />
    </>
  );
}

/** What is booked by hand: adjustments, reversals, advances and taxes. */
export function OperatorBooksScreen() {
  useDocumentTitle('Books · Flipside');
  return (
    <OperatorOnly
      current="books"
      title="Books"
      about="Adjustments, advances and taxes. Nothing is changed: what was wrong is undone by an entry of its own."
    >
      <Books />
    </OperatorOnly>
  );
}
