import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Duration } from '../../components/duration.tsx';
import { DaySpanFilter, NothingInTime } from '../../components/day-span-filter.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ShowMore } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import { useUnreadList } from '../../queries/notifications.ts';
import { useOwnRequests, usePartyRequests } from '../../queries/requests.ts';
import type { RequestState, RequestSummary } from '../../queries/requests.ts';
import { dayWords } from '../../words/dates.ts';
import { sourceWords } from '../../words/flip-words.ts';
import { isAnyTime, type DaySpan } from '../../words/day-span.ts';
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

function RequestRow({ request, isNew }: { request: RequestSummary; isNew: boolean }) {
  return (
    <li className="request-row" data-new={isNew}>
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
        {isNew && <strong className="request-new">New</strong>}
        {request.state === 'OPEN' && <span>until {dayWords(request.expiresAt)}</span>}
      </span>
      <RequestBadge state={request.state} />
    </li>
  );
}

interface RequestPagesProps {
  readonly pages: UseInfiniteQueryResult<{ pages: { items: RequestSummary[] }[] }>;
  readonly empty: ReactNode;
}

function RequestPages({ pages, empty }: RequestPagesProps) {
  const unread = new Set(useUnreadList(true).data?.map(({ link }) => link));
  if (pages.isPending) return <div className="hatched requests-skeleton" aria-busy="true" />;
  if (pages.isError) return <ProblemMessage error={pages.error} onRetry={() => void pages.refetch()} />;
  const items = pages.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return empty;
  return (
    <>
      <LiveRegion>{items.length === 1 ? '1 request' : `${items.length} requests`}</LiveRegion>
      <ol className="request-list">
        {items.map((request) => (
          <RequestRow key={request.id} request={request} isNew={unread.has(`/requests/${request.id}`)} />
        ))}
      </ol>
      <ShowMore pages={pages} />
    </>
  );
}

/** What the address says about which requests. */
interface RequestSearch extends DaySpan {
  readonly state?: string | undefined;
}

interface FilterProps {
  readonly search: RequestSearch;
  /** Typed on, a day is no step of its own in the browser's history. */
  readonly onSearch: (search: RequestSearch, again?: boolean) => void;
}

const stateOf = ({ state }: RequestSearch): RequestState | null =>
  FILTERS.flatMap(({ value }) => (value === 'ALL' || value !== state ? [] : [value]))[0] ?? null;

const filterOf = (search: RequestSearch) => ({
  state: stateOf(search),
  asked: { from: search.from, until: search.until },
});

function RequestFilter({ search, onSearch, pages }: FilterProps & Pick<RequestPagesProps, 'pages'>) {
  const { state, asked } = filterOf(search);
  const isEmpty = pages.isSuccess && pages.data.pages.every(({ items }) => items.length === 0);
  // Above nothing at all there is nothing to choose.
  if (isEmpty && state === null && isAnyTime(asked)) return null;
  return (
    <>
      <div className="requests-filter" role="group" aria-label="Which requests">
        {FILTERS.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={(state ?? 'ALL') === value}
            onClick={() => onSearch({ ...asked, state: value === 'ALL' ? undefined : value })}
          >
            {label}
          </button>
        ))}
      </div>
      <DaySpanFilter
        what="Asked"
        span={asked}
        onSpan={(span, again) => onSearch({ ...span, state: search.state }, again)}
        pages={pages}
      />
    </>
  );
}

const EMPTY_WORDS = 'No requests.';

interface NoRequestsProps extends FilterProps {
  /** How the first one comes about. */
  readonly otherwise: string;
}

function NoRequests({ search, onSearch, otherwise }: NoRequestsProps) {
  const { state, asked } = filterOf(search);
  if (isAnyTime(asked))
    return <EmptyState>{state === null ? `${EMPTY_WORDS} ${otherwise}` : EMPTY_WORDS}</EmptyState>;
  return (
    <NothingInTime onAnyTime={() => onSearch({ state: search.state })}>
      {state === null ? 'No request was made in this time.' : 'No such request was made in this time.'}
    </NothingInTime>
  );
}

interface PartyRequestsProps extends FilterProps {
  readonly party: { readonly id: string; readonly name: string };
}

/** What a party is asked. */
export function PartyRequests({ party, ...filter }: PartyRequestsProps) {
  const pages = usePartyRequests(party.id, filterOf(filter.search));
  const otherwise = 'When someone asks for your music it appears here.';
  return (
    <section aria-label={`Requests to ${party.name}`}>
      <RequestFilter {...filter} pages={pages} />
      <RequestPages pages={pages} empty={<NoRequests {...filter} otherwise={otherwise} />} />
    </section>
  );
}

/** What the signed-in producer asked for. */
export function OwnRequests(filter: FilterProps) {
  const pages = useOwnRequests(filterOf(filter.search));
  const otherwise = 'When a flip is not cleared, the studio lets you ask those who decide.';
  return (
    <>
      <RequestFilter {...filter} pages={pages} />
      <RequestPages pages={pages} empty={<NoRequests {...filter} otherwise={otherwise} />} />
    </>
  );
}
