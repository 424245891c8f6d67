import type { PeerState } from '../../../queries/peers.ts';
import type { Tone } from '../../party/mark.tsx';

export const PEER_TONES: Record<PeerState, Tone> = {
  PROPOSED: 'waiting',
  ACTIVE: 'yes',
  PAUSED: 'waiting',
  FROZEN: 'no',
  REMOVED: 'past',
};
