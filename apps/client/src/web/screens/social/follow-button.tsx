import { Button } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useMe } from '../../queries/session.ts';
import { useFollow, useProducerFollow } from '../../queries/social.ts';
import { signInHref } from '../../shell/sign-in-href.ts';

interface FollowButtonProps {
  readonly target: { readonly id: string } | { readonly handle: string };
  readonly state: 'PENDING' | 'ACCEPTED' | null;
}

const WORDS = { PENDING: 'Asked to follow', ACCEPTED: 'Following' } as const;

export function FollowButton({ target, state }: FollowButtonProps) {
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
        variant={state === null ? 'filled' : 'default'}
        aria-pressed={state !== null}
        loading={follow.isPending}
        onClick={() => follow.mutate(state === null)}
      >
        {state === null ? 'Follow' : WORDS[state]}
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
  return (
    <p className="social-find">
      <span className="secondary">
        {follow.data.followers} {follow.data.followers === '1' ? 'follower' : 'followers'}
      </span>
      <FollowButton target={{ handle }} state={follow.data.following ? 'ACCEPTED' : null} />
    </p>
  );
}
