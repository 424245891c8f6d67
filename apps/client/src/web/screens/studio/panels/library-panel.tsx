import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { ClearanceBadge } from '../../../components/clearance-badge.tsx';
import { Duration } from '../../../components/duration.tsx';
import { Icon } from '../../../components/icon.tsx';
import { FilesProgress } from '../../../providers/files-progress.tsx';
import { FolderButton } from '../../../providers/folder-button.tsx';
import { providers } from '../../../providers/provider-store.ts';
import { useProviders } from '../../../providers/use-providers.ts';
import { useClearance, useRecordings, type RecordingItem } from '../../../queries/recordings.ts';
import { bpmWords, keyWords } from '../../../words/flip-words.ts';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';
import { useFoundTracks, useOwnCopy, type FoundTrack } from './use-found-tracks.ts';

interface AddButtonProps {
  readonly found: FoundTrack | null;
  readonly title: string;
  readonly isrc: readonly string[];
  readonly onAdded: () => void;
}

function AddButton({ found, title, isrc, onAdded }: AddButtonProps) {
  const studio = useStudio();
  const codes = new Set([...isrc, ...(found?.track.isrc ?? [])]);
  const isIn = useDocument(({ sources }) =>
    sources.some((source) => source.isrc.some((code) => codes.has(code))),
  );
  const isComing = useStudioState(({ arrivals }) =>
    arrivals.some((arrival) => arrival.title === found?.track.title),
  );
  if (isIn) return <span className="small secondary">In this flip</span>;
  if (isComing) return <span className="small secondary">On its way</span>;
  if (found === null) return <span className="small tertiary">Not in your music</span>;
  return (
    <Button
      size="sm"
      aria-label={`Add ${title}`}
      leftSection={<Icon name="plus" />}
      onClick={() => {
        onAdded();
        void studio.addSource(found.provider, found.track, isrc);
      }}
    >
      Add
    </Button>
  );
}

function OwnRow({ found, onAdded }: { found: FoundTrack; onAdded: () => void }) {
  const { track } = found;
  const title = track.title ?? 'Untitled';
  const [isrc] = track.isrc;
  const { data } = useClearance(isrc ?? '', undefined, isrc !== undefined);
  return (
    <li className="library-row">
      <div className="ellipsis">
        <h3 className="ellipsis">{title}</h3>
        <p className="small secondary ellipsis">{track.artist ?? 'Unknown artist'}</p>
      </div>
      <span className="mono small secondary">
        {track.durationMs !== null && <Duration ms={track.durationMs} />}
      </span>
      <div>{data !== undefined && <ClearanceBadge status={data.state} />}</div>
      <AddButton found={found} title={title} isrc={[]} onAdded={onAdded} />
    </li>
  );
}

function ListedRow({ item, onAdded }: { item: RecordingItem; onAdded: () => void }) {
  const found = useOwnCopy(item);
  return (
    <li className="library-row">
      <div className="ellipsis">
        <h3 className="ellipsis">{item.title}</h3>
        <p className="small secondary ellipsis">{item.artist}</p>
      </div>
      <span className="mono small secondary source-card-figures">
        {item.bpm === null ? '' : bpmWords(item.bpm)}
        <br />
        {item.key === null ? '' : keyWords(item.key)}
      </span>
      <div>
        <ClearanceBadge status={item.clearance} />
      </div>
      <AddButton found={found} title={item.title} isrc={[item.isrc]} onAdded={onAdded} />
    </li>
  );
}

/** Ways to bring music here while none is connected. */
export function ConnectMusic() {
  const demo = useProviders((state) => state.demo);
  const turnOn = () => {
    providers.setDemo(true).catch((error: unknown) => providers.fail(error));
  };
  return (
    <div className="connect-music">
      {!demo && (
        <Button size="sm" onClick={turnOn}>
          Use the demo library
        </Button>
      )}
      <FolderButton size="sm">Choose a folder</FolderButton>
      <FilesProgress />
    </div>
  );
}

interface LibraryPanelProps {
  /** The code a person came with from the list of tracks. */
  readonly initialText: string;
  readonly onAdded: () => void;
}

/** Recordings to take in: those in one's own music, then those on the instance that may be used. */
export function LibraryPanel({ initialText, onAdded }: LibraryPanelProps) {
  const [text, setText] = useState(initialText);
  const own = useFoundTracks(text);
  const listed = useRecordings({ text: text.trim(), licensedOnly: true });
  const ownCodes = new Set((own ?? []).flatMap(({ track }) => track.isrc));
  const items = (listed.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ isrc }) => !ownCodes.has(isrc));
  return (
    <div className="library-panel">
      <div className="studio-library-search">
        <TextInput
          aria-label="Search recordings"
          placeholder="Title, artist or ISRC"
          leftSection={<Icon name="search" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <h3 className="library-heading label">In your music</h3>
      {own !== null && own.length === 0 && (
        <p className="small secondary library-empty">
          {text === '' ? 'No music is connected yet.' : 'Nothing of that name in your music.'}
        </p>
      )}
      <ul aria-label="In your music">
        {(own ?? []).map((found) => (
          <OwnRow key={found.track.ref} found={found} onAdded={onAdded} />
        ))}
      </ul>
      <ConnectMusic />
      {items.length > 0 && <h3 className="library-heading label">Cleared on this instance</h3>}
      <ul aria-label="Cleared on this instance">
        {items.map((item) => (
          <ListedRow key={item.isrc} item={item} onAdded={onAdded} />
        ))}
      </ul>
      {listed.hasNextPage && (
        <Button size="sm" variant="subtle" onClick={() => void listed.fetchNextPage()}>
          More
        </Button>
      )}
    </div>
  );
}
