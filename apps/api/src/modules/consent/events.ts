import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** A version of a grant was appended: whatever was decided from the one before is to be decided again. */
export const grantChanged = defineEvent(
  'consent.grant-changed',
  z.strictObject({ grantId: z.uuid(), version: z.int().min(1) }),
);

const side = z.enum(['MASTER', 'COMPOSITION']);

/** A party says from when on a grant will not hold any more. Until then it does. */
export const withdrawalAnnounced = defineEvent(
  'consent.withdrawal-announced',
  z.strictObject({
    grantId: z.uuid(),
    version: z.int().min(1),
    partyId: z.uuid(),
    side,
    /** The title of what the grant is about; `null` for a whole catalogue. */
    title: z.string().nullable(),
    withdrawnFrom: z.iso.datetime(),
    reason: z.string().nullable(),
  }),
);

const mandate = {
  mandateId: z.uuid(),
  version: z.int().min(1),
  grantorId: z.uuid(),
  holderId: z.uuid(),
  side,
  /** The title of the recording or work; `null` for everything on that side. */
  title: z.string().nullable(),
};

/** A party says that another mandated it, and waits for the other or an operator to confirm. */
export const mandateProposed = defineEvent(
  'consent.mandate-proposed',
  z.strictObject({ ...mandate, evidence: z.string() }),
);

/** A mandate was given, confirmed, declined, revoked, or a proposal of one taken back. */
export const mandateDecided = defineEvent(
  'consent.mandate-decided',
  z.strictObject({
    ...mandate,
    state: z.enum(['ACTIVE', 'DECLINED', 'REVOKED']),
    by: z.enum(['GRANTOR', 'HOLDER', 'OPERATOR']),
    /** An active mandate that ends on a day: when. */
    validTo: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
  }),
);

/** A change of many grants is to be applied: the rest of it, after what the request itself did. */
export const bulkStarted = defineEvent('consent.bulk-started', z.strictObject({ bulkId: z.uuid() }));

/** Another tariff is in force, so minimum rates may be met or missed now. */
export const tariffChanged = defineEvent(
  'consent.tariff-changed',
  z.strictObject({ version: z.int().min(1) }),
);

/** A recording came into the catalogue, or its shares changed. */
export const recordingChanged = defineEvent(
  'consent.recording-changed',
  z.strictObject({ recordingIds: z.array(z.uuid()).max(500) }),
);
