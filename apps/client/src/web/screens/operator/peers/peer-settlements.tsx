import { useState } from 'react';
import { Button } from '@mantine/core';
import { Money } from '../../../components/money.tsx';
import { Paged } from '../../../components/paged.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useSettlement, useSettlements, type Settlement } from '../../../queries/settlements.ts';
import { periodWords } from '../../../words/dates.ts';
import { payableOf, settlementWords } from '../../../words/settlement-words.ts';
import { SettlementAgain } from './settlement-again.tsx';
import { SettlementDecide } from './settlement-decide.tsx';
import { SettlementLines } from './settlement-lines.tsx';
import { SettlementPayment } from './settlement-payment.tsx';

function Detail({ id }: { id: string }) {
  const found = useSettlement(id);
  if (found.isPending) return <div className="hatched operator-skeleton" aria-busy="true" />;
  if (found.isError) return <ProblemMessage error={found.error} onRetry={() => void found.refetch()} />;
  const settlement = found.data;
  const payable = payableOf(settlement);
  if (settlement.refusal !== null) return <p className="break">{settlement.refusal}</p>;
  return (
    <>
      <SettlementLines settlement={settlement} />
      {settlement.carriedMicros !== '0' && (
        <p className="measure">
          <Money micros={settlement.carriedMicros} currency={settlement.currency} precision="total" /> are
          carried from earlier periods that came to less than nothing.{' '}
          {payable !== null && (
            <>
              To be paid:{' '}
              <Money micros={payable.toString()} currency={settlement.currency} precision="total" />.
            </>
          )}
        </p>
      )}
      <SettlementPayment settlement={settlement} />
      <SettlementAgain settlement={settlement} />
      <SettlementDecide settlement={settlement} />
      {settlement.direction === 'OUT' && (
        <p className="small settlement-document">
          <a href={`/api/federation/settlement-documents/${settlement.sha256}`}>The signed statement</a>
        </p>
      )}
    </>
  );
}

function Row({ item, open, onToggle }: { item: Settlement; open: boolean; onToggle: () => void }) {
  return (
    <>
      <tr>
        <th scope="row" className="first">
          {periodWords(item.period)}
        </th>
        <td data-label="Direction">{item.direction === 'OUT' ? 'Owed to it' : 'Owed by it'}</td>
        <td data-label="State">{settlementWords(item)}</td>
        <td className="amount mono" data-label="Disputed lines">
          {item.disputed}
        </td>
        <td className="amount amount-main" data-label="Accepted of stated">
          {item.acceptedMicros !== null && (
            <>
              <Money micros={item.acceptedMicros} currency={item.currency} precision="total" /> of{' '}
            </>
          )}
          <Money micros={item.totalMicros} currency={item.currency} precision="total" />
        </td>
        <td className="amount">
          <Button
            variant="subtle"
            aria-expanded={open}
            aria-label={`${open ? 'Close' : 'Open'} the settlement of ${periodWords(item.period)}`}
            onClick={onToggle}
          >
            {open ? 'Close' : 'Open'}
          </Button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <Detail id={item.id} />
          </td>
        </tr>
      )}
    </>
  );
}

function Items({ items }: { items: readonly Settlement[] }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <table className="table stack-table">
      <thead>
        <tr>
          <th scope="col">Period</th>
          <th scope="col">Direction</th>
          <th scope="col">State</th>
          <th scope="col" className="amount">
            Disputed lines
          </th>
          <th scope="col" className="amount">
            Accepted of stated
          </th>
          <th scope="col" className="amount">
            Lines
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row
            key={item.id}
            item={item}
            open={open === item.id}
            onToggle={() => setOpen(open === item.id ? null : item.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** What was stated between here and a server for closed periods, in both directions. */
export function PeerSettlements({ id }: { id: string }) {
  const found = useSettlements(id);
  return (
    <section className="operator-section" aria-labelledby="settlements-title">
      <h2 className="heading" id="settlements-title">
        Settlements
      </h2>
      <Paged
        pages={found}
        skeleton="operator-skeleton"
        empty="None yet. One is made for each closed period in which something is owed."
      >
        {(items) => <Items items={items} />}
      </Paged>
    </section>
  );
}
