import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DaySpanFilter, type OnDaySpan } from '../../components/day-span-filter.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { useDisputes, type DisputeFilter, type DisputeItem } from '../../queries/disputes.ts';
import type { DaySpan } from '../../words/day-span.ts';
import { percentWords, territoriesWords } from '../../words/dispute-words.ts';
import { listWords } from '../../words/flip-words.ts';
import { DeadlineNote } from './deadline-note.tsx';
import { DisputeBadge } from './dispute-badge.tsx';

function Row({ item }: { item: DisputeItem }) {
  const places = [...new Set(item.territories.map(territoriesWords))];
  return (
    <tr>
      <th scope="row" className="first">
        <Link to="/disputes/$id" params={{ id: item.id }} className="row">
          <SideMark side={item.side === 'MASTER' ? 'A' : 'B'} />
          <span className="ellipsis">{item.subject.title}</span>
        </Link>
      </th>
      <td className="break">
        {listWords(item.parties.filter(({ isNamed }) => isNamed).map(({ name }) => name))}
      </td>
      <td className="break">
        {places.length > 2 ? `${places.length} groups of territories` : listWords(places)}
      </td>
      <td className="amount mono" data-label="Claimed">
        {percentWords(item.claimedPpm)}
      </td>
      <td data-label="">
        <DeadlineNote dispute={item} />
      </td>
      <td className="dispute-state">
        <DisputeBadge dispute={item} />
      </td>
    </tr>
  );
}

function Table({ items }: { items: readonly DisputeItem[] }) {
  return (
    <table className="table stack-table disputes-table">
      <thead>
        <tr>
          <th scope="col">About</th>
          <th scope="col">Between</th>
          <th scope="col">Where</th>
          <th scope="col" className="amount">
            Claimed
          </th>
          <th scope="col">Due</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

interface DisputeListProps {
  readonly filter: DisputeFilter & { readonly opened: DaySpan };
  readonly onOpened: OnDaySpan;
  readonly empty: ReactNode;
}

/** Disputes that a filter finds, the newest first. */
export function DisputeList({ filter, onOpened, empty }: DisputeListProps) {
  const disputes = useDisputes(filter);
  const items = disputes.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <DaySpanFilter what="Opened" span={filter.opened} onSpan={onOpened} pages={disputes} />
      <LiveRegion>{disputes.isSuccess ? `${items.length} disputes shown` : ''}</LiveRegion>
      {disputes.isPending && <div className="hatched disputes-skeleton" aria-busy="true" />}
      {disputes.isError && <ProblemMessage error={disputes.error} onRetry={() => void disputes.refetch()} />}
      {disputes.isSuccess && items.length === 0 && empty}
      {items.length > 0 && <Table items={items} />}
      {disputes.hasNextPage && (
        <div className="disputes-more">
          <Button onClick={() => void disputes.fetchNextPage()} loading={disputes.isFetchingNextPage}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
