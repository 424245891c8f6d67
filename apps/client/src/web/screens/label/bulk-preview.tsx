import { useEffect, useRef, useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import {
  useApplyBulk,
  useBulk,
  useBulkItems,
  type BulkItemView,
  type BulkView,
} from '../../queries/bulk-grants.ts';
import { formatCount } from '../../words/flip-words.ts';

interface BulkPreviewProps {
  readonly party: string;
  readonly bulk: BulkView;
  readonly onAgain: () => void;
  readonly onClose: (applied: boolean) => void;
}

const OUTCOMES = [
  ['NEW', 'New'],
  ['REVISED', 'Changed'],
  ['UNCHANGED', 'Stay as they are'],
  ['REFUSED', 'Not possible'],
] as const;

const count = (value: number) => formatCount(String(value));

/** What published flips do: the number a person looks for before anything else. */
export function flipSentence({ stopping, starting, bounded }: BulkView['flips']): string {
  if (stopping === 0 && starting === 0) return 'No published flip stops or starts playing.';
  const flips = (value: number, verb: string) =>
    `${count(value)} ${value === 1 ? `flip ${verb}s` : `flips ${verb}`}`;
  const parts = [
    ...(stopping > 0 ? [`${flips(stopping, 'stop')} playing`] : []),
    ...(starting > 0 ? [`${flips(starting, 'start')} playing again`] : []),
  ];
  return `${bounded ? 'At least ' : ''}${parts.join(', ')}.`;
}

function Items({
  party,
  bulk,
  outcome,
  total,
}: {
  readonly party: string;
  readonly bulk: string;
  readonly outcome: BulkItemView['outcome'];
  readonly total: number;
}) {
  const items = useBulkItems(party, bulk, outcome);
  if (items.isPending) return <div className="hatched bulk-skeleton" aria-busy="true" />;
  if (items.isError) return <ProblemMessage error={items.error} onRetry={() => void items.refetch()} />;
  return (
    <ul className="bulk-items" aria-label="Titles">
      {items.data.items.map(({ position, title, note }) => (
        <li key={position}>
          {title}
          {note !== null && <p className="small secondary">{note}</p>}
        </li>
      ))}
      {total > items.data.items.length && (
        <li className="small secondary">and {count(total - items.data.items.length)} more</li>
      )}
    </ul>
  );
}

interface OutcomesProps {
  readonly totals: BulkView['totals'];
  readonly shown: BulkItemView['outcome'];
  readonly onShow: (outcome: BulkItemView['outcome']) => void;
}

/** How many of each, and which of them are listed. */
function Outcomes({ totals, shown, onShow }: OutcomesProps) {
  return (
    <div className="bulk-outcomes" role="group" aria-label="Outcomes">
      {OUTCOMES.map(([outcome, words]) => (
        <button
          key={outcome}
          type="button"
          className="bulk-outcome"
          aria-pressed={shown === outcome}
          disabled={totals[outcome] === 0}
          onClick={() => onShow(outcome)}
        >
          <span className="mono">{count(totals[outcome])}</span> {words}
        </button>
      ))}
    </div>
  );
}

/** What a change would do, and how far it is once it was applied. */
export function BulkPreview({ party, bulk: previewed, onAgain, onClose }: BulkPreviewProps) {
  const apply = useApplyBulk(party);
  const bulk = useBulk(party, apply.data ?? previewed) ?? previewed;
  const { totals, state, applied } = bulk;
  const [shown, setShown] = useState<BulkItemView['outcome']>(
    OUTCOMES.find(([outcome]) => totals[outcome] > 0)?.[0] ?? 'NEW',
  );
  const heading = useRef<HTMLHeadingElement>(null);
  // It takes the place of the button that asked for it: the keyboard goes along, and a screen reader reads it.
  useEffect(() => heading.current?.focus(), []);
  const changing = totals.NEW + totals.REVISED;
  const done = state === 'DONE';
  const said = done
    ? `${count(applied)} changed.`
    : state === 'RUNNING'
      ? `${count(applied)} of ${count(changing)}`
      : '';
  return (
    <>
      <h2 className="heading" ref={heading} tabIndex={-1}>
        {done ? 'Changed' : state === 'RUNNING' ? 'Changing' : 'What changes'}
      </h2>
      <LiveRegion>{said}</LiveRegion>
      <p className={bulk.flips.stopping > 0 && !done ? 'stop' : 'secondary'}>
        {done ? said : flipSentence(bulk.flips)}
      </p>
      {state === 'RUNNING' && (
        <div className="bulk-progress">
          <Progress
            value={changing === 0 ? 100 : (100 * applied) / changing}
            aria-label="Changed so far"
            color="ink"
          />
          <p className="small secondary">{said}. It goes on if you leave this page.</p>
        </div>
      )}
      <Outcomes totals={totals} shown={shown} onShow={setShown} />
      {totals[shown] > 0 && (
        <Items key={shown} party={party} bulk={bulk.id} outcome={shown} total={totals[shown]} />
      )}
      {apply.isError && <ProblemMessage error={apply.error} onRetry={onAgain} />}
      <div className="row bulk-end">
        {state === 'PREVIEWED' ? (
          <>
            <Button
              variant="filled"
              loading={apply.isPending}
              disabled={changing === 0}
              onClick={() => apply.mutate(previewed)}
            >
              {changing === 0 ? 'Nothing to change' : `Change ${count(changing)}`}
            </Button>
            <Button variant="subtle" onClick={() => onClose(false)}>
              Back
            </Button>
          </>
        ) : (
          <Button onClick={() => onClose(true)}>Close</Button>
        )}
      </div>
    </>
  );
}
