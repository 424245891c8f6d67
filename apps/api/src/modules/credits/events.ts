import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

const about = {
  correctionId: z.uuid(),
  /** Title of the flip, recording or work. */
  title: z.string(),
  /** Who asked, and in whose name. */
  requestedBy: z.uuid(),
  partyId: z.uuid(),
} as const;

/** Whoever holds the subject is to decide; `deciders` are parties. None: operators decide. */
export const correctionRequested = defineEvent(
  'credits.correction-requested',
  z.strictObject({ ...about, deciders: z.array(z.uuid()).max(100) }),
);

export const correctionDecided = defineEvent(
  'credits.correction-decided',
  z.strictObject({ ...about, state: z.enum(['ACCEPTED', 'DECLINED']), reason: z.string().nullable() }),
);
