import { useState } from 'react';
import { Button, Checkbox, CopyButton, Textarea } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { doneAddress, readLoginRequest, type LoginRequest } from '../../../connect/login-request.ts';
import { sealToken, wordsOfKey } from '../../../connect/sealed-token.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useCreateApiToken, type User } from '../../queries/session.ts';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import './account.css';

/** What a command line is usually for; a token made for it may do no more than is chosen here. */
const RIGHTS = [
  { value: 'profile:read', label: 'See who you are' },
  { value: 'recipes:write', label: 'Publish flips in your name' },
  { value: 'catalogue:read', label: 'Read your catalogue' },
  { value: 'consent:read', label: 'Read what was opted in' },
  { value: 'consent:write', label: 'Opt in, withdraw and answer requests' },
  { value: 'statements:read', label: 'Read your statements' },
] as const;
const USUAL = ['profile:read', 'recipes:write', 'catalogue:read', 'consent:read', 'statements:read'];
/** Without it the command cannot say whose token it has. */
const NEEDED = 'profile:read';
const DAYS = 90;

/** The letters of a key, once they are computed. */
function useLetters(key: string): string | undefined {
  return useQuery({ queryKey: ['login-letters', key], queryFn: () => wordsOfKey(key), networkMode: 'always' })
    .data;
}

function Code({ sealed }: { readonly sealed: string }) {
  return (
    <div className="account-form">
      <p role="status">Copy this code and give it to the command line that waits. Nobody else can read it.</p>
      <Textarea label="Code" readOnly autosize value={sealed} classNames={{ input: 'mono' }} />
      <CopyButton value={sealed}>
        {({ copied, copy }) => (
          <Button variant="filled" onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

function Ask({ request, user }: { readonly request: LoginRequest; readonly user: User }) {
  const letters = useLetters(request.key);
  const [scopes, setScopes] = useState<string[]>(USUAL);
  const create = useCreateApiToken();
  const allow = useMutation({
    mutationFn: async () => {
      const { token } = await create.mutateAsync({
        name: `Command line on ${request.name}`,
        scopes,
        expiresInDays: DAYS,
      });
      const sealed = await sealToken(token, request.key, request.state);
      if (request.port !== null) window.location.assign(doneAddress(request.port, request.state, sealed));
      return sealed;
    },
  });
  if (allow.data !== undefined && request.port === null) return <Code sealed={allow.data} />;
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        allow.mutate();
      }}
    >
      <p>
        The command line on <strong>{request.name}</strong> asks to use Flipside as{' '}
        <strong>{user.displayName}</strong>, for {DAYS} days. You can revoke it on your account page.
      </p>
      <p>
        Allow it only if you just started <code>flipside login</code> yourself, and it shows these letters:
      </p>
      <p className="mono title" data-testid="login-letters" aria-live="polite">
        {letters ?? '…'}
      </p>
      <Checkbox.Group label="What it may do" value={scopes} onChange={setScopes}>
        <div className="token-scopes">
          {RIGHTS.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} disabled={value === NEEDED} />
          ))}
        </div>
      </Checkbox.Group>
      {allow.isError && <ProblemMessage error={allow.error} />}
      {allow.isSuccess && <p role="status">Handed over. You may close this page.</p>}
      <div className="row">
        <Button type="submit" variant="filled" loading={allow.isPending} disabled={allow.isSuccess}>
          Allow
        </Button>
        <LinkButton to="/account" variant="subtle">
          Not now
        </LinkButton>
      </div>
    </form>
  );
}

/** Where `flipside login` sends the browser: a person says whether that command may use the account. */
export function CommandLineScreen() {
  useDocumentTitle('Command line · Flipside');
  const [request] = useState(() => readLoginRequest(new URLSearchParams(window.location.search)));
  return (
    <SignedInOnly
      title="Command line"
      reason="Sign in, and say whether the command line may use your account."
    >
      {(user) => (
        <div className="page account">
          <div className="page-head">
            <h1 className="title">Sign in the command line</h1>
          </div>
          {request === null ? (
            <p role="alert">
              This address is not whole. Start <code>flipside login</code> again and open all of the address
              that it prints.
            </p>
          ) : (
            <Ask request={request} user={user} />
          )}
        </div>
      )}
    </SignedInOnly>
  );
}
