import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useUpdateMe, type User } from '../../queries/session.ts';

/** Name, handle and address of the signed-in person. */
export function ProfileForm({ user }: { user: User }) {
  const [displayName, setDisplayName] = useState(user.displayName);
  const [handle, setHandle] = useState(user.handle);
  const [email, setEmail] = useState(user.email ?? '');
  const update = useUpdateMe();
  const changed = displayName !== user.displayName || handle !== user.handle || email !== (user.email ?? '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({
      ...(displayName === user.displayName ? {} : { displayName }),
      ...(handle === user.handle ? {} : { handle }),
      ...(email === (user.email ?? '') ? {} : { email: email === '' ? null : email }),
    });
  };
  return (
    <form className="account-form" onSubmit={save}>
      <TextInput
        label="Name, as credits show it"
        value={displayName}
        required
        maxLength={80}
        autoComplete="name"
        onChange={(event) => setDisplayName(event.currentTarget.value)}
      />
      <TextInput
        label="Handle"
        value={handle}
        required
        maxLength={30}
        autoComplete="username"
        spellCheck={false}
        onChange={(event) => setHandle(event.currentTarget.value.toLowerCase())}
      />
      <TextInput
        label="E-mail, optional"
        type="email"
        value={email}
        autoComplete="email"
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      {update.isError && <ProblemMessage error={update.error} />}
      <div className="row">
        <Button type="submit" variant="filled" disabled={!changed} loading={update.isPending}>
          Save
        </Button>
        <span role="status" className="secondary">
          {update.isSuccess && !changed ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  );
}
