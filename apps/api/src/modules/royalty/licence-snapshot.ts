import { CLEARANCE_STATES, POLICIES, RIGHT_SIDES } from '@flipside/royalty';
import type { Decision } from '@flipside/royalty';
import { z } from 'zod';

const side = z.looseObject({
  side: z.enum(RIGHT_SIDES),
  state: z.enum(CLEARANCE_STATES),
  subject: z.looseObject({ kind: z.enum(['RECORDING', 'WORK']), id: z.string() }).nullable(),
});

/** What a close needs of the decision that a recipe was published on. */
const snapshotSchema = z.looseObject({
  policy: z.enum(POLICIES),
  sources: z.array(z.looseObject({ recordingId: z.string(), sides: z.array(side) })),
});

/** @throws when the stored decision is not one: money is not shared out on a guess. */
export function parseSnapshot(decision: unknown): Pick<Decision, 'policy' | 'sources'> {
  return snapshotSchema.parse(decision) as unknown as Pick<Decision, 'policy' | 'sources'>;
}
