import { SideGlyph } from '../../components/side-glyph.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useLogCheck, type PublicLog } from '../../queries/logs.ts';
import { formatCount } from '../../words/flip-words.ts';

function since({ size, at }: { readonly size: number; readonly at: number }): string {
  const when = new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
  return `It continues the ${formatCount(String(size))} leaves that this browser saw on ${when}.`;
}

function Verdict({ log }: { log: PublicLog }) {
  const { data, error, isPending, refetch } = useLogCheck(log);
  if (log.size === 0) return <p className="secondary">Nothing is logged yet.</p>;
  if (isPending)
    return <div className="hatched log-status-waiting" role="status" aria-label="Checking the log" />;
  if (error !== null) return <ProblemMessage error={error} onRetry={() => void refetch()} />;
  if (!data.ok)
    return (
      <div role="alert">
        <p className="row lead strong stop">
          <SideGlyph recording="conflict" composition="conflict" size={20} />
          Does not match
        </p>
        <p>{data.message}</p>
        {data.evidence !== null && (
          <details>
            <summary>The two signed checkpoints</summary>
            <pre className="log-entry">{`${data.evidence.remembered}\n${data.evidence.served}`}</pre>
          </details>
        )}
      </div>
    );
  return (
    <div role="status">
      <p className="row lead strong">
        <SideGlyph recording="yes" composition="yes" size={20} />
        Verified in this browser
      </p>
      <p className="secondary">
        {data.since === null
          ? 'Signed by the log, and its hashes lead to its root. This browser remembers it from now on.'
          : `Signed by the log, and its hashes lead to its root. ${since(data.since)}`}
      </p>
      <dl className="log-facts small">
        <dt className="secondary">Leaves</dt>
        <dd className="mono">{formatCount(String(data.size))}</dd>
        <dt className="secondary">Root</dt>
        <dd className="mono">{data.root}</dd>
        <dt className="secondary">Key</dt>
        <dd className="mono">{log.vkey}</dd>
      </dl>
    </div>
  );
}

/** What this browser found when it checked the log. */
export function LogStatus({ log }: { log: PublicLog }) {
  return (
    <aside className="log-status" aria-label="Check of the log">
      <Verdict key={log.name} log={log} />
    </aside>
  );
}
