import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useMe } from '../../queries/session.ts';
import { useFollow, useProducerFollow } from '../../queries/social.ts';
import { signInHref } from '../../shell/sign-in-href.ts';

interface FollowButtonProps {
  readonly target: { readonly id: string } | { readonly handle: string };
  readonly state: 'PENDING' | 'ACCEPTED' | null;
  /** Where another button is what the view is for. */
  readonly quiet?: boolean;
  /** Who it is, for who hears the button in a list. */
  readonly whom?: string;
}

const WORDS = { PENDING: 'Asked to follow', ACCEPTED: 'Following' } as const;

export function FollowButton({ target, state, quiet = false, whom }: FollowButtonProps) {
  const { user } = useMe();
  const follow = useFollow(target);
  if (user === null)
    return (
      <Button component="a" href={signInHref()}>
        Sign in to follow
      </Button>
    );
  return (
    <>
      <Button
        variant={state === null && !quiet ? 'filled' : 'default'}
        aria-pressed={state !== null}
        loading={follow.isPending}
        onClick={() => follow.mutate(state === null)}
      >
        {state === null ? 'Follow' : WORDS[state]}
        {whom !== undefined && <span className="visually-hidden">: {whom}</span>}
      </Button>
      {follow.isError && <ProblemMessage error={follow.error} />}
    </>
  );
}

/** Of a producer of this instance. Nobody follows themselves. */
export function FollowProducer({ handle }: { handle: string }) {
  const { user } = useMe();
  const follow = useProducerFollow(handle);
  if (follow.data === undefined || user?.handle === handle) return null;
  const { movedTo } = follow.data;
  if (movedTo !== null)
    return (
      <p className="follow-line">
        <span>
          Moved to{' '}
          <Link to="/people/$id" params={{ id: movedTo.id ?? '' }}>
            @{movedTo.handle}@{movedTo.host}
          </Link>
          . What comes next is there.
        </span>
      </p>
    );
  return (
    <div className="follow-line">
      <span className="secondary">
        {follow.data.followers} {follow.data.followers === '1' ? 'follower' : 'followers'}
      </span>
      <FollowButton quiet target={{ handle }} state={follow.data.following ? 'ACCEPTED' : null} />
    </div>
  );
}
