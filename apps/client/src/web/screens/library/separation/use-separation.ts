import { useEffect } from 'react';
import { separation, type SeparationState } from '../../../separation/separation-store.ts';
import { useStore } from '../../../external-store.ts';

/** Part of how this device makes stems; the component renders again when that part changes. */
export function useSeparation<Part>(select: (state: SeparationState) => Part): Part {
  return useStore(separation.state, select);
}

export const failSeparation = (error: unknown): void => separation.state.set({ error });

/** Looks at the models of this device while a screen shows them. */
export function useOpenSeparation(): void {
  useEffect(() => {
    separation.open().catch(failSeparation);
  }, []);
}
