import { useRef, useState, type FormEvent } from 'react';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useServerHealth, useServerRules, useSetServerRule } from '../../../queries/social.ts';
import '../../account/account.css';
import '../../social/social.css';
import { OperatorOnly } from '../operator-only.tsx';

const RULES = {
  BLOCK: 'Block: nothing comes from it or goes to it',
  SILENCE: 'Silence: its comments are shown to nobody',
  ALLOW: 'Allow: although a wider rule says otherwise',
} as const;
type Rule = keyof typeof RULES;
const SHORTEST_REASON = 3;

function RuleForm() {
  const [host, setHost] = useState('');
  const [rule, setRule] = useState<Rule>('BLOCK');
  const [reason, setReason] = useState('');
  const set = useSetServerRule();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate({ host: host.trim(), rule, reason: reason.trim() }, { onSuccess: () => setHost('') });
  };
  return (
    <form onSubmit={submit}>
      <div className="servers-form">
        <TextInput
          label="Server"
          placeholder="music.example"
          value={host}
          onChange={(event) => setHost(event.currentTarget.value)}
        />
        <NativeSelect
          label="Rule"
          value={rule}
          data={Object.entries(RULES).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setRule(event.currentTarget.value as Rule)}
        />
        <TextInput
          label="Why"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="filled"
          loading={set.isPending}
          disabled={host.trim() === '' || reason.trim().length < SHORTEST_REASON}
        >
          Set
        </Button>
      </div>
      {set.isError && <ProblemMessage error={set.error} />}
    </form>
  );
}

interface TakeBackProps {
  readonly host: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Whoever was kept out is heard again at once: asked for, with the reason for the record. */
function TakeBack({ host, onClose, onDone }: TakeBackProps) {
  const [reason, setReason] = useState('');
  const set = useSetServerRule();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate({ host, rule: null, reason: reason.trim() }, { onSuccess: onDone });
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <p>What was kept away by it is let through from now on, from and to everything under {host}.</p>
      <TextInput
        label="Why"
        value={reason}
        maxLength={500}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {set.isError && <ProblemMessage error={set.error} kept="The rule is as before." />}
      <div className="row">
        <Button
          type="submit"
          variant="filled"
          loading={set.isPending}
          disabled={reason.trim().length < SHORTEST_REASON}
        >
          Take back
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </form>
  );
}

function Rules() {
  const rules = useServerRules();
  const heading = useRef<HTMLHeadingElement>(null);
  const [asked, setAsked] = useState({ host: '', opened: false });
  const opener = useRef<HTMLElement>(null);
  const end = () => setAsked((before) => ({ ...before, opened: false }));
  const close = () => {
    end();
    opener.current?.focus();
  };
  const done = () => {
    end();
    // The row and its button go away: the keyboard stays at the list.
    heading.current?.focus();
  };
  return (
    <section className="servers-section" aria-labelledby="rules-title">
      <h2 ref={heading} tabIndex={-1} className="heading" id="rules-title">
        Rules
      </h2>
      <RuleForm />
      {rules.isPending && <div className="hatched social-skeleton" aria-busy="true" />}
      {rules.isError && <ProblemMessage error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data?.length === 0 && <EmptyState>No server is blocked or silenced.</EmptyState>}
      <ul className="social-list">
        {rules.data?.map(({ host, rule, reason }) => (
          <li key={host}>
            <span className="break">
              <strong>{host}</strong> {RULES[rule].split(':', 1)[0]?.toLowerCase()}
              <span className="secondary"> · {reason}</span>
            </span>
            <Button
              size="sm"
              onClick={(event) => {
                opener.current = event.currentTarget;
                setAsked({ host, opened: true });
              }}
            >
              Take back …<span className="visually-hidden"> the rule for {host}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Modal
        opened={asked.opened}
        onClose={close}
        returnFocus={false}
        title={`Take the rule for ${asked.host} back?`}
      >
        <TakeBack key={asked.host} host={asked.host} onClose={close} onDone={done} />
      </Modal>
    </section>
  );
}

function Health() {
  const health = useServerHealth();
  return (
    <section className="servers-section" aria-labelledby="health-title">
      <h2 className="heading" id="health-title">
        Deliveries
      </h2>
      {health.isPending && <div className="hatched social-skeleton" aria-busy="true" />}
      {health.isError && <ProblemMessage error={health.error} onRetry={() => void health.refetch()} />}
      {health.data?.length === 0 && <EmptyState>Nothing was sent to another server yet.</EmptyState>}
      <ul className="social-list">
        {health.data?.map(({ host, waiting, failures, lastError, deliveredAt }) => (
          <li key={host}>
            <span>
              <strong>{host}</strong>
              {lastError !== null && <span className="secondary"> · {lastError}</span>}
            </span>
            <span className="small secondary">
              {waiting} waiting
              {failures > 0
                ? `, failed ${failures} times`
                : deliveredAt !== null && `, last ${new Date(deliveredAt).toLocaleString()}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Other servers: which of them this instance listens to, and how deliveries go. */
export function OperatorServersScreen() {
  useDocumentTitle('Server rules · Operator · Flipside');
  return (
    <OperatorOnly
      current="servers"
      title="Server rules"
      about="What people on other servers may do here. A rule holds for everything under a domain."
    >
      <Rules />
      <Health />
    </OperatorOnly>
  );
}
