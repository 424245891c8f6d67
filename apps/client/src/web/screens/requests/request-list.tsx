import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Duration } from '../../components/duration.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ShowMore } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import { useOwnRequests, usePartyRequests } from '../../queries/requests.ts';
import type { RequestState, RequestSummary } from '../../queries/requests.ts';
import { dayWords } from '../../words/dates.ts';
import { sourceWords } from '../../words/flip-words.ts';
import { RequestBadge } from './request-badge.tsx';
import './requests.css';

const FILTERS: readonly { value: 'ALL' | RequestState; label: string }[] = [
  { value: 'ALL', label: 'All' },
  { value: 'OPEN', label: 'Waiting' },
  { value: 'APPROVED', label: 'Approved' },
  { value: 'DECLINED', label: 'Declined' },
];

function answered({ lines }: RequestSummary): string {
  const agreed = lines.filter(({ state }) => state === 'GRANTED').length;
  return `${agreed} of ${lines.length} agreed`;
}

function RequestRow({ request }: { request: RequestSummary }) {
  return (
    <li className="request-row">
      <div className="request-row-print">
        <RecipePrint shape={printOfPermille(request.print)} />
      </div>
      <div className="request-row-words">
        <h2 className="lead ellipsis">
          <Link to="/requests/$id" params={{ id: request.id }} className="strong">
            {request.title}
          </Link>
        </h2>
        <p className="small secondary ellipsis">
          {request.producer.displayName}, from {sourceWords(request.credits)}
        </p>
      </div>
      <span className="small secondary request-row-numbers">
        <Duration ms={request.durationMs} />
        <span>{answered(request)}</span>
        {request.state === 'OPEN' && <span>until {dayWords(request.expiresAt)}</span>}
      </span>
      <RequestBadge state={request.state} />
    </li>
  );
}

interface RequestPagesProps {
  readonly pages: UseInfiniteQueryResult<{ pages: { items: RequestSummary[] }[] }>;
  readonly empty: string;
}

function RequestPages({ pages, empty }: RequestPagesProps) {
  if (pages.isPending) return <div className="hatched requests-skeleton" aria-busy="true" />;
  if (pages.isError) return <ProblemMessage error={pages.error} onRetry={() => void pages.refetch()} />;
  const items = pages.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState>{empty}</EmptyState>;
  return (
    <>
      <LiveRegion>{items.length === 1 ? '1 request' : `${items.length} requests`}</LiveRegion>
      <ol className="request-list">
        {items.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ol>
      <ShowMore pages={pages} />
    </>
  );
}

function useFilter() {
  const [filter, setFilter] = useState<'ALL' | RequestState>('ALL');
  const control = (
    <div className="requests-filter" role="group" aria-label="Which requests">
      {FILTERS.map(({ value, label }) => (
        <button key={value} type="button" aria-pressed={filter === value} onClick={() => setFilter(value)}>
          {label}
        </button>
      ))}
    </div>
  );
  return { state: filter === 'ALL' ? null : filter, control };
}

const EMPTY_WORDS = 'No requests.';

/** What a party is asked. */
export function PartyRequests({ party }: { party: { readonly id: string; readonly name: string } }) {
  const { state, control } = useFilter();
  const pages = usePartyRequests(party.id, { state });
  const empty =
    state === null ? `${EMPTY_WORDS} When someone asks for your music it appears here.` : EMPTY_WORDS;
  return (
    <section aria-label={`Requests to ${party.name}`}>
      {control}
      <RequestPages pages={pages} empty={empty} />
    </section>
  );
}

/** What the signed-in producer asked for. */
export function OwnRequests() {
  const { state, control } = useFilter();
  const pages = useOwnRequests({ state });
  const empty =
    state === null
      ? `${EMPTY_WORDS} When a flip is not cleared, the studio lets you ask those who decide.`
      : EMPTY_WORDS;
  return (
    <>
      {control}
      <RequestPages pages={pages} empty={empty} />
    </>
  );
}
