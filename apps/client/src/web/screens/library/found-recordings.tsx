import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Duration } from '../../components/duration.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icon.tsx';
import { useProviders } from '../../providers/use-providers.ts';
import { readableIsrc } from '../../words/isrc.ts';

const SHOWN = 50;

/** What was found in the chosen files, searchable. */
export function FoundRecordings() {
  const list = useProviders((state) => state.list);
  const found = useProviders((state) => state.files.found);
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 150);
  const files = list.find(({ id }) => id === 'files');
  const { data: tracks = [] } = useQuery({
    queryKey: ['library', found, query],
    enabled: files !== undefined,
    networkMode: 'always',
    queryFn: async () => (await files?.search(query, SHOWN)) ?? [],
  });
  return (
    <div>
      <TextInput
        className="library-search"
        aria-label="Search your recordings"
        placeholder="Title, artist or ISRC"
        leftSection={<Icon name="search" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {tracks.length === 0 ? (
        <EmptyState>Nothing in this folder matches.</EmptyState>
      ) : (
        <table className="table stack-table">
          <thead>
            <tr>
              <th scope="col">Title</th>
              <th scope="col">Artist</th>
              <th scope="col">ISRC</th>
              <th scope="col" className="amount">
                Length
              </th>
            </tr>
          </thead>
          <tbody>
            {tracks.map((track) => (
              <tr key={track.ref}>
                <th scope="row" className="first">
                  {track.title ?? track.ref.slice(track.ref.lastIndexOf('/') + 1)}
                </th>
                <td className="break">{track.artist ?? <span className="tertiary">unknown</span>}</td>
                <td className="mono">
                  {track.isrc.length > 0 ? (
                    track.isrc.map(readableIsrc).join(', ')
                  ) : (
                    <span className="tertiary">none</span>
                  )}
                </td>
                <td className="amount amount-main">
                  {track.durationMs === null ? '' : <Duration ms={track.durationMs} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found > tracks.length && tracks.length === SHOWN && (
        <p className="small secondary library-more">The first {SHOWN} are shown. Search to find others.</p>
      )}
    </div>
  );
}
