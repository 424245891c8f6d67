import { createContext, useContext } from 'react';
import { useStore } from '../../../external-store.ts';
import type { StudioDocument } from '../document/studio-document.ts';
import type { Studio } from './studio.ts';
import type { StudioState } from './studio.types.ts';

export const StudioContext = createContext<Studio | null>(null);

/** The studio that is open. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (studio === null) throw new Error('No studio is open here.');
  return studio;
}

/** Part of the studio's state; the component renders again when that part changes. */
export function useStudioState<Part>(select: (state: StudioState) => Part): Part {
  return useStore(useStudio().store, select);
}

export function useDocument<Part>(select: (document: StudioDocument) => Part): Part {
  return useStudioState(({ history }) => select(history.present));
}
