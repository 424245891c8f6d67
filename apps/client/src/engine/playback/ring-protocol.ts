import type { QueueMessage } from './block-queue.ts';
import type { PlayerReport } from './block-player.ts';
import type { RingBuffers } from './ring-layout.ts';

/** Name under which the processor is registered with the audio context. */
export const PLAYER_PROCESSOR = 'flipside-player';

/** How a player node is set up: with a ring in shared memory, or without and then fed through its port. */
export interface PlayerOptions {
  readonly ring: RingBuffers | null;
}

/** Page to player. */
export type PlayerCommand =
  | { readonly type: 'playing'; readonly playing: boolean }
  | { readonly type: 'connect'; readonly renderer: MessagePort }
  | { readonly type: 'close' };

/** Player to page, about thirty times a second while there is something to tell. */
export interface PlayerMessage {
  readonly type: 'report';
  readonly report: PlayerReport;
}

/** Renderer to player, where memory is not shared. */
export type RendererMessage = QueueMessage;

/** Player to renderer: all blocks before `count` are done with; there is room. */
export interface ReleasedMessage {
  readonly type: 'released';
  readonly count: number;
}
