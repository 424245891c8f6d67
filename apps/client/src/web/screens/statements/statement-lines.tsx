import { useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatPpm } from '../../components/micros.ts';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import {
  useStatementBreakdown,
  useStatementLines,
  type LineFilter,
  type StatementLine,
  type StatementView,
} from '../../queries/royalties.ts';
import { periodWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';
import { territoryName } from '../../words/territories.ts';
import { LineEvidence } from './line-evidence.tsx';
import { SIDE_WORDS } from './side-words.ts';
import { FilterNote } from './statement-breakdown.tsx';

function SideCell({ side }: { side: StatementLine['side'] }) {
  return (
    <span className="row">
      {side === 'MASTER' && <SideMark side="A" />}
      {side === 'COMPOSITION' && <SideMark side="B" />}
      {SIDE_WORDS[side]}
    </span>
  );
}

function Line({ line, onOpen }: { line: StatementLine; onOpen: () => void }) {
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
      <td className="break">{line.sourceTitle ?? (line.side === 'REMIXER' ? 'The whole flip' : '')}</td>
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
        {line.side === 'REMIXER' ? (
          '–'
        ) : (
          <>
            <span className="usage-bar" aria-hidden="true">
              <span style={{ width: `${line.usagePpm / 10_000}%` }} />
            </span>
            {formatPpm(line.usagePpm)}
          </>
        )}
      </td>
      <td className="amount mono nowrap" data-label="Share">
        {formatPpm(line.sharePpm)}
      </td>
      <td className="amount amount-main strong">
        <Money micros={line.amountMicros} precision="play" />
      </td>
      <td className="amount">
        <Button
          size="sm"
          variant="subtle"
          onClick={onOpen}
          aria-label={`Proof of ${line.title}, ${SIDE_WORDS[line.side]}, ${territoryName(line.territory)}`}
        >
          Proof
        </Button>
      </td>
    </tr>
  );
}

const COLUMNS = ['Flip', 'Your source', 'Side', 'Territory'];

interface StatementLinesProps {
  readonly statement: StatementView;
  readonly filter: LineFilter;
  readonly onFilter: (filter: LineFilter) => void;
}

const SIDE_CHOICES = [
  { value: '', label: 'All sides' },
  { value: 'MASTER', label: 'Recording' },
  { value: 'COMPOSITION', label: 'Composition' },
  { value: 'REMIXER', label: 'Producer' },
] as const;

const isSide = (value: string): value is NonNullable<LineFilter['side']> =>
  SIDE_CHOICES.some((choice) => choice.value !== '' && choice.value === value);

function Filters({ statement, filter, onFilter }: StatementLinesProps) {
  const { data } = useStatementBreakdown(statement.id);
  const territories = (data?.territory.top ?? []).flatMap(({ key }) => (key === null ? [] : [key]));
  const { side: _side, ...withoutSide } = filter;
  const { territory: _territory, ...withoutTerritory } = filter;
  return (
    <div className="statement-filters">
      <NativeSelect
        aria-label="Side"
        data={[...SIDE_CHOICES]}
        value={filter.side ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilter(isSide(value) ? { ...filter, side: value } : withoutSide)
        }
      />
      <NativeSelect
        aria-label="Territory"
        data={[
          { value: '', label: 'All territories' },
          ...territories.map((value) => ({ value, label: territoryName(value) })),
        ]}
        value={filter.territory ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilter(value === '' ? withoutTerritory : { ...filter, territory: value })
        }
      />
      <FilterNote breakdown={data} filter={filter} onClear={() => onFilter({})} />
    </div>
  );
}

function LineTable({ statement, items, total }: LineTableProps) {
  const [open, setOpen] = useState<StatementLine | null>(null);
  return (
    <>
      <table className="table stack-table">
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {['Plays', 'Usage share', 'Your share', `Amount, ${statement.currency}`, 'Evidence'].map(
              (name) => (
                <th key={name} scope="col" className="amount">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((line) => (
            <Line key={line.position} line={line} onOpen={() => setOpen(line)} />
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={7} className="first">
                Earned, rounded once at the end
              </th>
              <td className="amount amount-main">
                <Money micros={statement.earnedMicros} precision="total" />
              </td>
              <td className="amount nowrap">{formatCount(statement.lines)} lines</td>
            </tr>
          </tfoot>
        )}
      </table>
      <LineEvidence line={open} statement={statement} onClose={() => setOpen(null)} />
    </>
  );
}

interface LineTableProps {
  readonly statement: StatementView;
  readonly items: readonly StatementLine[];
  /** Whether these are of all lines, so that the sum is theirs. */
  readonly total: boolean;
}

/** Every line that makes up the sum, page by page, exact to the micro-unit; or those of a part of it. */
export function StatementLines({ statement, filter, onFilter }: StatementLinesProps) {
  const lines = useStatementLines(statement.id, filter);
  const items = lines.data?.pages.flatMap((page) => page.items) ?? [];
  const isWhole = Object.keys(filter).length === 0;
  return (
    <section className="statement-section" aria-labelledby="lines-title">
      <div className="statement-lines-head">
        <h2 className="heading row" id="lines-title">
          Lines <span className="secondary mono statement-count">{formatCount(statement.lines)}</span>
        </h2>
        {statement.lines !== '0' && <Filters statement={statement} filter={filter} onFilter={onFilter} />}
      </div>
      {lines.isPending && <div className="hatched statements-skeleton" aria-busy="true" />}
      {lines.isError && <ProblemMessage error={lines.error} onRetry={() => void lines.refetch()} />}
      {lines.isSuccess && items.length === 0 && (
        <EmptyState>
          {isWhole
            ? 'No plays of this party’s music were counted in this period.'
            : 'No lines here. Another side or territory may have some.'}
        </EmptyState>
      )}
      {items.length > 0 && <LineTable statement={statement} items={items} total={isWhole} />}
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
