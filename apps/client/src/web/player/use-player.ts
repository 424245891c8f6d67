import { useStore } from '../external-store.ts';
import { player } from './player.ts';
import type { PlayerState } from './player.types.ts';

/** Part of the player's state; the component renders again when that part changes. */
export function usePlayer<Part>(select: (state: PlayerState) => Part): Part {
  return useStore(player.state, select);
}

/** Where the player is, in seconds. Changes often: use it in the smallest component that needs it. */
export function usePosition(): number {
  return useStore(player.position, ({ seconds }) => seconds);
}
