import { useStore } from '../external-store.ts';
import { SERVICE_NAMES } from '../words/provider-words.ts';
import { providers, type ProvidersState } from './provider-store.ts';

/** Part of the state of the connected music; the component renders again when that part changes. */
export function useProviders<Part>(select: (state: ProvidersState) => Part): Part {
  return useStore(providers.state, select);
}

/** Names what the music comes from, for a button; null while nothing is connected. */
export function connectedName({ list, files }: ProvidersState): string | null {
  const [first] = list;
  if (first === undefined) return null;
  if (first.id === 'files') return files.name === null || files.name === '' ? 'My files' : files.name;
  if (first.id === 'demo') return 'Demo library';
  return first.id === 'subsonic' ? 'My music server' : SERVICE_NAMES[first.id];
}
