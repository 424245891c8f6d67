import { Paged } from '../../components/paged.tsx';
import { usePayoutHistory, type PayoutEvent } from '../../queries/payouts.ts';
import { momentWords } from '../../words/dates.ts';
import { EVENTS } from '../../words/payout-words.ts';

const text = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

const detailOf = ({ party, detail }: PayoutEvent): string =>
  [...text(party), ...text(detail['file']), ...text(detail['code']), ...text(detail['note'])].join(', ');

/** What happened to the run, the newest first. */
export function RunHistory({ id }: { id: string }) {
  const events = usePayoutHistory(id);
  return (
    <section className="payout-block" aria-labelledby="run-history-title">
      <h2 className="heading" id="run-history-title">
        History
      </h2>
      <Paged pages={events} skeleton="operator-skeleton">
        {(items) => (
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
      </Paged>
    </section>
  );
}
