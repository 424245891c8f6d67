import { useState, type FormEvent } from 'react';
import { Button, CopyButton, TextInput } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import {
  useAddDomain,
  useCheckDomain,
  useDomains,
  useRemoveDomain,
  type Domain,
  type PartyView,
} from '../../queries/parties.ts';
import { DOMAIN_STATES } from '../../words/claim-words.ts';
import { momentWords } from '../../words/dates.ts';
import { Mark } from './mark.tsx';
import { Section } from './section.tsx';

/** The file as it has to be served, ready to copy. */
const fileFor = (party: string, { token }: Domain): string =>
  JSON.stringify(
    { flipside: 1, parties: [{ party, token, isrcPrefixes: [], isrcs: [], iswcs: [] }] },
    null,
    2,
  );

function DomainFile({ party, domain }: { party: string; domain: Domain }) {
  const file = fileFor(party, domain);
  return (
    <details>
      <summary className="small">The file to put there</summary>
      <p className="small secondary">
        Serve this at <span className="mono">{domain.address}</span> and name the ISRC prefixes, ISRCs and
        ISWCs that are yours.
      </p>
      <pre className="party-code">{file}</pre>
      <CopyButton value={file}>
        {({ copied, copy }) => (
          <Button size="sm" onClick={copy}>
            {copied ? 'Copied' : 'Copy the file'}
          </Button>
        )}
      </CopyButton>
    </details>
  );
}

function DomainRow({ party, domain }: { party: PartyView; domain: Domain }) {
  const check = useCheckDomain(party.id);
  const remove = useRemoveDomain(party.id);
  const mayCheck = party.role === 'OWNER' || party.role === 'MANAGER';
  const { isrcPrefixes = [], isrcs = [], iswcs = [] } = domain.coverage ?? {};
  return (
    <li className="party-row">
      <div>
        <p className="row">
          <strong>{domain.domain}</strong>
          <Mark tone={domain.state === 'PROVED' ? 'yes' : domain.state === 'FAILED' ? 'no' : 'waiting'}>
            {DOMAIN_STATES[domain.state]}
          </Mark>
          {domain.confirmed && <Mark tone="yes">Confirmed</Mark>}
        </p>
        <p className="small secondary" role="status">
          {domain.fault !== null && <span className="stop">{domain.fault} </span>}
          {domain.state === 'PROVED' &&
            `Names ${isrcPrefixes.length} ISRC prefixes, ${isrcs.length} ISRCs, ${iswcs.length} ISWCs. `}
          {domain.checkedAt !== null && `Looked at ${momentWords(domain.checkedAt)}.`}
        </p>
        <DomainFile party={party.id} domain={domain} />
        {check.isError && <ProblemMessage error={check.error} />}
        {remove.isError && <ProblemMessage error={remove.error} />}
      </div>
      <div className="party-actions">
        {mayCheck && (
          <Button
            size="sm"
            loading={check.isPending}
            onClick={() => check.mutate(domain.id)}
            aria-label={`Look now at ${domain.domain}`}
          >
            Look now
          </Button>
        )}
        {party.role === 'OWNER' && (
          <Button
            size="sm"
            variant="subtle"
            data-danger
            loading={remove.isPending}
            onClick={() => remove.mutate(domain.id)}
            aria-label={`Remove ${domain.domain}`}
          >
            Remove
          </Button>
        )}
      </div>
    </li>
  );
}

/** Websites by which the party proves its claims. */
export function DomainsSection({ party }: { party: PartyView }) {
  const domains = useDomains(party.id);
  const add = useAddDomain(party.id);
  const [domain, setDomain] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(domain, { onSuccess: () => setDomain('') });
  };
  return (
    <Section title="Websites">
      <p className="secondary measure">
        A file on your own website proves claims on what it names. A claim that meets shares of others waits
        until an operator has confirmed the website or decides.
      </p>
      {domains.isPending && <div className="hatched party-skeleton" aria-busy="true" />}
      {domains.isError && <ProblemMessage error={domains.error} onRetry={() => void domains.refetch()} />}
      {domains.data?.length === 0 && (
        <EmptyState>No website. Add the one that your listeners know.</EmptyState>
      )}
      <ul className="party-list">
        {domains.data?.map((one) => (
          <DomainRow key={one.id} party={party} domain={one} />
        ))}
      </ul>
      {party.role === 'OWNER' && (
        <form className="party-form" onSubmit={submit}>
          <TextInput
            label="Domain"
            placeholder="label.example"
            required
            maxLength={253}
            value={domain}
            spellCheck={false}
            onChange={(event) => setDomain(event.currentTarget.value)}
          />
          {add.isError && <ProblemMessage error={add.error} />}
          <div>
            <Button type="submit" loading={add.isPending}>
              Add the website
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
