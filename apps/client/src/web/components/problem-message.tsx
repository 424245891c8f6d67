import { Button } from '@mantine/core';
import { signInHref } from '../shell/sign-in-href.ts';
import { ApiProblem } from '../queries/api-problem.ts';
import { problemWords } from './problem-words.ts';
import './problem-message.css';

interface ProblemMessageProps {
  readonly error: unknown;
  /** What is still fine, in one sentence. */
  readonly kept?: string;
  readonly onRetry?: () => void;
}

/** What happened, what still works, and the fix. */
export function ProblemMessage({ error, kept, onRetry }: ProblemMessageProps) {
  const words = problemWords(error);
  const fields = error instanceof ApiProblem ? error.fields : [];
  return (
    <div className="problem" role="alert">
      <div className="problem-words">
        <p>
          <strong className="stop">{words.happened}</strong> {kept} {words.fix}
        </p>
        {fields.length > 0 && (
          <ul>
            {fields.map((field) => (
              <li key={`${field.pointer ?? ''}${field.detail}`}>
                {field.pointer && <span className="mono">{field.pointer}</span>} {field.detail}
              </li>
            ))}
          </ul>
        )}
      </div>
      {words.signIn ? (
        <Button component="a" href={signInHref()}>
          Sign in
        </Button>
      ) : (
        onRetry && <Button onClick={onRetry}>Try again</Button>
      )}
    </div>
  );
}
