import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { LiveRegion } from '../../components/live-region.tsx';
import { Paged } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useModerateComment } from '../../queries/social.ts';
import { useReceivedComments, type ReceivedComment } from '../../queries/social-account.ts';
import { momentWords } from '../../words/dates.ts';
import { ActorName } from './actor-name.tsx';

function Line({ comment }: { comment: ReceivedComment }) {
  const moderate = useModerateComment();
  const { id, author, text, state, createdAt, flip } = comment;
  const { title, code } = flip;
  const shown = state === 'VISIBLE';
  return (
    <li>
      <div>
        <ActorName actor={author} /> <span className="secondary">about</span>{' '}
        <Link to="/r/$code" params={{ code }}>
          {title}
        </Link>
        <p className={shown ? 'comment-text' : 'comment-text secondary'}>{text}</p>
        <p className="small tertiary">
          <time dateTime={createdAt}>{momentWords(createdAt)}</time>
          {!shown && ' · hidden, only you read it here'}
        </p>
        {moderate.isError && <ProblemMessage error={moderate.error} />}
      </div>
      <Button
        size="sm"
        loading={moderate.isPending}
        aria-label={`${shown ? 'Hide' : 'Show'} what @${author.handle} says about ${title}`}
        onClick={() => moderate.mutate({ id, shown: !shown })}
      >
        {shown ? 'Hide' : 'Show again'}
      </Button>
    </li>
  );
}

/** What others said about the user's flips, and hiding it. */
export function ReceivedComments() {
  const comments = useReceivedComments();
  return (
    <Paged
      pages={comments}
      skeleton="social-skeleton"
      empty="Nobody said anything about your flips yet. When somebody does it appears here."
    >
      {(items) => (
        <>
          <LiveRegion>{`${items.length} comments`}</LiveRegion>
          <ul className="social-list">
            {items.map((comment) => (
              <Line key={comment.id} comment={comment} />
            ))}
          </ul>
        </>
      )}
    </Paged>
  );
}
