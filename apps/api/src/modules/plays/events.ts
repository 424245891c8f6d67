import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** Plays were counted, in the transaction that counted them. Ids are receipt ids in hex. */
export const playsCounted = defineEvent(
  'plays.counted',
  z.strictObject({
    period: z.string(),
    receiptIds: z.array(z.string()),
  }),
);
