import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import { ProblemMessage } from './problem-message.tsx';

/** What a query that comes in pages tells, as far as a list needs it. */
export interface Pages<Item> {
  readonly data: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined;
  readonly isPending: boolean;
  readonly isSuccess: boolean;
  readonly isError: boolean;
  /** Null when nothing went wrong. */
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
  readonly refetch: () => Promise<unknown>;
}

type More = Pick<Pages<unknown>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;

/** The button under a list of which there is more. */
export function ShowMore({ pages }: { readonly pages: More }) {
  if (!pages.hasNextPage) return null;
  return (
    <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
      Show more
    </Button>
  );
}

interface PagedProps<Item> {
  readonly pages: Pages<Item>;
  /** The class that gives the place its height until the first page is there, or what stands there. */
  readonly skeleton: string | ReactElement;
  /** What stands where there is nothing; without it, nothing does. */
  readonly empty?: ReactNode;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list that comes in pages: on its way, failed, empty, or its items with a button for more. */
export function Paged<Item>({ pages, skeleton, empty, children }: PagedProps<Item>) {
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {pages.isPending &&
        (typeof skeleton === 'string' ? (
          <div className={`hatched ${skeleton}`} aria-busy="true" />
        ) : (
          skeleton
        ))}
      {pages.isError && <ProblemMessage error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && items.length === 0 && empty !== undefined && <EmptyState>{empty}</EmptyState>}
      {items.length > 0 && children(items)}
      <ShowMore pages={pages} />
    </>
  );
}
