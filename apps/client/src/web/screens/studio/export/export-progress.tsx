import { Button } from '@mantine/core';
import { byteWords } from '../../../words/byte-words.ts';
import type { ExportState } from './use-export.ts';
import { useTakenFocus } from './use-taken-focus.ts';

interface RunningProps {
  readonly state: Extract<ExportState, { phase: 'running' }>;
  readonly onCancel: () => void;
}

export function ExportRunning({ state: { name, done, bytes }, onCancel }: RunningProps) {
  const cancel = useTakenFocus();
  const percent = Math.floor(done * 100);
  return (
    <div className="export-form">
      <p role="status" className="export-name">
        Making <strong>{name}</strong>
      </p>
      <div
        className="export-bar"
        role="progressbar"
        aria-label={`Making ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span style={{ width: `${done * 100}%` }} />
      </div>
      <p className="secondary">
        <span className="mono">{percent} %</span>, <span className="mono">{byteWords(bytes)}</span>. Playing
        goes on meanwhile.
      </p>
      <div className="row">
        <Button ref={cancel} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

interface SavedProps {
  readonly state: Extract<ExportState, { phase: 'saved' }>;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}

export function ExportSaved({ state: { name, bytes, isDownload }, onAgain, onDone }: SavedProps) {
  const done = useTakenFocus();
  return (
    <div className="export-form">
      <p role="status" className="export-name">
        <strong>{name}</strong>, <span className="mono">{byteWords(bytes)}</span>,{' '}
        {isDownload ? 'is with your browser’s downloads.' : 'is saved.'}
      </p>
      <div className="row">
        <Button ref={done} variant="filled" onClick={onDone}>
          Done
        </Button>
        <Button variant="subtle" onClick={onAgain}>
          Export as something else
        </Button>
      </div>
    </div>
  );
}
