import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useClosePeriod, usePeriods, type PeriodView } from '../../queries/royalties.ts';
import { dayWords, periodWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';
import { FlipRemovals } from './flip-removals.tsx';
import { InstanceHealth } from './instance-health.tsx';
import { OperatorOnly } from './operator-only.tsx';
import { PeriodPools } from './period-pools.tsx';
import { UnreachableRequests } from './unreachable-requests.tsx';
import { TariffCard } from './tariff-card.tsx';
import './operator.css';

const STATES: Record<PeriodView['state'], string> = {
  OPEN: 'Open',
  CLOSING: 'Closing',
  CLOSED: 'Closed',
  STATED: 'Stated',
  LOCKED: 'Locked',
};

/** What a close is doing, in the order in which it does it. */
const STEPS: Record<string, string> = {
  counting: 'Counting plays',
  allocating: 'Sharing out',
  settling: 'Settling parties',
  stating: 'Making statements',
};

function PeriodProgress({ period }: { period: PeriodView }) {
  const { progress } = period;
  if (progress === null) return <>{STATES[period.state]}</>;
  const share = progress.total === 0 ? 0 : progress.done / progress.total;
  return (
    <span className="period-progress">
      <span>
        {STEPS[progress.step] ?? progress.step} <span className="mono">{progress.done}</span> of{' '}
        <span className="mono">{progress.total}</span>
      </span>
      <span
        className="period-progress-bar"
        role="progressbar"
        aria-label={`Closing ${periodWords(period.id)}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}

function PeriodRow({ period, onClose }: { period: PeriodView; onClose: () => void }) {
  return (
    <tr>
      <th scope="row" className="first">
        <Link to="/operator/books" search={{ period: period.id }} title="What was booked by hand">
          {periodWords(period.id)}
        </Link>
      </th>
      <td>
        <PeriodProgress period={period} />
      </td>
      <td data-label="Closes">{dayWords(period.closedAt ?? period.closesAt)}</td>
      <td className="amount mono" data-label="Plays">
        {formatCount(period.plays)}
      </td>
      <td className="amount" data-label="Pool">
        {period.poolMicros === null ? (
          <span className="tertiary">after closing</span>
        ) : (
          <Money
            micros={period.poolMicros}
            precision="total"
            {...(period.currency === null ? {} : { currency: period.currency })}
          />
        )}
      </td>
      <td className="amount mono" data-label="Statements">
        {formatCount(period.statements)}
      </td>
      <td className="amount break">
        {period.state === 'OPEN' && period.progress === null && (
          <Button size="sm" variant="filled" onClick={onClose}>
            Close {periodWords(period.id)}
          </Button>
        )}
      </td>
    </tr>
  );
}

function ClosePeriod({ period, onDone }: { period: PeriodView | null; onDone: () => void }) {
  const close = useClosePeriod();
  const [openedAt] = useState(() => Date.now());
  const early = period !== null && Date.parse(period.closesAt) > openedAt;
  return (
    <Modal opened={period !== null} onClose={onDone} title={period ? `Close ${periodWords(period.id)}?` : ''}>
      {period && (
        <div className="operator-dialog">
          <p>
            <span className="mono">{formatCount(period.plays)}</span> counted plays are apportioned once and
            stated to every party. Closing cannot be undone; a play that arrives later is stated as an
            adjustment.
          </p>
          {early && (
            <p className="strong">
              This period runs until {dayWords(period.closesAt)}. You would close it early.
            </p>
          )}
          {close.isError && <ProblemMessage error={close.error} />}
          <div className="row">
            <Button
              variant="filled"
              loading={close.isPending}
              onClick={() => close.mutate(period.id, { onSuccess: onDone })}
            >
              Close the period
            </Button>
            <Button variant="subtle" onClick={onDone}>
              Leave it open
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}

function Operator() {
  const periods = usePeriods(true);
  const [closing, setClosing] = useState<PeriodView | null>(null);
  const open = periods.data?.find(({ state }) => state === 'OPEN');
  return (
    <>
      <InstanceHealth />
      <section className="operator-section" aria-labelledby="periods-title">
        <h2 className="heading" id="periods-title">
          Periods
        </h2>
        {periods.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
        {periods.isError && <ProblemMessage error={periods.error} onRetry={() => void periods.refetch()} />}
        {periods.data?.length === 0 && (
          <EmptyState>No period yet. The first opens with the first counted play.</EmptyState>
        )}
        {periods.data !== undefined && periods.data.length > 0 && (
          <table className="table stack-table">
            <thead>
              <tr>
                <th scope="col">Period</th>
                <th scope="col">State</th>
                <th scope="col">Closes</th>
                <th scope="col" className="amount">
                  Plays
                </th>
                <th scope="col" className="amount">
                  Pool
                </th>
                <th scope="col" className="amount">
                  Statements
                </th>
                <th scope="col">
                  <span className="visually-hidden">Action</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {periods.data.map((period) => (
                <PeriodRow key={period.id} period={period} onClose={() => setClosing(period)} />
              ))}
            </tbody>
          </table>
        )}
      </section>
      {open !== undefined && <PeriodPools period={open.id} />}
      <UnreachableRequests />
      <TariffCard />
      <FlipRemovals />
      <ClosePeriod period={closing} onDone={() => setClosing(null)} />
    </>
  );
}

/** Periods, their closing, and the health of the instance. */
export function OperatorScreen() {
  useDocumentTitle('Operator · Flipside');
  return (
    <OperatorOnly current="instance" title="Operator" about={window.location.host}>
      <Operator />
    </OperatorOnly>
  );
}
