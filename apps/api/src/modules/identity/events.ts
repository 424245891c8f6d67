import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** A user deleted the account. Whatever other modules keep that is personal must go. */
export const userDeleted = defineEvent('identity.user-deleted', z.strictObject({ userId: z.uuid() }));
