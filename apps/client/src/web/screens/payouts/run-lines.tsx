import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { LiveRegion } from '../../components/live-region.tsx';
import { Money } from '../../components/money.tsx';
import { Paged } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { TabLink } from '../../components/tab-link.tsx';
import {
  usePayoutLines,
  useSettlePayment,
  type LineFilter,
  type PayoutLine,
  type PayoutRunView,
} from '../../queries/payouts.ts';
import { LINE_STATES, NOT_SEPA, REASONS, returnWords } from '../../words/payout-words.ts';
import { Mark } from '../party/mark.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { LINE_TONES } from './run-tones.ts';

/** What is in the run, each with how many there are. */
function Filters({ run, filter }: { run: PayoutRunView; filter: LineFilter }) {
  const all = run.counts.reduce((sum, { lines }) => sum + lines, 0);
  const params = { id: run.id };
  const isAll = filter.state === undefined && filter.reason === undefined;
  return (
    <nav className="tab-links payout-filters" aria-label="Which lines">
      <TabLink current={isAll} to="/operator/payouts/$id" params={params} search={{}}>
        All {all}
      </TabLink>
      {run.counts.map(({ state, reason, lines }) => (
        <TabLink
          key={`${state}${reason ?? ''}`}
          current={filter.state === state && (filter.reason ?? null) === reason}
          to="/operator/payouts/$id"
          params={params}
          search={reason === null ? { state } : { state, reason }}
        >
          {reason === null ? LINE_STATES[state] : REASONS[reason]} {lines}
        </TabLink>
      ))}
    </nav>
  );
}

/** What there is to say about a line beside its state. */
function about({ reason, notSepa, returnCode, account }: PayoutLine): string {
  if (reason !== null) return REASONS[reason];
  const to = account ?? '';
  if (returnCode !== null) return `${returnWords(returnCode)} (${returnCode})`;
  return notSepa === null ? to : `${to}, in the CSV alone: ${NOT_SEPA[notSepa]}`;
}

function LineActions({ line, onReturn }: { line: PayoutLine; onReturn: () => void }) {
  const settle = useSettlePayment();
  if (line.state !== 'SENT' && line.state !== 'SETTLED') return null;
  const { name } = line.party;
  return (
    <div className="payout-row-actions">
      {line.state === 'SENT' && (
        <Button
          size="sm"
          loading={settle.isPending}
          aria-label={`Arrived: ${name}`}
          onClick={() => settle.mutate(line.id)}
        >
          Arrived
        </Button>
      )}
      <Button size="sm" variant="subtle" data-danger aria-label={`Came back: ${name}`} onClick={onReturn}>
        Came back
      </Button>
      {settle.isError && <ProblemMessage error={settle.error} />}
    </div>
  );
}

function LineRow({ line, currency, onReturn }: { line: PayoutLine; currency: string; onReturn: () => void }) {
  const money = (micros: string) => <Money micros={micros} currency={currency} precision="total" />;
  return (
    <tr>
      <th scope="row" className="first">
        <Link to="/parties/$id" params={{ id: line.party.id }} search={{ tab: 'payments' }}>
          {line.party.name}
        </Link>
      </th>
      <td className="amount amount-main">
        {line.state === 'NOT_PAID' ? <span className="tertiary">nothing</span> : money(line.amountMicros)}
      </td>
      <td>
        <Mark tone={LINE_TONES[line.state]}>{LINE_STATES[line.state]}</Mark>
      </td>
      <td className="break">{about(line)}</td>
      <td className="amount" data-label="Owed">
        {money(line.balanceMicros)}
      </td>
      <td className="amount" data-label="Carried over">
        {money(line.carriedMicros)}
      </td>
      <td className="amount break">
        <LineActions line={line} onReturn={onReturn} />
      </td>
    </tr>
  );
}

const HEADS = ['Payee', 'Amount', 'State', 'To, or why not', 'Owed', 'Carried over'] as const;
const AMOUNTS: ReadonlySet<string> = new Set(['Amount', 'Owed', 'Carried over']);

/** Payments of the run, and who is not paid and why. */
export function RunLines({ run, filter }: { run: PayoutRunView; filter: LineFilter }) {
  const [returning, setReturning] = useState<PayoutLine | null>(null);
  const lines = usePayoutLines(run.id, filter);
  const items = lines.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="payout-block" aria-labelledby="lines-title">
      <h2 className="heading" id="lines-title">
        Payees
      </h2>
      <Filters run={run} filter={filter} />
      <LiveRegion>{lines.isSuccess ? `${items.length} payees` : ''}</LiveRegion>
      <Paged pages={lines} skeleton="party-skeleton" empty="None.">
        {() => (
          <table className="table stack-table payout-lines">
            <thead>
              <tr>
                {HEADS.map((head) => (
                  <th key={head} scope="col" className={AMOUNTS.has(head) ? 'amount' : undefined}>
                    {head}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">What the bank said</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((line) => (
                <LineRow
                  key={line.id}
                  line={line}
                  currency={run.currency}
                  onReturn={() => setReturning(line)}
                />
              ))}
            </tbody>
          </table>
        )}
      </Paged>
      <ReturnDialog line={returning} currency={run.currency} onDone={() => setReturning(null)} />
    </section>
  );
}
