import { useState } from 'react';
import { Button } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ShowMore } from '../../../components/paged.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useRejections, type PlayRejectionReason } from '../../../queries/fraud.ts';
import { momentWords } from '../../../words/dates.ts';
import { deviceWords, reasonWords, remixerWords } from '../../../words/fraud-words.ts';
import { formatCount } from '../../../words/flip-words.ts';

interface ReasonsProps {
  readonly reasons: readonly PlayRejectionReason[];
  readonly onChoose: (reason: string) => void;
}

function Reasons({ reasons, onChoose }: ReasonsProps) {
  return (
    <table className="table stack-table">
      <thead>
        <tr>
          <th scope="col">Reason</th>
          <th scope="col" className="amount">
            Receipts
          </th>
          <th scope="col" className="amount">
            Devices
          </th>
          <th scope="col">Last</th>
          <th scope="col">
            <span className="visually-hidden">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map(({ reason, receipts, devices, lastAt }) => (
          <tr key={reason}>
            <th scope="row" className="first">
              {reasonWords(reason)}
            </th>
            <td className="amount mono" data-label="Receipts">
              {formatCount(String(receipts))}
            </td>
            <td className="amount mono" data-label="Devices">
              {formatCount(String(devices))}
            </td>
            <td data-label="Last">{momentWords(lastAt)}</td>
            <td className="amount">
              <Button size="sm" aria-label={`Show ${reasonWords(reason)}`} onClick={() => onChoose(reason)}>
                Show
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ChosenProps {
  readonly filter: { readonly reason?: string; readonly device?: string };
  readonly onDevice: (device: string) => void;
  readonly onClear: () => void;
}

function Chosen({ filter, onDevice, onClear }: ChosenProps) {
  const found = useRejections(filter);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="fraud-chosen">
        <h3 className="strong">
          {filter.reason === undefined ? 'Everything' : reasonWords(filter.reason)}
          {filter.device !== undefined && ` of ${deviceWords(filter.device)}`}
        </h3>
        <Button size="sm" variant="subtle" onClick={onClear}>
          All reasons
        </Button>
      </div>
      {filter.device !== undefined && <p className="mono small fraud-device">{filter.device}</p>}
      {found.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
      {found.isError && <ProblemMessage error={found.error} onRetry={() => void found.refetch()} />}
      <ul className="operator-changes">
        {items.map((one) => (
          <li key={one.id}>
            <span className="mono small tertiary">{momentWords(one.receivedAt)}</span>
            <span>
              {one.recipe?.title ?? 'Unknown flip'}{' '}
              <span className="secondary">{remixerWords(one.recipe)}</span>
            </span>
            <span className="secondary">
              <strong>{reasonWords(one.reason)}</strong>: {one.detail}
            </span>
            {one.device !== null && filter.device === undefined && (
              <Button size="sm" onClick={() => onDevice(one.device ?? '')}>
                {deviceWords(one.device)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ShowMore pages={found} />
    </>
  );
}

/** Receipts that broke a rule, by reason; each can be looked at, and all of its device. */
export function NotCounted() {
  const all = useRejections({});
  const [filter, setFilter] = useState<ChosenProps['filter'] | null>(null);
  const reasons = all.data?.pages[0]?.reasons ?? [];
  return (
    <section className="operator-section" aria-labelledby="rejected-title">
      <h2 className="heading" id="rejected-title">
        Not counted
      </h2>
      {all.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
      {all.isError && <ProblemMessage error={all.error} onRetry={() => void all.refetch()} />}
      {all.isSuccess && reasons.length === 0 && <EmptyState>Every receipt so far was counted.</EmptyState>}
      {reasons.length > 0 && filter === null && (
        <Reasons reasons={reasons} onChoose={(reason) => setFilter({ reason })} />
      )}
      {filter !== null && (
        <Chosen
          filter={filter}
          onDevice={(device) => setFilter({ ...filter, device })}
          onClear={() => setFilter(null)}
        />
      )}
    </section>
  );
}
