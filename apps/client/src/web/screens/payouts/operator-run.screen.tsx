import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Money } from '../../components/money.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { hasStatus } from '../../queries/api-problem.ts';
import {
  usePayoutRun,
  type LineFilter,
  type LineReason,
  type LineState,
  type PayoutRunView,
} from '../../queries/payouts.ts';
import { dayWords, momentWords, periodWords } from '../../words/dates.ts';
import { LINE_STATES, paymentsWords, REASONS, RUN_STATES } from '../../words/payout-words.ts';
import { OperatorOnly } from '../operator/operator-only.tsx';
import { Mark } from '../party/mark.tsx';
import { RunHistory } from './run-history.tsx';
import { RunLines } from './run-lines.tsx';
import { RunSteps } from './run-steps.tsx';
import { RUN_TONES } from './run-tones.ts';
import './payouts.css';

const route = getRouteApi('/shell/operator/payouts/$id');

function Totals({ run }: { run: PayoutRunView }) {
  const money = (micros: string) => <Money micros={micros} currency={run.currency} precision="total" />;
  return (
    <dl className="payout-facts">
      <div>
        <dt className="label">{paymentsWords(run.payments)}</dt>
        <dd>{money(run.amountMicros)}</dd>
      </div>
      <div>
        <dt className="label">By SEPA, {paymentsWords(run.sepaPayments)}</dt>
        <dd>{money(run.sepaMicros)}</dd>
      </div>
      <div>
        <dt className="label">Carried over</dt>
        <dd>{money(run.carriedMicros)}</dd>
      </div>
      <div>
        <dt className="label">Owed in all</dt>
        <dd>{money(run.balanceMicros)}</dd>
      </div>
      {run.executionOn !== null && (
        <div>
          <dt className="label">The bank pays on</dt>
          <dd>{dayWords(run.executionOn)}</dd>
        </div>
      )}
    </dl>
  );
}

/** Who did what, in one line. */
function Course({ run }: { run: PayoutRunView }) {
  const steps = [
    `Prepared ${momentWords(run.createdAt)}${run.createdBy === null ? '' : ` by ${run.createdBy}`}`,
    ...(run.approvedAt === null
      ? []
      : [`approved ${momentWords(run.approvedAt)}${run.approvedBy === null ? '' : ` by ${run.approvedBy}`}`]),
    ...(run.sentAt === null || run.state === 'SENDING'
      ? []
      : [`sent ${momentWords(run.sentAt)}, booked in ${periodWords(run.sentPeriod ?? run.untilPeriod)}`]),
  ];
  return <p className="secondary small payout-course">{steps.join(', ')}.</p>;
}

function Run({ id, filter }: { id: string; filter: LineFilter }) {
  const run = usePayoutRun(id);
  if (run.isPending) return <div className="hatched party-skeleton" aria-busy="true" />;
  if (hasStatus(run.error, 400, 404)) return <EmptyState>There is no such payout run.</EmptyState>;
  if (run.isError) return <ProblemMessage error={run.error} onRetry={() => void run.refetch()} />;
  return (
    <>
      <div className="payout-actions" style={{ marginBottom: 12 }}>
        <Mark tone={RUN_TONES[run.data.state]}>{RUN_STATES[run.data.state]}</Mark>
        <strong>
          {run.data.currency} until {periodWords(run.data.untilPeriod)}
        </strong>
      </div>
      <Totals run={run.data} />
      <Course run={run.data} />
      <RunSteps run={run.data} />
      <RunLines run={run.data} filter={filter} />
      <RunHistory id={id} />
    </>
  );
}

/** One payout run: what it pays, who is left out, and what the bank said. */
export function OperatorRunScreen() {
  useDocumentTitle('Payout run · Flipside');
  const { id } = route.useParams();
  const { state, reason } = route.useSearch();
  const filter: LineFilter = {
    ...(state !== undefined && Object.hasOwn(LINE_STATES, state) && { state: state as LineState }),
    ...(reason !== undefined && Object.hasOwn(REASONS, reason) && { reason: reason as LineReason }),
  };
  return (
    <OperatorOnly
      current="payouts"
      title="Payout run"
      about="Who is paid what, who is not and why, and what the bank said."
    >
      <p className="secondary" style={{ marginBottom: 16 }}>
        <Link to="/operator/payouts">All payout runs</Link>
      </p>
      <Run id={id} filter={filter} />
    </OperatorOnly>
  );
}
