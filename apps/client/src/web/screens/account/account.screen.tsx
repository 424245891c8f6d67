import { useState } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link, useRouter } from '@tanstack/react-router';
import { Icon } from '../../components/icon.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useDeleteMe, useSignOut, type User } from '../../queries/session.ts';
import { thenGo } from '../../queries/then-go.ts';
import { ownPlaces } from '../../shell/navigation.ts';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { ApiTokens } from './api-tokens.tsx';
import { Elsewhere } from './elsewhere/elsewhere.tsx';
import { MailPreferences } from './mail-preferences.tsx';
import { ProfileForm } from './profile-form.tsx';
import './account.css';

function DeleteAccount({ user }: { user: User }) {
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = useDeleteMe();
  const router = useRouter();
  const confirm = () => void thenGo(remove, undefined, () => router.navigate({ to: '/' }));
  return (
    <section className="account-section" aria-labelledby="delete-title">
      <h2 className="heading" id="delete-title">
        Delete this account
      </h2>
      <div>
        <p className="secondary measure">
          Your profile, sessions and tokens are erased. Plays that were counted stay counted, without your
          name.
        </p>
        <Button data-danger variant="outline" onClick={() => setAsking(true)}>
          Delete account
        </Button>
      </div>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Delete this account?">
        <div className="account-form">
          <p>
            This cannot be undone. Type <strong>{user.handle}</strong> to go on.
          </p>
          <TextInput
            label="Your handle"
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {remove.isError && <ProblemMessage error={remove.error} />}
          <div className="row">
            <Button data-danger disabled={typed !== user.handle} loading={remove.isPending} onClick={confirm}>
              Delete for good
            </Button>
            <Button variant="subtle" onClick={() => setAsking(false)}>
              Keep it
            </Button>
          </div>
        </div>
      </Modal>
    </section>
  );
}

function Account({ user }: { user: User }) {
  const signOut = useSignOut();
  return (
    <div className="page account">
      <div className="page-head">
        <div>
          <p className="secondary">@{user.handle}</p>
          <h1 className="title">{user.displayName}</h1>
        </div>
        <span className="spacer" />
        <Button onClick={() => signOut.mutate()} loading={signOut.isPending}>
          Sign out
        </Button>
      </div>
      <nav className="account-places" aria-label="Yours">
        {ownPlaces({ party: user.parties.length > 0, operator: user.operator })
          .flat()
          .map(({ to, label }) => (
            <Link key={to} to={to}>
              {label}
            </Link>
          ))}
        <Link to="/notifications">Notifications</Link>
        <Link to="/studio">Studio</Link>
      </nav>
      {signOut.isError && <ProblemMessage error={signOut.error} />}
      <section className="account-section" aria-labelledby="profile-title">
        <h2 className="heading" id="profile-title">
          Profile
        </h2>
        <ProfileForm user={user} />
      </section>
      <Elsewhere />
      <MailPreferences />
      <ApiTokens />
      <section className="account-section" aria-labelledby="export-title">
        <h2 className="heading" id="export-title">
          Your data
        </h2>
        <div>
          <p className="secondary measure">
            Everything this instance keeps about you, in one JSON file. Keys, stems and drafts are on your
            device and not part of it.
          </p>
          <Button component="a" href="/api/me/export" download leftSection={<Icon name="download" />}>
            Export
          </Button>
        </div>
      </section>
      <DeleteAccount user={user} />
    </div>
  );
}

/** Profile, tokens, export, deletion. */
export function AccountScreen() {
  useDocumentTitle('Account · Flipside');
  return (
    <SignedInOnly
      title="You"
      reason="Sign in to publish flips, to clear your own music and to read statements."
    >
      {(user) => <Account key={user.id} user={user} />}
    </SignedInOnly>
  );
}
