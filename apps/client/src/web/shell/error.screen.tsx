import { useDocumentTitle } from '@mantine/hooks';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { ProblemMessage } from '../components/problem-message.tsx';
import { isCodeMissing } from '../components/problem-words.ts';

/** A screen that broke: what happened, and a way to try again. The player keeps playing. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  useDocumentTitle('Something went wrong · Flipside');
  return (
    <div className="page">
      <h1 className="title" style={{ marginBottom: 16 }}>
        This screen stopped
      </h1>
      {/* Browsers remember that a module did not come: only a new page asks for it again. */}
      <ProblemMessage error={error} onRetry={isCodeMissing(error) ? () => window.location.reload() : reset} />
    </div>
  );
}
