import { Button } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { stageWords } from '../../../words/source-words.ts';
import type { Arrival } from '../state/studio.types.ts';
import { useStudio } from '../state/use-studio.ts';

/** A recording on its way in: what is being done, how far, and the way out. */
export function ArrivalCard({ arrival: { sourceId, title, artist, status, error } }: { arrival: Arrival }) {
  const studio = useStudio();
  const percent = Math.round((status?.progress ?? 0) * 100);
  return (
    <li className="source-card">
      <div className="row">
        <div className="ellipsis">
          <h3 className="ellipsis">{title}</h3>
          <p className="small secondary ellipsis">{artist}</p>
        </div>
        <span className="spacer" />
        <Button
          size="sm"
          variant="subtle"
          onClick={() => studio.cancel(sourceId)}
          aria-label={`Cancel ${title}`}
        >
          {error === null ? 'Cancel' : 'Dismiss'}
        </Button>
      </div>
      {error === null ? (
        <>
          <div
            className="source-meter source-meter-tall"
            role="progressbar"
            aria-label={`Taking in ${title}`}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
          >
            <span style={{ width: `${percent}%` }} />
          </div>
          <p className="small secondary" role="status">
            {status === null ? 'Opening it' : stageWords(status)}
          </p>
        </>
      ) : (
        <ProblemMessage error={error} kept="The rest of the flip is kept." />
      )}
    </li>
  );
}
