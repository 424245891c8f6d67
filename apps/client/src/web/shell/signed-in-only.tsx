import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { EmptyState } from '../components/empty-state.tsx';
import { ProblemMessage } from '../components/problem-message.tsx';
import { useMe, type User } from '../queries/session.ts';
import { PendingScreen } from './pending.screen.tsx';
import { signInHref } from './sign-in-href.ts';

interface SignedInOnlyProps {
  readonly title: string;
  /** Why one signs in here, in one sentence. */
  readonly reason: string;
  readonly children: (user: User) => ReactNode;
}

/** A screen for people with an account: everybody else is told why, and where to sign in. */
export function SignedInOnly({ title, reason, children }: SignedInOnlyProps) {
  const me = useMe();
  if (me.isPending) return <PendingScreen />;
  if (me.user) return children(me.user);
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="title">{title}</h1>
      </div>
      {me.isError ? (
        <ProblemMessage error={me.error} onRetry={() => void me.refetch()} />
      ) : (
        <EmptyState
          action={
            <Button component="a" href={signInHref()} variant="filled">
              Sign in
            </Button>
          }
        >
          {reason}
        </EmptyState>
      )}
    </div>
  );
}
