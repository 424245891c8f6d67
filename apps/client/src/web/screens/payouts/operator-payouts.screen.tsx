import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { Money } from '../../components/money.tsx';
import { Paged } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useDraftRun, useOwed, usePayoutRuns, type PayoutRun } from '../../queries/payouts.ts';
import { dayWords, periodWords } from '../../words/dates.ts';
import { RUN_STATES } from '../../words/payout-words.ts';
import { OperatorOnly } from '../operator/operator-only.tsx';
import { Mark } from '../party/mark.tsx';
import { RUN_TONES } from './run-tones.ts';
import './payouts.css';

function NewRun({ currencies }: { currencies: readonly string[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const draft = useDraftRun();
  const navigate = useNavigate();
  const currency = chosen ?? currencies[0] ?? null;
  if (currency === null) return null;
  return (
    <>
      <div className="payout-new">
        {currencies.length > 1 && (
          <Select
            label="Currency"
            data={[...currencies]}
            value={currency}
            onChange={setChosen}
            allowDeselect={false}
          />
        )}
        <Button
          variant="filled"
          loading={draft.isPending}
          onClick={() =>
            draft.mutate(currency, {
              onSuccess: ({ id }) => void navigate({ to: '/operator/payouts/$id', params: { id } }),
            })
          }
        >
          Prepare payments in {currency}
        </Button>
      </div>
      {draft.isError && <ProblemMessage error={draft.error} />}
    </>
  );
}

/** What is owed, and the account it is paid from. */
function Owed() {
  const owed = useOwed();
  if (owed.isPending) return <div className="hatched operator-skeleton" aria-busy="true" />;
  if (owed.isError) return <ProblemMessage error={owed.error} onRetry={() => void owed.refetch()} />;
  const { currencies, debtor } = owed.data;
  return (
    <section className="payout-block" aria-labelledby="owed-title">
      <h2 className="heading" id="owed-title">
        What is owed
      </h2>
      {currencies.length === 0 ? (
        <EmptyState>Nobody is owed anything. Money is owed when a period is closed.</EmptyState>
      ) : (
        <dl className="payout-facts">
          {currencies.map(({ currency, parties, payableMicros }) => (
            <div key={currency}>
              <dt className="label">
                {currency}, to {parties} {parties === 1 ? 'party' : 'parties'}
              </dt>
              <dd>
                <Money micros={payableMicros} currency={currency} precision="total" />
              </dd>
            </div>
          ))}
          <div>
            <dt className="label">Paid from</dt>
            <dd>
              {debtor === null ? (
                <span className="secondary">no account is set up</span>
              ) : (
                <>
                  {debtor.name} <span className="mono nowrap">{debtor.account}</span>
                </>
              )}
            </dd>
          </div>
        </dl>
      )}
      {debtor === null && (
        <p className="secondary measure" style={{ marginTop: 12 }}>
          Without an account to pay from there is no file for the bank, only CSV. Set PAYOUT_DEBTOR_NAME and
          PAYOUT_DEBTOR_IBAN and start again.
        </p>
      )}
      <div style={{ marginTop: 16 }}>
        <NewRun currencies={currencies.map(({ currency }) => currency)} />
      </div>
    </section>
  );
}

function RunRow({ run }: { run: PayoutRun }) {
  return (
    <tr>
      <th scope="row" className="first">
        <Link to="/operator/payouts/$id" params={{ id: run.id }}>
          {run.currency} until {periodWords(run.untilPeriod)}
        </Link>
      </th>
      <td>
        <Mark tone={RUN_TONES[run.state]}>{RUN_STATES[run.state]}</Mark>
      </td>
      <td data-label="Prepared">
        {dayWords(run.createdAt)}
        {run.createdBy !== null && ` by ${run.createdBy}`}
      </td>
      <td className="amount mono" data-label="Payments">
        {run.payments}
      </td>
      <td className="amount mono" data-label="Not paid">
        {run.notPaid}
      </td>
      <td className="amount amount-main" data-label="Amount">
        <Money micros={run.amountMicros} currency={run.currency} precision="total" />
      </td>
    </tr>
  );
}

function Runs() {
  const runs = usePayoutRuns();
  return (
    <section className="payout-block" aria-labelledby="runs-title">
      <h2 className="heading" id="runs-title">
        Payout runs
      </h2>
      <Paged
        pages={runs}
        skeleton="operator-skeleton"
        empty="No run yet. Prepare one and look at it: nothing is paid before you send it."
      >
        {(items) => (
          <table className="table stack-table">
            <thead>
              <tr>
                <th scope="col">Run</th>
                <th scope="col">State</th>
                <th scope="col">Prepared</th>
                <th scope="col" className="amount">
                  Payments
                </th>
                <th scope="col" className="amount">
                  Not paid
                </th>
                <th scope="col" className="amount">
                  Amount
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </tbody>
          </table>
        )}
      </Paged>
    </section>
  );
}

/** What is owed to whom, and the runs that pay it. */
export function OperatorPayoutsScreen() {
  useDocumentTitle('Payouts · Flipside');
  return (
    <OperatorOnly
      current="payouts"
      title="Payouts"
      about="Prepare, approve, send, and note what the bank says."
    >
      <Owed />
      <Runs />
    </OperatorOnly>
  );
}
