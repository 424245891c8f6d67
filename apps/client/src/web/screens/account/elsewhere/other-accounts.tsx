import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useAddAlias, useSetAliases } from '../../../queries/social-account.ts';

function AddAccount() {
  const [account, setAccount] = useState('');
  const add = useAddAlias();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(account.trim(), { onSuccess: () => setAccount('') });
  };
  return (
    <form className="elsewhere-form" onSubmit={submit}>
      <TextInput
        label="Another account of yours"
        placeholder="@name@server"
        autoComplete="off"
        value={account}
        onChange={(event) => setAccount(event.currentTarget.value)}
      />
      <Button type="submit" loading={add.isPending} disabled={account.trim().length < 3}>
        Add
      </Button>
      {add.isError && <ProblemMessage error={add.error} kept="Nothing was added." />}
    </form>
  );
}

/** Accounts of the same person: what they name as this one may send its followers here. */
export function OtherAccounts({ aliases }: { aliases: readonly string[] }) {
  const set = useSetAliases();
  return (
    <div className="elsewhere-part">
      <h3 className="lead">Other accounts</h3>
      <p className="secondary measure">
        Name an old account here, then move it at its own server: whoever follows it there follows you here.
      </p>
      {aliases.length > 0 && (
        <ul className="elsewhere-list">
          {aliases.map((uri) => (
            <li key={uri}>
              <span className="mono small">{uri}</span>
              <Button
                variant="subtle"
                size="sm"
                aria-label={`Remove ${uri}`}
                loading={set.isPending}
                onClick={() => set.mutate(aliases.filter((one) => one !== uri))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {set.isError && <ProblemMessage error={set.error} />}
      <AddAccount />
    </div>
  );
}
