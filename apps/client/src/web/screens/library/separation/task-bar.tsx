import { Button } from '@mantine/core';
import type { ModelTask } from '../../../separation/separation-store.ts';
import { separation } from '../../../separation/separation-store.ts';
import { byteWords } from '../../../words/byte-words.ts';

/** How a model comes on to this device, and stopping it. */
export function TaskBar({ task, name }: { task: ModelTask; name: string }) {
  const { progress } = task;
  const share = progress === null ? 0 : Math.min(1, progress.done / progress.total);
  const doing = progress?.step === 'check' ? 'Checking' : task.sha256 === null ? 'Reading' : 'Fetching';
  return (
    <div className="model-task">
      <p role="status">
        {doing} {name}
        {progress !== null && (
          <span className="secondary">
            , <span className="mono">{byteWords(progress.done)}</span> of{' '}
            <span className="mono">{byteWords(progress.total)}</span>
          </span>
        )}
      </p>
      <div
        className="files-progress-bar"
        role="progressbar"
        aria-label={`${doing} ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <div className="library-actions">
        <Button onClick={() => separation.cancel()}>Stop</Button>
      </div>
    </div>
  );
}
