import { useStore } from '../external-store.ts';
import { PROVIDER_NAMES } from '../words/source-words.ts';
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
  return PROVIDER_NAMES[first.id];
}
