import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { useUnreachableLines } from '../../queries/requests.ts';
import { dayWords } from '../../words/dates.ts';
import { readableIsrc } from '../../words/isrc.ts';

/** Clearance requests that wait for somebody who does not exist here: no one acts for the party, or nobody claimed. */
export function UnreachableRequests() {
  const lines = useUnreachableLines();
  return (
    <section className="operator-section" aria-labelledby="unreachable-title">
      <h2 className="heading" id="unreachable-title">
        Requests that nobody can answer
      </h2>
      {lines.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
      {lines.isError && <ProblemMessage error={lines.error} onRetry={() => void lines.refetch()} />}
      {lines.data?.length === 0 && <EmptyState>None. Somebody acts for everybody who is asked.</EmptyState>}
      {lines.data !== undefined && lines.data.length > 0 && (
        <table className="table stack-table">
          <thead>
            <tr>
              <th scope="col">Asked</th>
              <th scope="col">Side</th>
              <th scope="col">Of</th>
              <th scope="col">By</th>
              <th scope="col">Until</th>
            </tr>
          </thead>
          <tbody>
            {lines.data.map((line) => (
              <tr key={line.id}>
                <th scope="row" className="first">
                  {line.party?.name ?? 'Nobody has claimed it'}
                </th>
                <td>
                  <span className="row">
                    <SideMark side={line.side === 'MASTER' ? 'A' : 'B'} />
                    {line.side === 'MASTER' ? 'Recording' : 'Composition'}
                  </span>
                </td>
                <td data-label="Of">
                  {line.title} <span className="mono small tertiary">{readableIsrc(line.isrc)}</span>
                </td>
                <td data-label="By">{line.producer.displayName}</td>
                <td data-label="Until">{dayWords(line.expiresAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
