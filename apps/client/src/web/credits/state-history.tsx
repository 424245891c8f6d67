import { ProblemMessage } from '../components/problem-message.tsx';
import { useHistory } from '../queries/credits.ts';
import { momentWords } from '../words/dates.ts';
import { CAUSE_WORDS, STATE_WORDS } from '../words/state-words.ts';

/** How a flip came to its state, newest first, back to its publishing. */
export function StateHistory({ hash, publishedAt }: { hash: string; publishedAt: string }) {
  const history = useHistory(hash, true);
  if (history.isPending) return <div className="hatched tree-skeleton" aria-busy="true" />;
  if (history.isError) return <ProblemMessage error={history.error} onRetry={() => void history.refetch()} />;
  return (
    <ol className="derivative-history">
      {history.data.map(({ at, to, cause, reason }) => (
        <li key={`${at}${to}`}>
          <span className="mono small tertiary">{momentWords(at)}</span> <strong>{STATE_WORDS[to]}</strong>{' '}
          <span className="secondary">
            by {CAUSE_WORDS[cause]}
            {reason !== '' && `: ${reason}`}
          </span>
        </li>
      ))}
      <li>
        <span className="mono small tertiary">{momentWords(publishedAt)}</span> <strong>Published</strong>
      </li>
    </ol>
  );
}
