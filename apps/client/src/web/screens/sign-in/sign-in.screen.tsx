import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icon.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useIssuers, useMe } from '../../queries/session.ts';
import { safeReturnTo } from '../../shell/sign-in-href.ts';
import './sign-in.css';

const route = getRouteApi('/shell/sign-in');

/** Address that starts signing in: the whole page goes there, since isolation cuts pop-ups off. */
function loginHref(issuer: string, returnTo: string): string {
  return `/api/auth/login?${new URLSearchParams({ issuer, returnTo }).toString()}`;
}

/** Issuers to sign in with; the instance's own accounts first. */
export function SignInScreen() {
  useDocumentTitle('Sign in · Flipside');
  const search = route.useSearch();
  const returnTo = safeReturnTo(search.returnTo);
  const issuers = useIssuers();
  const { user } = useMe();
  const sorted = [...(issuers.data ?? [])].sort((a, b) => Number(b.builtIn) - Number(a.builtIn));
  return (
    <div className="page sign-in">
      <h1 className="title">Sign in</h1>
      <p className="secondary measure">
        Listening needs no account. Sign in to publish flips, to clear your own music and to read statements.
      </p>
      {search.error !== undefined && (
        <p className="stop" role="alert">
          Signing in did not finish. Nothing was changed; try again.
        </p>
      )}
      {user && (
        <p>
          You are signed in as <strong>{user.displayName}</strong>.{' '}
          <Link to="/account">Go to your account</Link>
        </p>
      )}
      {issuers.isPending && <div className="hatched sign-in-skeleton" aria-busy="true" />}
      {issuers.isError && <ProblemMessage error={issuers.error} onRetry={() => void issuers.refetch()} />}
      {issuers.isSuccess && sorted.length === 0 && (
        <EmptyState>This instance has no way to sign in yet. Its operator can add one.</EmptyState>
      )}
      <ul className="sign-in-list">
        {sorted.map(({ id, name, builtIn }, index) => (
          <li key={id}>
            <Button
              component="a"
              href={loginHref(id, returnTo)}
              variant={index === 0 ? 'filled' : 'outline'}
              size="xl"
              fullWidth
              rightSection={<Icon name="chevron-right" />}
            >
              {builtIn ? `Continue with ${window.location.host}` : `Continue with ${name}`}
            </Button>
            {builtIn && (
              <p className="small secondary">
                An account on this instance. If you have none, make one on the next page; an e-mail address is
                optional.
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
