import { Button, Switch } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Icon } from '../../components/icon.tsx';
import { FilesProgress } from '../../providers/files-progress.tsx';
import { FolderButton } from '../../providers/folder-button.tsx';
import { providers } from '../../providers/provider-store.ts';
import { useProviders } from '../../providers/use-providers.ts';
import { FoundRecordings } from './found-recordings.tsx';
import { MusicServer } from './music-server.tsx';
import { EraseReceipts } from './erase-receipts.tsx';
import { KeptPromises } from './kept-promises.tsx';
import { SeparationSection } from './separation/separation-section.tsx';
import { MusicServices } from './music-services.tsx';
import { StemStorage } from './stem-storage.tsx';
import './library.css';

const report = (error: unknown) => providers.fail(error);

function OwnFiles() {
  const files = useProviders((state) => state.files);
  const remembered = useProviders((state) => state.remembered);
  return (
    <section className="library-section" aria-labelledby="files-title">
      <div>
        <h2 className="heading" id="files-title">
          My files
        </h2>
        <p className="secondary">
          FLAC, MP3, Ogg, Opus and WAV in a folder of this device. Recordings are recognised by the ISRC in
          their tags, else by title and sound. Nothing is uploaded.
        </p>
      </div>
      <div className="library-body">
        <FilesProgress />
        <div className="library-actions">
          {remembered !== null && files.phase === 'none' && (
            <Button
              variant="filled"
              leftSection={<Icon name="folder" />}
              onClick={() => void providers.reopenFolder().catch(report)}
            >
              Open “{remembered}” again
            </Button>
          )}
          <FolderButton variant={files.phase === 'none' && remembered === null ? 'filled' : 'outline'}>
            {files.phase === 'none' ? 'Choose a folder' : 'Choose another folder'}
          </FolderButton>
          {files.phase !== 'none' && (
            <Button variant="subtle" onClick={() => void providers.forgetFiles().catch(report)}>
              Disconnect
            </Button>
          )}
        </div>
        {files.unreadable.length > 0 && (
          <details>
            <summary>Files that could not be read</summary>
            <ul className="library-unreadable mono small">
              {files.unreadable.map((path) => (
                <li key={path}>{path}</li>
              ))}
            </ul>
          </details>
        )}
        {files.phase === 'ready' && <FoundRecordings />}
      </div>
    </section>
  );
}

function DemoLibrary() {
  const demo = useProviders((state) => state.demo);
  return (
    <section className="library-section" aria-labelledby="demo-title">
      <div>
        <h2 className="heading" id="demo-title">
          Demo library
        </h2>
        <p className="secondary">
          A few original pieces that this device makes itself, note by note. To hear and try Flipside without
          files.
        </p>
      </div>
      <div className="library-body">
        <Switch
          label={demo ? 'On' : 'Off'}
          aria-label="Demo library"
          checked={demo}
          onChange={(event) => void providers.setDemo(event.currentTarget.checked).catch(report)}
        />
      </div>
    </section>
  );
}

/** Where the sound comes from on this device, and what is kept for it. */
export function LibraryScreen() {
  useDocumentTitle('This device · Flipside');
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1 className="title">This device</h1>
          <p className="secondary">Flips are played from music you already have. It stays here.</p>
        </div>
      </div>
      <OwnFiles />
      <MusicServer />
      <DemoLibrary />
      <SeparationSection />
      <MusicServices />
      <StemStorage />
      <KeptPromises />
      <EraseReceipts />
    </div>
  );
}
