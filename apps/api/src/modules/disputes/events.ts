import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

const payload = z.strictObject({
  disputeId: z.uuid(),
  subject: z.strictObject({ kind: z.enum(['RECORDING', 'WORK']), id: z.uuid() }),
  /** Of the recording or work, for whoever is told. */
  title: z.string(),
  state: z.enum(['OPEN', 'RESPONDED', 'ESCALATED', 'UPHELD', 'RELEASED']),
  /** What happened: the kind of the dispute's event. */
  change: z.string(),
  /** Whom it concerns. */
  partyIds: z.array(z.uuid()).max(1_000),
  /** The party that did it; `null` for an operator or the instance. */
  byPartyId: z.uuid().nullable(),
});

export type DisputeNews = z.infer<typeof payload>;

/** A dispute was opened: shares come to more than a whole, or somebody says that they are wrong. */
export const disputeOpened = defineEvent('disputes.opened', payload);

/** Something happened in a dispute. In `UPHELD` and `RELEASED` it is over and its money is released. */
export const disputeChanged = defineEvent('disputes.changed', payload);
