import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { TabLink } from '../../components/tab-link.tsx';
import { useFollowedFlips, useFollows } from '../../queries/social.ts';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { FeedSkeleton } from '../feed/feed-skeleton.tsx';
import '../feed/feed.css';
import { FlipCard } from '../feed/flip-card.tsx';
import { ActorName } from './actor-name.tsx';
import { Blocked } from './blocked.tsx';
import { BoostedBy } from './boosted-by.tsx';
import { FindElsewhere } from './find-elsewhere.tsx';
import { ReceivedComments } from './received-comments.tsx';
import { RemoteCard } from './remote-card.tsx';
import './social.css';

const route = getRouteApi('/shell/following');
export type FollowingView = 'flips' | 'comments' | 'following' | 'followers' | 'blocked';

function Flips() {
  const feed = useFollowedFlips();
  const items = feed.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <FindElsewhere />
      <LiveRegion>{feed.isPending ? 'Loading flips' : `${items.length} flips`}</LiveRegion>
      {feed.isPending && <FeedSkeleton />}
      {feed.isError && <ProblemMessage error={feed.error} onRetry={() => void feed.refetch()} />}
      {feed.isSuccess && items.length === 0 && (
        <EmptyState>
          Flips of producers that you follow are here, of this server and others. Find somebody above.
        </EmptyState>
      )}
      <h2 className="visually-hidden">Newest first</h2>
      <ul className="feed-grid">
        {items.map(({ local, remote, boostedBy }) => {
          const why = boostedBy === null ? undefined : <BoostedBy actor={boostedBy} />;
          if (local !== null) return <FlipCard key={local.hash} item={local} found={undefined} why={why} />;
          return remote === null ? null : <RemoteCard key={remote.id} item={remote} why={why} />;
        })}
      </ul>
      {feed.hasNextPage && (
        <Button onClick={() => void feed.fetchNextPage()} loading={feed.isFetchingNextPage}>
          Show more
        </Button>
      )}
    </>
  );
}

function People({ which }: { which: 'following' | 'followers' }) {
  const people = useFollows(which);
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <LiveRegion>{people.isPending ? 'Loading' : `${items.length} people`}</LiveRegion>
      {people.isPending && <div className="hatched social-skeleton" aria-busy="true" />}
      {people.isError && <ProblemMessage error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && items.length === 0 && (
        <EmptyState>
          {which === 'following' ? 'You follow nobody yet.' : 'Nobody follows you yet.'}
        </EmptyState>
      )}
      <ul className="social-list">
        {items.map(({ id, actor, state }) => (
          <li key={id}>
            <ActorName actor={actor} />
            {state === 'PENDING' && <span className="small secondary">asked, no answer yet</span>}
          </li>
        ))}
      </ul>
      {people.hasNextPage && (
        <Button onClick={() => void people.fetchNextPage()} loading={people.isFetchingNextPage}>
          Show more
        </Button>
      )}
    </>
  );
}

const TABS: readonly (readonly [FollowingView, string])[] = [
  ['flips', 'Flips'],
  ['comments', 'Said about yours'],
  ['following', 'You follow'],
  ['followers', 'Followers'],
  ['blocked', 'Blocked'],
];

/** What the producers that one follows made, here and on other servers, and who they are. */
export function FollowingScreen() {
  useDocumentTitle('Following · Flipside');
  const { view = 'flips' } = route.useSearch();
  return (
    <SignedInOnly title="Following" reason="Sign in to follow producers, here and on other servers.">
      {() => (
        <div className="page">
          <div className="page-head">
            <h1 className="title">Following</h1>
          </div>
          <nav className="social-tabs" aria-label="Following">
            {TABS.map(([key, label]) => (
              <TabLink
                key={key}
                current={view === key}
                to="/following"
                search={key === 'flips' ? {} : { view: key }}
              >
                {label}
              </TabLink>
            ))}
          </nav>
          {view === 'flips' && <Flips />}
          {(view === 'following' || view === 'followers') && <People key={view} which={view} />}
          {view === 'comments' && <ReceivedComments />}
          {view === 'blocked' && <Blocked />}
        </div>
      )}
    </SignedInOnly>
  );
}
