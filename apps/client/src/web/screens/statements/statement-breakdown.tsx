import { Button } from '@mantine/core';
import { Money } from '../../components/money.tsx';
import { toMicros } from '../../components/micros.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import {
  useStatementBreakdown,
  type LineFilter,
  type StatementBreakdown as Breakdown,
  type StatementView,
} from '../../queries/royalties.ts';
import { formatCount } from '../../words/flip-words.ts';
import { territoryName } from '../../words/territories.ts';

type Kind = 'flip' | 'source' | 'territory';
type Part = Breakdown[Kind]['top'][number];

interface BarsProps {
  readonly statement: StatementView;
  readonly breakdown: Breakdown;
  readonly filter: LineFilter;
  readonly onFilter: (filter: LineFilter) => void;
}

const TITLES: Record<Kind, string> = { flip: 'By flip', source: 'By source', territory: 'By territory' };

const filterOf = (kind: Kind, key: string): LineFilter =>
  kind === 'flip' ? { recipe: key } : kind === 'source' ? { isrc: key } : { territory: key };

const keyOf = (kind: Kind, filter: LineFilter): string | undefined =>
  kind === 'flip' ? filter.recipe : kind === 'source' ? filter.isrc : filter.territory;

function nameOf(kind: Kind, { key, title }: Part): string {
  if (key === null) return 'Your own flips';
  return kind === 'territory' ? territoryName(key) : (title ?? key);
}

/** Only for drawing: a pixel needs no more digits than this. */
const widthOf = (amount: string, largest: bigint): string =>
  `${largest <= 0n ? 0 : Math.max(Number((toMicros(amount) * 1000n) / largest) / 10, 0.5)}%`;

function Bar({ amount, largest }: { amount: string; largest: bigint }) {
  return (
    <span className="breakdown-bar" aria-hidden="true">
      <span style={{ width: widthOf(amount, largest) }} />
    </span>
  );
}

function Bars({ kind, statement, breakdown, filter, onFilter }: BarsProps & { kind: Kind }) {
  const { top, others } = breakdown[kind];
  const amounts = [...top.map(({ amountMicros }) => amountMicros), others.amountMicros].map(toMicros);
  const largest = amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);
  const chosen = keyOf(kind, filter);
  return (
    <section aria-labelledby={`breakdown-${kind}`}>
      <h2 className="heading" id={`breakdown-${kind}`}>
        {TITLES[kind]}
      </h2>
      <ul className="breakdown">
        {top.map((part) => {
          const { key } = part;
          const words = (
            <>
              <span className="breakdown-name">
                {nameOf(kind, part)} {part.by !== null && <span className="secondary">{part.by}</span>}
              </span>
              <span className="breakdown-amount">
                <Money micros={part.amountMicros} currency={statement.currency} precision="total" />
              </span>
              <Bar amount={part.amountMicros} largest={largest} />
            </>
          );
          return (
            <li key={key ?? 'own'}>
              {key === null ? (
                <span className="breakdown-part">{words}</span>
              ) : (
                <button
                  type="button"
                  className="breakdown-part"
                  aria-pressed={chosen === key}
                  onClick={() => onFilter(chosen === key ? {} : filterOf(kind, key))}
                >
                  {words}
                </button>
              )}
            </li>
          );
        })}
        {others.parts !== '0' && (
          <li>
            <span className="breakdown-part">
              <span className="breakdown-name secondary">{formatCount(others.parts)} more</span>
              <span className="breakdown-amount">
                <Money micros={others.amountMicros} currency={statement.currency} precision="total" />
              </span>
              <Bar amount={others.amountMicros} largest={largest} />
            </span>
          </li>
        )}
      </ul>
    </section>
  );
}

/** Where the money came from. Choosing a bar shows its lines below. */
export function StatementBreakdown(props: Omit<BarsProps, 'breakdown'>) {
  const { data, error, isPending, refetch } = useStatementBreakdown(props.statement.id);
  if (props.statement.lines === '0') return null;
  return (
    <div className="breakdowns" aria-busy={isPending}>
      {isPending && <div className="hatched breakdown-skeleton" />}
      {error !== null && <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {data &&
        (['flip', 'source', 'territory'] as const)
          .filter((kind) => data[kind].top.some(({ key }) => key !== null))
          .map((kind) => <Bars key={kind} kind={kind} breakdown={data} {...props} />)}
    </div>
  );
}

/** What the lines are narrowed to, and the way back. */
export function FilterNote({
  breakdown,
  filter,
  onClear,
}: {
  breakdown: Breakdown | undefined;
  filter: LineFilter;
  onClear: () => void;
}) {
  const kinds = (['flip', 'source', 'territory'] as const).filter(
    (kind) => keyOf(kind, filter) !== undefined,
  );
  if (kinds.length === 0) return null;
  const names = kinds.map((kind) => {
    const key = keyOf(kind, filter) ?? '';
    const part = breakdown?.[kind].top.find((one) => one.key === key);
    return part === undefined ? key : nameOf(kind, part);
  });
  return (
    <p className="row" role="status">
      Only lines of <strong>{names.join(', ')}</strong>
      <Button size="sm" variant="subtle" onClick={onClear}>
        Show all
      </Button>
    </p>
  );
}
