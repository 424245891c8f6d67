import { Icon } from '../components/icon.tsx';
import { ProblemMessage } from '../components/problem-message.tsx';
import { useProviders } from './use-providers.ts';
import './files-progress.css';

/** How reading the chosen files goes, and what was found. Nothing while there is nothing to say. */
export function FilesProgress() {
  const files = useProviders((state) => state.files);
  const error = useProviders((state) => state.error);
  if (error !== null) {
    return (
      <div className="files-progress">
        <ProblemMessage error={error} />
      </div>
    );
  }
  if (files.phase === 'none') return null;
  const share = files.total === null || files.total === 0 ? 0 : files.done / files.total;
  return (
    <div className="files-progress">
      {files.phase === 'reading' ? (
        <>
          <p className="row" role="status">
            Reading the tags of <span className="mono">{files.total}</span> files in {files.name}
          </p>
          <div
            className="files-progress-bar"
            role="progressbar"
            aria-label="Reading tags"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
          >
            <span style={{ width: `${share * 100}%` }} />
          </div>
        </>
      ) : (
        <p className="row" role="status">
          <Icon name="check" />
          <span>
            <span className="mono">{files.found}</span> {files.found === 1 ? 'recording' : 'recordings'} in{' '}
            <strong>{files.name === '' ? 'your files' : files.name}</strong>
            <span className="secondary">
              , <span className="mono">{files.withIsrc}</span> with an ISRC
              {files.unreadable.length > 0 && (
                <>
                  , <span className="mono">{files.unreadable.length}</span> could not be read
                </>
              )}
              {files.isCut && '. The folder holds more than is read; choose a smaller one'}.
            </span>
          </span>
        </p>
      )}
    </div>
  );
}
