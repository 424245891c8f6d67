import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** At most this many subjects are named in one event; whoever changes more appends several. */
export const MOST_SUBJECTS_PER_EVENT = 500;

/**
 * Shares, contributors or works of these subjects were entered, ended, moved or disputed. It is appended in the
 * transaction that changed them: listings, clearance and disputes follow.
 */
export const sharesChanged = defineEvent(
  'catalogue.shares-changed',
  z.strictObject({
    recordingIds: z.array(z.uuid()).max(MOST_SUBJECTS_PER_EVENT),
    workIds: z.array(z.uuid()).max(MOST_SUBJECTS_PER_EVENT),
  }),
);
