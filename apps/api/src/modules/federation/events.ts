import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';
import { ALARM_KINDS } from './peer.types.ts';

/** A peer's log contradicts itself: the peer is frozen, and operators have to look. */
export const peerAlarmed = defineEvent(
  'federation.peer-alarmed',
  z.strictObject({
    peerId: z.uuid(),
    host: z.string(),
    log: z.enum(['consent', 'plays']),
    kind: z.enum(ALARM_KINDS),
  }),
);
