import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { LiveRegion } from '../../components/live-region.tsx';
import { Paged } from '../../components/paged.tsx';
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
import { FollowButton } from './follow-button.tsx';
import { ReceivedComments } from './received-comments.tsx';
import { RemoteCard } from './remote-card.tsx';
import './social.css';

const route = getRouteApi('/shell/following');
export type FollowingView = 'flips' | 'comments' | 'following' | 'followers' | 'blocked';

function Flips() {
  const feed = useFollowedFlips();
  return (
    <>
      <FindElsewhere />
      <h2 className="visually-hidden">Newest first</h2>
      <Paged
        pages={feed}
        skeleton={<FeedSkeleton />}
        empty="Flips of producers that you follow are here, of this server and others. Find somebody above."
      >
        {(items) => (
          <>
            <LiveRegion>{`${items.length} flips`}</LiveRegion>
            <ul className="feed-grid">
              {items.map(({ local, remote, boostedBy }) => {
                const why = boostedBy === null ? undefined : <BoostedBy actor={boostedBy} />;
                if (local !== null)
                  return <FlipCard key={local.hash} item={local} found={undefined} why={why} />;
                return remote === null ? null : <RemoteCard key={remote.id} item={remote} why={why} />;
              })}
            </ul>
          </>
        )}
      </Paged>
    </>
  );
}

const NOBODY = {
  following: 'You follow nobody yet. Find somebody under “Flips”, or follow a producer on their page.',
  followers: 'Nobody follows you yet. Whoever does, here or on another server, hears of your next flip.',
} as const;

function People({ which }: { which: 'following' | 'followers' }) {
  const people = useFollows(which);
  return (
    <Paged pages={people} skeleton="social-skeleton" empty={NOBODY[which]}>
      {(items) => (
        <>
          <LiveRegion>{`${items.length} people`}</LiveRegion>
          <ul className="social-list">
            {items.map(({ id, actor, state }) => (
              <li key={id}>
                <ActorName actor={actor} />
                {which === 'following' && (
                  <FollowButton
                    quiet
                    target={actor.id === null ? { handle: actor.handle } : { id: actor.id }}
                    state={state}
                    whom={`@${actor.handle}`}
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Paged>
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
