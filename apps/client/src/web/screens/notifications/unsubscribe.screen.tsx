import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useUnsubscribe } from '../../queries/notifications.ts';

const route = getRouteApi('/shell/unsubscribe');

/** Where the link of a mail leads. Nothing is turned off until it is asked for: mail scanners follow links too. */
export function UnsubscribeScreen() {
  useDocumentTitle('Mail · Flipside');
  const { token } = route.useSearch();
  const unsubscribe = useUnsubscribe();
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="title">Less mail</h1>
      </div>
      <div className="unsubscribe">
        {unsubscribe.data === undefined ? (
          <>
            <p className="lead">
              Turn off the kind of mail that brought you here? You still see it in the app.
            </p>
            <Button
              variant="filled"
              disabled={token === undefined}
              loading={unsubscribe.isPending}
              onClick={() => unsubscribe.mutate(token ?? '')}
            >
              No more mail of this kind
            </Button>
          </>
        ) : (
          <p className="lead" role="status">
            Done. “{unsubscribe.data.label}” does not come by mail any more.
          </p>
        )}
        {unsubscribe.isError && <ProblemMessage error={unsubscribe.error} />}
        <LinkButton variant="subtle" to="/account">
          All kinds of mail
        </LinkButton>
      </div>
    </div>
  );
}
