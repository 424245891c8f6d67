import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import type { ExportKind } from '../../../../engine/workers/recipe-export.ts';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';
import { ExportChoiceList } from './export-choice-list.tsx';
import { ExportGaps } from './export-gaps.tsx';
import { ExportRunning, ExportSaved } from './export-progress.tsx';
import { EXPORT_CHOICES, fileNameOf, isTooLarge, type ExportChoice } from './export-words.ts';
import { useExport, type ExportState } from './use-export.ts';
import { useOutlook, type Outlook } from './use-outlook.ts';
import { useTakenFocus } from './use-taken-focus.ts';
import './export.css';

interface ExportFormProps {
  readonly outlook: Outlook;
  readonly state: Extract<ExportState, { phase: 'choosing' | 'failed' }>;
  readonly kind: ExportKind;
  readonly onKind: (kind: ExportKind) => void;
  readonly onBegin: (choice: ExportChoice) => void;
  readonly onClose: () => void;
}

function ExportForm({ outlook: { outlook, error, retry }, state, ...props }: ExportFormProps) {
  const { kind, onKind, onBegin, onClose } = props;
  const button = useTakenFocus(state.phase === 'failed' || state.isBack);
  const title = useDocument((document) => document.title);
  const isListening = useStudioState(({ solos, metronome }) => solos.size > 0 || metronome);
  const choice = EXPORT_CHOICES.find((one) => one.kind === kind);
  const left = kind === 'project' ? (outlook?.unsaid ?? []) : [];
  const canBegin = choice !== undefined && outlook !== null && !isTooLarge(kind, outlook);
  return (
    <div className="export-form">
      <p className="secondary">
        Made on this device, of the flip as it stands now. Nothing is uploaded or published.
        {isListening && ' Solos and the metronome are not in it.'}
      </p>
      <ExportChoiceList outlook={outlook} value={kind} onChange={onKind} />
      {left.length > 0 && (
        <p className="secondary">
          A project cannot say: {left.join(', ')}. The recipe inside keeps it, for Flipside.
        </p>
      )}
      {outlook !== null && <ExportGaps missing={outlook.missing} />}
      {error !== null && <ProblemMessage error={error} kept="Your draft is kept." onRetry={retry} />}
      {state.phase === 'failed' && (
        <ProblemMessage error={state.error} kept="Nothing of the file was left. Your draft is kept." />
      )}
      <p className="export-name">
        <span className="label">File</span> {choice !== undefined && fileNameOf(title, choice)}
      </p>
      <div className="row">
        <Button
          ref={button}
          variant="filled"
          disabled={!canBegin}
          onClick={() => {
            if (choice !== undefined) onBegin(choice);
          }}
        >
          Export
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Not now
        </Button>
      </div>
    </div>
  );
}

interface ExportBodyProps {
  readonly making: ReturnType<typeof useExport>;
  readonly onClose: () => void;
}

function ExportBody({ making: { state, begin, cancel, again }, onClose }: ExportBodyProps) {
  const [kind, setKind] = useState<ExportKind>('wav24');
  const outlook = useOutlook();
  if (state.phase === 'running') return <ExportRunning state={state} onCancel={cancel} />;
  if (state.phase === 'saved') return <ExportSaved state={state} onAgain={again} onDone={onClose} />;
  return (
    <ExportForm
      outlook={outlook}
      state={state}
      kind={kind}
      onKind={setKind}
      onBegin={begin}
      onClose={onClose}
    />
  );
}

/** The flip as a file of sound, or for a DAW: the button, and the dialog that it opens. */
export function ExportButton() {
  const studio = useStudio();
  const [isOpen, setOpen] = useState(false);
  const making = useExport(studio);
  const isRunning = making.state.phase === 'running';
  const isEmpty = useDocument(({ tracks }) =>
    tracks.every(({ clips, notes }) => clips.length === 0 && (notes ?? []).length === 0),
  );
  const close = () => setOpen(false);
  const open = () => {
    making.reset();
    setOpen(true);
  };
  return (
    <>
      <Button size="sm" disabled={isEmpty} onClick={open}>
        Export
      </Button>
      <Modal
        opened={isOpen}
        onClose={isRunning ? making.cancel : close}
        closeOnClickOutside={!isRunning}
        title="Export"
        closeButtonProps={{ 'aria-label': isRunning ? 'Cancel the export' : 'Close' }}
      >
        <ExportBody making={making} onClose={close} />
      </Modal>
    </>
  );
}
