import { Button } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePayoutHistory, type PayoutEvent } from '../../queries/payouts.ts';
import { momentWords } from '../../words/dates.ts';
import { EVENTS } from '../../words/payout-words.ts';

const text = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

const detailOf = ({ party, detail }: PayoutEvent): string =>
  [...text(party), ...text(detail['file']), ...text(detail['code']), ...text(detail['note'])].join(', ');

/** What happened to the run, the newest first. */
export function RunHistory({ id }: { id: string }) {
  const events = usePayoutHistory(id);
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="payout-block" aria-labelledby="run-history-title">
      <h2 className="heading" id="run-history-title">
        History
      </h2>
      {events.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
      {events.isError && <ProblemMessage error={events.error} onRetry={() => void events.refetch()} />}
      {items.length > 0 && (
        <table className="table stack-table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">More</th>
              <th scope="col">Who</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {items.map((event) => (
              <tr key={event.id}>
                <th scope="row" className="first">
                  {EVENTS[event.kind]}
                </th>
                <td>{detailOf(event)}</td>
                <td>{event.by ?? 'somebody'}</td>
                <td className="break">{momentWords(event.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {events.hasNextPage && (
        <Button onClick={() => void events.fetchNextPage()} loading={events.isFetchingNextPage}>
          Show more
        </Button>
      )}
    </section>
  );
}
