import { useState } from 'react';
import { Button, Switch } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePlayability } from '../../providers/playability.ts';
import { useFeed, useProducer, useTags, type FeedItem } from '../../queries/flips.ts';
import { FeaturedFlip } from './featured-flip.tsx';
import { FeedSkeleton } from './feed-skeleton.tsx';
import { FollowProducer } from '../social/follow-button.tsx';
import { FlipCard } from './flip-card.tsx';
import '../social/social.css';
import './feed.css';

const route = getRouteApi('/shell/');
const TAGS_SHOWN = 6;

function FeedTabs({ tag, producer }: { tag: string | undefined; producer: string | undefined }) {
  const { data: tags = [] } = useTags();
  const { data: shown } = useProducer(producer);
  const names = tags.slice(0, TAGS_SHOWN).map((item) => item.tag);
  const all = tag !== undefined && !names.includes(tag) ? [tag, ...names] : names;
  const tabs = [
    { key: 'new', label: 'New', search: {}, on: tag === undefined && producer === undefined },
    ...(producer === undefined
      ? []
      : [{ key: 'by', label: `By ${shown?.displayName ?? producer}`, search: { producer }, on: true }]),
    ...all.map((name) => ({ key: name, label: name, search: { tag: name }, on: name === tag })),
  ];
  return (
    <nav className="feed-tabs" aria-label="Which flips">
      {tabs.map(({ key, label, search, on }) => (
        <Link
          key={key}
          to="/"
          search={search}
          className="feed-tab"
          aria-current={on ? 'true' : undefined}
          data-on={on}
        >
          {label}
        </Link>
      ))}
      <Link to="/following" className="feed-tab">
        Following
      </Link>
    </nav>
  );
}

function FeedGrid({ items, only }: { items: readonly FeedItem[]; only: boolean }) {
  const playable = usePlayability(items);
  const shown = only ? items.filter((item) => playable.get(item.hash)?.complete) : items;
  const [featured, ...rest] = shown;
  if (featured === undefined) {
    return (
      <EmptyState>
        {only
          ? 'Nothing here plays from the music on this device yet. Show everything, or connect more of your music.'
          : 'Nobody has published a flip here yet.'}
      </EmptyState>
    );
  }
  return (
    <>
      <FeaturedFlip item={featured} found={playable.get(featured.hash)} />
      {rest.length > 0 && (
        <>
          <div className="ruled-head feed-section">
            <h2 className="heading">More to hear</h2>
          </div>
          <ul className="feed-grid">
            {rest.map((item) => (
              <FlipCard key={item.hash} item={item} found={playable.get(item.hash)} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Listen: what was published, newest first, by tag or by producer. */
export function FeedScreen() {
  useDocumentTitle('Listen · Flipside');
  const { tag, producer } = route.useSearch();
  const [only, setOnly] = useState(false);
  const feed = useFeed({ tag, producer });
  const items = feed.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page feed">
      <h1 className="visually-hidden">Listen</h1>
      <div className="feed-bar">
        <FeedTabs tag={tag} producer={producer} />
        <Switch
          className="feed-only"
          labelPosition="left"
          label="Only what plays here"
          checked={only}
          onChange={(event) => setOnly(event.currentTarget.checked)}
        />
      </div>
      <LiveRegion>{feed.isPending ? 'Loading flips' : `${items.length} flips`}</LiveRegion>
      {producer !== undefined && <FollowProducer handle={producer} />}
      {feed.isPending && <FeedSkeleton />}
      {feed.isError && <ProblemMessage error={feed.error} onRetry={() => void feed.refetch()} />}
      {feed.data && <FeedGrid items={items} only={only} />}
      {feed.hasNextPage && (
        <div className="feed-more">
          <Button onClick={() => void feed.fetchNextPage()} loading={feed.isFetchingNextPage}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}
