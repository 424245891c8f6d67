import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** Plays were counted, in the transaction that counted them. Ids are receipt ids in hex. */
export const playsCounted = defineEvent(
  'plays.counted',
  z.strictObject({
    period: z.string(),
    plays: z.array(z.strictObject({ receiptId: z.string(), recipe: z.string(), territory: z.string() })),
  }),
);
