import { useDeferredValue } from 'react';
import type { Source } from '@flipside/recipe';
import { Icon } from '../../../components/icon.tsx';
import { useClearance } from '../../../queries/recordings.ts';
import { termsSentences } from '../../../words/terms-words.ts';
import { useDocument } from '../state/use-studio.ts';
import { breaches } from '../publish/terms-check.ts';

/** Whether what the flip does to a recording is inside its terms, and what they are. */
export function TermsNote({ source }: { source: Source }) {
  // Counting waits while a clip is being dragged.
  const document = useDeferredValue(useDocument((value) => value));
  const { data } = useClearance(source.isrc[0] ?? '', undefined, source.isrc.length > 0);
  if (data === undefined) return null;
  const { terms } = data;
  if (terms === null)
    return <p className="small secondary terms-note">There are no terms for this recording yet.</p>;
  const outside = breaches(document, source.id, terms);
  return (
    <details className="terms-note small">
      <summary>
        {outside.length === 0 && <Icon name="check" />}
        <span className={outside.length === 0 ? '' : 'stop'}>
          {outside.length === 0 ? 'Inside the artist’s terms' : outside[0]}
        </span>
        <span className="spacer" />
        <span className="secondary terms-note-read">Read terms</span>
      </summary>
      {outside.slice(1).map((words) => (
        <p key={words} className="stop">
          {words}
        </p>
      ))}
      {termsSentences(terms).map((sentence) => (
        <p key={sentence} className="secondary">
          {sentence}
        </p>
      ))}
    </details>
  );
}
