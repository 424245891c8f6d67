import { useState } from 'react';
import { Button, Tabs, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { usePublicLogs, type LogName, type PublicLog } from '../../queries/logs.ts';
import { LeafList } from './leaf-list.tsx';
import { LeafProof } from './leaf-proof.tsx';
import { LogStatus } from './log-status.tsx';
import './logs.css';

const route = getRouteApi('/shell/logs');

const ABOUT: Readonly<Record<LogName, string>> = {
  consent: 'Who holds what, who said yes to what, tariffs, licences, periods and statements.',
  plays: 'Every counted play, without a word about who listened.',
};

function LookUp({ onFind }: { onFind: (leaf: string) => void }) {
  const [text, setText] = useState('');
  const leaf = text.trim().toLowerCase();
  const isWellFormed = /^(?:0|[1-9]\d{0,14}|[0-9a-f]{64})$/.test(leaf);
  return (
    <form
      className="log-find"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWellFormed) onFind(leaf);
      }}
    >
      <TextInput
        label="Look up a leaf"
        placeholder="Number, or hash in hex"
        value={text}
        error={leaf !== '' && !isWellFormed ? 'A number, or 64 hex digits' : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!isWellFormed}>
        Look up
      </Button>
    </form>
  );
}

function Logs({ logs }: { logs: readonly PublicLog[] }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/logs' });
  const log = logs.find(({ name }) => name === search.log) ?? logs[0];
  if (log === undefined) return null;
  const go = (next: { log: LogName; leaf?: string }) => void navigate({ search: next });
  const choose = (leaf: string) => go({ log: log.name, leaf });
  return (
    <>
      <div className="log-choice">
        <Tabs value={log.name} onChange={(name) => go({ log: name === 'plays' ? 'plays' : 'consent' })}>
          <Tabs.List aria-label="Log">
            {logs.map(({ name }) => (
              <Tabs.Tab key={name} value={name}>
                {name === 'plays' ? 'Plays' : 'Consent'}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        <p className="secondary">{ABOUT[log.name]}</p>
      </div>
      <div className="log-columns">
        <div className="log-main">
          <LookUp key={`find ${log.name}`} onFind={choose} />
          {search.leaf !== undefined && (
            <LeafProof log={log} leaf={search.leaf} onClose={() => go({ log: log.name })} />
          )}
          <LeafList key={log.name} log={log} chosen={search.leaf} onChoose={choose} />
        </div>
        <LogStatus log={log} />
      </div>
    </>
  );
}

/** The public logs, leaf by leaf, each proof checked in the reader's own browser. */
export function LogsScreen() {
  useDocumentTitle('Public logs · Flipside');
  const { data, error, isPending, refetch } = usePublicLogs();
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1 className="title">Public logs</h1>
          <p className="secondary">
            What statements rest on, for anybody to check. A leaf that was logged cannot be changed or taken
            away unnoticed.
          </p>
        </div>
      </div>
      {isPending && <div className="hatched log-list-waiting" aria-busy="true" />}
      {error !== null && <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {data && <Logs logs={data.logs} />}
    </div>
  );
}
