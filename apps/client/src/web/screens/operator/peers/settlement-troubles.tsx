import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useSettlementTroubles } from '../../../queries/settlements.ts';
import { momentWords, periodWords } from '../../../words/dates.ts';
import { formatCount } from '../../../words/flip-words.ts';
import { troubleWords } from '../../../words/settlement-words.ts';

/** Settlements and answers of a server that were refused, or cannot be had: shown when there are some. */
export function SettlementTroubles({ id }: { id: string }) {
  const found = useSettlementTroubles(id);
  if (found.isError) return <ProblemMessage error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="operator-section" aria-labelledby="troubles-title">
      <h2 className="heading" id="troubles-title">
        Could not be taken
      </h2>
      <table className="table stack-table">
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col">What</th>
            <th scope="col">Why</th>
            <th scope="col">First</th>
            <th scope="col">Last</th>
            <th scope="col" className="amount">
              Times
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.sha256}>
              <th scope="row" className="first">
                {periodWords(item.period)}, {item.currency}
              </th>
              <td data-label="What">{item.kind === 'ANSWER' ? 'Answer' : 'Settlement'}</td>
              <td className="peer-error break" data-label="Why">
                {troubleWords(item)}. <span className="secondary">{item.message}</span>
              </td>
              <td data-label="First">{momentWords(item.since)}</td>
              <td data-label="Last">{momentWords(item.lastAt)}</td>
              <td className="amount mono" data-label="Times">
                {formatCount(String(item.times))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
