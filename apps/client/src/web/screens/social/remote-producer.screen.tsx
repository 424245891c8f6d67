import { Button, Menu } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Paged } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { hasStatus } from '../../queries/api-problem.ts';
import { useMe } from '../../queries/session.ts';
import { useBlock, useRemoteFlips, useRemoteProducer } from '../../queries/social.ts';
import { NotFoundScreen } from '../../shell/not-found.screen.tsx';
import { PendingScreen } from '../../shell/pending.screen.tsx';
import '../feed/feed.css';
import { FollowButton } from './follow-button.tsx';
import { RemoteCard } from './remote-card.tsx';
import './social.css';

const route = getRouteApi('/shell/people/$id');

function Flips({ id, following }: { id: string; following: boolean }) {
  return (
    <>
      <h2 className="visually-hidden">Flips</h2>
      <Paged
        pages={useRemoteFlips(id)}
        skeleton="social-skeleton"
        empty={
          following
            ? 'Nothing since you follow them. What they publish from now on is here.'
            : 'No flip of theirs is known here yet. Follow them, and what they publish is here.'
        }
      >
        {(items) => (
          <ul className="feed-grid">
            {items.map((item) => (
              <RemoteCard key={item.id} item={item} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

/** A producer of another server. */
export function RemoteProducerScreen() {
  const { id } = route.useParams();
  const producer = useRemoteProducer(id);
  const block = useBlock();
  const { user } = useMe();
  useDocumentTitle(producer.data ? `@${producer.data.handle}@${producer.data.host} · Flipside` : 'Flipside');
  if (producer.isPending) return <PendingScreen />;
  if (hasStatus(producer.error, 404, 400)) return <NotFoundScreen />;
  if (producer.isError)
    return (
      <div className="page">
        <h1 className="title">This producer cannot be shown</h1>
        <ProblemMessage error={producer.error} onRetry={() => void producer.refetch()} />
      </div>
    );
  const { handle, host, displayName, summary, url, follow, movedToId } = producer.data;
  return (
    <div className="page">
      <header className="social-head">
        <div>
          <h1 className="title">{displayName === '' ? handle : displayName}</h1>
          <p className="secondary">
            @{handle}@{host}
          </p>
          {summary !== '' && <p className="measure">{summary}</p>}
          {movedToId !== null && (
            <p>
              This account moved.{' '}
              <Link to="/people/$id" params={{ id: movedToId }}>
                See the new one
              </Link>
            </p>
          )}
          <p>
            <a href={url} target="_blank" rel="noopener noreferrer nofollow">
              Open at {host}
            </a>
          </p>
        </div>
        <FollowButton target={{ id }} state={follow} />
        {user && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button loading={block.isPending}>Block …</Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => block.mutate({ actorId: id })}>
                @{handle}@{host}
              </Menu.Item>
              <Menu.Item onClick={() => block.mutate({ host })}>Everybody on {host}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      <p role="status" className="secondary">
        {block.isSuccess && (
          <>
            {'host' in block.variables ? `Everybody on ${host} is blocked.` : 'Blocked.'}{' '}
            <Link to="/following" search={{ view: 'blocked' }}>
              Whom you block
            </Link>
          </>
        )}
      </p>
      {block.isError && <ProblemMessage error={block.error} />}
      <Flips id={id} following={follow === 'ACCEPTED'} />
    </div>
  );
}
