import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { LiveRegion } from '../../components/live-region.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useImportStep, type ImportStep, type ImportView } from '../../queries/imports.ts';
import { formatCount } from '../../words/flip-words.ts';
import { FORMAT_WORDS, resultWords, stateWords } from './import-words.ts';
import { ImportReport } from './import-report.tsx';

/** How far it is; without an end while the file is checked. */
function ImportProgress({ shown }: { shown: ImportView }) {
  const { total, done } = shown;
  const known = total !== null && total > 0;
  return (
    <div className="import-progress">
      <div
        className={known ? 'import-bar' : 'import-bar hatched'}
        role="progressbar"
        aria-label={stateWords(shown)}
        aria-valuemin={0}
        {...(known && { 'aria-valuemax': total, 'aria-valuenow': done })}
      >
        {known && <span style={{ width: `${(100 * done) / total}%` }} />}
      </div>
      <p className="small secondary">
        {stateWords(shown)}
        {known && (
          <>
            , <span className="mono">{formatCount(String(done))}</span> of{' '}
            <span className="mono">{formatCount(String(total))}</span>
          </>
        )}
      </p>
    </div>
  );
}

function Failure({ failure }: { failure: NonNullable<ImportView['failure']> }) {
  return (
    <div className="problem" role="alert">
      <div className="problem-words">
        <p>
          <strong className="stop">
            {failure.line === null ? 'The file is refused.' : `The file is refused at line ${failure.line}.`}
          </strong>{' '}
          {failure.reason}
        </p>
        <p className="small secondary mono">
          {failure.code}
          {failure.field !== null && `, ${failure.field}`}
        </p>
      </div>
    </div>
  );
}

interface ImportStepsProps {
  readonly shown: ImportView;
  readonly busy: boolean;
  readonly onStep: (step: ImportStep) => void;
}

/** The one next step, if there is one. */
function ImportSteps({ shown, busy, onStep }: ImportStepsProps) {
  const { state, dryRun, hasFile, counts, failure, partyId } = shown;
  const changes = counts.created + counts.updated;
  if (state === 'QUEUED' || state === 'RUNNING')
    return (
      <Button onClick={() => onStep('cancel')} loading={busy}>
        Stop
      </Button>
    );
  if (hasFile && (state === 'CANCELLED' || failure?.code === 'STOPPED'))
    return (
      <Button variant="filled" onClick={() => onStep('resume')} loading={busy}>
        Go on
      </Button>
    );
  if (state === 'DONE' && dryRun && hasFile && changes > 0)
    return (
      <Button variant="filled" onClick={() => onStep('apply')} loading={busy}>
        {changes === 1 ? 'Take 1 in' : `Take ${formatCount(String(changes))} in`}
      </Button>
    );
  if (state === 'DONE' && !dryRun)
    return (
      <LinkButton to="/artist" search={{ party: partyId }}>
        See your music
      </LinkButton>
    );
  return null;
}

interface ImportCardProps {
  readonly shown: ImportView;
  readonly readOnly: boolean;
  readonly onShow: (other: ImportView) => void;
  /** It came of a step that was just taken, whose button is gone: the keyboard goes to its heading. */
  readonly takesFocus: boolean;
}

/** One import: how far, what came of it, what to do next, and its report. */
export function ImportCard({ shown, readOnly, onShow, takesFocus }: ImportCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const step = useImportStep(shown.partyId);
  const running = shown.state === 'QUEUED' || shown.state === 'RUNNING';
  const take = (next: ImportStep) => step.mutate({ id: shown.id, step: next }, { onSuccess: onShow });
  return (
    <section className="import-card" aria-labelledby="import-title">
      <LiveRegion>{running ? '' : `${shown.fileName}: ${stateWords(shown)}`}</LiveRegion>
      <div className="import-card-head">
        <div className="import-card-words">
          <h2 ref={heading} tabIndex={-1} className="heading import-file-name" id="import-title">
            {shown.fileName}
          </h2>
          <p className="secondary">
            {FORMAT_WORDS[shown.format]}
            {shown.dryRun && ', a trial: nothing is changed'}
          </p>
        </div>
        <span className="spacer" />
        {!readOnly && <ImportSteps shown={shown} busy={step.isPending} onStep={take} />}
      </div>
      {step.isError && <ProblemMessage error={step.error} />}
      {running && <ImportProgress shown={shown} />}
      {shown.failure !== null && <Failure failure={shown.failure} />}
      {shown.state === 'CANCELLED' && (
        <p>
          Stopped after <span className="mono">{formatCount(String(shown.done))}</span>
          {shown.total !== null && (
            <>
              {' '}
              of <span className="mono">{formatCount(String(shown.total))}</span>
            </>
          )}
          . {shown.dryRun ? '' : 'What was taken in stays.'}
        </p>
      )}
      {shown.state === 'DONE' && <p className="lead">{resultWords(shown)}</p>}
      {shown.notes.length > 0 && (
        <ul className="import-notes small secondary">
          {shown.notes.map(({ code, reason }) => (
            <li key={code + reason}>{reason}</li>
          ))}
        </ul>
      )}
      {shown.done > 0 && <ImportReport shown={shown} />}
    </section>
  );
}
