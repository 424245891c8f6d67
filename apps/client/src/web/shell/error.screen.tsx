import { useDocumentTitle } from '@mantine/hooks';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { ProblemMessage } from '../components/problem-message.tsx';

/** A screen that broke: what happened, and a way to try again. The player keeps playing. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  useDocumentTitle('Something went wrong · Flipside');
  return (
    <div className="page">
      <h1 className="title" style={{ marginBottom: 16 }}>
        This screen stopped
      </h1>
      <ProblemMessage error={error} onRetry={reset} />
    </div>
  );
}
