import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

const about = { requestId: z.uuid(), version: z.int().min(1) };

/** Parties are asked for a draft: for the first time, or for a changed one. */
export const requestAsked = defineEvent(
  'request.asked',
  z.strictObject({ ...about, partyIds: z.array(z.uuid()) }),
);

/** A party answered for its side, or the producer took a party's offer. */
export const requestAnswered = defineEvent(
  'request.answered',
  z.strictObject({
    ...about,
    lineId: z.uuid(),
    answer: z.enum(['GRANTED', 'DECLINED', 'COUNTERED', 'ACCEPTED']),
  }),
);

/** Nothing is open any more: everybody agreed, somebody declined, time ran out, or the producer took it back. */
export const requestDecided = defineEvent(
  'request.decided',
  z.strictObject({ ...about, state: z.enum(['APPROVED', 'DECLINED', 'EXPIRED', 'WITHDRAWN']) }),
);

/** Somebody wrote. Without a party the message is the producer's, to everybody asked. */
export const requestMessageSent = defineEvent(
  'request.message-sent',
  z.strictObject({ ...about, fromProducer: z.boolean(), partyId: z.uuid().nullable() }),
);
