import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useSendImport, type ImportView } from '../../queries/imports.ts';
import { thenGo } from '../../queries/then-go.ts';
import { byteWords } from '../../words/byte-words.ts';
import { FORMAT_WORDS, typeOf } from './import-words.ts';

const SNIFFED_BYTES = 4_096;

interface Chosen {
  readonly file: File;
  readonly format: ImportView['format'];
  readonly type: string;
}

function ChosenWords({ chosen }: { chosen: Chosen | null }) {
  if (chosen === null) return <p>Drop a catalogue here: CSV, DDEX ERN or CWR. Never sound.</p>;
  return (
    <>
      <p>
        <strong className="import-file-name">{chosen.file.name}</strong>{' '}
        <span className="secondary">
          {FORMAT_WORDS[chosen.format]}, <span className="mono">{byteWords(chosen.file.size)}</span>
        </span>
      </p>
      <p className="small secondary">Trying it changes nothing. You see what would happen first.</p>
    </>
  );
}

interface FileAreaProps {
  readonly children: ReactNode;
  readonly onFile: (file: File | undefined) => void;
}

function FileArea({ children, onFile }: FileAreaProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className="import-drop"
      data-over={over || undefined}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}

interface ChooseFileProps {
  readonly party: string;
  /** Another step of the view is the next one. */
  readonly quiet: boolean;
  readonly onSent: (sent: ImportView) => void;
}

/** A file by button or by drop: recognised here, then tried before anything is taken in. */
export function ChooseFile({ party, quiet, onSent }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const send = useSendImport(party);
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    send.reset();
    setChosen({ file, ...typeOf(await file.slice(0, SNIFFED_BYTES).text()) });
  };
  const tryIt = ({ file, type }: Chosen) => {
    const done = (sent: ImportView) => {
      setChosen(null);
      onSent(sent);
    };
    void thenGo(send, { file, type, dryRun: true }, done);
  };
  return (
    <section aria-label="Choose a file">
      <FileArea onFile={(file) => void choose(file)}>
        <input
          ref={input}
          className="visually-hidden"
          type="file"
          tabIndex={-1}
          aria-label="Catalogue file"
          accept=".csv,.txt,.xml,.v21,.v22,text/csv,text/plain,text/xml,application/xml"
          onChange={(event) => {
            void choose(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <ChosenWords chosen={chosen} />
        <div className="row import-drop-actions">
          {chosen !== null && (
            <Button variant="filled" loading={send.isPending} onClick={() => tryIt(chosen)}>
              Try it
            </Button>
          )}
          <Button
            variant={chosen === null && !quiet ? 'filled' : 'outline'}
            leftSection={<Icon name="file" />}
            onClick={() => input.current?.click()}
          >
            {chosen === null ? 'Choose a file' : 'Choose another'}
          </Button>
        </div>
      </FileArea>
      {send.isError && <ProblemMessage error={send.error} kept="Nothing was taken in." />}
    </section>
  );
}
