import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** Plays were counted, in the transaction that counted them. Which ones is in `play`, by period and instant. */
export const playsCounted = defineEvent(
  'plays.counted',
  z.strictObject({ period: z.string(), plays: z.number(), countedAt: z.string() }),
);

/** Counted plays were taken back, in the transaction that did it. */
export const playsVoided = defineEvent(
  'plays.voided',
  z.strictObject({ voiding: z.string(), period: z.string(), plays: z.number() }),
);
