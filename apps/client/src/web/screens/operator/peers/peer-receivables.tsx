import { Money } from '../../../components/money.tsx';
import { Paged } from '../../../components/paged.tsx';
import { usePeerReceivables, type PeerReceivable } from '../../../queries/receivables.ts';
import { periodWords } from '../../../words/dates.ts';
import { formatCount } from '../../../words/flip-words.ts';

function closedWords({ plays, closedPlays }: PeerReceivable): string {
  if (closedPlays === null) return 'Still open there';
  return closedPlays === plays
    ? 'Closed there, with the plays of its log'
    : `Closed there with ${formatCount(closedPlays)} plays`;
}

function Periods({ items }: { items: readonly PeerReceivable[] }) {
  return (
    <table className="table stack-table">
      <thead>
        <tr>
          <th scope="col">Period</th>
          <th scope="col">State</th>
          <th scope="col" className="amount">
            Plays in its log
          </th>
          <th scope="col" className="amount">
            Parties
          </th>
          <th scope="col" className="amount">
            Owed
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.period} ${item.currency}`}>
            <th scope="row" className="first">
              {periodWords(item.period)}
            </th>
            <td data-label="State">{closedWords(item)}</td>
            <td className="amount mono" data-label="Plays in its log">
              {formatCount(item.plays)}
            </td>
            <td className="amount mono" data-label="Parties">
              {formatCount(String(item.parties))}
            </td>
            <td className="amount amount-main" data-label="Owed">
              {item.amountMicros === null ? (
                <span className="secondary">When it closes</span>
              ) : (
                <Money micros={item.amountMicros} currency={item.currency} precision="total" />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What plays at a server come to for the parties of here. */
export function PeerReceivables({ id }: { id: string }) {
  const found = usePeerReceivables(id);
  const waiting = found.data?.pages[0]?.waiting;
  return (
    <section className="operator-section" aria-labelledby="receivable-title">
      <h2 className="heading" id="receivable-title">
        What it owes
      </h2>
      <Paged
        pages={found}
        skeleton="operator-skeleton"
        empty="No plays of music whose rights are kept here were counted there."
      >
        {(items) => <Periods items={items} />}
      </Paged>
      {waiting !== undefined && waiting.plays !== '0' && (
        <p className="secondary measure">
          {formatCount(waiting.plays)} plays wait until {waiting.recipes === 1 ? 'their flip' : 'their flips'}{' '}
          can be read. {waiting.error}
        </p>
      )}
    </section>
  );
}
