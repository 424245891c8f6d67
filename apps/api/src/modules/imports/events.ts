import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** An import waits to be run, from its beginning or from where it stopped. */
export const importRequested = defineEvent('imports.requested', z.strictObject({ importId: z.uuid() }));

/** An import came to an end by itself: done or failed. */
export const importFinished = defineEvent(
  'imports.finished',
  z.strictObject({
    importId: z.uuid(),
    partyId: z.uuid(),
    createdBy: z.uuid(),
    fileName: z.string(),
    dryRun: z.boolean(),
    state: z.enum(['DONE', 'FAILED']),
  }),
);
