import { useState, type FormEvent } from 'react';
import { Button, Checkbox, CopyButton, Modal, Select, TextInput } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useApiTokens, useCreateApiToken, useRevokeApiToken } from '../../queries/session.ts';
import { dayWords } from '../../words/dates.ts';

const SCOPES = [
  { value: 'profile:read', label: 'Read the profile' },
  { value: 'recipes:write', label: 'Publish flips' },
  { value: 'plays:write', label: 'Report plays' },
  { value: 'catalogue:read', label: 'Read the catalogue' },
  { value: 'catalogue:write', label: 'Change the catalogue' },
  { value: 'consent:read', label: 'Read grants' },
  { value: 'consent:write', label: 'Give and withdraw grants' },
  { value: 'statements:read', label: 'Read statements' },
  { value: 'payees:write', label: 'Change bank accounts that are paid to' },
] as const;

const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
];

function NewToken({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['statements:read']);
  const [days, setDays] = useState('90');
  const create = useCreateApiToken();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, scopes, expiresInDays: Number(days) });
  };
  if (create.data) {
    return (
      <div className="account-form">
        <p>Copy it now. It is shown this once and kept here only as a hash.</p>
        <TextInput label="Token" readOnly value={create.data.token} classNames={{ input: 'mono' }} />
        <div className="row">
          <CopyButton value={create.data.token}>
            {({ copied, copy }) => (
              <Button variant="filled" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <Button variant="subtle" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className="account-form" onSubmit={submit}>
      <TextInput
        label="What it is for"
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group label="What it may do" value={scopes} onChange={setScopes}>
        <div className="token-scopes">
          {SCOPES.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label="For how long"
        data={LIFETIMES}
        value={days}
        allowDeselect={false}
        onChange={(value) => setDays(value ?? '90')}
      />
      {create.isError && <ProblemMessage error={create.error} />}
      <Button type="submit" variant="filled" disabled={scopes.length === 0} loading={create.isPending}>
        Make the token
      </Button>
    </form>
  );
}

/** Keys for programs: what each may do, until when, and taking it back. */
export function ApiTokens() {
  const [making, setMaking] = useState(false);
  const tokens = useApiTokens();
  const revoke = useRevokeApiToken();
  return (
    <section className="account-section" aria-labelledby="tokens-title">
      <h2 className="heading" id="tokens-title">
        API tokens
      </h2>
      <div>
        <p className="secondary measure">For the command line and for programs that fetch your statements.</p>
        {tokens.isPending && <div className="hatched token-skeleton" aria-busy="true" />}
        {tokens.isError && <ProblemMessage error={tokens.error} onRetry={() => void tokens.refetch()} />}
        {tokens.data?.length === 0 && <EmptyState>No tokens. Make one when a program needs it.</EmptyState>}
        {revoke.isError && <ProblemMessage error={revoke.error} />}
        <ul>
          {tokens.data?.map((token) => (
            <li key={token.id} className="token-row">
              <div>
                <strong>{token.name}</strong>
                <p className="small secondary">{token.scopes.join(', ')}</p>
                <p className="small tertiary">
                  {token.expiresAt === null ? 'Does not expire' : `Until ${dayWords(token.expiresAt)}`},{' '}
                  {token.lastUsedAt === null ? 'never used' : `last used ${dayWords(token.lastUsedAt)}`}
                  {token.madeBy !== null && `, made with “${token.madeBy.name}”`}
                </p>
              </div>
              <Button
                variant="subtle"
                data-danger
                loading={revoke.isPending && revoke.variables === token.id}
                onClick={() => revoke.mutate(token.id)}
                aria-label={`Revoke ${token.name}`}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
        <Button onClick={() => setMaking(true)}>New token</Button>
      </div>
      <Modal opened={making} onClose={() => setMaking(false)} title="New API token">
        {making && <NewToken onClose={() => setMaking(false)} />}
      </Modal>
    </section>
  );
}
