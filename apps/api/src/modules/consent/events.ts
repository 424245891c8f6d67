import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** A version of a grant was appended: whatever was decided from the one before is to be decided again. */
export const grantChanged = defineEvent(
  'consent.grant-changed',
  z.strictObject({ grantId: z.uuid(), version: z.int().min(1) }),
);

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
