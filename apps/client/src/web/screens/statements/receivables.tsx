import { useState } from 'react';
import { Button } from '@mantine/core';
import { Money } from '../../components/money.tsx';
import { Paged } from '../../components/paged.tsx';
import { useReceivableLines, useReceivables, type Receivable } from '../../queries/receivables.ts';
import { periodWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';
import { SIDE_WORDS } from './side-words.ts';

function Amount({ micros, currency }: { micros: string | null; currency: string }) {
  return micros === null ? (
    <span className="secondary">When its period closes</span>
  ) : (
    <Money micros={micros} currency={currency} precision="total" />
  );
}

function Lines({ of }: { of: Receivable }) {
  const lines = useReceivableLines(of);
  const { party, reporter, period } = of;
  const query = new URLSearchParams({ party: party.id, reporter: reporter.id, period }).toString();
  return (
    <Paged pages={lines} skeleton="statements-skeleton" empty="Nothing of it is reckoned yet.">
      {(items) => (
        <>
          <table className="table stack-table">
            <thead>
              <tr>
                <th scope="col">Music</th>
                <th scope="col">Side</th>
                <th scope="col" className="amount">
                  Plays
                </th>
                <th scope="col" className="amount">
                  To come
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((line) => (
                <tr key={[line.side, line.currency, line.subject].join(' ')}>
                  <th scope="row" className="first break">
                    {line.title} {line.isrc !== null && <span className="mono secondary">{line.isrc}</span>}
                  </th>
                  <td data-label="Side">{SIDE_WORDS[line.side]}</td>
                  <td className="amount mono" data-label="Plays">
                    {formatCount(line.plays)}
                  </td>
                  <td className="amount" data-label="To come">
                    <Amount micros={line.amountMicros} currency={line.currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="small receivable-more">
            <a href={`/api/royalties/receivables/export.csv?${query}`} download>
              Download as CSV
            </a>
          </p>
        </>
      )}
    </Paged>
  );
}

function stateWords({ payable, final }: Receivable): string {
  if (payable) return 'Settled, in your balance';
  return final ? 'Closed there' : 'Still open there';
}

function Row({ item, open, onToggle }: { item: Receivable; open: boolean; onToggle: () => void }) {
  return (
    <>
      <tr>
        <th scope="row" className="first break">
          {item.reporter.host}
        </th>
        <td data-label="Period">{periodWords(item.period)}</td>
        <td className="break">{item.party.name}</td>
        <td data-label="State">{stateWords(item)}</td>
        <td className="amount amount-main" data-label="To come">
          <Amount micros={item.amountMicros} currency={item.currency} />
        </td>
        <td className="amount">
          <Button variant="subtle" aria-expanded={open} onClick={onToggle}>
            {open ? 'Less' : 'By recording'}
          </Button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <Lines of={item} />
          </td>
        </tr>
      )}
    </>
  );
}

const keyOf = ({ party: { id }, reporter, period: month, currency }: Receivable) =>
  [id, reporter.id, month, currency].join(' ');

function Items({ items }: { items: readonly Receivable[] }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <table className="table stack-table">
      <thead>
        <tr>
          <th scope="col">Server</th>
          <th scope="col">Period</th>
          <th scope="col">Party</th>
          <th scope="col">State</th>
          <th scope="col" className="amount">
            To come
          </th>
          <th scope="col" className="amount">
            Lines
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row
            key={keyOf(item)}
            item={item}
            open={open === keyOf(item)}
            onToggle={() => setOpen(open === keyOf(item) ? null : keyOf(item))}
          />
        ))}
      </tbody>
    </table>
  );
}

/** What plays at other servers come to: shown when there is some. */
export function Receivables({ party, period }: { party: string | undefined; period?: string }) {
  const receivables = useReceivables(party, period);
  // Most people have none: nothing stands there before there is some, and nothing where there is none.
  if (receivables.isPending || (receivables.isSuccess && receivables.data.pages[0]?.items.length === 0))
    return null;
  return (
    <section className="receivables" aria-labelledby="receivables-title">
      <h2 className="heading" id="receivables-title">
        From other servers
      </h2>
      <p className="secondary measure">
        Plays that other servers counted. They owe it; it is not payable before they have settled, and no part
        of a balance.
      </p>
      <Paged pages={receivables} skeleton="statements-skeleton">
        {(items) => <Items items={items} />}
      </Paged>
    </section>
  );
}
