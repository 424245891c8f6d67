import { useState, type FormEvent } from 'react';
import { Button, Textarea } from '@mantine/core';
import { Paged } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useMe } from '../../queries/session.ts';
import {
  useComments,
  useModerateComment,
  useReact,
  useStanding,
  useWriteComment,
  type FlipComment,
} from '../../queries/social.ts';
import { dayWords } from '../../words/dates.ts';
import { ActorName } from './actor-name.tsx';
import './social.css';

const STATES = { HIDDEN: 'This comment is hidden.', DELETED: 'This comment was deleted.' } as const;

function Reactions({ hash, signedIn }: { hash: string; signedIn: boolean }) {
  const standing = useStanding(hash);
  const like = useReact(hash, 'like');
  const boost = useReact(hash, 'boost');
  if (standing.isError)
    return <ProblemMessage error={standing.error} onRetry={() => void standing.refetch()} />;
  const { likes = '0', boosts = '0', liked = false, boosted = false } = standing.data ?? {};
  const error = like.error ?? boost.error;
  return (
    <>
      <div className="flip-social-bar">
        <Button
          aria-pressed={liked}
          disabled={!signedIn}
          loading={like.isPending}
          onClick={() => like.mutate(!liked)}
        >
          {liked ? 'Liked' : 'Like'} · {likes}
        </Button>
        <Button
          aria-pressed={boosted}
          disabled={!signedIn}
          loading={boost.isPending}
          onClick={() => boost.mutate(!boosted)}
        >
          {boosted ? 'Boosted' : 'Boost'} · {boosts}
        </Button>
        {!signedIn && <span className="small secondary">Sign in to like, boost or say something.</span>}
      </div>
      {error !== null && <ProblemMessage error={error} />}
    </>
  );
}

interface CommentLineProps {
  readonly comment: FlipComment;
  readonly mayHide: boolean;
  readonly onAnswer: (() => void) | null;
}

function CommentLine({ comment, mayHide, onAnswer }: CommentLineProps) {
  const moderate = useModerateComment();
  const { id, author, text, state, createdAt, mine, parentId } = comment;
  const shown = state === 'VISIBLE';
  return (
    <li className={parentId === null ? undefined : 'comment-answer'}>
      <div>
        <ActorName actor={author} />{' '}
        <time className="small tertiary" dateTime={createdAt}>
          {dayWords(createdAt)}
        </time>
        <p className={shown ? 'comment-text' : 'comment-text secondary'}>{shown ? text : STATES[state]}</p>
        {moderate.isError && <ProblemMessage error={moderate.error} />}
      </div>
      {shown && onAnswer !== null && (
        <Button size="sm" variant="subtle" onClick={onAnswer}>
          Answer
        </Button>
      )}
      {state !== 'DELETED' && (mine || mayHide) && (
        <Button
          size="sm"
          variant="subtle"
          loading={moderate.isPending}
          onClick={() => moderate.mutate({ id, shown: !shown })}
        >
          {shown ? (mine ? 'Delete' : 'Hide') : 'Show again'}
        </Button>
      )}
    </li>
  );
}

function Write({
  hash,
  answered,
  onDone,
}: {
  hash: string;
  answered: FlipComment | null;
  onDone: () => void;
}) {
  const [text, setText] = useState('');
  const write = useWriteComment(hash);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate(
      { text: text.trim(), parentId: answered?.id ?? null },
      {
        onSuccess: () => {
          setText('');
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        label={answered === null ? 'Say something' : `Answer @${answered.author.handle}`}
        value={text}
        maxLength={2_000}
        autosize
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="flip-social-bar">
        <Button type="submit" loading={write.isPending} disabled={text.trim() === ''}>
          Send
        </Button>
        {answered !== null && (
          <Button variant="subtle" onClick={onDone}>
            Answer nobody
          </Button>
        )}
      </div>
      {write.isError && <ProblemMessage error={write.error} kept="Your words are kept." />}
    </form>
  );
}

interface FlipSocialProps {
  readonly hash: string;
  /** Whether the flip is the user's own: its producer may hide comments. */
  readonly mine: boolean;
}

/** What people here and on other servers make of a flip. */
export function FlipSocial({ hash, mine }: FlipSocialProps) {
  const { user } = useMe();
  const comments = useComments(hash);
  const [answered, setAnswered] = useState<FlipComment | null>(null);
  const signedIn = user !== null && user !== undefined;
  return (
    <section className="flip-social" aria-labelledby="social-title">
      <h2 className="heading" id="social-title">
        What people say
      </h2>
      <Reactions hash={hash} signedIn={signedIn} />
      <Paged pages={comments} skeleton="social-skeleton" empty="Nobody said anything yet.">
        {(items) => (
          <ul className="social-list">
            {items.map((comment) => (
              <CommentLine
                key={comment.id}
                comment={comment}
                mayHide={mine || user?.operator === true}
                onAnswer={signedIn ? () => setAnswered(comment) : null}
              />
            ))}
          </ul>
        )}
      </Paged>
      {signedIn && <Write hash={hash} answered={answered} onDone={() => setAnswered(null)} />}
    </section>
  );
}
