import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatPpm } from '../../components/micros.ts';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { useStatementLines, type StatementLine, type StatementView } from '../../queries/royalties.ts';
import { periodWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';
import { territoryName } from '../../words/territories.ts';

const SIDES: Record<StatementLine['side'], string> = {
  MASTER: 'Recording',
  COMPOSITION: 'Composition',
  REMIXER: 'Producer',
  PLATFORM: 'Instance',
};

function SideCell({ side }: { side: StatementLine['side'] }) {
  return (
    <span className="row">
      {side === 'MASTER' && <SideMark side="A" />}
      {side === 'COMPOSITION' && <SideMark side="B" />}
      {SIDES[side]}
    </span>
  );
}

function Line({ line }: { line: StatementLine }) {
  return (
    <tr>
      <td className="first">
        {line.code === null ? (
          <strong>{line.title}</strong>
        ) : (
          <Link to="/r/$code" params={{ code: line.code }} className="statement-flip">
            {line.title}
          </Link>
        )}{' '}
        <span className="secondary">{line.producer}</span>
        {line.originPeriod !== null && (
          <p className="small secondary">Adjustment for {periodWords(line.originPeriod)}</p>
        )}
      </td>
      <td className="break">{line.sourceTitle ?? ''}</td>
      <td>
        <SideCell side={line.side} />
      </td>
      <td className="mono" title={territoryName(line.territory)}>
        {line.territory}
      </td>
      <td className="amount mono" data-label="Plays">
        {formatCount(line.plays)}
      </td>
      <td className="amount mono nowrap" data-label="Usage">
        <span className="usage-bar" aria-hidden="true">
          <span style={{ width: `${line.usagePpm / 10_000}%` }} />
        </span>
        {formatPpm(line.usagePpm)}
      </td>
      <td className="amount mono nowrap" data-label="Share">
        {formatPpm(line.sharePpm)}
      </td>
      <td className="amount amount-main strong">
        <Money micros={line.amountMicros} precision="play" />
      </td>
    </tr>
  );
}

const COLUMNS = ['Flip', 'Your source', 'Side', 'Territory'];

/** Every line that makes up the sum, page by page, exact to the micro-unit. */
export function StatementLines({ statement }: { statement: StatementView }) {
  const lines = useStatementLines(statement.id);
  const items = lines.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="statement-section" aria-labelledby="lines-title">
      <h2 className="heading row" id="lines-title">
        Lines <span className="secondary mono statement-count">{formatCount(statement.lines)}</span>
      </h2>
      {lines.isPending && <div className="hatched statements-skeleton" aria-busy="true" />}
      {lines.isError && <ProblemMessage error={lines.error} onRetry={() => void lines.refetch()} />}
      {lines.isSuccess && items.length === 0 && (
        <EmptyState>No plays of this party’s music were counted in this period.</EmptyState>
      )}
      {items.length > 0 && (
        <table className="table stack-table">
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col" className="amount">
                Plays
              </th>
              <th scope="col" className="amount">
                Usage share
              </th>
              <th scope="col" className="amount">
                Your share
              </th>
              <th scope="col" className="amount">
                Amount, {statement.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((line) => (
              <Line key={line.position} line={line} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={7} className="first">
                Earned, rounded once at the end
              </th>
              <td className="amount amount-main">
                <Money micros={statement.earnedMicros} precision="total" />
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      {lines.hasNextPage && (
        <Button
          className="statement-more"
          onClick={() => void lines.fetchNextPage()}
          loading={lines.isFetchingNextPage}
        >
          Show more lines
        </Button>
      )}
    </section>
  );
}
